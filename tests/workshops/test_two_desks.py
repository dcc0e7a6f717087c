"""Several desks at one door, at the same moment, on both databases."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.web.transaction import writing
from kiosk.workshops.admission import Newcomer
from kiosk.workshops.arrival import BY_ID, alone
from kiosk.workshops.contact import Contact
from kiosk.workshops.desk import Desk
from kiosk.workshops.models import Attendance, Card, HelpRequest, Registration, Seat, Workshop
from kiosk.workshops.models.help_request import Wish
from kiosk.workshops.scanning import Answer, Gesture
from tests.conftest import TUESDAY_MORNING
from tests.row_locks import GATHERING
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, found, people, signed_up, ticket

DESKS = 12


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(SOON, capacity=3)


def together(app: Flask, deed: Callable[[Desk, int], Answer], opened: int = 0) -> Counter[str]:
    """How often each answer was given, when all the desks do this at once."""
    start = Barrier(DESKS)

    def at_desk(number: int) -> str:
        start.wait()
        with app.app_context(), writing() as database:
            gesture = Gesture(f"Desk {number}", f"scan {number}", TUESDAY_MORNING)
            answer = deed(Desk(database, opened, gesture, key=app.config["SECRET_KEY"]), number)
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


def test_many_cards_before_the_day_stand_in_one_line(app: Flask, plan: Planner, database: Session) -> None:
    tomorrow = plan(SOON + timedelta(days=1), capacity=3)
    cards = [Card.new(1, "Camille", key=app.config["SECRET_KEY"], now=TUESDAY_MORNING) for _ in range(DESKS)]
    texts = [f"HTTP://LOCALHOST/C/{card.token(app.config['SECRET_KEY'])}" for card in cards]
    database.add_all(cards)
    database.commit()
    assert together(app, lambda desk, number: desk.answer(texts[number]), tomorrow.id) == {"signed_up": DESKS}
    assert sorted(found(database, select(Registration.position))) == list(range(1, DESKS + 1))


def test_a_short_code_is_read_with_what_its_holder_does_meanwhile(app: Flask, today: Workshop) -> None:
    registration = signed_up(app, today)
    with ThreadPoolExecutor(1) as door:
        with app.app_context(), writing() as holder:
            held = holder.scalars(Workshop.locked(today.id)).one()
            mine = alone(holder, BY_ID, registration.id)
            assert mine
            answers = door.submit(together, app, lambda desk, _: desk.answer(registration.code))
            time.sleep(0.5)  # so that the desks have found the registration, and wait
            held.cancel_registration(mine, "holder", TUESDAY_MORNING)
        assert answers.result() == {"cancelled": DESKS}


@pytest.mark.parametrize(("table", "column"), [(Card, "nickname"), (HelpRequest, "name")])
def test_who_has_waited_for_another_sees_what_that_one_did(
    app: Flask, database: Session, table: Any, column: str
) -> None:
    known = {"key": app.config["SECRET_KEY"], "now": TUESDAY_MORNING}
    wish = Wish("procedures", "fr", "next", "morning", None)
    one = Card.new(1, "", **known) if table is Card else HelpRequest.new(wish, "", Contact(), **known)
    database.add(one)
    database.commit()

    def waited(id: int) -> str:
        with app.app_context(), writing() as later:
            seen_before = later.get_one(table, id)
            later.scalars(table.locked(id)).one()
            return str(getattr(seen_before, column))

    with ThreadPoolExecutor(1) as elsewhere, app.app_context():
        with writing() as first:
            first.execute(update(table).values({column: "Samira"}))
            answer = elsewhere.submit(waited, one.id)
            time.sleep(GATHERING)
        assert answer.result() == "Samira"
