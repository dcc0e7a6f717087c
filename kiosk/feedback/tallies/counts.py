"""The numbers that one person has counted, as they are typed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Self

from kiosk.feedback.counting import FIELDS
from kiosk.feedback.models import PaperEntry
from kiosk.web.fields import number_of, plain

MOST = range(10_000)
FACES = tuple(FIELDS.values())
"""Not good, so-so, very good."""


class Counts(NamedTuple):
    """The three fields, by the name of the face."""

    words: Mapping[str, str]

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        return cls({face: plain(form.get(face, ""))[:12] for face in FACES})

    @classmethod
    def of(cls, entry: PaperEntry | None) -> Self:
        """What this person has counted before, to correct it."""
        return cls({face: str(getattr(entry, face)) if entry else "" for face in FACES})

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by face."""
        errors = dict(self.faults())
        if not errors and not any(self.numbers):
            return {FACES[0]: "nothing"}
        return errors

    def faults(self) -> Iterator[tuple[str, str]]:
        for face, text in self.words.items():
            if number_of(text, MOST) is None:
                yield face, fault(text)

    @property
    def numbers(self) -> tuple[int, int, int]:
        """What was typed, once there are no errors; not good, so-so, very good."""
        bad, fair, good = (number_of(self.words[face], MOST) or 0 for face in FACES)
        return bad, fair, good


def fault(text: str) -> str:
    """Why this is no number of papers."""
    if not text:
        return "missing"
    if text[0] in "-\N{MINUS SIGN}\N{EN DASH}":
        return "negative"
    return "many" if text.isdecimal() else "number"
