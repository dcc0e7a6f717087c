"""A meeting as staff type it, before it is proposed."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Self

from kiosk.config import TOWN
from kiosk.web.fields import day_of, plain, time_of
from kiosk.workshops.help_requests.answers import Answers
from kiosk.workshops.models.workshop import LONGEST_NAME


class Proposal(NamedTuple):
    """Where, when and with whom, as it was typed; `place` is an id."""

    place: str = ""
    day: str = ""
    hour: str = ""
    helper: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Self:
        place, day, hour = (form.get(name, "").strip()[:20] for name in ("place", "day", "hour"))
        return cls(place, day, hour, plain(form.get("helper", ""))[: LONGEST_NAME + 1])

    @property
    def place_id(self) -> int | None:
        return Answers.parse({"place": self.place}).place_id

    @property
    def starts_at(self) -> datetime | None:
        """The moment in the town's time; None where it cannot be read."""
        day, hour = day_of(self.day), time_of(self.hour)
        return None if day is None or hour is None else datetime.combine(day, hour, TOWN)

    def errors(self, now: datetime) -> dict[str, str]:
        """What is wrong, by field."""
        errors = {}
        if self.starts_at is None:
            errors["day"] = "unreadable"
        elif self.starts_at <= now:
            errors["day"] = "past"
        if not self.helper or len(self.helper) > LONGEST_NAME:
            errors["helper"] = "helper"
        return errors
