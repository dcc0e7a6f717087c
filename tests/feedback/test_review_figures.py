"""The figures of a review: nothing is said of too few, and a place that was merged is no place of its own."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.models import Review
from tests.feedback.conftest import NOW, Tapper
from tests.feedback.counted import OCTOBER, count
from tests.feedback.meeting import REVIEWS, the_open
from tests.office import Colleague

BEFORE, NEVER = "Il en venait des avis", "jamais"


def words(member: Colleague, database: Session) -> str:
    return member.get(f"{REVIEWS}/{the_open(member, database).id}").text().replace("\u00a0", " ")


@pytest.fixture
def reviewed(database: Session) -> None:
    """A review was closed nine days ago."""
    moment = NOW - timedelta(days=9)
    database.add(Review(held_on=moment.date(), seed="x", opened_at=moment, opened_by="", closed_at=moment))
    database.commit()


@pytest.mark.parametrize(("n", "is_scored"), [(1, False), (9, False), (10, True)])
def test_below_ten_a_review_says_the_answers_and_no_score(
    member: Colleague, database: Session, tapped: Tapper, n: int, is_scored: bool
) -> None:
    for _ in range(n):
        tapped(3)
    text = words(member, database)
    assert (f"Très bien {n} ·" in text, f"Avis{n}" in text) == (True, True)
    assert ("100 %" in text, "Note sur 1010,0" in text) == (is_scored, is_scored)
    assert ("Moins de 10 réponses : pas de note." in text) != is_scored


@pytest.mark.usefixtures("reviewed")
def test_the_share_of_the_days_before_is_not_said_of_few(member: Colleague, database: Session) -> None:
    count(database, good=9, day=NOW.date() - timedelta(days=10))
    assert "Autant de jours avant– (9)" in words(member, database)


@pytest.mark.usefixtures("reviewed")
@pytest.mark.parametrize(("good", "aside", "was_heard"), [(0, 2, False), (1, 0, True)])
def test_only_what_counts_came_from_a_place(
    member: Colleague, database: Session, library: Place, good: int, aside: int, was_heard: bool
) -> None:
    count(database, good=good, aside=aside, place=library.id, day=OCTOBER)
    assert (BEFORE in words(member, database)) == was_heard


def test_a_merged_place_is_not_silent(member: Colleague, database: Session, duplicate: Place) -> None:
    text = words(member, database)
    assert "Médiathèque du Parc" in text and "Double" not in text


@pytest.mark.usefixtures("reviewed")
def test_what_came_from_a_merged_place_came_from_the_one_that_is_kept(
    member: Colleague, database: Session, duplicate: Place
) -> None:
    database.add(Place(external_id="3", name="Jamais Rien", commune="Strasbourg", origin=duplicate.origin))
    count(database, good=1, place=duplicate.id, day=OCTOBER)
    page = f"{REVIEWS}/{the_open(member, database).id}"
    text = member.get(page).text()
    assert text.index(BEFORE) < text.index("Médiathèque du Parc") < text.index(NEVER) < text.index("Jamais Rien")
    count(database, good=1, place=duplicate.id, day=NOW.date())
    assert "Parc" not in member.get(page).text()
