"""How many people signed up, came, excused themselves or did not come; by month, by place, by course.

The statuses are those of RDV Service Public, as on the list of a workshop (`roster.py`); a family of three is three.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, Self, TypeVar

from sqlalchemy import Select, exists, select

from kiosk.web.search import fold
from kiosk.workshops.models import Attendance, Registration, Seat, Workshop
from kiosk.workshops.models.workshop import HOLDER
from kiosk.workshops.scanning import lets_in_from

FEWEST = 5
"""Of fewer people than these no share is said: one person more or less would change it by a quarter."""

AT_THE_DOOR = frozenset(("staff", "card"))
"""The sources of registrations that staff make; from the opening of the door on, they are those of walk-ins."""

STATUSES = {"excused": "excused", "noshow": "absent"}
Key = TypeVar("Key")
COLUMNS = (
    "by", "name", "workshops", "signed_up", "came", "excused", "did_not_come", "not_noted", "walk_ins",
    "no_show_percent",
)  # fmt: skip


class Entry(NamedTuple):
    """One registration, and what was noted of it."""

    workshop_id: int
    party: int
    source: str
    registered_at: datetime
    is_cancelled: bool
    cancelled_by: str
    has_seat: bool
    status: str | None
    people: int | None

    @classmethod
    def of_workshops(cls, ids: Collection[int]) -> Select[int, int, str, datetime, bool, str, bool, str, int]:
        """In the order of the fields."""
        one = Registration
        return (
            select(
                one.workshop_id, one.party, one.source, one.registered_at, one.cancelled_at.is_not(None),
                one.cancelled_by, exists().where(Seat.registration_id == one.id), Attendance.status, Attendance.people,
            )
            .outerjoin(Attendance, Attendance.registration_id == one.id)
            .where(one.workshop_id.in_(ids))
        )  # fmt: skip


class Turnout(NamedTuple):
    """Numbers of people, and of the workshops they are of; `unknown` are those of whom nobody noted anything."""

    workshops: int = 0
    came: int = 0
    excused: int = 0
    absent: int = 0
    unknown: int = 0
    walk_ins: int = 0

    @classmethod
    def of(cls, entry: Entry, workshop: Workshop) -> Self:
        """What one registration adds."""
        people = entry.people or 0 if entry.status == "seen" else 0
        if entry.is_cancelled:
            has_said = entry.cancelled_by == HOLDER or entry.status == "excused"
            return cls(excused=entry.party if has_said else 0)
        if not entry.has_seat:
            return cls()
        if is_walk_in(entry, workshop):
            return cls(walk_ins=people)
        if entry.status == "seen":
            return cls(came=people, absent=entry.party - people)
        return cls(**{STATUSES.get(entry.status or "", "unknown"): entry.party})

    @classmethod
    def together(cls, parts: Iterable[Self]) -> Self:
        return cls(*map(sum, zip(cls(), *parts, strict=True)))

    @property
    def signed_up(self) -> int:
        """Those who had a seat before the door opened, whether they kept it or not."""
        return self.came + self.excused + self.absent + self.unknown

    @property
    def expected(self) -> int:
        """Those who did not excuse themselves, and of whom somebody noted whether they came."""
        return self.came + self.absent

    @property
    def share(self) -> int | None:
        """How many of a hundred of those expected did not come; None where they are too few to say."""
        return round(100 * self.absent / self.expected) if self.expected >= FEWEST else None

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The numbers of a line of a file; a share that nobody can say is empty."""
        counts = (self.workshops, self.signed_up, self.came, self.excused, self.absent, self.unknown, self.walk_ins)
        return (*counts, "" if self.share is None else self.share)


class Line(NamedTuple):
    """A month (its first day), a place or a course, and its numbers."""

    name: str
    turnout: Turnout
    month: date | None = None


class Figures(NamedTuple):
    """The workshops of a period, each with its numbers."""

    workshops: Sequence[tuple[Workshop, Turnout]]

    @classmethod
    def of(cls, workshops: Sequence[Workshop], entries: Iterable[Entry]) -> Self:
        found: dict[int, list[Turnout]] = {one.id: [Turnout(workshops=1)] for one in workshops}
        by_id = {one.id: one for one in workshops}
        for entry in entries:
            found[entry.workshop_id].append(Turnout.of(entry, by_id[entry.workshop_id]))
        return cls([(one, Turnout.together(found[one.id])) for one in workshops])

    @property
    def total(self) -> Turnout:
        return Turnout.together(turnout for _, turnout in self.workshops)

    @property
    def by_month(self) -> list[Line]:
        """The first month first; one without a workshop does not appear."""
        months = self.grouped(lambda one: one.starts_at.date().replace(day=1))
        return [Line(f"{month:%Y-%m}", turnout, month) for month, turnout in sorted(months.items())]

    @property
    def by_place(self) -> list[Line]:
        return named(self.grouped(lambda one: one.place.title))

    @property
    def by_course(self) -> list[Line]:
        return named(self.grouped(lambda one: one.course.title))

    def grouped(self, key: Callable[[Workshop], Key]) -> dict[Key, Turnout]:
        parts: dict[Key, list[Turnout]] = {}
        for workshop, turnout in self.workshops:
            parts.setdefault(key(workshop), []).append(turnout)
        return {name: Turnout.together(found) for name, found in parts.items()}

    @property
    def rows(self) -> list[tuple[str | int, ...]]:
        """The lines of a file: by month, by place, by course, and the sum."""
        groups = (("month", self.by_month), ("place", self.by_place), ("course", self.by_course))
        found = [(kind, line.name, *line.turnout.cells) for kind, lines in groups for line in lines]
        return [*found, ("total", "", *self.total.cells)]


def named(groups: Mapping[str, Turnout]) -> list[Line]:
    return [Line(name, groups[name]) for name in sorted(groups, key=fold)]


def is_walk_in(entry: Entry, workshop: Workshop) -> bool:
    """Whether they came without having signed up before."""
    at_the_door = entry.registered_at.astimezone(UTC) >= lets_in_from(workshop).astimezone(UTC)
    return entry.source in AT_THE_DOOR and at_the_door
