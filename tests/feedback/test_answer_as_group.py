"""At the end of a workshop the screen goes from hand to hand, and closes when all have answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.feedback.models import GroupRound
from kiosk.feedback.models.group import LONGEST
from tests.client import Visitor
from tests.feedback.conftest import NOW
from tests.feedback.sending import new_record, send, states, taps, totals
from tests.feedback.test_tap_a_face import pressed, tap
from tests.workshops.conftest import new_workshop

Opened = Callable[..., str]


@pytest.fixture
def opened(database: Session) -> Opened:
    """Opens a round of so many people; the address of its question."""
    workshop = new_workshop()
    database.add(workshop)
    database.commit()

    def open_round(present: int, hours_ago: float = 0) -> str:
        at = NOW - timedelta(hours=hours_ago)
        database.add(
            GroupRound(workshop_id=workshop.id, code="abc", present=present, opened_at=at, opened_by="Camille")
        )
        database.commit()
        return f"/fr/feedback/workshop-{workshop.id}?group=abc"

    return open_round


def test_quick_answers_of_a_group_all_count(app: Flask, database: Session, opened: Opened) -> None:
    address, screen = opened(8), Visitor(app)
    for number in range(7):
        tap(screen, 1 + number % 3, address)
    assert states(database) == ["counted"] * 7 and {one.channel for one in taps(database)} == {"group"}


def test_it_closes_with_the_last_answer(app: Flask, database: Session, opened: Opened) -> None:
    address, screen = opened(2), Visitor(app)
    page = screen.get(address)
    tap(screen, 3, address)
    assert tap(screen, 1, address).text().startswith("Merci")
    assert "Tout le monde a répondu" in screen.get(address).text()
    database.rollback()
    assert database.scalars(GroupRound.named("abc")).one().closed_at == NOW
    late = {one.get("name", ""): one.get("value", "") for one in page.all("input")}
    screen.client.post(address.partition("?")[0] + "/taps", data={**late, "value": "1"})
    assert sum(totals(database)) == 2


def test_a_round_that_was_forgotten_is_over(app: Flask, database: Session, opened: Opened) -> None:
    address = opened(8, LONGEST.total_seconds() / 3600)
    assert "Tout le monde a répondu" in Visitor(app).get(address).text()
    code = address.partition("?")[0].rpartition("/")[2]
    assert send(app, new_record(touchpoint=code, group="abc")) == (410, "closed")


def test_what_waited_on_the_screen_still_counts_for_its_round(app: Flask, database: Session, opened: Opened) -> None:
    address = opened(8, 3)
    code = address.partition("?")[0].rpartition("/")[2]
    record = new_record(touchpoint=code, group="abc", captured_at=NOW - timedelta(hours=2))
    assert send(app, record) == (201, "created") and totals(database) == (0, 0, 1, 0)


def test_what_waited_while_staff_closed_the_round_still_counts(app: Flask, database: Session, opened: Opened) -> None:
    code = opened(8, 1).partition("?")[0].rpartition("/")[2]
    database.scalars(GroupRound.named("abc")).one().close(NOW - timedelta(minutes=5))
    database.commit()
    told = [(NOW - timedelta(minutes=minutes)) for minutes in (10, 4)]
    found = [send(app, new_record(touchpoint=code, group="abc", captured_at=moment)) for moment in told]
    assert found == [(201, "created"), (410, "closed")]


def test_what_a_group_says_on_a_telephone_is_not_its_owners(app: Flask, opened: Opened) -> None:
    address, phone = opened(8), Visitor(app)
    phone.get("/f/kiosk")
    tap(phone, 1, address)
    assert not pressed(phone.get(address.partition("?")[0]))


def test_a_code_of_no_round_is_refused(app: Flask, database: Session, opened: Opened) -> None:
    code = opened(8).partition("?")[0].rpartition("/")[2]
    assert send(app, new_record(touchpoint=code, group="abd")) == (410, "closed")


def test_the_round_of_another_workshop_is_not_found(app: Flask, opened: Opened) -> None:
    opened(8)
    screen = Visitor(app)
    for address in ("/fr/feedback/kiosk?group=abc", "/fr/feedback/kiosk?group=nothing"):
        screen.get(address, 404)


def test_after_an_answer_the_next_person_is_asked_and_nobody_goes_elsewhere(app: Flask, opened: Opened) -> None:
    page = tap(Visitor(app), 3, opened(8))
    assert "Personne suivante" in page.html and "/fr/" not in page.ways()
