"""When a workshop is held again and again: a rule, and the days that it gives.

Weeks are counted from the first day, never by the number of a week: a year of 53 weeks has two odd ones in a row.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import takewhile
from typing import Literal, NamedTuple, Self

from kiosk.holidays import is_public_holiday
from kiosk.workshops.refusals import TimeSkipped, TimeTwice
from kiosk.workshops.school_holidays import school_holiday
from kiosk.workshops.town_time import moment

Obstacle = Literal["", "public_holiday", "school_holiday", "time_skipped", "time_twice"]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NTHS = (1, 2, 3, 4, -1)
WEEK = timedelta(days=7)
LONGEST = timedelta(days=731)
"""A series reaches no farther from its first day."""

MOST_WEEKS = 8
MOST_TIMES = 100


@dataclass(frozen=True)
class Rule:
    """Every so many `weeks` on these `weekdays` (0 is Monday); with `nth`, every month on the first such one instead.

    `nth` is 1 to 4, -1 for the last, 0 for a rule by weeks. It ends on the day `until`, or after so many `times`.
    """

    first: date
    weekdays: tuple[int, ...]
    weeks: int = 1
    nth: int = 0
    until: date | None = None
    times: int | None = None

    def days(self) -> Iterator[date]:
        """Every day of the rule in order, holidays included, whatever the number of times."""
        last = min(self.until or date.max, self.first + LONGEST)
        found = self.days_by_month() if self.nth else self.days_by_week()
        return takewhile(lambda day: day <= last, (day for day in found if day >= self.first))

    def days_by_week(self) -> Iterator[date]:
        monday = self.first - timedelta(days=self.first.weekday())
        while True:
            yield from (monday + timedelta(days=weekday) for weekday in sorted(set(self.weekdays)))
            monday += self.weeks * WEEK

    def days_by_month(self) -> Iterator[date]:
        month = self.first.replace(day=1)
        while True:
            yield from sorted(nth_day(month, self.nth, weekday) for weekday in set(self.weekdays))
            month = (month + timedelta(days=31)).replace(day=1)

    @property
    def text(self) -> str:
        """As calendars write it (RFC 5545, RRULE), to be kept and read again."""
        names = ",".join(f"{self.nth or ''}{DAYS[weekday]}" for weekday in sorted(set(self.weekdays)))
        every = "FREQ=MONTHLY" if self.nth else f"FREQ=WEEKLY;INTERVAL={self.weeks}"
        end = f";UNTIL={self.until:%Y%m%d}" if self.until else f";COUNT={self.times}" if self.times else ""
        return f"{every};BYDAY={names}{end}"

    @classmethod
    def parse(cls, text: str, first: date) -> Self | None:
        """What `text` has written; None for what other programs write."""
        parts = dict(part.partition("=")[::2] for part in text.split(";"))
        try:
            codes = [(int(name[:-2] or 0), DAYS.index(name[-2:])) for name in parts["BYDAY"].split(",")]
            rule = cls(first, tuple(day for _, day in codes), int(parts.get("INTERVAL", 1)), codes[0][0])
            until, times = parts.get("UNTIL"), parts.get("COUNT")
            return replace(
                rule, until=date.fromisoformat(until) if until else None, times=int(times) if times else None
            )
        except (KeyError, ValueError):
            return None


class Occurrence(NamedTuple):
    """A day of a rule, and what speaks against it; `name` says which school holidays."""

    day: date
    obstacle: Obstacle = ""
    name: str = ""


def occurrences(rule: Rule, start: time, end: time, *, skips_school_holidays: bool) -> list[Occurrence]:
    """The days of the rule, those with an obstacle among them; `times` counts only those without one."""
    found = (occurrence(day, start, end, skips_school_holidays) for day in rule.days())
    return list(counted(found, rule.times or MOST_TIMES))


def occurrence(day: date, start: time, end: time, skips_school_holidays: bool) -> Occurrence:
    if is_public_holiday(day):
        return Occurrence(day, "public_holiday")
    holiday = school_holiday(day) if skips_school_holidays else None
    if holiday:
        return Occurrence(day, "school_holiday", holiday.name)
    return Occurrence(day, clock_obstacle(day, (start, end)))


def clock_obstacle(day: date, times: Iterable[time]) -> Obstacle:
    """Whether the clocks change at one of these times."""
    try:
        for at in times:
            moment(day, at)
    except TimeSkipped:
        return "time_skipped"
    except TimeTwice:
        return "time_twice"
    return ""


def counted(found: Iterable[Occurrence], times: int) -> Iterator[Occurrence]:
    """Those before the last one that counts, and that one."""
    for one in found:
        yield one
        times -= not one.obstacle
        if not times:
            return


def nth_day(month: date, nth: int, weekday: int) -> date:
    """The nth such weekday of the month, from 1, or the last for -1."""
    if nth > 0:
        return month + timedelta(days=(weekday - month.weekday()) % 7) + (nth - 1) * WEEK
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)
