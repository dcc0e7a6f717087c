"""Workshops and tickets to be used up."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Workshop
from tests.workshops.crowd import Resident

SEATS = 8


def new_workshop(app: Flask) -> int:
    """A workshop of eight seats, tomorrow."""
    with app.app_context():
        model = db.session.scalars(select(Workshop).limit(1)).one()
        start = clock.now() + timedelta(days=1)
        facts = {"course_id": model.course_id, "place_id": model.place_id}
        workshop = Workshop.planned(starts_at=start, ends_at=start + timedelta(hours=2), **facts)
        db.session.add(workshop)
        db.session.commit()
        return workshop.id


def tickets(app: Flask, number: int) -> list[tuple[int, str]]:
    """The tickets of full workshops that are about to begin, each with the workshop that is open on the scanner."""
    workshops = [new_workshop(app) for _ in range(number // SEATS)]
    return [(id, f"HTTP://KIOSK/T/{token}") for id in workshops for token in tickets_of(app, id)]


def tickets_of(app: Flask, id: int) -> list[str]:
    with app.app_context():
        now, key = clock.now(), app.config["SECRET_KEY"]
        workshop = db.session.get_one(Workshop, id)
        workshop.starts_at = now + timedelta(minutes=5)
        with db.session.no_autoflush:
            made = [workshop.register(f"Nr {number}", Contact(), 1, key=key, now=now) for number in range(SEATS)]
        db.session.add_all(made)
        db.session.commit()
        return [one.token(key) for one in made]


def floor_tickets(port: int, number: int) -> list[tuple[int, str]]:
    residents = [Resident(port, 25, f"Nr {one}").open_form() for one in range(number)]
    for resident in residents:
        resident.send()
    return [(25, resident.ticket.removeprefix("/t/").partition("?")[0]) for resident in residents]
