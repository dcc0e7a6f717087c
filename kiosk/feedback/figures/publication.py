"""What everybody may see of a month that is over; why it can be no more is written in `masking.py`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from kiosk.config import TOWN
from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.counts import EVERY, ON_PAPER, Lists
from kiosk.feedback.figures.masking import hidden, hidden_together
from kiosk.feedback.figures.score import Figure
from kiosk.feedback.models.count import NO_HOUR

GRACE = timedelta(days=3)
"""How long late records are waited for, those of the bus for example, before a month is published."""

BANDS = (0, 10, 12, 14, 16, 18, NO_HOUR)
"""The hours at which a time of day begins; the last one stands for papers, of which nobody knows it."""

DIMENSIONS = ("place", "kind", "language", "hour")
CELLS: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(map(str, EVERY["kind"])),
    "language": tuple(str(code) or ON_PAPER for code in EVERY["language"]),
    "hour": tuple(map(str, BANDS)),
}
"""The values that a list always names, in their order. Of places it names those alone that may be seen."""

PAPERS: Mapping[str, str] = {"language": ON_PAPER, "hour": str(NO_HOUR)}
"""The cells that stand for papers: the same answers in each of these lists, which therefore are read together."""

Cells = Mapping[str, Figure | None]
"""What a list says of each value: None where it may not be said."""


class Publication(NamedTuple):
    """A month: its sum, and its lists. Nothing is said where too few have answered."""

    month: date
    total: Figure | None = None
    lists: Mapping[str, Cells] = {}

    @classmethod
    def of(cls, month: date, lists: Lists) -> Self:
        """`lists` holds the sum as the only value of `month`."""
        [total] = lists.get("month", {}).values() or [Numbers()]
        if hidden({"": total}) or not total.n:
            return cls(month)
        cells = {name: listed(name, lists[name]) for name in DIMENSIONS if name in lists}
        unseen = hidden_together(cells, PAPERS)
        return cls(month, Figure(total), {name: seen(name, cells[name], unseen[name]) for name in cells})

    @property
    def hides_places(self) -> bool:
        """Whether there are places of which nothing can be said."""
        said = sum(figure.n for figure in self.lists.get("place", {}).values() if figure)
        return self.total is not None and said < self.total.n

    def figure(self, by: str, of: str) -> Figure | None:
        """What is said of one value of a list, or of everybody where none is named."""
        return self.lists.get(by, {}).get(of) if of else self.total


def listed(dimension: str, numbers: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """All that the sum of a list consists of."""
    known = dict.fromkeys(CELLS.get(dimension, ()), Numbers())
    return {**known, **(banded(numbers) if dimension == "hour" else numbers)}


def seen(dimension: str, cells: Mapping[str, Numbers], unseen: Collection[str]) -> Cells:
    """A list as everybody may see it."""
    figures = {name: None if name in unseen else Figure(cell) for name, cell in cells.items()}
    if dimension in CELLS:
        return figures
    return {name: figure for name, figure in figures.items() if figure and figure.n}


def banded(numbers: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Hours put together to times of day."""
    found: dict[str, Numbers] = {}
    for hour, cell in numbers.items():
        band = str(max(start for start in BANDS if start <= int(hour)))
        found[band] = found.get(band, Numbers()).plus(cell)
    return found


def newest_month(now: datetime) -> date:
    """The first day of the newest month that is published."""
    return month_before((now.astimezone(TOWN).date() - GRACE).replace(day=1))


def next_publication(now: datetime) -> date:
    """The day on which the next month is published."""
    return months_later(newest_month(now), 2) + GRACE


def month_before(month: date) -> date:
    return months_later(month, -1)


def months_later(month: date, number: int) -> date:
    year, place = divmod(12 * month.year + month.month - 1 + number, 12)
    return date(year, place + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Both included."""
    number = 12 * (last.year - first.year) + last.month - first.month
    return [months_later(first, one) for one in range(number + 1)]


def publications(found: Mapping[date, Lists], months: Iterable[date]) -> list[Publication]:
    """Each of these months as it is published, in their order."""
    return [Publication.of(month, found.get(month, {})) for month in months]
