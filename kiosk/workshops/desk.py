"""The table at the door: finds whom a scanned text means and asks the rules, within one transaction of its caller."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kiosk.workshops import admission
from kiosk.workshops.admission import Newcomer
from kiosk.workshops.arrival import BY_ID, BY_TICKET, SHOWN, Arrival, alone, arrived
from kiosk.workshops.models import Attendance, Card, HelpRequest, Registration, Workshop
from kiosk.workshops.models.attendance import Status
from kiosk.workshops.refusals import SignUpOver, SignUpRefused, WorkshopCancelled, WorkshopFull
from kiosk.workshops.scanning import Answer, Gesture, Outcome, check_in, is_past, mark, nearest, read
from kiosk.workshops.ticket import TOKEN_LENGTH, digest_of, is_genuine

REFUSED: dict[type[SignUpRefused], Outcome] = {
    WorkshopFull: "full", WorkshopCancelled: "workshop_cancelled", SignUpOver: "over",
}  # fmt: skip


def of_day(now: datetime) -> Select[Workshop]:
    """The workshops of this day, in the order of their beginning."""
    midnight = datetime.combine(now, time(), now.tzinfo)
    return Workshop.between(midnight, midnight + timedelta(days=1))


class Desk:
    """`opened_id` is of the workshop that is open on the scanner, 0 for none.

    With a `reason`, even an empty one, who waits is let in.
    """

    def __init__(
        self, database: Session, opened_id: int, gesture: Gesture, *, key: str, reason: str | None = None
    ) -> None:
        self.database, self.opened_id, self.gesture, self.key, self.reason = database, opened_id, gesture, key, reason

    @cached_property
    def opened(self) -> Workshop | None:
        """The workshop that is open on the scanner; mostly the one that a scan has just locked."""
        return self.database.get(Workshop, self.opened_id) if self.opened_id else None

    def answer(self, text: str) -> Answer:
        """What the text is, and what follows from it."""
        kind, value = read(text)
        if kind == "ticket":
            return self.ticket(value)
        if kind == "card":
            return self.card(value)
        if kind == "workshop":
            return self.workshop(int(value))
        if kind == "slip":
            return self.slip(HelpRequest.of_slip(value))
        return self.code(value) if kind == "code" else Answer("unknown")

    def ticket(self, token: str) -> Answer:
        arrival = self.met(BY_TICKET, digest_of(token)) if len(token) == TOKEN_LENGTH else None
        if arrival is None or not is_genuine(token, arrival.registration.token_digest):
            return Answer("forged")
        return self.arrival(*arrival)

    def card(self, token: str) -> Answer:
        card = self.database.scalar(Card.carrying(token)) if len(token) == TOKEN_LENGTH else None
        if card is None or not is_genuine(token, card.token_digest):
            return Answer("forged")
        return self.bearer(card)

    def workshop(self, number: int) -> Answer:
        """The code of a workshop, on its poster or on the kiosk: open it."""
        workshop = self.database.get(Workshop, number)
        if workshop is None:
            return Answer("unknown")
        if workshop.cancelled_at:
            return Answer("workshop_cancelled", workshop)
        return Answer("over" if is_past(workshop, self.gesture.now) else "opened", workshop)

    def code(self, code: str) -> Answer:
        """A short code is a ticket's, else a card's or a slip's; it opens something to staff only."""
        # Of whom is forgotten, the code is made of the rank in line, and could be guessed.
        registrations = self.database.scalars(
            select(Registration).where(Registration.code == code, Registration.seed != "")
        ).all()
        if found := nearest(registrations, self.opened, self.gesture.now):
            return self.registration(found.id)
        card = self.database.scalar(select(Card).where(Card.code == code))
        return self.bearer(card) if card else self.slip(select(HelpRequest).where(HelpRequest.code == code))

    def slip(self, query: Select[HelpRequest]) -> Answer:
        """Whoever asked for individual help shows their slip: it is no seat, and belongs into the queue."""
        found = self.database.scalar(query.order_by(HelpRequest.id.desc()).limit(1))
        return Answer("help_request", help_request=found) if found else Answer("unknown")

    def registration(self, id: int) -> Answer:
        arrival = self.met(BY_ID, id)
        return self.arrival(*arrival) if arrival else Answer("unknown")

    def arrival(self, registration: Registration, attendance: Attendance | None) -> Answer:
        """Check in, or let in from the waiting list where that was asked for."""
        if self.reason is not None:
            return admission.let_in(registration, attendance, self.reason, self.gesture)
        return check_in(registration, attendance, self.opened, self.gesture)

    def bearer(self, card: Card) -> Answer:
        """Check the bearer of a card in; without a registration, sign up for the open workshop."""
        if card.revoked_at:
            return Answer("card_revoked", card=card)
        registration = self.registered_bearer(card)
        if registration and not registration.cancelled_at:
            return admission.early_bearer(self.arrival(registration, self.attendance(registration)))
        workshop = self.opened
        if workshop is None:
            return Answer("card_known", card=card)
        return self.refusable(workshop, lambda: self.welcomed(card, workshop, registration))

    def registered_bearer(self, card: Card) -> Registration | None:
        """The registration of a card for the open workshop, else for one of today, locked."""
        opened = self.opened
        workshops = [opened] if opened else self.database.scalars(of_day(self.gesture.now)).all()
        for workshop in workshops:
            self.database.scalars(Workshop.locked(workshop.id)).one()
        digests = [card.request_digest(workshop.id) for workshop in workshops]
        found = self.database.scalars(select(Registration).where(Registration.request_digest.in_(digests))).all()
        return nearest(found, opened, self.gesture.now)

    def welcomed(self, card: Card, workshop: Workshop, before: Registration | None) -> Answer:
        """The bearer signed up, for the first time or again. Raises SignUpRefused."""
        if before:
            return admission.sign_up_again(before, self.attendance(before), self.reason or "", self.gesture)
        return admission.sign_up_bearer(workshop, card, self.reason or "", self.key, self.gesture)

    def sign_up(self, workshop_id: int, newcomer: Newcomer) -> Answer:
        """Sign a person up by name; the same form sent again gives the same registration."""
        workshop = self.database.scalars(Workshop.locked(workshop_id)).one()
        digest = digest_of(f"{self.gesture.client_id} {workshop.id} {newcomer.name} {newcomer.party}")
        known = self.database.scalar(Registration.of_request(digest))
        attendance = self.attendance(known) if known else None
        if attendance:
            return Answer.again(attendance)
        newcomer = newcomer._replace(request_digest=digest)
        return self.refusable(workshop, lambda: admission.sign_up(workshop, newcomer, self.key, self.gesture))

    def refusable(self, workshop: Workshop, deed: Callable[[], Answer]) -> Answer:
        """The answer of the deed, or the one that says why it cannot be."""
        try:
            return deed()
        except SignUpRefused as refusal:
            return Answer(REFUSED[type(refusal)], workshop)

    def mark(self, registration_id: int, status: Status, people: int | None) -> Answer:
        """Note on the roster who came or will not; who waits and is here gets a seat."""
        registration = self.held(registration_id)
        if registration is None:
            return Answer("unknown")
        attendance = self.attendance(registration)
        if status == "seen" and registration.state == "waiting":
            return admission.let_in(registration, attendance, self.reason or "", self.gesture)
        if status == "excused" and self.gesture.now < registration.workshop.starts_at:
            return admission.give_back(registration, attendance, self.gesture)
        return mark(registration, attendance, status, people, self.gesture)

    def give_back(self, registration_id: int) -> Answer:
        """Somebody will not come: the seat, or the place in line, is free for others."""
        registration = self.held(registration_id)
        if registration is None:
            return Answer("unknown")
        return admission.give_back(registration, self.attendance(registration), self.gesture)

    def take_back(self, registration_id: int, seen: str) -> Answer:
        """Undo the last deed about a registration, if it is still the one that was seen."""
        registration = self.held(registration_id)
        attendance = self.attendance(registration) if registration else None
        return admission.take_back(attendance, seen, self.gesture) if attendance else Answer("unknown")

    def met(self, query: Select[Registration], mark: str | int) -> Arrival | None:
        """Who stands at the door. Coming in takes a seat from nobody, so that other doors need not wait."""
        if self.reason is None:
            return arrived(self.database, query, mark)
        registration = self.held(mark, query)
        return Arrival(registration, self.attendance(registration)) if registration else None

    def held(self, mark: str | int, query: Select[Registration] = BY_ID) -> Registration | None:
        """The registration to change, its workshop locked first, so that no other desk changes it meanwhile."""
        mine = query.with_only_columns(Registration.workshop_id).scalar_subquery()
        workshop = self.database.scalar(Workshop.locked(mine).options(*SHOWN), {"mark": mark})
        return alone(self.database, query, mark) if workshop else None

    def attendance(self, registration: Registration) -> Attendance | None:
        return self.database.get(Attendance, registration.id)


def attendances(database: Session, workshop_id: int) -> dict[int, Attendance]:
    """What is known of each registration of a workshop, by its id."""
    found: Sequence[Attendance] = database.scalars(Attendance.of_workshop(workshop_id)).all()
    return {attendance.registration_id: attendance for attendance in found}
