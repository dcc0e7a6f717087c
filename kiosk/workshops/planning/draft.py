"""A workshop as it is typed, before it is one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, NamedTuple, Self

from kiosk.config import TOWN
from kiosk.web.fields import day_of, number_of, plain, time_of
from kiosk.workshops.models import Workshop
from kiosk.workshops.models.workshop import CAPACITY, MINIMUM
from kiosk.workshops.refusals import PlanRefused
from kiosk.workshops.town_time import moment

SEATS = range(1, 201)
DAYS_BEFORE = range(366)
HOURS_BEFORE = range(24 * 31)
LONGEST_TEXT = 120
IDS = range(1, 2**31)
TEXTS = (
    "course", "place", "place_query", "room", "partner", "day", "start", "end", "capacity", "minimum",
    "opens_days", "closes_hours",
)  # fmt: skip


class Facts(NamedTuple):
    """What one decides about a workshop, in the town's time.

    Sign-up opens `opens_days` before it, and closes `closes_hours` before.
    """

    course_id: int
    place_id: int
    room: str
    partner: str
    day: date
    start: time
    end: time
    capacity: int
    minimum: int
    opens_days: int | None
    closes_hours: int | None

    @classmethod
    def of(cls, workshop: Workshop) -> Self:
        starts_at, ends_at = workshop.starts_at.astimezone(TOWN), workshop.ends_at.astimezone(TOWN)
        opens_at, closes_at = workshop.opens_at, workshop.closes_at
        return cls(
            workshop.course_id, workshop.place_id, workshop.room, workshop.partner,
            starts_at.date(), starts_at.time(), ends_at.time(), workshop.capacity, workshop.minimum,
            (starts_at.date() - opens_at.astimezone(TOWN).date()).days if opens_at else None,
            hours_between(closes_at, starts_at) if closes_at else None,
        )  # fmt: skip

    @property
    def mark(self) -> str:
        """The same for equal facts only."""
        return sha256(repr(tuple(self)).encode()).hexdigest()

    def moments(self) -> tuple[datetime, datetime]:
        """When it begins and ends. Raises TimeSkipped and TimeTwice."""
        return moment(self.day, self.start), moment(self.day, self.end)

    def hours(self) -> tuple[datetime, datetime]:
        """The same without a refusal, for what need not be exact in a night when the clocks change."""
        return datetime.combine(self.day, self.start, TOWN), datetime.combine(self.day, self.end, TOWN)

    def differences(self, other: Self) -> dict[str, Any]:
        """What is otherwise in the other one, by field."""
        return {name: value for name, value in other._asdict().items() if value != getattr(self, name)}


@dataclass(frozen=True)
class Draft:
    """What was typed, field by field; the names of fields are those of the form."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> Self:
        return cls({name: plain(typed.get(name, "")) for name in TEXTS})

    @classmethod
    def blank(cls, **known: str) -> Self:
        """The usual seats, and what is known already."""
        return cls.of({"capacity": str(CAPACITY), "minimum": str(MINIMUM), **known})

    @classmethod
    def of_facts(cls, facts: Facts) -> Self:
        """The form of a workshop that exists."""
        known = {name: "" if value is None else str(value) for name, value in facts._asdict().items()}
        times = {"start": f"{facts.start:%H:%M}", "end": f"{facts.end:%H:%M}"}
        return cls.of({**known, **times, "course": known["course_id"], "place": known["place_id"]})

    @classmethod
    def copy_of(cls, workshop: Workshop) -> Self:
        """The same, a week later."""
        facts = Facts.of(workshop)
        return cls.of_facts(facts._replace(day=facts.day + timedelta(weeks=1)))

    def with_words(self, **words: str) -> Self:
        return replace(self, words={**self.words, **words})

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    @property
    def place_id(self) -> int | None:
        return number_of(self["place"], IDS)

    def errors(self, courses: Collection[int], has_place: bool) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self.faults(courses, has_place))

    def faults(self, courses: Collection[int], has_place: bool) -> Iterator[tuple[str, str]]:
        if number_of(self["course"], IDS) not in courses:
            yield "course", "course"
        if not has_place:
            yield "place_query", "place"
        if day_of(self["day"]) is None:
            yield "day", "day"
        yield from self.faults_of_time()
        yield from self.faults_of_seats()
        yield from ((name, "long") for name in ("room", "partner") if len(self[name]) > LONGEST_TEXT)

    def faults_of_time(self) -> Iterator[tuple[str, str]]:
        start, end = time_of(self["start"]), time_of(self["end"])
        yield from ((name, "time") for name, at in (("start", start), ("end", end)) if at is None)
        if start and end and end <= start:
            yield "end", "end_first"

    def faults_of_seats(self) -> Iterator[tuple[str, str]]:
        capacity = number_of(self["capacity"], SEATS)
        if capacity is None:
            yield "capacity", "capacity"
        if number_of(self["minimum"], range(1, (capacity or SEATS[-1]) + 1)) is None:
            yield "minimum", "minimum"
        for name, allowed in (("opens_days", DAYS_BEFORE), ("closes_hours", HOURS_BEFORE)):
            if self[name] and number_of(self[name], allowed) is None:
                yield name, name

    def facts(self) -> Facts:
        """What was typed, once there are no errors."""
        day, start, end = day_of(self["day"]), time_of(self["start"]), time_of(self["end"])
        course_id, place_id = number_of(self["course"], IDS), self.place_id
        capacity, minimum = number_of(self["capacity"], SEATS), number_of(self["minimum"], SEATS)
        if not (day and start is not None and end is not None and course_id and place_id and capacity and minimum):
            raise PlanRefused
        opens, closes = number_of(self["opens_days"], DAYS_BEFORE), number_of(self["closes_hours"], HOURS_BEFORE)
        texts = (self["room"], self["partner"])
        return Facts(course_id, place_id, *texts, day, start, end, capacity, minimum, opens, closes)


def hours_between(earlier: datetime, later: datetime) -> int:
    """Hours that pass, whatever the clocks on the wall do in between."""
    return round((later.astimezone(UTC) - earlier.astimezone(UTC)) / timedelta(hours=1))
