"""Opening hours as staff type them, day by day, and the notation that comes of it.

What the days cannot say (seasons, single dates, odd texts of a source) stays in the notation, as it was written.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple, Protocol, Self

from kiosk.directory.hours.notation import BY_APPOINTMENT, NIGHT, WEEKDAYS, WHOLE_DAY, Span
from kiosk.directory.hours.opening import Schedule
from kiosk.directory.hours.timetable import Timetable

WAYS = ("week", "appointment", "unknown", "notation")
KINDS = ("open", "same", "closed")
HOLIDAYS = "PH"
HOLIDAY_KINDS = ("unsaid", "closed", "open")
FEWEST_RANGES, MOST_RANGES = 2, 6
LONGEST_TIME = 20
# “9”, “9h”, “9 h 30”, “09:30”, “9.30”, “0930”.
CLOCK = re.compile(r"(\d{1,2})(?:\s*(?:h|:|\.)\s*(\d\d)?|(\d\d))?", re.IGNORECASE)
SOME_MONDAY = date(2026, 1, 5)

Times = tuple[str, str]


class Form(Protocol):
    """What is read of a form that was sent."""

    def get(self, name: str, default: str, /) -> str: ...
    def getlist(self, name: str, /) -> Sequence[str]: ...


class Day(NamedTuple):
    """A weekday, or the public holidays: what is chosen, and from when until when, as it was typed."""

    kind: str = "closed"
    times: tuple[Times, ...] = ()

    @property
    def rows(self) -> tuple[Times, ...]:
        """The times, with room for more."""
        return self.times + (("", ""),) * (FEWEST_RANGES - len(self.times))

    @property
    def spans(self) -> tuple[Span, ...]:
        """In the order of the day, what cannot be read left out."""
        return tuple(sorted(span for start, end in self.times if (span := span_of(start, end)))) if self.is_open else ()

    @property
    def is_open(self) -> bool:
        return self.kind == "open"

    def fault(self) -> str:
        """What cannot be meant."""
        if not self.is_open:
            return ""
        typed = [times for times in self.times if any(times)]
        if not typed:
            return "hours_missing"
        if any(minutes(text) is None for times in typed for text in times):
            return "hours_clock"
        return "hours_order" if len(self.spans) < len(typed) or overlap(self.spans) else ""


class Entry(NamedTuple):
    """One way to say when a place is open; `days` are Monday to Sunday and the public holidays."""

    way: str
    days: tuple[Day, ...]
    text: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """What the fields show of a stored text."""
        if not text or text == BY_APPOINTMENT:
            return cls("appointment" if text else "unknown", blank_week())
        timetable = Schedule.parse(text).timetable
        found = cls("week", days_of(timetable)) if timetable else None
        return found if found and found.says_the_same(text) else cls("notation", blank_week(), text)

    @classmethod
    def typed(cls, form: Form) -> Self:
        """What was typed; a form without these fields has the notation alone."""
        way, text = form.get("hours-way", "notation"), form.get("opening_hours", "").replace("\0", "")
        days = [typed_day(form, name, KINDS) for name in WEEKDAYS] + [typed_day(form, HOLIDAYS, HOLIDAY_KINDS)]
        return cls(way if way in WAYS else "notation", tuple(days), text.replace("\r\n", "\n").strip())

    def kept(self, before: str) -> str:
        """The notation; the stored text itself where the days still say what it says."""
        known = Entry.of(before)
        is_same = self.way == known.way == "week" and self.notation() == known.notation()
        return before if is_same else self.notation()

    def with_room(self, name: str) -> Self:
        """The same with one more line on this day."""
        number = (*WEEKDAYS, HOLIDAYS).index(name) if name in (*WEEKDAYS, HOLIDAYS) else -1
        if number < 0:
            return self
        more = Day("open", (*self.days[number].rows, ("", ""))[:MOST_RANGES])
        return self._replace(way="week", days=(*self.days[:number], more, *self.days[number + 1 :]))

    def faults(self) -> dict[str, str]:
        """What cannot be meant, by field: `hours-Mo` … `hours-PH`, or `hours-week` for all of it."""
        if self.way != "week":
            return {}
        names = zip((*WEEKDAYS, HOLIDAYS), self.days, strict=True)
        found = {f"hours-{name}": fault for name, day in names if (fault := day.fault())}
        if not found and not any(day.is_open for day in self.days[:7]):
            return {"hours-week": "hours_never"}
        return found if found or Schedule.parse(self.notation()).is_understood else {"hours-week": "hours_nights"}

    def notation(self) -> str:
        """The text to keep; what is wrong in the days is left out of it."""
        if self.way != "week":
            return {"appointment": BY_APPOINTMENT, "unknown": ""}.get(self.way, self.text)
        week, rules = list(enumerate(self.week())), []
        for spans, run in groupby(week, key=lambda pair: pair[1]):
            numbers = [number for number, _ in run]
            if spans:
                rules.append(f"{days_in_notation(numbers)} {spans_in_notation(spans)}")
        holidays = self.days[7]
        said = "off" if holidays.kind == "closed" else spans_in_notation(holidays.spans)
        return "; ".join([*rules, f"PH {said}"] if said and rules else rules)

    def week(self) -> Iterator[tuple[Span, ...]]:
        """The spans of Monday to Sunday."""
        spans: tuple[Span, ...] = ()
        for day in self.days[:7]:
            spans = spans if day.kind == "same" else day.spans
            yield spans

    def says_the_same(self, text: str) -> bool:
        """Whether nothing of the text is lost: every weekday and every holiday are as it says, in every season."""
        one, other = Schedule.parse(text).timetable, Schedule.parse(self.notation()).timetable
        return bool(one and other) and is_weekly(text) and meaning(one) == meaning(other)


def blank_week() -> tuple[Day, ...]:
    """Nothing is said yet: most places have the same hours from Tuesday on as on Monday, and close on Saturday."""
    return Day("open"), *[Day("same")] * 4, Day("closed"), Day("closed"), Day("unsaid")


def days_of(timetable: Timetable) -> tuple[Day, ...]:
    """The regular week, with what holds on all public holidays where that is one thing."""
    found: list[Day] = []
    before: object = None
    for spans, _ in meaning(timetable):
        day = Day("open", times_of(spans)) if spans else Day("closed")
        found.append(Day("same") if spans and spans == before else day)
        before = spans
    on_holidays = {spans for _, spans in meaning(timetable)}
    certain = on_holidays - {None}
    if None in on_holidays or len(certain) != 1:
        return *found, Day("unsaid")
    spans = certain.pop()
    return *found, Day("open", times_of(spans)) if spans else Day("closed")


def meaning(timetable: Timetable | None) -> list[tuple[tuple[Span, ...] | None, tuple[Span, ...] | None]]:
    """What holds on each weekday, and on each weekday that is a public holiday."""
    days = [SOME_MONDAY + timedelta(days=number) for number in range(7)] if timetable else []
    return [(timetable.ordinary(day), timetable.on_holiday(day)) for day in days if timetable]


def is_weekly(text: str) -> bool:
    """Whether the text names neither a month nor a year nor the weeks of a month."""
    return not re.search(r"\[|\b\d{4}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", text)


def typed_day(form: Form, name: str, kinds: tuple[str, ...]) -> Day:
    kind = form.get(f"hours-{name}", kinds[0])
    starts, ends = (
        [text.replace("\0", "").strip()[:LONGEST_TIME] for text in form.getlist(f"{side}-{name}")[:MOST_RANGES]]
        for side in ("start", "end")
    )
    times = tuple(zip(starts, ends, strict=False))
    return Day(kind if kind in kinds else kinds[0], times if any(map(any, times)) or len(times) > FEWEST_RANGES else ())


def minutes(text: str) -> int | None:
    """Minutes after midnight of a clock time as people write it."""
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= WHOLE_DAY else None


def span_of(start: str, end: str) -> Span | None:
    """From one clock time to the other, which may be that of the next night; None where that cannot be."""
    first, last = minutes(start), minutes(end)
    if first is None or last is None:
        return None
    if last <= NIGHT and last <= first:
        last += WHOLE_DAY
    is_whole_day = first == 0 and last == WHOLE_DAY
    return (first, last) if is_whole_day or NIGHT <= first < last else None


def overlap(spans: tuple[Span, ...]) -> bool:
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def times_of(spans: tuple[Span, ...]) -> tuple[Times, ...]:
    return tuple((clock(start), clock(end)) for start, end in spans)


def days_in_notation(numbers: list[int]) -> str:
    first, last = WEEKDAYS[numbers[0]], WEEKDAYS[numbers[-1]]
    return first if first == last else f"{first}-{last}" if len(numbers) > 2 else f"{first},{last}"


def spans_in_notation(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{clock(start)}-{'24:00' if end == WHOLE_DAY else clock(end)}" for start, end in spans)


def clock(minute: int) -> str:
    hour, rest = divmod(minute % WHOLE_DAY, 60)
    return f"{hour:02d}:{rest:02d}"
