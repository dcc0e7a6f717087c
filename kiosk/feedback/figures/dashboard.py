"""What the committee sees: the numbers of a scope, put together and in order."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.asked import Wanted
from kiosk.feedback.figures.counts import EVERY, ON_PAPER, Lists
from kiosk.feedback.figures.score import Figure
from kiosk.feedback.models.count import NO_PLACE
from kiosk.feedback.vocabulary import REASONS

ORDERS: Mapping[str, tuple[str, ...]] = {
    name: tuple(str(code) or ON_PAPER for code in codes) for name, codes in EVERY.items()
}
"""In which order the values of a list stand; places are sorted as somebody asks for it."""


class Line(NamedTuple):
    """One value of a list."""

    code: str
    name: str
    figure: Figure


class Change(NamedTuple):
    """A month that is surely better or worse than the one before."""

    month: date
    figure: Figure
    before: Figure

    @property
    def is_better(self) -> bool:
        return self.figure.change(self.before) > 0


class Dashboard(NamedTuple):
    """The numbers that somebody wanted; `reasons` are None where nobody can count them."""

    wanted: Wanted
    lists: Lists
    reasons: Mapping[str, Figure] | None

    @property
    def total(self) -> Figure:
        numbers = Numbers()
        for one in self.lists.get("month", {}).values():
            numbers = numbers.plus(one)
        return Figure(numbers)

    @property
    def course(self) -> list[tuple[date, Figure]]:
        """Each month, the first one first; a month without answers is one with none."""
        months = self.lists.get("month", {})
        return [(month, Figure(months.get(month.isoformat(), Numbers()))) for month in self.wanted.months]

    @property
    def changes(self) -> list[Change]:
        """What may be announced, the newest first."""
        found = [Change(month, figure, before) for (_, before), (month, figure) in pairwise(self.course)]
        return [one for one in reversed(found) if one.figure.change(one.before)]

    def lines(self, dimension: str, names: Mapping[str, str]) -> list[Line]:
        """A list in its order, without what nobody has used."""
        cells = self.lists.get(dimension, {})
        codes = ORDERS.get(dimension, tuple(cells))
        found = [Line(code, names.get(code, code), Figure(cells[code])) for code in codes if code in cells]
        used = [line for line in found if any(line.figure.numbers)]
        return sorted(used, key=lambda line: rank(line, self.wanted.sort)) if dimension == "place" else used

    def silent(self, names: Mapping[str, str]) -> list[str]:
        """The places of which nobody has said anything, in the order of their names."""
        heard = {code for code, numbers in self.lists.get("place", {}).items() if numbers.n}
        return [name for code, name in names.items() if code not in heard | {str(NO_PLACE)}]


def rank(line: Line, sort: str) -> tuple[bool, float, str]:
    """Where a place stands; by its score, those with too few answers to be compared come last."""
    figure, name = line.figure, line.name.casefold()
    if sort == "score":
        return not figure.is_comparable, -figure.score if figure.is_comparable else -figure.n, name
    return False, {"n": -figure.n, "aside": -figure.aside}.get(sort, 0), name


def reason_figures(rows: Iterable[tuple[str, int, int, int]]) -> dict[str, Figure]:
    """How often each reason was given, in the order of the screen."""
    found = {reason: Figure.of(*map(int, numbers)) for reason, *numbers in rows}
    return {reason: found[reason] for reason in REASONS if reason in found}
