"""What staff should know before people come for nothing, or two groups meet in one room. A warning forbids nothing."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, Self

from kiosk.config import TOWN
from kiosk.directory.models import Notice, Place
from kiosk.holidays import is_public_holiday
from kiosk.web.search import fold
from kiosk.workshops.models import Course, Workshop
from kiosk.workshops.planning.draft import Facts
from kiosk.workshops.refusals import NotWarned

Code = Literal[
    "public_holiday", "notice_closed", "notice_moved", "place_closed", "same_room", "same_place",
    "wished_morning", "wished_afternoon",
]  # fmt: skip
DECISIVE: dict[str, Code] = {"closed": "notice_closed", "moved": "notice_moved"}
LAST_MINUTE = timedelta(minutes=1)


class Slot(NamedTuple):
    """A time in a place: of a workshop, or, without an id, of one that is not made yet. An empty room may be any.

    An appointment is of no course.
    """

    course: Course | None
    place: Place
    room: str
    starts_at: datetime
    ends_at: datetime
    workshop_id: int | None = None

    @classmethod
    def of(cls, workshop: Workshop, place: Place) -> Self:
        times = workshop.starts_at.astimezone(TOWN), workshop.ends_at.astimezone(TOWN)
        return cls(workshop.course, place, workshop.room, *times, workshop.id)

    @classmethod
    def of_facts(cls, facts: Facts, course: Course, place: Place) -> Self:
        return cls(course, place, facts.room, *facts.hours())

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def is_closed(self) -> bool:
        """Whether the hours and notices of the place say that it is closed at the beginning or at the end."""
        moments = (self.starts_at, self.ends_at - LAST_MINUTE)
        return any(self.place.status(moment).state == "closed" for moment in moments)

    def meets(self, other: "Slot") -> bool:
        """Whether both are in the same place at the same time, and perhaps in the same room."""
        is_same = self is other or (self.workshop_id is not None and self.workshop_id == other.workshop_id)
        is_apart = self.ends_at <= other.starts_at or other.ends_at <= self.starts_at
        rooms = {fold(room) for room in (self.room, other.room) if room}
        return not is_same and not is_apart and self.place.id == other.place.id and len(rooms) < 2


class Warning(NamedTuple):
    """What speaks against a time in a place: the notice that says so, or what else is there then."""

    code: Code
    slot: Slot
    notice: Notice | None = None
    other: Slot | None = None

    @property
    def day(self) -> date:
        return self.slot.day

    @property
    def mark(self) -> str:
        """The same for the same warning, however often it is found; it has no gap in it."""
        notice = f"{self.notice.starts_on}–{self.notice.ends_on}" if self.notice else ""
        other = f"{self.other.starts_at:%H:%M}-{self.other.course and self.other.course.id}" if self.other else ""
        return f"{self.day}/{self.code}/{notice or other}"


def warnings(slot: Slot, others: Iterable[Slot]) -> list[Warning]:
    """A public holiday of Alsace, a place that is closed or elsewhere, and what else is there at the same time."""
    return [*warnings_of_day(slot), *warnings_of_place(slot), *warnings_of_others(slot, others)]


def warnings_of_day(slot: Slot) -> Iterator[Warning]:
    if is_public_holiday(slot.day):
        yield Warning("public_holiday", slot)


def warnings_of_place(slot: Slot) -> list[Warning]:
    """The notices that close or move it that day; without any, its hours."""
    notices = [one for one in slot.place.notices_on(slot.day) if one.kind in DECISIVE]
    if not notices and slot.is_closed:
        return [Warning("place_closed", slot)]
    return [Warning(DECISIVE[one.kind], slot, one) for one in notices]


def warnings_of_others(slot: Slot, others: Iterable[Slot]) -> Iterator[Warning]:
    for other in others:
        if slot.meets(other):
            yield Warning("same_room" if slot.room and other.room else "same_place", slot, other=other)


def distinct(found: Iterable[Warning]) -> list[Warning]:
    """Each once, in their order."""
    return list({one.mark: one for one in found}.values())


def check_warned(found: Iterable[Warning], read: Collection[str]) -> None:
    """Raises NotWarned while there is one whose mark is not among those that were read."""
    known = distinct(found)
    if any(one.mark not in read for one in known):
        raise NotWarned(known)
