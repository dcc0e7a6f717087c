"""A small town: one place, one course, and as many workshops as a test asks for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.directory.models import Place, Source
from kiosk.extensions import db
from kiosk.workshops.models import Course, Workshop
from tests.client import Visitor
from tests.conftest import TUESDAY_MORNING
from tests.office import Colleague, colleague

NOW = TUESDAY_MORNING
TOMORROW = TUESDAY_MORNING.replace(hour=14, minute=0) + timedelta(days=1)
Planner = Callable[..., Workshop]


@pytest.fixture
def plan(app: Flask) -> Planner:
    """Plans workshops of "Premiers pas", tomorrow from 14:00 to 16:00 unless told otherwise."""
    with app.app_context():
        session = Session(db.engine, expire_on_commit=False)
    first = new_workshop()

    def planned(starts_at: datetime = TOMORROW, **facts: Any) -> Workshop:
        ends_at = starts_at + timedelta(hours=2)
        known = {"course": first.course, "place": first.place, "starts_at": starts_at, "ends_at": ends_at}
        workshop = Workshop.planned(**{**known, **facts})
        session.add(workshop)
        session.commit()
        return workshop

    return planned


@pytest.fixture
def workshop(plan: Planner) -> Workshop:
    """A workshop of eight seats, tomorrow at 14:00."""
    return plan()


@pytest.fixture
def mediator(app: Flask) -> Colleague:
    """Somebody of the staff."""
    return colleague(app, "staff")


@pytest.fixture
def resident(app: Flask) -> Visitor:
    return Visitor(app)


def new_workshop() -> Workshop:
    """Eight seats in a course and a place of their own, far in the future."""
    place = Place(external_id="1", name="Médiathèque du Parc", commune="Strasbourg", origin=Source(name="essai"))
    starts_at = datetime(2100, 3, 2, 14, 0, tzinfo=TOWN)
    ends_at = starts_at + timedelta(hours=2)
    course = Course(title="Premiers pas", topic="devices")
    return Workshop.planned(course=course, place=place, starts_at=starts_at, ends_at=ends_at)
