"""The week as a sentence needs it: clock times, weekdays with equal hours, dates that differ."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby
from typing import NamedTuple

from kiosk.directory.hours.notation import WHOLE_DAY, Span


class Range(NamedTuple):
    """From `start` to `end`; an end that is not after the start is on the next day."""

    start: time
    end: time


class Day(NamedTuple):
    """A weekday of the regular week: no range means closed, `None` not certain.

    `is_exception` says that on this very date something else holds.
    """

    date: date
    ranges: tuple[Range, ...] | None
    is_exception: bool


class Exceptional(NamedTuple):
    """A date that differs from its regular week; `is_closed` is `None` where the source does not say."""

    date: date
    is_closed: bool | None
    ranges: tuple[Range, ...]
    is_holiday: bool


class Group(NamedTuple):
    """Weekdays, 0 being Monday, with equal hours: no range means closed, `None` not certain."""

    days: tuple[int, ...]
    ranges: tuple[Range, ...] | None

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """First and last weekday of each run of three days or more (“Monday to Friday”); other days stand alone."""
        runs: list[tuple[int, int]] = []
        for _, numbered in groupby(enumerate(self.days), key=lambda pair: pair[1] - pair[0]):
            run = [day for _, day in numbered]
            runs += [(run[0], run[-1])] if len(run) > 2 else [(day, day) for day in run]
        return tuple(runs)


def grouped(week: Iterable[Day]) -> tuple[Group, ...]:
    """The days of a week, Monday first, by equal hours: the open groups, then the uncertain, then the closed one."""
    by_ranges: dict[tuple[Range, ...] | None, list[int]] = {}
    for number, day in enumerate(week):
        by_ranges.setdefault(day.ranges, []).append(number)
    groups = [Group(tuple(days), ranges) for ranges, days in by_ranges.items()]
    return tuple(sorted(groups, key=lambda group: (group.ranges == (), group.ranges is None)))


def ranges(spans: Iterable[Span]) -> tuple[Range, ...]:
    return tuple(Range(clock(start), clock(end)) for start, end in spans)


def clock(minute: int) -> time:
    hour, minutes = divmod(minute % WHOLE_DAY, 60)
    return time(hour, minutes)
