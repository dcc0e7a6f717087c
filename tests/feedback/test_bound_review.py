"""What a review shows belongs to its days: themes that were heard, taps that were set aside."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment, Review
from tests.feedback.conftest import NOW, Tapper, Waiting
from tests.feedback.meeting import LATER, REVIEWS, say, the_open, theme_of
from tests.office import Colleague


def closed(member: Colleague, review: Review) -> str:
    """The address of its page."""
    page = f"{REVIEWS}/{review.id}"
    member.submit(page, f"{page}/closing")
    return page


def keep(database: Session, comments: list[int], now: datetime) -> None:
    """They are public from then on."""
    database.rollback()
    for id in comments:
        database.get_one(Comment, id).decide("public", "", "", now)
    database.commit()


def test_what_is_read_late_is_spoken_of_at_the_next_meeting(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    late = say(database, tapped, theme_of(database), 4, state="waiting", read_at=None, heard_at=None)
    ids = [one.id for one in late]
    first = closed(member, the_open(member, database))
    keep(database, ids, NOW + timedelta(days=1))
    wait_until(member, NOW + LATER)
    review = the_open(member, database)
    page = member.get(f"{REVIEWS}/{review.id}")
    assert "Horaires 4 commentaires" in page.text(page.all("ol", class_="review-heard")[0])
    assert len(review.drawn) == 4 and not member.get(first).all("ol", class_="review-heard")


def test_a_closed_review_keeps_the_themes_that_it_had(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    ids = [one.id for one in say(database, tapped, theme_of(database), 4)]
    first = closed(member, the_open(member, database))
    keep(database, ids, NOW + timedelta(days=2))
    wait_until(member, NOW + LATER)
    second = f"{REVIEWS}/{the_open(member, database).id}"
    assert "Horaires 4 commentaires" in member.get(first).text().replace("\u00a0", " ")
    assert not member.get(second).all("ol", class_="review-heard")


def test_what_was_set_aside_belongs_to_one_review(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    tapped(3, state="repeat")
    first = closed(member, the_open(member, database))
    for _ in range(2):
        tapped(3, state="burst", captured_at=NOW + LATER)
    wait_until(member, NOW + LATER)
    pages = [member.get(page) for page in (first, f"{REVIEWS}/{the_open(member, database).id}")]
    found = [[page.text(one) for one in page.all("ul", class_="review-aside")] for page in pages]
    assert [text[0][:9] for text in found] == ["1 touchés", "2 beaucou"]
