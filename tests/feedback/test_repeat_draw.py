"""The draw of a review: each comment once, and everybody can draw again from what the page says."""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment, Review
from tests.client import Page
from tests.feedback.conftest import NOW, Commenter, Tapper, Waiting, kept
from tests.feedback.meeting import LATER, REVIEWS, say, the_open
from tests.office import Colleague, colleague


def next_review(member: Colleague, database: Session, wait_until: Waiting, review: Review) -> Review:
    """The one that is opened later, once this one is closed."""
    page, moment = f"{REVIEWS}/{review.id}", review.opened_at + LATER
    member.submit(page, f"{page}/closing")
    wait_until(member, moment)
    return the_open(member, database)


def numbers(page: Page) -> list[str]:
    """Those beside the comments, in their order."""
    return [page.text(one).split()[1] for one in page.all("li", class_="said")]


def test_whoever_draws_again_from_what_the_page_says_draws_the_same(
    member: Colleague, database: Session, tapped: Tapper
) -> None:
    say(database, tapped, None, 17)
    page = member.get(f"{REVIEWS}/{the_open(member, database).id}")
    [details] = page.all("details", class_="redraw")
    seed, pool = (page.text(code) for code in details.iter("code"))
    assert len(pool.split()) == 17 and pool.split() == sorted(pool.split(), key=int)
    again = sorted(pool.split(), key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())
    assert numbers(page) == again[:10]


def test_what_was_drawn_from_is_not_drawn_from_again(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    known = [str(one.id) for one in say(database, tapped, None, 12)]
    first = the_open(member, database)
    assert list(first.pool) == known
    new = [str(one.id) for one in say(database, tapped, None, 3)]
    second = next_review(member, database, wait_until, first)
    assert list(second.pool) == new and set(second.drawn) == set(new)
    assert not next_review(member, database, wait_until, second).pool


def test_another_decision_does_not_put_a_comment_into_the_next_draw(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    [comment] = [one.id for one in say(database, tapped, None)]
    first = the_open(member, database)
    staff = colleague(member.app, "staff")
    for moment, state in enumerate(("internal", "waiting", "public"), 1):
        wait_until(staff, NOW + timedelta(days=moment))
        staff.submit(f"/staff/comments/{comment}", f"/staff/comments/{comment}/decisions", state=state)
    member.sign_in()
    assert not next_review(member, database, wait_until, first).drawn


def test_what_is_kept_after_it_was_rejected_is_drawn_at_last(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    [comment] = [one.id for one in say(database, tapped, None, state="rejected")]
    first = the_open(member, database)
    database.get_one(Comment, comment).decide("public", "", "", NOW)
    database.commit()
    assert next_review(member, database, wait_until, first).drawn == (str(comment),)


def test_nothing_takes_the_place_of_what_is_erased(
    member: Colleague, database: Session, tapped: Tapper, commented: Commenter
) -> None:
    last = say(database, tapped, None, 3)[-1].id
    review = the_open(member, database)
    database.delete(database.get_one(Comment, last))
    database.commit()
    other = commented("Venu après")
    other.decide("public", "", "", NOW)
    kept(other)
    page = member.get(f"{REVIEWS}/{review.id}")
    assert other.id > last and str(last) in numbers(page)
    assert "Venu après" not in page.text() and "Aucun autre ne le remplace" in page.text()
