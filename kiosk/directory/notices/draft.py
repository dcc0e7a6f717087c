"""A dated notice as it is typed."""

from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from kiosk.directory.exchange.texts import plain
from kiosk.directory.hours.opening import Schedule

KINDS = ("closed", "moved", "hours", "info")
LONGEST_TEXT = 300
LONGEST = timedelta(days=400)


class Draft(NamedTuple):
    """The fields as texts; `last` may stay empty for a notice of one day."""

    kind: str = "closed"
    first: str = ""
    last: str = ""
    text: str = ""
    hours: str = ""

    @classmethod
    def of(cls, form: Any) -> Self:
        kind, first, last, text, hours = (form.get(name, "").strip() for name in cls._fields)
        return cls(kind, first, last, plain(text), " ".join(hours.split()))

    @property
    def starts_on(self) -> date | None:
        return day(self.first)

    @property
    def ends_on(self) -> date | None:
        return day(self.last) if self.last else self.starts_on

    def faults(self, today: date) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        if self.kind not in KINDS:
            found["kind"] = "kind"
        if self.starts_on is None:
            found["first"] = "day"
        if self.last and self.ends_on is None:
            found["last"] = "day"
        elif self.starts_on and self.ends_on and (fault := fault_of_days(self.starts_on, self.ends_on, today)):
            found["last"] = fault
        if self.kind in ("moved", "info") and not self.text:
            found["text"] = "text"
        if len(self.text) > LONGEST_TEXT:
            found["text"] = "text_long"
        if self.kind == "hours" and not (self.hours and Schedule.parse(self.hours).is_understood):
            found["hours"] = "hours"
        return found

    def fact(self) -> tuple[Any, ...]:
        """The notice as a part of its place."""
        return self.kind, self.starts_on, self.ends_on, self.text, self.hours if self.kind == "hours" else ""


def fault_of_days(first: date, last: date, today: date) -> str:
    if last < first:
        return "order"
    if last < today:
        return "past"
    return "too_long" if last - first > LONGEST else ""


def day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None
