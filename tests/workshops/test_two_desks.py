"""Several desks at one door, at the same moment, on both databases."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.web.transaction import writing
from kiosk.workshops.admission import Newcomer
from kiosk.workshops.desk import Desk
from kiosk.workshops.models import Attendance, Card, Seat, Workshop
from kiosk.workshops.scanning import Answer, Gesture
from tests.conftest import TUESDAY_MORNING
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, found, people, signed_up, ticket

DESKS = 12


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(SOON, capacity=3)


def together(app: Flask, deed: Callable[[Desk, int], Answer], opened: int | None = None) -> Counter[str]:
    """How often each answer was given, when all the desks do this at once."""
    start = Barrier(DESKS)

    def at_desk(number: int) -> str:
        start.wait()
        with app.app_context(), writing() as database:
            workshop = database.get(Workshop, opened) if opened else None
            gesture = Gesture(f"Desk {number}", f"scan {number}", TUESDAY_MORNING)
            answer = deed(Desk(database, workshop, gesture, key=app.config["SECRET_KEY"]), number)
            if answer.attendance:
                database.add(answer.attendance)
            return answer.outcome

    with ThreadPoolExecutor(DESKS) as desks:
        return Counter(desks.map(at_desk, range(DESKS)))


def test_one_ticket_comes_in_once(app: Flask, today: Workshop, database: Session) -> None:
    text = ticket(app, signed_up(app, today))
    assert together(app, lambda desk, _: desk.answer(text)) == {"checked_in": 1, "already_in": DESKS - 1}
    assert len(found(database, select(Attendance))) == 1


def test_the_last_seats_are_given_once(app: Flask, today: Workshop, database: Session) -> None:
    answers = together(app, lambda desk, number: desk.sign_up(today.id, Newcomer(f"Nr {number}")))
    assert answers == {"signed_up": 3, "full": DESKS - 3}
    assert len(people(database)) == len({seat.registration_id for seat in found(database, select(Seat))}) == 3


def test_one_card_is_signed_up_once(app: Flask, today: Workshop, database: Session) -> None:
    key = app.config["SECRET_KEY"]
    card = Card.new(1, "Camille", key=key, now=TUESDAY_MORNING)
    text = f"HTTP://LOCALHOST/C/{card.token(key)}"
    database.add(card)
    database.commit()
    answers = together(app, lambda desk, _: desk.answer(text), today.id)
    assert answers == {"signed_up": 1, "already_in": DESKS - 1}
    assert len(people(database)) == 1
