"""What somebody wants to see, as it stands in an address."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self

from kiosk.config import LOCALES
from kiosk.feedback.figures.counts import ON_PAPER, Scope
from kiosk.feedback.figures.publication import CELLS, DIMENSIONS, months_between, months_later
from kiosk.feedback.models.count import ALL_KINDS, ALL_LANGUAGES, ALL_PLACES, NO_LANGUAGE, NO_PLACE
from kiosk.feedback.vocabulary import KINDS

PLACE = re.compile(rf"[1-9]\d{{0,8}}|{NO_PLACE}", re.ASCII)
YEARS = range(2000, 2100)
YEAR, LONGEST = 12, 120
"""How many months one looks at together, unless told otherwise, and at most."""

SORTS = ("n", "score", "aside", "name")


class Asked(NamedTuple):
    """A page of the public results: a month, the list wanted (`month`: the months before), one value of this list."""

    month: date
    by: str = ""
    of: str = ""

    @classmethod
    def parse(cls, arguments: Mapping[str, str], newest: date) -> Self:
        """What is not offered is as if nobody had asked for it."""
        month = month_of(arguments.get("month", "")) or newest
        by, of = arguments.get("by", ""), arguments.get("of", "")
        is_value = of in CELLS.get(by, ()) or (by == "place" and bool(PLACE.fullmatch(of)))
        return cls(min(month, newest), by if by in (*DIMENSIONS, "month") else "", of if is_value else "")

    def arguments(self, **changes: str) -> dict[str, str]:
        """The page as it stands in an address."""
        known = {"month": f"{self.month:%Y-%m}", "by": self.by, "of": self.of}
        return {name: value for name, value in {**known, **changes}.items() if value}

    @property
    def before(self) -> str:
        return f"{months_later(self.month, -1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{months_later(self.month, 1):%Y-%m}"

    @property
    def year(self) -> list[date]:
        """The months until this one, the first one first."""
        return [months_later(self.month, number) for number in range(1 - YEAR, 1)]


class Wanted(NamedTuple):
    """A page of the committee: what it looks at, and in which order the places stand."""

    scope: Scope
    sort: str = "n"

    @classmethod
    def parse(cls, arguments: Mapping[str, str], today: date) -> Self:
        """The year until now, of everything, unless the address says otherwise."""
        last = month_of(arguments.get("to", "")) or today.replace(day=1)
        first = month_of(arguments.get("from", "")) or months_later(last, 1 - YEAR)
        first, last = min(first, last), max(first, last)
        place, kind, language, sort = (arguments.get(name, "") for name in ("place", "kind", "language", "sort"))
        scope = Scope(
            max(first, months_later(last, 1 - LONGEST)), last,
            int(place) if PLACE.fullmatch(place) else ALL_PLACES,
            kind if kind in KINDS else ALL_KINDS,
            NO_LANGUAGE if language == ON_PAPER else language if language in LOCALES else ALL_LANGUAGES,
        )  # fmt: skip
        return cls(scope, sort if sort in SORTS else "n")

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen beside the months, as it stands in an address."""
        _, _, place, kind, language = self.scope
        found = {
            "place": "" if place == ALL_PLACES else str(place),
            "kind": "" if kind == ALL_KINDS else kind,
            "language": "" if language == ALL_LANGUAGES else language or ON_PAPER,
        }
        return {name: value for name, value in found.items() if value}

    def arguments(self, **changes: str) -> dict[str, str]:
        """The page as it stands in an address."""
        months = {"from": f"{self.scope.first:%Y-%m}", "to": f"{self.scope.last:%Y-%m}"}
        known = {**months, **self.chosen, "sort": "" if self.sort == "n" else self.sort}
        return {name: value for name, value in {**known, **changes}.items() if value}

    @property
    def months(self) -> list[date]:
        """Each month looked at, the first one first."""
        return months_between(self.scope.first, self.scope.last)


def month_of(text: str) -> date | None:
    """The first day of `2026-10`; None for anything that is no month of our time."""
    try:
        day = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return day if day.year in YEARS else None
