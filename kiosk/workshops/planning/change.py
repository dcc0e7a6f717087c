"""What staff change about a workshop. Whoever calls holds the workshop locked, and tells those who signed up."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from kiosk.config import TOWN
from kiosk.workshops.models import Registration, Series, Version, Workshop
from kiosk.workshops.planning.draft import Facts
from kiosk.workshops.refusals import (
    AlreadyCancelled,
    AlreadyOver,
    ChangedMeanwhile,
    NotCancelled,
    ReasonMissing,
    SeatsTaken,
)


class Effect(NamedTuple):
    """What tickets and calendars showed before, where it changed and people must be told; and who got seats by it."""

    before: Version | None
    promoted: list[Registration]


def new_workshop(facts: Facts, now: datetime, series: Series | None = None) -> Workshop:
    """The workshop with its seats. Raises PlanRefused."""
    starts_at, ends_at = facts.moments()
    check_coming(ends_at, now)
    workshop = Workshop.planned(
        capacity=facts.capacity, course_id=facts.course_id, place_id=facts.place_id, room=facts.room,
        partner=facts.partner, minimum=facts.minimum, starts_at=starts_at, ends_at=ends_at,
        opens_at=opening(starts_at, facts.opens_days, time()), closes_at=closing(starts_at, facts.closes_hours),
    )  # fmt: skip
    workshop.series = series
    return workshop


def change(workshop: Workshop, changes: Mapping[str, Any], shift: timedelta, now: datetime) -> Effect:
    """Give it these facts, so many days later. Raises PlanRefused."""
    check_coming(workshop.ends_at, now)
    known = Facts.of(workshop)
    facts = known._replace(**{**changes, "day": known.day + shift})
    before = Version.of(workshop, now)
    reschedule(workshop, known, facts)
    check_coming(workshop.ends_at, now)
    workshop.course_id, workshop.place_id = facts.course_id, facts.place_id
    workshop.room, workshop.partner, workshop.minimum = facts.room, facts.partner, facts.minimum
    is_news = not before.is_like(workshop)
    workshop.sequence += is_news
    return Effect(before if is_news else None, resized(workshop, facts.capacity, now))


def reschedule(workshop: Workshop, known: Facts, facts: Facts) -> None:
    """Other times, and the window of sign-up that goes with them."""
    before, opens_at = workshop.starts_at, workshop.opens_at
    workshop.starts_at, workshop.ends_at = facts.moments()
    if workshop.starts_at != before or facts.opens_days != known.opens_days:
        at = opens_at.astimezone(TOWN).time() if opens_at else time()
        workshop.opens_at = opening(workshop.starts_at, facts.opens_days, at)
    if facts.closes_hours != known.closes_hours:
        workshop.closes_at = closing(workshop.starts_at, facts.closes_hours)
    elif workshop.closes_at:
        moved = workshop.starts_at.astimezone(UTC) - before.astimezone(UTC)
        workshop.closes_at = workshop.closes_at.astimezone(UTC) + moved


def resized(workshop: Workshop, capacity: int, now: datetime) -> list[Registration]:
    """More or fewer seats; who got one by it. Raises SeatsTaken."""
    if capacity == workshop.capacity:
        return []
    if capacity < workshop.capacity - len(workshop.free_seats):
        raise SeatsTaken
    return workshop.resize(capacity, now)


def cancel(workshop: Workshop, by: str, reason: str, now: datetime) -> None:
    """It does not take place. Raises PlanRefused."""
    check_coming(workshop.ends_at, now)
    if workshop.cancelled_at:
        raise AlreadyCancelled
    if not reason:
        raise ReasonMissing
    workshop.cancelled_at, workshop.cancelled_by, workshop.cancel_reason = now, by, reason
    workshop.sequence += 1


def restore(workshop: Workshop, now: datetime) -> list[Registration]:
    """It takes place after all; who gets a seat that was given back meanwhile. Raises PlanRefused."""
    check_coming(workshop.ends_at, now)
    if not workshop.cancelled_at:
        raise NotCancelled
    workshop.cancelled_at, workshop.cancelled_by, workshop.cancel_reason = None, "", ""
    workshop.sequence += 1
    return workshop.promote(now)


def check_seen(workshop: Workshop, mark: str) -> None:
    """Whether the form still shows what holds: `mark` is that of the facts it was made of."""
    if mark != Facts.of(workshop).mark:
        raise ChangedMeanwhile


def check_coming(ends_at: datetime, now: datetime) -> None:
    if ends_at <= now:
        raise AlreadyOver


def opening(starts_at: datetime, days: int | None, at: time) -> datetime | None:
    """So many days before, at this time of the town's clocks."""
    day = starts_at.astimezone(TOWN).date()
    return None if days is None else datetime.combine(day - timedelta(days=days), at, TOWN)


def closing(starts_at: datetime, hours: int | None) -> datetime | None:
    return None if hours is None else starts_at.astimezone(UTC) - timedelta(hours=hours)
