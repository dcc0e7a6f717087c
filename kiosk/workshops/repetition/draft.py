"""A series, or a digital day, as it is typed, before it is one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from kiosk.web.fields import day_of, number_of, plain
from kiosk.workshops.planning.draft import LONGEST_TEXT, Draft
from kiosk.workshops.series import MOST_TIMES, MOST_WEEKS, NTHS, Occurrence, Rule, occurrences

WORDS = ("title", "repeat", "weeks", "nth", "weekday", "ending", "until", "times", "skip_school")
USUAL = {"repeat": "weeks", "weeks": "2", "nth": "1", "weekday": "1", "ending": "times", "times": "10"}
IMPOSSIBLE = ("time_skipped", "time_twice")
ROWS = range(1, 9)
ROW_WORDS = ("course", "start", "end", "room")
"""What each workshop of a digital day has for itself."""


@dataclass(frozen=True)
class SeriesDraft:
    """What is the same for every workshop of the series, and the rule."""

    workshop: Draft
    words: Mapping[str, str]
    weekdays: tuple[int, ...] = ()

    @classmethod
    def of(cls, typed: Mapping[str, str], weekdays: Iterable[str]) -> Self:
        days = {number_of(text, range(7)) for text in weekdays}
        chosen = tuple(sorted(day for day in days if day is not None))
        return cls(Draft.of(typed), {name: plain(typed.get(name, "")) for name in WORDS}, chosen)

    @classmethod
    def blank(cls, **known: str) -> Self:
        return cls(Draft.blank(**known), {**dict.fromkeys(WORDS, ""), **USUAL}, ())

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def arguments(self) -> dict[str, Any]:
        """What was typed, as the arguments of an address."""
        words = {name: text for name, text in {**self.workshop.words, **self.words}.items() if text}
        return words | {"weekdays": self.weekdays}

    @property
    def is_by_month(self) -> bool:
        return self["repeat"] == "month"

    @property
    def skips_school_holidays(self) -> bool:
        return bool(self["skip_school"])

    def errors(self, courses: Collection[int], has_place: bool) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self.workshop.faults(courses, has_place)) | dict(self.faults())

    def faults(self) -> Iterator[tuple[str, str]]:
        if len(self["title"]) > LONGEST_TEXT:
            yield "title", "long"
        yield from self.faults_by_month() if self.is_by_month else self.faults_by_week()
        first, until = day_of(self.workshop["day"]), day_of(self["until"])
        if self["ending"] == "times":
            if number_of(self["times"], range(1, MOST_TIMES + 1)) is None:
                yield "times", "times"
        elif until is None or (first and until < first):
            yield "until", "until"

    def faults_by_week(self) -> Iterator[tuple[str, str]]:
        if number_of(self["weeks"], range(1, MOST_WEEKS + 1)) is None:
            yield "weeks", "weeks"
        if not self.weekdays:
            yield "weekdays", "weekdays"

    def faults_by_month(self) -> Iterator[tuple[str, str]]:
        if self["nth"] not in map(str, NTHS):
            yield "nth", "nth"
        if number_of(self["weekday"], range(7)) is None:
            yield "weekday", "weekday"

    def rule(self) -> Rule:
        """What was typed, once there are no errors."""
        first = self.workshop.facts().day
        until = day_of(self["until"]) if self["ending"] != "times" else None
        times = None if until else number_of(self["times"], range(1, MOST_TIMES + 1))
        if self.is_by_month:
            weekday = number_of(self["weekday"], range(7)) or 0
            return Rule(first, (weekday,), nth=int(self["nth"]), until=until, times=times)
        weeks = number_of(self["weeks"], range(1, MOST_WEEKS + 1)) or 1
        return Rule(first, self.weekdays, weeks=weeks, until=until, times=times)

    def occurrences(self) -> list[Occurrence]:
        """The days of the rule, those with an obstacle among them."""
        facts = self.workshop.facts()
        return occurrences(self.rule(), facts.start, facts.end, skips_school_holidays=self.skips_school_holidays)

    def chosen_days(self, ticked: Iterable[str]) -> list[date]:
        """The days of the rule that are ticked, those with a holiday too; never one that the rule does not give."""
        wanted = set(ticked)
        return [one.day for one in self.occurrences() if one.day.isoformat() in wanted]

    def possible_days(self, today: date) -> list[date]:
        """The days of the rule that can be chosen: those to come on which the clocks show both times once."""
        return [one.day for one in self.occurrences() if one.day >= today and one.obstacle not in IMPOSSIBLE]

    def usual_days(self) -> list[date]:
        """The days of the rule that are ticked until somebody decides otherwise."""
        return [one.day for one in self.occurrences() if not one.obstacle]


@dataclass(frozen=True)
class DayDraft:
    """A digital day: what all its workshops have in common, and a row for each of them."""

    title: str
    common: Draft
    rows: Mapping[int, Draft]

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> Self:
        """What was typed; a row without course and time is no workshop."""
        common = Draft.of(typed)
        own = {row: {name: plain(typed.get(f"{name}-{row}", "")) for name in ROW_WORDS} for row in ROWS}
        rows = {row: common.with_words(**words) for row, words in own.items()}
        return cls(plain(typed.get("title", "")), common, rows)

    @classmethod
    def blank(cls) -> Self:
        common = Draft.blank()
        return cls("", common, dict.fromkeys(ROWS, common))

    def in_place(self, place: str) -> Self:
        """The same in this place, by its id."""
        rows = {row: draft.with_words(place=place) for row, draft in self.rows.items()}
        return replace(self, common=self.common.with_words(place=place), rows=rows)

    @property
    def filled(self) -> dict[int, Draft]:
        return {row: draft for row, draft in self.rows.items() if any(draft[name] for name in ROW_WORDS)}

    def errors(self, courses: Collection[int], has_place: bool) -> dict[str, str]:
        """What is wrong, by field; what belongs to a row has its number behind it."""
        errors = {} if self.title and len(self.title) <= LONGEST_TEXT else {"title": "title"}
        filled = self.filled or {1: self.rows[1]}
        for row, draft in filled.items():
            for field, code in draft.faults(courses, has_place):
                errors.setdefault(f"{field}-{row}" if field in ROW_WORDS else field, code)
        return errors
