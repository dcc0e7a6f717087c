"""Open, closed or not certain: opening hours that tell the truth.

Everything happens in the local time of Strasbourg; every moment that is taken or given knows its offset.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from kiosk.directory.hours.notation import BY_APPOINTMENT, HoursNotUnderstood
from kiosk.directory.hours.timetable import DAY, Spans, Timetable
from kiosk.directory.hours.week import Day, Exceptional, Group, grouped, ranges
from kiosk.holidays import is_public_holiday

State = Literal["open", "closed", "uncertain", "unknown"]
Reason = Literal["holiday", "notice"]
Opening = tuple[datetime, datetime]

PARIS = ZoneInfo("Europe/Paris")
HORIZON = 14  # days
MONTH = timedelta(days=30)
TEXTS_KEPT = 4096
MOMENTS_KEPT = 4096  # the same few days and hours are asked for by thousands of places
WEIGHTS = {"hours": 1, "moved": 2, "closed": 3}  # the heaviest notice decides the day; `info` decides nothing


class Notice(Protocol):
    """What is read of a dated notice; `kiosk.directory.models.Notice` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def opening_hours(self) -> str: ...


class Status(NamedTuple):
    """Now. `until` is when an open place closes or a closed one next opens, at most 14 days ahead.

    It is `None` where that is farther, or where a day that may be open or not comes first.
    `unknown` means that the source gives no hours, `uncertain` that it gives some which decide nothing today.
    """

    state: State
    until: datetime | None = None
    reason: Reason | None = None


class Hours(NamedTuple):
    """The spans of one date, `None` where they are not certain, and why they are not the usual ones."""

    spans: Spans | None
    reason: Reason | None = None


@dataclass(frozen=True, eq=False)
class Schedule:
    """The opening hours of a place, as its source wrote them."""

    text: str
    timetable: Timetable | None

    @staticmethod
    @lru_cache(maxsize=TEXTS_KEPT)
    def parse(text: str) -> "Schedule":
        """Never raises: what is not understood becomes a schedule that says so."""
        plain = " ".join(text.split()).strip("; ")
        try:
            return Schedule(plain, Timetable(plain))
        except HoursNotUnderstood:
            return Schedule(plain, None)

    @property
    def is_understood(self) -> bool:
        return self.timetable is not None

    @property
    def is_by_appointment(self) -> bool:
        return self.text == BY_APPOINTMENT

    def status(self, now: datetime, notices: Sequence[Notice] = ()) -> Status:
        """The state at an aware moment."""
        today = now.astimezone(PARIS).date()
        hours = self.hours_on(today, notices)
        opens = None
        for start, end in self._openings(today, notices):
            if now < start:
                opens = start
                break
            if now < end:
                is_todays = start.astimezone(PARIS).date() == today
                return Status("open", within_horizon(end, now), hours.reason if is_todays else None)
        if hours.spans is None:
            return Status("uncertain" if self.text or hours.reason else "unknown", None, hours.reason)
        is_sure = opens is not None and self._is_certain_between(today, opens, notices)
        return Status("closed", within_horizon(opens, now) if is_sure else None, hours.reason)

    def hours_on(self, day: date, notices: Sequence[Notice] = ()) -> Hours:
        """What holds on a date: the notice of the day, else the public holiday, else the text."""
        active = [notice for notice in notices if notice.kind in WEIGHTS and notice.starts_on <= day <= notice.ends_on]
        if active:
            return noticed(day, max(active, key=lambda notice: (WEIGHTS[notice.kind], notice.starts_on)))
        if self.timetable is None:
            return Hours(None)
        ordinary = self.timetable.ordinary(day)
        if not is_public_holiday(day):
            return Hours(ordinary)
        spans = self.timetable.on_holiday(day)
        return Hours(spans, None if spans == ordinary else "holiday")

    def week(self, today: date) -> tuple[Day, ...]:
        """The regular week, Monday first, in the season of `today`; nothing where the text was not understood."""
        if self.timetable is None:
            return ()
        monday = today - today.weekday() * DAY
        return tuple(self._day(self.timetable, monday + number * DAY) for number in range(7))

    def groups(self, today: date) -> tuple[Group, ...]:
        """The regular week by equal hours: first the open days, then the uncertain, then the closed ones."""
        return grouped(self.week(today))

    def has_seasons(self, today: date) -> bool:
        """Whether another month of the coming year has another regular week than this one."""
        weeks = {tuple(day.ranges for day in self.week(today + month * MONTH)) for month in range(12)}
        return len(weeks) > 1

    def upcoming_exceptions(self, today: date, days: int = HORIZON) -> tuple[Exceptional, ...]:
        """The dates from today on that differ from the regular week: public holidays and dates the text names."""
        if self.timetable is None:
            return ()
        dates = (today + number * DAY for number in range(days))
        return tuple(
            Exceptional(day, None if spans is None else not spans, ranges(spans or ()), is_public_holiday(day))
            for day in dates
            if (spans := self.hours_on(day).spans) != self.timetable.regular(day)
        )

    def _day(self, timetable: Timetable, day: date) -> Day:
        regular = timetable.regular(day)
        return Day(day, None if regular is None else ranges(regular), self.hours_on(day).spans != regular)

    def _is_certain_between(self, today: date, opens: datetime, notices: Sequence[Notice]) -> bool:
        """Whether no uncertain day lies before an opening: such a day may be open as well."""
        days = (opens.astimezone(PARIS).date() - today).days
        return all(self.hours_on(today + number * DAY, notices).spans is not None for number in range(1, days))

    def _openings(self, today: date, notices: Sequence[Notice]) -> Iterator[Opening]:
        """Certain openings from yesterday's night to a day after the horizon, joined where one follows the other."""
        dates = (today + number * DAY for number in range(-1, HORIZON + 2))
        return joined(
            (moment(day, start), moment(day, end))
            for day in dates
            for start, end in self.hours_on(day, notices).spans or ()
        )


def noticed(day: date, notice: Notice) -> Hours:
    if notice.kind != "hours":
        return Hours(() if notice.kind == "closed" else None, "notice")
    schedule = Schedule.parse(notice.opening_hours)
    # Whoever writes the hours of one single day knows whether it is a holiday.
    if schedule.timetable and notice.starts_on == notice.ends_on:
        return Hours(schedule.timetable.ordinary(day), "notice")
    return Hours(schedule.hours_on(day).spans, "notice")


def joined(openings: Iterable[Opening]) -> Iterator[Opening]:
    current: Opening | None = None
    for start, end in openings:
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
        elif start < end:
            if current:
                yield current
            current = start, end
    if current:
        yield current


@lru_cache(maxsize=MOMENTS_KEPT)
def moment(day: date, minute: int) -> datetime:
    """The moment when the clock on the wall shows this minute, for the first time if twice, shifted if never."""
    local = datetime.combine(day, time()) + timedelta(minutes=minute)
    return local.replace(tzinfo=PARIS).astimezone(UTC)


def within_horizon(moment: datetime | None, now: datetime) -> datetime | None:
    is_near = moment is not None and moment - now <= HORIZON * DAY
    return moment.astimezone(PARIS) if moment and is_near else None
