"""Giving a seat back with the ticket: until when, and what that leaves of what staff noted."""

from datetime import datetime

from kiosk.workshops.models import Attendance, Registration
from kiosk.workshops.models.workshop import HOLDER
from kiosk.workshops.refusals import ReturnRefused, SeatInUse, WorkshopOver


def return_refusal(registration: Registration, attendance: Attendance | None, now: datetime) -> ReturnRefused | None:
    """Why this seat, or place in line, cannot be given back; None while it can."""
    if now >= registration.workshop.ends_at:
        return WorkshopOver()
    return SeatInUse() if attendance and attendance.status == "seen" else None


def give_back(registration: Registration, attendance: Attendance | None, now: datetime) -> list[Registration]:
    """The holder gives it back; the registrations that got seats by it. Raises ReturnRefused."""
    if refusal := return_refusal(registration, attendance, now):
        raise refusal
    return registration.workshop.cancel_registration(registration, HOLDER, now)


def restore(registration: Registration, attendance: Attendance | None, now: datetime) -> None:
    """The holder comes after all, whoever had written that they would not. Raises SignUpRefused."""
    registration.workshop.restore_registration(registration, now)
    if attendance and attendance.deed == "return":
        attendance.take_back()
