"""Giving a seat back with the ticket, and taking that back: until when, and what it leaves of what staff noted."""

from datetime import datetime

from kiosk.workshops.models import Attendance, Registration
from kiosk.workshops.models.workshop import HOLDER
from kiosk.workshops.refusals import ReturnRefused, SeatAwaited, SeatInUse, SignUpRefused, WorkshopOver


def return_refusal(registration: Registration, attendance: Attendance | None, now: datetime) -> ReturnRefused | None:
    """Why this seat, or place in line, cannot be given back; None while it can."""
    if now >= registration.workshop.ends_at:
        return WorkshopOver()
    return SeatInUse() if attendance and attendance.status == "seen" else None


def give_back(
    registration: Registration, attendance: Attendance | None, now: datetime, *, is_sure: bool
) -> list[Registration]:
    """The holder gives it back; the registrations that got seats by it. Raises ReturnRefused."""
    if refusal := return_refusal(registration, attendance, now):
        raise refusal
    if not is_sure and is_awaited(registration, now):
        raise SeatAwaited
    return registration.workshop.cancel_registration(registration, HOLDER, now)


def is_awaited(registration: Registration, now: datetime) -> bool:
    """Whether somebody who waits would have these seats at once."""
    workshop = registration.workshop
    if not registration.seats or now >= workshop.starts_at:
        return False
    room = len(workshop.free_seats) + registration.party
    return any(one.party <= room for one in workshop.waiting)


def restore(registration: Registration, attendance: Attendance | None, now: datetime) -> None:
    """The holder comes after all, whoever had written that they would not. Raises SignUpRefused.

    Seats where they are still free, else the end of the line.
    """
    if refusal := restoration_refusal(registration, now):
        raise refusal
    registration.cancelled_at, registration.cancelled_by = None, ""
    registration.workshop.line_up(registration)
    if attendance and attendance.deed == "return":
        attendance.take_back()


def restoration_refusal(registration: Registration, now: datetime) -> SignUpRefused | None:
    """Why this cancellation cannot be taken back; None while it can."""
    try:
        registration.workshop.check_open(now)
        registration.workshop.check_address(registration.contact)
    except SignUpRefused as refusal:
        return refusal
    return None
