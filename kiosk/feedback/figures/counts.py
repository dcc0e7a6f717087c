"""The numbers of a scope, by what one wants to tell apart: one statement, which meets only the rows that it shows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, cast, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from kiosk.config import LOCALES
from kiosk.directory.models import PlaceMerge
from kiosk.feedback.counting import Numbers
from kiosk.feedback.models import MonthCount, ReasonCount
from kiosk.feedback.models.count import (
    ALL_HOURS,
    ALL_KINDS,
    ALL_LANGUAGES,
    ALL_PLACES,
    NO_HOUR,
    NO_LANGUAGE,
    NO_PLACE,
)
from kiosk.feedback.vocabulary import KINDS

COLUMNS: Mapping[str, Any] = {
    "month": MonthCount.month,
    "place": func.coalesce(PlaceMerge.kept_id, MonthCount.place_id),
    "kind": MonthCount.kind,
    "language": MonthCount.language,
    "hour": MonthCount.hour,
}
LANGUAGES = (*LOCALES, NO_LANGUAGE)
ON_PAPER = "paper"
"""What stands for no language wherever somebody can read it."""

EVERY: Mapping[str, Iterable[Any]] = {"kind": KINDS, "language": LANGUAGES, "hour": range(NO_HOUR + 1)}
"""What a list names; only places are not known beforehand."""

Lists = Mapping[str, Mapping[str, Numbers]]


class Scope(NamedTuple):
    """Some months, the first and the last one included, and what one wants to look at."""

    first: date
    last: date
    place_id: int = ALL_PLACES
    kind: str = ALL_KINDS
    language: str = ALL_LANGUAGES

    @property
    def dimensions(self) -> list[str]:
        """What its numbers can be told apart by: not by what is chosen already, and never by all four at once."""
        chosen = {"place": self.place_id != ALL_PLACES, "kind": self.kind != ALL_KINDS,
                  "language": self.language != ALL_LANGUAGES}  # fmt: skip
        return ["month", *(name for name in chosen if not chosen[name]), *([] if all(chosen.values()) else ["hour"])]

    def sums(self, *dimensions: str) -> CompoundSelect[Any]:
        """Dimension, value as text, and the numbers of all its months together."""
        return union_all(*(self.numbers(name) for name in dimensions))

    def months(self, *dimensions: str) -> CompoundSelect[Any]:
        """The same for each month: dimension, value as text, the numbers, the month."""
        return union_all(*(self.numbers(name, MonthCount.month) for name in dimensions))

    def numbers(self, dimension: str, *apart: Any) -> Select[Any]:
        column = COLUMNS[dimension]
        sums = [func.sum(getattr(MonthCount, name)) for name in Numbers._fields]
        named = literal(dimension).label("dimension"), cast(column, String).label("value")
        found = select(*named, *sums, *apart).select_from(MonthCount).where(*self.conditions(dimension))
        if dimension == "place":
            found = found.outerjoin(PlaceMerge, PlaceMerge.place_id == MonthCount.place_id)
        return found.group_by(column, *apart)

    def conditions(self, dimension: str) -> tuple[ColumnElement[bool], ...]:
        """In the order of the primary key of the table."""
        one = MonthCount
        wanted = {"kind": one.kind == self.kind, "language": one.language == self.language,
                  "hour": one.hour == ALL_HOURS, "place": self.is_of_place(one.place_id)}  # fmt: skip
        if dimension == "place":
            wanted["place"] = one.place_id != ALL_PLACES
        elif dimension in EVERY:
            wanted[dimension] = COLUMNS[dimension].in_(list(EVERY[dimension]))
        return (*wanted.values(), one.month.between(self.first, self.last))

    def is_of_place(self, column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        """The condition that a row is of the place; of those that were found to be the same, too."""
        if self.place_id in (ALL_PLACES, NO_PLACE):
            return column == self.place_id
        return column.in_(same_places(self.place_id))

    @classmethod
    def first_month(cls) -> Select[Any]:
        """The first month with an answer."""
        return select(func.min(MonthCount.month)).where(*cls(date.min, date.max).conditions("month"))

    def reasons(self) -> Select[Any]:
        """How often each reason was given, with which answer; nobody counts them by language."""
        one = ReasonCount
        sums = [func.sum(getattr(one, name)) for name in ("bad", "fair", "good")]
        where = one.kind == self.kind, self.is_of_place(one.place_id), one.month.between(self.first, self.last)
        return select(one.reason, *sums).where(*where).group_by(one.reason)


def same_places(id: int) -> CompoundSelect[int]:
    """The id of a place that stands for itself, and of those that were merged into it."""
    return union_all(select(literal(id)), select(PlaceMerge.place_id).where(PlaceMerge.kept_id == id))


def lists_of(rows: Iterable[Any]) -> dict[str, dict[str, Numbers]]:
    """The rows of `Scope.sums`, by dimension and value."""
    found: dict[str, dict[str, Numbers]] = {}
    for dimension, value, *numbers in rows:
        found.setdefault(dimension, {})[value or ON_PAPER] = Numbers(*map(int, numbers))
    return found


def lists_by_month(rows: Iterable[Any]) -> dict[date, dict[str, dict[str, Numbers]]]:
    """The rows of `Scope.months`, by month, dimension and value."""
    found: dict[date, dict[str, dict[str, Numbers]]] = {}
    for dimension, value, *numbers, month in rows:
        found.setdefault(month, {}).setdefault(dimension, {})[value or ON_PAPER] = Numbers(*map(int, numbers))
    return found
