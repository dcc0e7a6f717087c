"""Which numbers a tap changes, and by how much. They are written in the transaction of the tap.

Rows are written in one order by everybody, so that two taps at once never wait for each other in a circle.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple, Self

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.feedback.models import DayCount, MonthCount, PaperTally, ReasonCount, Tap
from kiosk.feedback.models.count import (
    ALL_HOURS,
    ALL_KINDS,
    ALL_LANGUAGES,
    ALL_PLACES,
    NO_HOUR,
    NO_LANGUAGE,
    NO_PLACE,
)

INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
FIELDS = {1: "bad", 2: "fair", 3: "good"}


class Facts(NamedTuple):
    """What a number is about: a day of the town, and all that figures are told apart by."""

    day: date
    place_id: int
    kind: str
    language: str
    hour: int

    @classmethod
    def of(cls, tap: Tap) -> Self:
        moment = tap.captured_at.astimezone(TOWN)
        place = NO_PLACE if tap.place_id is None else tap.place_id
        return cls(moment.date(), place, tap.touchpoint.kind, tap.language, moment.hour)

    @classmethod
    def of_papers(cls, tally: PaperTally) -> Self:
        """Papers count on their last day; of them nobody knows the hour."""
        place = NO_PLACE if tally.place_id is None else tally.place_id
        return cls(tally.last_on, place, tally.touchpoint.kind, NO_LANGUAGE, NO_HOUR)

    @property
    def month(self) -> date:
        return self.day.replace(day=1)


class Numbers(NamedTuple):
    """How many taps of each value are counted, and how many were set aside; a change may be below zero."""

    bad: int = 0
    fair: int = 0
    good: int = 0
    aside: int = 0

    @classmethod
    def of(cls, tap: Tap) -> Self:
        return cls(**{FIELDS[tap.value] if tap.is_counted else "aside": 1})

    @property
    def n(self) -> int:
        """How many are counted."""
        return self.bad + self.fair + self.good

    def plus(self, other: "Numbers") -> "Numbers":
        return Numbers(*(one + more for one, more in zip(self, other, strict=True)))

    def negative(self) -> "Numbers":
        return Numbers(*(-one for one in self))


class Standing(NamedTuple):
    """What one tap adds to the numbers as it stands now; compare it before and after a change."""

    facts: Facts
    numbers: Numbers
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, tap: Tap) -> Self:
        return cls(Facts.of(tap), Numbers.of(tap), tap.reasons if tap.is_counted else ())


def month_keys(facts: Facts) -> Iterator[dict[str, Any]]:
    """Each combination of what is told apart, but not all four at once: nobody is shown that."""
    choices = ((facts.place_id, ALL_PLACES), (facts.kind, ALL_KINDS), (facts.language, ALL_LANGUAGES),
               (facts.hour, ALL_HOURS))  # fmt: skip
    for place_id, kind, language, hour in product(*choices):
        if (place_id, kind, language, hour) != facts[1:]:
            yield {"month": facts.month, "place_id": place_id, "kind": kind, "language": language, "hour": hour}


def day_keys(facts: Facts) -> list[dict[str, Any]]:
    return [{"day": facts.day, "place_id": place_id} for place_id in (facts.place_id, ALL_PLACES)]


def reason_keys(facts: Facts, reasons: Iterable[str]) -> Iterator[dict[str, Any]]:
    for place_id, kind, reason in product((facts.place_id, ALL_PLACES), (facts.kind, ALL_KINDS), reasons):
        yield {"month": facts.month, "place_id": place_id, "kind": kind, "reason": reason}


def move(session: Session, before: Iterable[Standing], after: Iterable[Standing]) -> None:
    """Change the numbers from what these taps added before to what they add now. The caller commits."""
    changes = [*((one, one.numbers.negative()) for one in before), *((one, one.numbers) for one in after)]
    months, days, reasons = Ledger(), Ledger(), Ledger()
    for (facts, _, given), numbers in changes:
        months.add(month_keys(facts), numbers)
        days.add(day_keys(facts), numbers)
        reasons.add(reason_keys(facts, given), numbers)
    months.write(session, MonthCount.__table__)
    days.write(session, DayCount.__table__)
    reasons.write(session, ReasonCount.__table__, ("bad", "fair", "good"))


def add_papers(session: Session, tally: PaperTally, numbers: Numbers) -> None:
    """Count what two people have found on these papers. The caller commits."""
    move(session, (), [Standing(Facts.of_papers(tally), numbers, ())])


class Ledger:
    """Changes of numbers by the row that they concern, summed up."""

    def __init__(self) -> None:
        self.rows: dict[tuple[tuple[str, Any], ...], Numbers] = {}

    def add(self, keys: Iterable[Mapping[str, Any]], numbers: Numbers) -> None:
        for key in keys:
            row = tuple(key.items())
            self.rows[row] = self.rows.get(row, Numbers()).plus(numbers)

    def write(self, session: Session, table: Any, fields: tuple[str, ...] = Numbers._fields) -> None:
        """Add the changes to the rows of this table, which are made where they are not."""
        changed = sorted((row, numbers) for row, numbers in self.rows.items() if any(numbers))
        if changed:
            values = [{**dict(row), **{name: getattr(numbers, name) for name in fields}} for row, numbers in changed]
            session.execute(added_up(session.get_bind().dialect.name, table, fields), values)


# Written once: every tap says it three times.
@lru_cache(maxsize=8)
def added_up(dialect: str, table: Table, fields: tuple[str, ...]) -> Any:
    """An insert that adds to a row which is already there."""
    insert = INSERTS[dialect](table)
    sums = {name: table.c[name] + insert.excluded[name] for name in fields}
    return insert.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=sums)
