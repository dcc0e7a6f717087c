"""What an understood text of opening hours says about a date."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta

from opening_hours import OpeningHours, State, validate

from kiosk.directory.hours.notation import (
    EVERY_DAY,
    WHOLE_DAY,
    HoursNotUnderstood,
    Span,
    doubtful_weekdays,
    night_end,
    read_rules,
    until_midnight,
)

Spans = tuple[Span, ...]

DAY = timedelta(days=1)
NEARBY_WEEKS = (-2, -1, 0, 1, 2)
MOST_DATES_KEPT = 96


class Timetable:
    """The spans of each day; `None` instead of spans means that the text leaves that day uncertain.

    The parser is only ever asked about naive local times: it raises on those that a clock change skips.
    """

    def __init__(self, text: str) -> None:
        """Raises `HoursNotUnderstood`."""
        rules = read_rules(text)
        self._doubtful = doubtful_weekdays(rules)
        self._night = night_end(rules)
        self._is_seasonal = any(rule.season for rule in rules)
        self._ends_with_holidays = rules[-1].is_for_holidays
        # The parser cuts a night short where the next day has a rule of its own: it is only asked until midnight.
        evenings = until_midnight(text)
        self._ordinary = parsed(evenings)
        # The parser knows the holidays of France but not those of Alsace, and takes no calendar. Without a
        # country `PH` matches no day; on a holiday we ask a second text, in which `PH` matches every day.
        self._holiday = parsed(re.sub(r"\bPH\b", EVERY_DAY, evenings)) if "PH" in text else self._ordinary
        self._known: dict[tuple[bool, date | int], Spans] = {}

    def ordinary(self, day: date) -> Spans | None:
        """The spans of a day, taken as if it were no public holiday."""
        if day.weekday() in self._doubtful:
            return None
        return self._spans(day)

    def regular(self, day: date) -> Spans | None:
        """What most of the weeks around say about this weekday: the season counts, a single date does not."""
        if not self._is_seasonal:
            return self.ordinary(day)
        nearby = [self.ordinary(day + timedelta(weeks=weeks)) for weeks in NEARBY_WEEKS]
        common, count = Counter(nearby).most_common(1)[0]
        return common if count > len(nearby) // 2 else self.ordinary(day)

    def on_holiday(self, day: date) -> Spans | None:
        """The spans of a day that is a public holiday.

        A text that says nothing of holidays leaves open whether the doors are; one that names them before
        other rules is read differently by its author (`PH off; Mo-Fr …` means closed) and by the standard.
        """
        spans = self._spans(day, is_holiday=True)
        return spans if self._ends_with_holidays or not spans else None

    def _spans(self, day: date, is_holiday: bool = False) -> Spans:
        key = is_holiday, day if self._is_seasonal else day.weekday()
        spans = self._known.get(key)
        if spans is None:
            if len(self._known) >= MOST_DATES_KEPT:
                self._known.clear()
            hours = self._holiday if is_holiday else self._ordinary
            spans = self._known[key] = with_night(spans_of(hours, day), self._night)
        return spans


def parsed(text: str) -> OpeningHours:
    if not validate(text):
        raise HoursNotUnderstood(text)
    return OpeningHours(text)


def spans_of(hours: OpeningHours, day: date) -> Spans:
    midnight = datetime.combine(day, time())
    found = hours.intervals(midnight, midnight + DAY)
    return tuple(
        (minutes(start - midnight), minutes(end - midnight)) for start, end, state, _ in found if state == State.OPEN
    )


def with_night(spans: Spans, night: int) -> Spans:
    """The spans, the last of them prolonged by the night if it reaches midnight."""
    if not spans or spans[-1][1] < WHOLE_DAY:
        return spans
    return *spans[:-1], (spans[-1][0], WHOLE_DAY + night)


def minutes(duration: timedelta) -> int:
    return duration // timedelta(minutes=1)
