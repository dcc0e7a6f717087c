"""A committee that meets: its themes, what people say of them, its reviews."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.models import Answer, Comment, Review, Theme, ThemeStep
from tests.client import Page
from tests.feedback.conftest import NOW, Tapper
from tests.office import Colleague

THEMES, REVIEWS = "/committee/themes", "/committee/reviews"
LATER = timedelta(days=42)
DECISION = {"owner": "Accueil", "due_on": "24/12/2026"}


def theme_of(database: Session, title: str = "Horaires", **facts: Any) -> Theme:
    theme = Theme(title=title, **facts)
    database.add(theme)
    database.commit()
    return theme


def say(database: Session, tapped: Tapper, theme: Theme | None, count: int = 1, **facts: Any) -> list[Comment]:
    """So many comments about the theme, public and read now unless told otherwise."""
    theme_id = theme and theme.id
    database.rollback()
    known = {"state": "public", "language": "fr", "language_source": "words", "written_at": NOW, "read_at": NOW,
             "heard_at": NOW}  # fmt: skip
    taps = [tapped().id for _ in range(count)]
    comments = [
        Comment(tap_id=id, theme_id=theme_id, **{**known, "text": f"Parole {number}", **facts})
        for number, id in enumerate(taps)
    ]
    database.add_all(comments)
    database.commit()
    return comments


def send(person: Colleague, address: str, status: int = 200, **fields: str) -> Page:
    """Send this form from whatever page one has kept open."""
    token = person.get("/account").all("input", name="csrf_token")[0].get("value", "")
    answer = person.client.post(address, data={"csrf_token": token, **fields}, follow_redirects=True)
    return person.seen(answer, status)


def opened(member: Colleague, database: Session, held_on: str = "2026-11-24", status: int = 200) -> Review | None:
    """The review that a member opens; the one that is open already where it is refused."""
    member.submit(REVIEWS, REVIEWS, status, held_on=held_on)
    database.rollback()
    return database.scalar(Review.under_way())


def the_open(member: Colleague, database: Session) -> Review:
    review = opened(member, database)
    assert review is not None
    return review


def step(member: Colleague, theme: Theme, stage: str, status: int = 200, **typed: str) -> Page:
    """Note the next step, or put the answer off: `why` is the reason."""
    page = f"{THEMES}/{theme.id}"
    last = member.get(page).all("input", name="after")[0].get("value", "")
    note = {"defer-note" if stage == "deferred" else "note": typed.pop("why", "")}
    return send(member, f"{page}/steps", status, **{"after": last, "stage": stage, **note, **typed})


def stages(database: Session, theme: Theme) -> list[str]:
    database.rollback()
    steps = select(ThemeStep).where(ThemeStep.theme_id == theme.id).order_by(ThemeStep.taken_at, ThemeStep.id)
    return [one.stage for one in database.scalars(steps)]


def written(member: Colleague, database: Session, theme: Theme, **typed: str) -> Answer:
    page = f"{THEMES}/{theme.id}/answers"
    words = {"said": "Trop tôt le matin.", "done": "Un atelier le mardi à 18 h.", "kind": "done"}
    member.submit(f"{page}/new", page, 200, **{**words, **typed})
    database.rollback()
    return database.scalars(select(Answer).order_by(Answer.id.desc()).limit(1)).one()


def publish(member: Colleague, answer: Answer) -> None:
    page = f"/committee/answers/{answer.id}"
    member.submit(page, f"{page}/publication")
