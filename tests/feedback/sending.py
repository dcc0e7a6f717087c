"""Records as screens send them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.feedback.models import MonthCount, Tap
from kiosk.feedback.models.count import ALL_HOURS, ALL_KINDS, ALL_LANGUAGES, ALL_PLACES
from tests.feedback.conftest import NOW


def new_record(**facts: Any) -> dict[str, Any]:
    """A tap on the very good face, now, about the kiosk, unless told otherwise."""
    known = {"id": str(uuid4()), "revision": 1, "touchpoint": "kiosk", "value": 3, "captured_at": NOW, "sent_at": NOW}
    body = {**known, **facts}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in body.items()}


def send(app: Flask, record: Any, **options: Any) -> tuple[int, str]:
    """The status of the answer, and what became of the record."""
    answer = app.test_client().post("/events", json=record, **options)
    return answer.status_code, answer.get_json()["outcome"]


def taps(database: Session) -> Sequence[Tap]:
    """In the order in which they were made."""
    database.rollback()
    return database.scalars(select(Tap).order_by(Tap.captured_at, Tap.id)).all()


def states(database: Session) -> list[str]:
    return [tap.state for tap in taps(database)]


def totals(database: Session) -> tuple[int, int, int, int]:
    """Not good, so-so, very good, set aside: of all that was ever tapped, as the figures have it."""
    database.rollback()
    one = MonthCount
    whole = (one.place_id == ALL_PLACES, one.kind == ALL_KINDS, one.language == ALL_LANGUAGES, one.hour == ALL_HOURS)
    sums = (func.coalesce(func.sum(column), 0) for column in (one.bad, one.fair, one.good, one.aside))
    found = database.execute(select(*sums).where(*whole)).one()
    bad, fair, good, aside = map(int, found)
    return bad, fair, good, aside
