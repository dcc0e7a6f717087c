"""People who count the same papers."""

from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.models import PaperTally
from tests.client import Page
from tests.office import Colleague, add_user

TALLIES = "/staff/tallies"


def counter(app: Flask, name: str) -> Colleague:
    """Somebody of the staff, signed in."""
    person = Colleague(app, add_user(app, "staff", email=f"{name.lower()}@mediatheque.example", name=name))
    person.sign_in()
    return person


def papers(**facts: Any) -> dict[str, str]:
    """Thirty papers about the kiosk, of no fixed place, from three days of the week before."""
    known = {"about": "kiosk", "place": "none", "first": "2026-11-17", "last": "2026-11-19"}
    return {**known, **numbers(), **{name: str(value) for name, value in facts.items()}}


def numbers(bad: int = 5, fair: int = 7, good: int = 18) -> dict[str, str]:
    return {"bad": str(bad), "fair": str(fair), "good": str(good)}


def enter(person: Colleague, status: int = 200, **facts: Any) -> Page:
    """The first one types in a bundle."""
    return person.submit(f"{TALLIES}/new", TALLIES, status, **papers(**facts))


def count(person: Colleague, tally: PaperTally, status: int = 200, **faces: int) -> Page:
    """Somebody counts, again or for the first time."""
    address = f"{TALLIES}/{tally.id}"
    return person.submit(address, f"{address}/entries", status, **numbers(**faces))


def tally_of(database: Session) -> PaperTally:
    """The newest one."""
    database.rollback()
    return database.scalars(select(PaperTally).order_by(PaperTally.id.desc())).all()[0]
