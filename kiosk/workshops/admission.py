"""People at the door without a seat: from the line, without a registration, with a card; and every deed taken back."""

from dataclasses import replace
from typing import NamedTuple

from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Attendance, Card, Registration, Seat, Workshop
from kiosk.workshops.models.attendance import Deed
from kiosk.workshops.refusals import SignUpOver, WorkshopCancelled, WorkshopFull
from kiosk.workshops.scanning import Answer, Gesture, Outcome, is_past, lets_in, obstacle


class Newcomer(NamedTuple):
    """Who is to be signed up by staff, and why over capacity if need be."""

    name: str
    party: int = 1
    reason: str = ""
    locale: str = "fr"
    source: str = "staff"
    request_digest: str | None = None


def let_in(registration: Registration, attendance: Attendance | None, reason: str, gesture: Gesture) -> Answer:
    """Give a seat to somebody who waits and is here: a free one, or with a reason one more than planned."""
    if attendance and attendance.client_id == gesture.client_id:
        return Answer.again(attendance)
    if blocked := obstacle(registration, registration.workshop, gesture.now):
        return Answer.about(registration, blocked, attendance)
    if attendance and attendance.status == "seen":
        return Answer.about(registration, "already_in", attendance)
    deed: Deed = "note" if registration.seats else "seat"
    if not seat_now(registration, reason, gesture.by):
        return Answer.about(registration, "full", attendance)
    attendance = attendance or Attendance.blank(registration)
    attendance.note("seen", deed)
    attendance.sign(*gesture)
    return Answer.about(registration, "let_in", attendance)


def sign_up(workshop: Workshop, newcomer: Newcomer, key: str, gesture: Gesture) -> Answer:
    """Sign somebody up: at the door with a seat or not at all, earlier with a seat or a rank in line.

    Raises WorkshopCancelled, SignUpOver, and WorkshopFull when there is neither a free seat nor a reason for another.
    """
    check_possible(workshop, newcomer.party, newcomer.reason, gesture)
    registration = new_registration(workshop, newcomer, key, gesture)
    if newcomer.reason:
        seat_now(registration, newcomer.reason, gesture.by)
    return signed_up(registration, Attendance.blank(registration), gesture)


def check_possible(workshop: Workshop, party: int, reason: str, gesture: Gesture) -> None:
    """Raises WorkshopCancelled, SignUpOver or WorkshopFull."""
    if workshop.cancelled_at:
        raise WorkshopCancelled
    if is_past(workshop, gesture.now):
        raise SignUpOver
    if lets_in(workshop, gesture.now) and not reason and len(workshop.free_seats) < party:
        raise WorkshopFull


def new_registration(workshop: Workshop, newcomer: Newcomer, key: str, gesture: Gesture) -> Registration:
    registration = Registration.new(newcomer.name, Contact(), newcomer.party, key=key, now=gesture.now)
    registration.workshop, registration.request_digest = workshop, newcomer.request_digest
    registration.source, registration.locale = newcomer.source, newcomer.locale
    registration.registered_by = gesture.by
    workshop.line_up(registration)
    return registration


def signed_up(registration: Registration, attendance: Attendance, gesture: Gesture) -> Answer:
    """Who signs up at the door is here."""
    is_here = lets_in(registration.workshop, gesture.now) and bool(registration.seats)
    attendance.note("seen" if is_here else "unknown", "sign_up")
    attendance.sign(*gesture)
    return Answer.about(registration, "signed_up", attendance)


def sign_up_bearer(workshop: Workshop, card: Card, reason: str, key: str, gesture: Gesture) -> Answer:
    """Sign the bearer of a card up without a word. Raises WorkshopCancelled, SignUpOver, WorkshopFull."""
    digest = card.request_digest(workshop.id)
    return sign_up(workshop, Newcomer(card.bearer, 1, reason, card.locale or "fr", "card", digest), key, gesture)


def sign_up_again(registration: Registration, attendance: Attendance | None, reason: str, gesture: Gesture) -> Answer:
    """The bearer of a card had given the seat back and comes again. Raises as sign_up does."""
    workshop = registration.workshop
    check_possible(workshop, registration.party, reason, gesture)
    registration.cancelled_at, registration.cancelled_by = None, ""
    workshop.line_up(registration)
    if reason:
        seat_now(registration, reason, gesture.by)
    return signed_up(registration, attendance or Attendance.blank(registration), gesture)


def early_bearer(answer: Answer) -> Answer:
    """Before the day, a card that has a registration already is no mistake."""
    if answer.outcome not in ("wrong_day", "too_early") or answer.registration is None:
        return answer
    return replace(answer, outcome="has_seat" if answer.registration.seats else "waiting")


def give_back(registration: Registration, attendance: Attendance | None, gesture: Gesture) -> Answer:
    """Somebody has said that they will not come: before the beginning, what they had goes to who waits."""
    workshop = registration.workshop
    if attendance and attendance.client_id == gesture.client_id:
        return Answer.again(attendance)
    if registration.cancelled_at or workshop.cancelled_at:
        outcome: Outcome = "cancelled" if registration.cancelled_at else "workshop_cancelled"
        return Answer.about(registration, outcome, attendance)
    if gesture.now >= workshop.starts_at:
        return Answer.about(registration, "over", attendance)
    attendance = attendance or Attendance.blank(registration)
    attendance.note("excused", "return")
    attendance.sign(*gesture)
    promoted = workshop.cancel_registration(registration, gesture.by, gesture.now)
    return replace(Answer.about(registration, "given_back", attendance), promoted=tuple(promoted))


def seat_now(registration: Registration, reason: str, by: str) -> bool:
    """Seats that are free, else with a reason as many more as are missing; whether there were enough."""
    workshop = registration.workshop
    if registration.seats or workshop.seat(registration):
        return True
    if not reason:
        return False
    missing = registration.party - len(workshop.free_seats)
    last = max((seat.number for seat in workshop.seats), default=0)
    workshop.seats += [Seat(number=last + one, added_by=by, reason=reason) for one in range(1, missing + 1)]
    return workshop.seat(registration)


def take_back(attendance: Attendance, seen: str, gesture: Gesture) -> Answer:
    """Undo the last deed about a registration; seats that were added for it go away again, others go to who waits.

    `seen` is the mark of the deed that the form speaks of: nobody undoes what somebody else has done since.
    """
    registration, deed = attendance.registration, attendance.deed
    if attendance.client_id != seen:
        return Answer.about(registration, "changed_meanwhile", attendance)
    promoted: list[Registration] = []
    demoted: list[Registration] = []
    if deed:
        attendance.take_back()
    if deed in ("seat", "sign_up"):
        remove_added_seats(registration)
    if deed == "seat":
        registration.seats = []
    if deed == "sign_up" and not registration.cancelled_at:
        promoted = registration.workshop.cancel_registration(registration, gesture.by, gesture.now)
    if deed == "return" and registration.cancelled_at:
        demoted = lined_up_again(registration)
    answer = Answer.about(registration, "taken_back", attendance)
    return replace(answer, promoted=tuple(promoted), demoted=tuple(demoted))


def lined_up_again(registration: Registration) -> list[Registration]:
    """The seats if they are still free, else the end of the line: then it is in the list that is returned."""
    registration.cancelled_at, registration.cancelled_by = None, ""
    registration.workshop.line_up(registration)
    return [] if registration.seats else [registration]


def remove_added_seats(registration: Registration) -> None:
    for seat in [seat for seat in registration.seats if seat.added_by]:
        seat.registration = None
        registration.workshop.seats.remove(seat)
