"""The numbers of a workshop by age band, as they are typed, and their totals over a period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self

from kiosk.workshops.models import AgeCount, Workshop
from kiosk.workshops.models.age_count import MOST_PEOPLE
from kiosk.workshops.scanning import is_early
from kiosk.workshops.vocabulary import AGE_BANDS

LONGEST = 9
COLUMNS = ("day", "workshop", "place", *AGE_BANDS.values(), "counted", "present")


class Numbers(NamedTuple):
    """What was typed for each band, and what is wrong with it by band."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """The fields of a form; an empty one is nobody."""
        typed = {band: form.get(band, "").strip()[:LONGEST] for band in AGE_BANDS}
        return cls(typed, {band: "number" for band, text in typed.items() if not is_number(text)})

    @classmethod
    def of(cls, counts: Iterable[AgeCount]) -> Self:
        """What is known, ready to be typed over."""
        known = {count.band: str(count.people) for count in counts}
        return cls({band: known.get(band, "") for band in AGE_BANDS}, {})

    @property
    def people(self) -> dict[str, int]:
        """The number of people by band; nothing at all where every field is empty, or one of them is no number."""
        if self.errors or not any(self.typed.values()):
            return {}
        return {band: int(text or "0") for band, text in self.typed.items()}

    @property
    def total(self) -> int:
        return sum(self.people.values())


class Counted(NamedTuple):
    """One workshop: how many of each band came, none where nobody counted; `present` are those ticked on the list."""

    workshop: Workshop
    people: Mapping[str, int]
    present: int

    @property
    def total(self) -> int:
        return sum(self.people.values())

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The line of a file; empty cells are not known, and nobody is 0."""
        one = self.workshop
        bands: list[str | int] = [self.people.get(band, "") for band in AGE_BANDS]
        total = self.total if self.people else ""
        return f"{one.starts_at:%Y-%m-%d}", one.course.title, one.place.title, *bands, total, self.present


class Totals(NamedTuple):
    """The workshops of a period."""

    lines: tuple[Counted, ...]

    @classmethod
    def of(cls, workshops: Sequence[Workshop], counts: Iterable[AgeCount], present: Mapping[int, int]) -> Self:
        """`present` is the number of people by the id of their workshop."""
        people: dict[int, dict[str, int]] = {workshop.id: {} for workshop in workshops}
        for count in counts:
            people[count.workshop_id][count.band] = count.people
        return cls(tuple(Counted(one, people[one.id], present.get(one.id, 0)) for one in workshops))

    @property
    def by_band(self) -> dict[str, int]:
        return {band: sum(line.people.get(band, 0) for line in self.lines) for band in AGE_BANDS}

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def present(self) -> int:
        return sum(line.present for line in self.lines)

    @property
    def uncounted(self) -> int:
        """The number of workshops that nobody has counted."""
        return sum(not line.people for line in self.lines)

    @property
    def rows(self) -> list[tuple[str | int, ...]]:
        """A line a workshop, and the sum below them."""
        sums: tuple[str | int, ...] = ("total", "", "", *self.by_band.values(), self.total, self.present)
        return [*(line.cells for line in self.lines), sums]


def is_number(text: str) -> bool:
    """Whether as many people may have come; nothing typed is nobody."""
    return not text or (text.isascii() and text.isdecimal() and int(text) <= MOST_PEOPLE)


def is_countable(workshop: Workshop, now: datetime) -> bool:
    """Whether anybody can have come yet."""
    return workshop.cancelled_at is None and not is_early(workshop, now)
