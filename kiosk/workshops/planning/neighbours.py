"""What stands beside workshops that are planned, or about to be: their places with notices, and what else is there."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.workshops.models import Course, Workshop
from kiosk.workshops.planning.draft import Facts
from kiosk.workshops.planning.warnings import Slot, Warning, warnings


def warnings_by_id(session: Session, workshops: Sequence[Workshop], now: datetime) -> dict[int, list[Warning]]:
    """What speaks against each of these workshops, as far as it is to come and takes place."""
    pressing = [one for one in workshops if one.cancelled_at is None and one.ends_at > now]
    places = places_by_id(session, {one.place_id for one in pressing})
    slots = [Slot.of(one, places[one.place_id]) for one in pressing]
    others = neighbours(session, slots)
    found = {slot.workshop_id: warnings(slot, others) for slot in slots}
    return {one.id: found.get(one.id, []) for one in workshops}


def warnings_of_plan(session: Session, plan: Iterable[Facts]) -> list[list[Warning]]:
    """What speaks against each of these workshops that are not made yet, one against the other too."""
    facts = list(plan)
    places = places_by_id(session, {one.place_id for one in facts})
    courses = {one.course_id: session.get_one(Course, one.course_id) for one in facts}
    slots = [Slot.of_facts(one, courses[one.course_id], places[one.place_id]) for one in facts]
    others = [*neighbours(session, slots), *slots]
    return [warnings(slot, others) for slot in slots]


def places_by_id(session: Session, ids: Iterable[int]) -> dict[int, Place]:
    found = select(Place).where(Place.id.in_(ids)).options(selectinload(Place.notices))
    return {place.id: place for place in session.scalars(found)}


def neighbours(session: Session, slots: Sequence[Slot]) -> list[Slot]:
    """All that is held in the places of these slots between the first of them and the last."""
    if not slots:
        return []
    places = {slot.place.id: slot.place for slot in slots}
    first, last = min(slot.starts_at for slot in slots), max(slot.ends_at for slot in slots)
    held = held_between(first, last).where(Workshop.place_id.in_(places))
    return [Slot.of(one, places[one.place_id]) for one in session.scalars(held)]


def held_between(first: datetime, last: datetime) -> Select[Workshop]:
    """The workshops that take place between these moments, in their order."""
    held = select(Workshop).options(joinedload(Workshop.course)).where(Workshop.cancelled_at.is_(None))
    return held.where(Workshop.ends_at > first, Workshop.starts_at < last).order_by(Workshop.starts_at, Workshop.id)


def held_there(place_id: int, first: date, last: date, now: datetime) -> Select[Workshop]:
    """Those that are still to come in a place from one day to another, both included."""
    begins, ends = (datetime.combine(day, time(), TOWN) for day in (first, last + timedelta(days=1)))
    return held_between(max(begins, now), ends).where(Workshop.place_id == place_id)
