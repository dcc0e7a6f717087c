"""Taps by the million: of three years, 60 places, seven languages, in the hours in which places are open."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, cast
from uuid import UUID

from flask import Flask
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from kiosk.config import LOCALES, TOWN
from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.counting import FIELDS, Facts, Ledger, Numbers, day_keys, month_keys, reason_keys
from kiosk.feedback.models import DayCount, MonthCount, ReasonCount, Tap, Touchpoint
from kiosk.feedback.vocabulary import KINDS, REASONS

PLACES, YEARS, AT_ONCE = 60, 3, 20_000
CODES = ("kiosk", "place-1", "workshop-1", "stop-1", "service-access")
HOURS = range(9, 19)
FACES = (1, 2, 3, 3, 3)
SECRET = "secret"
"""Of the tablet of the house that sends new ones."""


def fill(app: Flask, count: int) -> None:
    """So many taps, and the numbers beside them."""
    with app.app_context(), Session(db.engine) as session:
        places = session.scalars(select(Place.id).order_by(Place.id).limit(PLACES)).all()
        known = {touchpoint.code: touchpoint for touchpoint in session.scalars(select(Touchpoint))}
        touchpoints = [known.get(code) or Touchpoint(code=code, kind=code.partition("-")[0]) for code in CODES]
        session.add_all(touchpoints)
        session.add(Kiosk.enrolled("Accueil", None, SECRET, "Camille", datetime.now(UTC)))
        session.flush()
        kinds = {touchpoint.kind: touchpoint.id for touchpoint in touchpoints}
        seen: Counter[tuple[Facts, int, str]] = Counter()
        made = rows(list(places), kinds, count, seen)
        while part := list(islice(made, AT_ONCE)):
            session.execute(insert(cast(Table, Tap.__table__)), part)
        write_counts(session, seen)
        session.commit()
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()


def rows(
    places: list[int], kinds: dict[str, int], count: int, seen: Counter[tuple[Facts, int, str]]
) -> Iterator[dict[str, Any]]:
    """The rows of the taps; what they are about is counted on the way."""
    chance, today = random.Random(2), datetime.now(TOWN).date()
    for _ in range(count):
        day = today - timedelta(days=chance.randrange(1, 365 * YEARS))
        facts = Facts(day, chance.choice(places), chance.choice(KINDS), chance.choice(LOCALES), chance.choice(HOURS))
        value, reason = chance.choice(FACES), chance.choice(REASONS)
        seen[facts, value, reason] += 1
        yield row(facts, value, reason, kinds, chance)


def row(facts: Facts, value: int, reason: str, kinds: dict[str, int], chance: random.Random) -> dict[str, Any]:
    moment = moment_of(facts.day, facts.hour)
    return {
        "id": UUID(int=chance.getrandbits(128), version=4), "touchpoint_id": kinds[facts.kind],
        "place_id": facts.place_id, "question": 1, "value": value, "reasons": (reason,), "channel": "kiosk",
        "language": facts.language, "captured_at": moment, "received_at": moment, "is_exact": False,
        "is_clock_doubtful": False, "revision": 1, "digest": "", "state": "counted", "restored_by": "",
        "restored_because": "",
    }  # fmt: skip


def moment_of(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=TOWN).astimezone(UTC)


def write_counts(session: Session, seen: Counter[tuple[Facts, int, str]]) -> None:
    """A month after the other, so that no more than its numbers are in memory."""
    by_month: dict[date, list[tuple[Facts, Numbers, str]]] = {}
    for (facts, value, reason), count in seen.items():
        by_month.setdefault(facts.month, []).append((facts, Numbers(**{FIELDS[value]: count}), reason))
    for part in by_month.values():
        months, days, reasons = Ledger(), Ledger(), Ledger()
        for facts, numbers, reason in part:
            months.add(month_keys(facts), numbers)
            days.add(day_keys(facts), numbers)
            reasons.add(reason_keys(facts, [reason]), numbers)
        months.write(session, MonthCount.__table__)
        days.write(session, DayCount.__table__)
        reasons.write(session, ReasonCount.__table__, ("bad", "fair", "good"))
