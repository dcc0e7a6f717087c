"""The form of a bundle of papers: what they are about, where they lay, from which day to which."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple, Self

from kiosk.feedback.models import Subject
from kiosk.web.fields import day_of, number_of, plain

NOWHERE = "none"
"""They lay at no fixed place, such as in the bus."""
IDS = range(1, 2**31)
OLDEST = timedelta(days=731)
"""Papers older than the taps that are kept are of no use any more."""


class Draft(NamedTuple):
    """As it was typed; `about` is the code of a touchpoint."""

    about: str = ""
    place: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        return cls(*(plain(form.get(name, ""))[:40] for name in cls._fields))

    @property
    def subject(self) -> Subject | None:
        return Subject.parse(self.about)

    @property
    def place_id(self) -> int | None:
        """The place where papers lay that are about no place."""
        return number_of(self.place, IDS)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last one, both included."""
        first, last = day_of(self.first), day_of(self.last)
        return (first, last) if first and last else None

    def errors(self, offered: Collection[str], places: Collection[int], today: date) -> dict[str, str]:
        """What is wrong, by field; `offered` are the codes that one can choose."""
        return dict(self.faults(offered, places, today))

    def faults(self, offered: Collection[str], places: Collection[int], today: date) -> Iterator[tuple[str, str]]:
        if self.about not in offered:
            yield "about", "about"
        is_anywhere = self.subject is not None and self.subject.kind in ("kiosk", "service")
        if is_anywhere and self.place != NOWHERE and self.place_id not in places:
            yield "place", "place"
        first, last = day_of(self.first), day_of(self.last)
        yield from ((name, "day") for name, day in (("first", first), ("last", last)) if day is None)
        if first and first < today - OLDEST:
            yield "first", "old"
        if last and last > today:
            yield "last", "future"
        elif first and last and last < first:
            yield "last", "reversed"
