"""How far a ticket has come, which decides what its page says and what can still be done with it."""

from datetime import datetime
from typing import Literal

from kiosk.workshops.models import Attendance, Registration

Stage = Literal["off", "over", "given_back", "seen", "waiting", "seated"]
VALID: frozenset[Stage] = frozenset(("seated", "waiting", "seen"))
"""The stages in which somebody at the door would still want to see the ticket."""


def stage(registration: Registration, attendance: Attendance | None, now: datetime) -> Stage:
    """What matters most of a registration: the workshop that does not take place before the seat in it."""
    if registration.workshop.cancelled_at:
        return "off"
    if now >= registration.workshop.ends_at:
        return "over"
    if registration.cancelled_at:
        return "given_back"
    if attendance and attendance.status == "seen":
        return "seen"
    return "seated" if registration.seats else "waiting"
