"""Comments are forgotten: the rejected after 30 days, the others after a year."""

from datetime import timedelta

from sqlalchemy.orm import Session

from kiosk.feedback.comments.writing import written
from kiosk.feedback.models import Comment, CommentTranslation
from kiosk.feedback.retention import erase
from tests.feedback.conftest import NOW, Tapper


def add_comment(session: Session, tapped: Tapper, *, state: str, days: int, read_days: int = 0) -> Comment:
    comment = written(f"{state} {days} {read_days}", "fr", tapped(1), NOW - timedelta(days=days))
    comment.state, comment.read_at = state, NOW - timedelta(days=read_days) if read_days else None
    comment.translations = [
        CommentTranslation(locale="de", text="…", translated_by=1, translated_at=NOW, checked_by=2, checked_at=NOW)
    ]
    session.add(comment)
    session.commit()
    return comment


def test_the_rejected_go_after_a_month_and_the_others_after_a_year(tapped: Tapper, database: Session) -> None:
    for state, days, read_days in (("rejected", 60, 30), ("public", 365, 360), ("waiting", 366, 0)):
        add_comment(database, tapped, state=state, days=days, read_days=read_days)
    for state, days, read_days in (("rejected", 60, 29), ("public", 364, 300), ("internal", 31, 31)):
        add_comment(database, tapped, state=state, days=days, read_days=read_days)
    assert erase(database, NOW).comments == 3
    database.commit()
    kept = database.query(Comment).order_by(Comment.id).all()
    assert [comment.text for comment in kept] == ["rejected 60 29", "public 364 300", "internal 31 31"]
    assert database.query(CommentTranslation).count() == 3


def test_what_is_forgotten_takes_nothing_else_along(tapped: Tapper, database: Session) -> None:
    tap = add_comment(database, tapped, state="public", days=400, read_days=399).tap
    assert erase(database, NOW).comments == 1
    database.refresh(tap)
    assert not erase(database, NOW).comments
