"""Somebody of the staff with the scanner, and the people who come to a workshop of today."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Select, Update, select
from sqlalchemy.orm import Session

from kiosk.extensions import db
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Registration, Workshop
from tests.client import Page
from tests.conftest import TUESDAY_MORNING
from tests.office import Colleague

SOON = TUESDAY_MORNING.replace(hour=10, minute=30)
DAY_BEFORE = TUESDAY_MORNING - timedelta(days=1)


def signed_up(app: Flask, workshop: Workshop, name: str = "Samira", party: int = 1) -> Registration:
    """Somebody with a ticket for this workshop."""
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        held = session.scalars(Workshop.locked(workshop.id)).one()
        key, now = app.config["SECRET_KEY"], held.starts_at - timedelta(days=2)
        registration = held.register(name, Contact(), party, key=key, now=now)
        session.add(registration)
        session.commit()
    return registration


def ticket(app: Flask, registration: Registration) -> str:
    """What the QR code of the ticket says."""
    return f"HTTP://LOCALHOST/T/{registration.token(app.config['SECRET_KEY'])}"


def scan(person: Colleague, text: str, opened: Workshop | None = None, status: int = 200, **fields: Any) -> Page:
    """The page with the answer, as a browser without scripts gets it."""
    page = person.get(f"/staff/scan?workshop={opened.id}" if opened else "/staff/scan")
    return person.send(page, "/staff/scans", status, text=text, **{**marks(page), **fields})


def outcome(page: Page) -> str:
    """The code of the answer; empty where there is none."""
    return next((one.get("data-outcome", "") for one in page.all("section") if one.get("data-outcome")), "")


def marks(page: Page) -> dict[str, str]:
    """The hidden fields of the scanner, which stand in the part that changes."""
    hidden = [one for one in page.all("input") if one.get("form") == "scan"]
    return {one.get("name", ""): one.get("value", "") for one in hidden}


def found(database: Session, query: Select[Any]) -> Sequence[Any]:
    """What is committed at this moment."""
    database.rollback()
    return database.scalars(query).all()


def change(database: Session, statement: Update) -> None:
    database.rollback()
    database.execute(statement)
    database.commit()


def people(database: Session) -> dict[str, str]:
    """The state of every registration by its name."""
    return {one.name: one.state for one in found(database, select(Registration))}
