"""A workshop and the people before its door, without a database."""

from datetime import datetime, timedelta

from kiosk.config import TOWN
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Attendance, Registration, Workshop
from kiosk.workshops.scanning import Answer, Gesture, check_in

KEY = "a key of these tests only"
TUESDAY_AFTERNOON = datetime(2026, 11, 24, 14, 0, tzinfo=TOWN)


def workshop(starts_at: datetime = TUESDAY_AFTERNOON, capacity: int = 2, hours: int = 2) -> Workshop:
    """A workshop of that many hours."""
    ends_at = starts_at + timedelta(hours=hours)
    return Workshop.planned(capacity=capacity, id=7, starts_at=starts_at, ends_at=ends_at, last_position=0)


def registered(workshop: Workshop, name: str = "Samira", party: int = 1) -> Registration:
    """Somebody who signed up a day before."""
    day_before = workshop.starts_at - timedelta(days=1)
    return workshop.register(name, Contact(), party, key=KEY, now=day_before)


def gesture(now: datetime = TUESDAY_AFTERNOON, client_id: str = "first", by: str = "Camille") -> Gesture:
    return Gesture(by, client_id, now)


def scan(
    registration: Registration,
    now: datetime = TUESDAY_AFTERNOON,
    opened: Workshop | None = None,
    attendance: Attendance | None = None,
    client_id: str = "first",
) -> Answer:
    """The ticket of this registration is held before the scanner."""
    return check_in(registration, attendance, opened, gesture(now, client_id))
