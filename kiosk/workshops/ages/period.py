"""From which day to which one wants to know something, as it stands in an address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Self

from sqlalchemy import Select

from kiosk.config import TOWN
from kiosk.workshops.models import Workshop

YEARS = range(2000, 2100)


class Period(NamedTuple):
    """Days of the town, the last one included."""

    first: date
    last: date

    @classmethod
    def parse(cls, arguments: Mapping[str, str], now: datetime) -> Self:
        """What the address asks for; the year until then, and today, where it says nothing that can be meant."""
        today = now.astimezone(TOWN).date()
        first, last = (day_of(arguments.get(name, "")) for name in ("from", "to"))
        last = last or max(today, first or today)
        first = first or last.replace(month=1, day=1)
        return cls(min(first, last), max(first, last))

    def workshops(self, now: datetime) -> Select[Workshop]:
        """The workshops that took place, in their order; one that goes past midnight belongs to its first day."""
        midnight = datetime.combine(self.first, time(), TOWN)
        end = datetime.combine(self.last + timedelta(days=1), time(), TOWN)
        took_place = (Workshop.starts_at >= midnight, Workshop.starts_at <= now, Workshop.cancelled_at.is_(None))
        return Workshop.between(midnight, end).where(*took_place)

    def arguments(self) -> dict[str, str]:
        """The period as it stands in an address."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def day_of(text: str) -> date | None:
    """The day, or None for anything that is none of our time."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
