"""The scanner: what a scanned text is, and what becomes of whoever shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple, Self

from kiosk.config import TOWN
from kiosk.workshops.models import Attendance, Card, HelpRequest, Registration, Workshop
from kiosk.workshops.models.attendance import Status
from kiosk.workshops.ticket import CODE_LENGTH, TOKEN_LENGTH

EARLIEST = timedelta(minutes=60)
"""How long before its beginning a workshop lets people in; the day's end is the latest."""

Kind = Literal["ticket", "workshop", "card", "slip", "code", "unknown"]
Outcome = Literal[
    "checked_in", "signed_up", "let_in", "taken_back", "noted", "given_back", "opened", "card_known",
    "changed_meanwhile", "already_in", "wrong_workshop", "wrong_day", "too_early", "waiting", "full", "has_seat",
    "cancelled", "workshop_cancelled", "over", "unknown", "forged", "card_revoked", "help_request",
]  # fmt: skip
SIGNALS = {
    "green": {"checked_in", "signed_up", "let_in", "noted", "opened"},
    "red": {"cancelled", "workshop_cancelled", "over", "unknown", "forged", "card_revoked"},
}
CHANGES = {"checked_in", "signed_up", "let_in", "taken_back", "noted", "given_back"}
ADDING = {"let_in", "signed_up"}
"""What may add seats beyond those that were planned."""
GUESSES = {"unknown", "forged"}
BARE_TOKEN = re.compile(rf"[A-Z2-7]{{{TOKEN_LENGTH}}}")
BARE_CODE = re.compile(rf"[A-Z0-9]{{{CODE_LENGTH}}}")
NUMBER = re.compile(r"[0-9]{1,9}")


class Scanned(NamedTuple):
    """What a text is, and the part of it that counts: a secret, a number or a short code, in capitals."""

    kind: Kind
    value: str = ""


class Gesture(NamedTuple):
    """One scan or tap: by whom, when, and the mark that tells it from the next one when it is sent again."""

    by: str
    client_id: str
    now: datetime


@dataclass(frozen=True)
class Answer:
    """What the scanner shows."""

    outcome: Outcome
    workshop: Workshop | None = None
    registration: Registration | None = None
    attendance: Attendance | None = None
    card: Card | None = None
    help_request: HelpRequest | None = None
    is_repeat: bool = False
    # Who got the seats that became free by it, and who lost theirs to them; both must be told.
    promoted: tuple[Registration, ...] = ()
    demoted: tuple[Registration, ...] = ()

    @classmethod
    def about(cls, registration: Registration, outcome: Outcome, attendance: Attendance | None) -> Self:
        return cls(outcome, registration.workshop, registration, attendance)

    @classmethod
    def again(cls, attendance: Attendance) -> Self:
        """The answer that the same scan got before."""
        registration = attendance.registration
        return cls(repeated(attendance), registration.workshop, registration, attendance, is_repeat=True)

    @property
    def signal(self) -> str:
        """`green`, `orange` or `red`."""
        return next((name for name, outcomes in SIGNALS.items() if self.outcome in outcomes), "orange")

    @property
    def has_changed(self) -> bool:
        """Whether something is different now, which must be kept."""
        return self.outcome in CHANGES

    @property
    def is_guess(self) -> bool:
        """Whether somebody may be trying codes."""
        return self.outcome in GUESSES


def read(text: str) -> Scanned:
    """What a scanner or a keyboard brought: the address in a QR code, of any host, or a code with or without gaps."""
    address = re.split(r"[?#]", text.strip().upper())[0].rstrip("/")
    match address.partition("://")[2].split("/") if "://" in address else address.split("/"):
        case [*_, "T", token] | [*_, "T", token, "SLIP"]:
            return Scanned("ticket", token)
        case [*_, "C", token]:
            return Scanned("card", token)
        case [*_, "H", token] | [*_, "H", token, "SLIP"]:
            return Scanned("slip", token)
        case [*_, "W", _, number] | [*_, "WORKSHOPS", number] if NUMBER.fullmatch(number):
            return Scanned("workshop", number)
        case [typed]:
            return read_typed(re.sub(r"[\s.\-‐-―]", "", typed))
    return Scanned("unknown")


