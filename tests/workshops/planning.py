"""Planning as staff do it: forms with their usual words, and what became of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Notice, Place, PlaceMerge
from kiosk.extensions import db
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import CallTask, Message, Registration, Series, Workshop

KEY = "a key of at least thirty-two signs"
USUAL = {"start": "14:00", "end": "16:00", "capacity": "8", "minimum": "4"}
RULE = {"repeat": "weeks", "weeks": "2", "weekdays": ["1"], "ending": "times", "times": "4", "skip_school": "1"}


def words(workshop: Workshop, **other: Any) -> dict[str, Any]:
    """The form of one more workshop of this course in this place."""
    return {"course": str(workshop.course_id), "place": str(workshop.place_id), "day": "2026-12-01", **USUAL, **other}


def sign_up(app: Flask, workshop: int, *addresses: str, party: int = 1, now: datetime) -> None:
    """People with an e-mail address, or with none where it is empty."""
    with app.app_context(), Session(db.engine) as session:
        found = session.scalars(Workshop.locked(workshop)).one()
        for number, address in enumerate(addresses):
            session.add(found.register(f"Person {number}", Contact.parse(address), party, key=KEY, now=now))
            session.flush()
        session.commit()


def add_series(workshop: Workshop, weeks: int, database: Session) -> list[int]:
    """The ids of so many workshops like this one, week after week, in one series with it."""
    first, series = database.get_one(Workshop, workshop.id), Series(title="Une démarche par mois")
    first.series = series
    for number in range(1, weeks):
        later = {name: getattr(first, name) + timedelta(weeks=number) for name in ("starts_at", "ends_at")}
        facts = {"course_id": first.course_id, "place_id": first.place_id}
        database.add(Workshop.planned(series=series, **facts, **later))
    database.commit()
    ids = list(database.scalars(select(Workshop.id).order_by(Workshop.starts_at)))
    database.rollback()  # what comes next is read anew
    return ids


def digital_day(workshop: Workshop, **other: str) -> dict[str, Any]:
    """The form of a day with two workshops, in the first line and in the third."""
    rows = {f"course-{row}": workshop.course_id for row in (1, 3)}
    times = {"start-1": "10:00", "end-1": "12:00", "start-3": "14:00", "end-3": "16:00", "room-3": "Salle 2"}
    return {**words(workshop, title="Journée du numérique"), **rows, **times, **other}


def announce(database: Session, workshop: Workshop, kind: str, first: date, days: int = 1, text: str = "") -> None:
    """A notice of the place, for so many days."""
    last = first + timedelta(days=days - 1)
    database.add(Notice(place_id=workshop.place_id, kind=kind, starts_on=first, ends_on=last, text=text))
    database.commit()


def merged_away(database: Session, kept: Place) -> Place:
    """Another record of this place, which staff have merged into it."""
    gone = Place(external_id="gone", name=f"{kept.name} (2)", commune=kept.commune, source=kept.source)
    gone.services = kept.services
    database.add(gone)
    database.flush()
    database.add(PlaceMerge(place_id=gone.id, kept_id=kept.id))
    database.commit()
    return gone


def told(database: Session, event: str) -> Sequence[str]:
    """The addresses to which a message of this event goes."""
    return database.scalars(select(Message.address).where(Message.event == event).order_by(Message.address)).all()


def to_call(database: Session, event: str) -> Sequence[str]:
    """The names of those whom somebody should call about it."""
    names = select(Registration.name).join(CallTask, CallTask.registration_id == Registration.id)
    return database.scalars(names.where(CallTask.event == event, CallTask.done_at.is_(None))).all()
