"""Which places staff want to see: those that need somebody's eye, as it stands in the address of the list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from kiosk.directory.models import Place
from kiosk.web import selection

FILTERS = ("no_hours", "doubtful", "unchecked", "old", "staff", "example")
PAGE_SIZE = 25
GROWN_OLD = timedelta(days=365)
LONGEST_QUERY = 200
LAST_SEEN = case(
    (func.coalesce(Place.checked_on, date.min) > func.coalesce(Place.updated_on, date.min), Place.checked_on),
    else_=Place.updated_on,
)
"""When somebody last looked: the day of the last check, or that of the source's update."""


@dataclass(frozen=True)
class Upkeep(selection.Selection):
    """Filters that all must hold, words to look for, the page from 1."""

    query: str = ""

    @classmethod
    def read(cls, filters: Iterable[str], query: str, page: str) -> Self:
        words = " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]
        return replace(cls.parse(filters, page), query=words)

    @staticmethod
    def is_choice(facet: str) -> bool:
        return facet in FILTERS

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), **({"q": self.query} if self.query else {})}

    def ids(self, today: date) -> Select[int]:
        """The numbers of the places that the filters let through, by name."""
        conditions = conditions_at(today)
        chosen = [conditions[one] for one in self.facets]
        return select(Place.id).where(Place.apart(), *chosen).order_by(Place.name, Place.id)


def conditions_at(today: date) -> Mapping[str, ColumnElement[bool]]:
    """What each filter means."""
    return {
        "no_hours": Place.opening_hours == "",
        "doubtful": or_(Place.is_position_doubtful, Place.latitude.is_(None)),
        "unchecked": Place.checked_on.is_(None),
        "old": grown_old(today),
        "staff": Place.source == "staff",
        "example": Place.is_example.is_(True),
    }


def grown_old(today: date) -> ColumnElement[bool]:
    """Nobody has looked for a year, neither here nor at the source; nobody needs to look at examples."""
    limit = today - GROWN_OLD
    return and_(~Place.is_example, *(or_(day.is_(None), day < limit) for day in (Place.checked_on, Place.updated_on)))


def oldest_first(today: date) -> Select[int]:
    """The places that have grown old; those of which nobody knows when come first."""
    aged = select(Place.id).where(Place.apart(), grown_old(today))
    return aged.order_by(func.coalesce(LAST_SEEN, date.min), Place.name, Place.id)