def read_typed(text: str) -> Scanned:
    """What stands alone: a ticket's secret, or a short code."""
    if BARE_TOKEN.fullmatch(text):
        return Scanned("ticket", text)
    return Scanned("code", text) if BARE_CODE.fullmatch(text) else Scanned("unknown")


def lets_in_from(workshop: Workshop) -> datetime:
    """When checking in begins, counted in real minutes: an hour is an hour on the days when the clock changes too."""
    return (workshop.starts_at.astimezone(UTC) - EARLIEST).astimezone(TOWN)


def is_early(workshop: Workshop, now: datetime) -> bool:
    return now.astimezone(UTC) < lets_in_from(workshop).astimezone(UTC)


def is_past(workshop: Workshop, now: datetime) -> bool:
    """Whether the day of the workshop is over."""
    return now.astimezone(TOWN).date() > workshop.starts_at.date()


def is_today(workshop: Workshop, now: datetime) -> bool:
    return now.astimezone(TOWN).date() == workshop.starts_at.date()


def lets_in(workshop: Workshop, now: datetime) -> bool:
    return not is_early(workshop, now) and not is_past(workshop, now)


def nearest(registrations: Sequence[Registration], opened: Workshop | None, now: datetime) -> Registration | None:
    """Whom a short code means: first in the open workshop, then today, then the last one; None for nobody."""

    def order(one: Registration) -> tuple[bool, bool, datetime]:
        return one.workshop is opened, is_today(one.workshop, now), one.workshop.starts_at.astimezone(UTC)

    return max(registrations, key=order, default=None)


def obstacle(registration: Registration, opened: Workshop | None, now: datetime) -> Outcome | None:
    """Why nobody is let in with this registration, whoever has a seat; None while people are."""
    workshop = registration.workshop
    if registration.cancelled_at:
        return "cancelled"
    if workshop.cancelled_at:
        return "workshop_cancelled"
    if is_today(workshop, now) and opened is not None and workshop is not opened:
        return "wrong_workshop"
    if lets_in(workshop, now):
        return None
    return "too_early" if is_today(workshop, now) else "wrong_day"


def check_in(
    registration: Registration, attendance: Attendance | None, opened: Workshop | None, gesture: Gesture
) -> Answer:
    """Somebody shows a ticket. The same scan sent again gets the same answer."""
    if attendance and attendance.client_id == gesture.client_id:
        return Answer.again(attendance)
    if reason := obstacle(registration, opened, gesture.now):
        return Answer.about(registration, reason, attendance)
    if attendance and attendance.status == "seen":
        return Answer.about(registration, "already_in", attendance)
    if registration.state == "waiting":
        return Answer.about(registration, "waiting", attendance)
    attendance = attendance or Attendance.blank(registration)
    attendance.note("seen", "note")
    attendance.sign(*gesture)
    return Answer.about(registration, "checked_in", attendance)


def mark(
    registration: Registration, attendance: Attendance | None, status: Status, people: int | None, gesture: Gesture
) -> Answer:
    """Note on the roster who came, also on a later day; before the doors open only who will not come."""
    if attendance and attendance.client_id == gesture.client_id:
        return Answer.again(attendance)
    if registration.cancelled_at or registration.workshop.cancelled_at:
        outcome: Outcome = "cancelled" if registration.cancelled_at else "workshop_cancelled"
        return Answer.about(registration, outcome, attendance)
    if status in ("seen", "noshow") and is_early(registration.workshop, gesture.now):
        return Answer.about(registration, "too_early", attendance)
    attendance = attendance or Attendance.blank(registration)
    attendance.note(status, "note", people=people)
    attendance.sign(*gesture)
    return Answer.about(registration, "checked_in" if status == "seen" else "noted", attendance)


def repeated(attendance: Attendance) -> Outcome:
    """What the last deed about a registration was answered with."""
    noted: Outcome = "checked_in" if attendance.status == "seen" else "noted"
    outcomes: dict[str, Outcome] = {"note": noted, "seat": "let_in", "sign_up": "signed_up", "return": "given_back"}
    return outcomes.get(attendance.deed, "taken_back")
