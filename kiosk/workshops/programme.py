"""What is on in the next weeks, and which of it fits a visitor."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple, Self

from kiosk.workshops.models import Workshop

HORIZON = timedelta(days=62)
WEEK = timedelta(days=7)


class Offer(NamedTuple):
    """A workshop as a list shows it: its free seats, and the facets by which it is found."""

    workshop: Workshop
    left: int
    facets: frozenset[str]


@dataclass(frozen=True)
class Programme:
    """Workshops in the order of their beginning."""

    offers: tuple[Offer, ...]

    @classmethod
    def of(cls, workshops: Iterable[Workshop], left: Mapping[int, int], now: datetime) -> Self:
        """The workshops with the number of free seats by id."""
        return cls(tuple(offer(workshop, left.get(workshop.id, 0), now) for workshop in workshops))

    @property
    def is_free(self) -> bool:
        """Whether there is something, and nothing of it costs anything."""
        return bool(self.offers) and all("free" in one.facets for one in self.offers)

    def having(self, facets: Iterable[str]) -> Self:
        """Those with these facets: one of each family, such as this level or that one, and all the families."""
        families = [set(group) for _, group in groupby(sorted(facets), family)]
        return type(self)(tuple(one for one in self.offers if all(one.facets & wanted for wanted in families)))

    def counts(self, chosen: Collection[str], facets: Iterable[str]) -> dict[str, int]:
        """How many there would be if this facet were chosen too, or given up; by facet."""
        return {facet: len(self.having({*chosen} ^ {facet}).offers) for facet in facets}

    def known(self, name: str) -> list[str]:
        """The facets of a family such as `topic` that at least one workshop has, the most frequent first."""
        found = [facet for one in self.offers for facet in one.facets if facet.startswith(f"{name}:")]
        return sorted(set(found), key=lambda facet: (-found.count(facet), facet))

    def page(self, number: int, size: int) -> tuple[Offer, ...]:
        return self.offers[(number - 1) * size : number * size]


def family(facet: str) -> str:
    return facet.partition(":")[0]


def offer(workshop: Workshop, left: int, now: datetime) -> Offer:
    course, start = workshop.course, workshop.starts_at
    facets = {
        f"topic:{course.topic}", f"level:{course.level}", f"place:{workshop.place_id}", f"day:{start.date()}",
        *(f"language:{code}" for code in course.languages),
    }  # fmt: skip
    if course.fee == "free":
        facets.add("free")
    if start.date() == now.date():
        facets.add("today")
    if start < now + WEEK:
        facets.add("week")
    if left and workshop.refusal(now) is None:
        facets.add("left")
    return Offer(workshop, left, frozenset(facets))
