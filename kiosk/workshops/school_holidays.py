"""The school holidays of zone B, to which Strasbourg belongs.

From the package vacances-scolaires-france 0.12.0 (MIT), which has them from the Ministry of Education.
"""

import csv
from datetime import date
from functools import cache
from typing import NamedTuple

from kiosk.config import PACKAGE

FILE = PACKAGE / "workshops" / "data" / "school-holidays-zone-b.csv"


class SchoolHoliday(NamedTuple):
    """From the first day to the last, both included, by its French name."""

    first: date
    last: date
    name: str


def school_holiday(day: date) -> SchoolHoliday | None:
    """The holidays that this day belongs to."""
    return next((one for one in school_holidays() if one.first <= day <= one.last), None)


def known_until() -> date:
    """The last day of which the file knows anything."""
    return max(one.last for one in school_holidays())


@cache
def school_holidays() -> tuple[SchoolHoliday, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            SchoolHoliday(date.fromisoformat(row["debut"]), date.fromisoformat(row["fin_incluse"]), row["nom"])
            for row in csv.DictReader(file)
        )
