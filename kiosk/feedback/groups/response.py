"""How many of those who were there have answered, and what, where there are enough of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from kiosk.feedback.vocabulary import VALUES
from kiosk.workshops.models import Workshop

FEWEST = 5
"""Of fewer answers it is not said what they are: in a small group people would know who it was."""
LATEST = timedelta(hours=24)
"""So long after its end, the people of a workshop have gone home."""


class Response(NamedTuple):
    """`numbers` are the answers by face: not good, so-so, very good."""

    present: int
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, present: int, values: Iterable[int]) -> Self:
        found = Counter(values)
        return cls(present, tuple(found[value] for value in VALUES))

    @property
    def answers(self) -> int:
        return sum(self.numbers)

    @property
    def rate(self) -> int:
        """The share of those present who have answered, in whole percent; halves are rounded up."""
        return (200 * self.answers + self.present) // (2 * self.present)

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers to say what they are."""
        return self.answers >= FEWEST


def is_askable(workshop: Workshop, now: datetime) -> bool:
    """Whether people are there who can say how it was."""
    moment, latest = now.astimezone(UTC), workshop.ends_at.astimezone(UTC) + LATEST
    return workshop.cancelled_at is None and workshop.starts_at.astimezone(UTC) <= moment < latest
