"""Cards are made in batches; those made at the same moment are never mixed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.web.transaction import writing
from kiosk.workshops.cards.staff_views import add_batch
from kiosk.workshops.models import Card
from tests.conftest import TUESDAY_MORNING

DESKS, CARDS = 12, 4


def test_batches_made_at_once_have_numbers_of_their_own(app: Flask, database: Session) -> None:
    start, key = Barrier(DESKS), app.config["SECRET_KEY"]

    def make(number: int) -> int:
        start.wait()
        with app.app_context(), writing() as session:
            return add_batch(
                session, [Card.new(0, f"Desk {number}", key=key, now=TUESDAY_MORNING) for _ in range(CARDS)]
            )

    with ThreadPoolExecutor(DESKS) as desks:
        numbers = set(desks.map(make, range(DESKS)))
    made = database.execute(select(Card.batch, Card.made_by, func.count()).group_by(Card.batch, Card.made_by)).all()
    assert len(numbers) == DESKS
    assert sorted((batch, count) for batch, _, count in made) == sorted((number, CARDS) for number in numbers)
