"""Registrations as they are, which nobody else can change until the transaction ends."""

from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from kiosk.directory.models import Place
from kiosk.workshops.models import Attendance, Course, Registration, Seat, Workshop

# Made once: a query that is put together anew costs a check-in more than to answer it.
MARK: BindParameter[Any] = bindparam("mark")
BY_TICKET = select(Registration).where(Registration.token_digest == MARK)
BY_ID = select(Registration).where(Registration.id == MARK)
SHOWN = (
    joinedload(Workshop.course, innerjoin=True).load_only(Course.title),
    joinedload(Workshop.place, innerjoin=True).load_only(Place.name, Place.commune),
)
"""What every answer says of the workshop."""
WITH_WORKSHOP = {
    query: query.options(joinedload(Registration.workshop, innerjoin=True).options(*SHOWN))
    .with_for_update(of=Registration)
    .execution_options(populate_existing=True)
    for query in (BY_TICKET, BY_ID)
}
# Asked when the registration is locked: what was read beside it may be older than the lock.
BESIDE = (
    select(Seat, Attendance)
    .outerjoin(Attendance, Attendance.registration_id == bindparam("registration"))
    .where(Seat.workshop_id == bindparam("workshop"))
    .order_by(Seat.number)
)


class Arrival(NamedTuple):
    """Who stands at the door, and what is known of their coming."""

    registration: Registration
    attendance: Attendance | None


def arrived(database: Session, query: Select[Registration], mark: Any) -> Arrival | None:
    """Who shows this ticket, or has this id, locked; with the workshop's seats, but without its lock."""
    registration = database.scalar(WITH_WORKSHOP[query], {"mark": mark})
    if registration is None:
        return None
    beside = {"registration": registration.id, "workshop": registration.workshop_id}
    rows = database.execute(BESIDE, beside).all()
    set_committed_value(registration.workshop, "seats", [row.Seat for row in rows])
    know_seats(registration)
    return Arrival(registration, next((row.Attendance for row in rows), None))


def alone(database: Session, query: Select[Registration], mark: Any) -> Registration | None:
    """The same, when its workshop is locked already."""
    locked = query.with_for_update().execution_options(populate_existing=True)
    registration = database.scalar(locked, {"mark": mark})
    if registration:
        know_seats(registration)
    return registration


def know_seats(registration: Registration) -> None:
    """Its seats are known with those of the workshop: nobody need ask for them again."""
    mine = [seat for seat in registration.workshop.seats if seat.registration_id == registration.id]
    set_committed_value(registration, "seats", mine)
