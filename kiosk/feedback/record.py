"""What a screen sends of one tap: the same whether a form brings it at once or an outbox a day later.

`{"id": UUID, "revision": 1, "touchpoint": "place-12", "value": 1-3, "reasons": [codes], "question": 1,
"language": "fr", "captured_at": moment, "sent_at": moment, "gap_ms": 4200, "new_person": false, "group": "",
"test": false}`; moments are ISO 8601 with an offset, by the clock of the screen. `{"id", "revision", "touchpoint",
"withdrawn": true}` takes the opinion back.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, Self
from uuid import UUID

from kiosk.config import LOCALES
from kiosk.feedback.models import Subject
from kiosk.feedback.vocabulary import QUESTION, REASONS, VALUES

MOST_REVISIONS = 1000
LONGEST_GAP = 10**9  # milliseconds; eleven days
CODE = re.compile(r"[\w-]{0,32}", re.ASCII)
YEARS = range(1970, 9000)
"""What a clock may say that was never set, and one that is far ahead; beyond that, time cannot be calculated with."""


class RecordUnreadable(ValueError):
    """This part of a record is missing or makes no sense."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Record(NamedTuple):
    """One opinion as its screen tells it; a value of None takes it back."""

    id: UUID
    subject: Subject
    value: int | None
    revision: int = 1
    reasons: tuple[str, ...] = ()
    question: int = QUESTION
    language: str = LOCALES[0]
    captured_at: datetime | None = None
    sent_at: datetime | None = None
    gap_ms: int | None = None
    is_new_person: bool = False
    group: str = ""
    is_test: bool = False

    @classmethod
    def parse(cls, body: Any) -> Self:
        """The record in a JSON object. Raises RecordUnreadable."""
        if not isinstance(body, Mapping):
            raise RecordUnreadable("record")
        is_withdrawn = checked("withdrawn", body.get("withdrawn", False), bool)
        return cls(
            id=identity(body.get("id")),
            subject=subject_of(body.get("touchpoint")),
            value=None if is_withdrawn else number("value", body.get("value"), min(VALUES), max(VALUES)),
            revision=number("revision", body.get("revision"), 1, MOST_REVISIONS),
            reasons=reasons_of(body.get("reasons", [])),
            question=number("question", body.get("question", QUESTION), 1, QUESTION),
            language=one_of("language", body.get("language", LOCALES[0]), LOCALES),
            captured_at=moment("captured_at", body.get("captured_at")),
            sent_at=moment("sent_at", body.get("sent_at")),
            gap_ms=None if body.get("gap_ms") is None else number("gap_ms", body["gap_ms"], 0, LONGEST_GAP),
            is_new_person=checked("new_person", body.get("new_person", False), bool),
            group=code("group", body.get("group", "")),
            is_test=checked("test", body.get("test", False), bool),
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What the screen says, as JSON, to the minute; when it was sent is no part of it, and differs each time.

        What is kept of it must not give back the seconds that are erased after a day.
        """
        moment = self.captured_at and self.captured_at.isoformat(timespec="minutes")
        own = {
            "id": str(self.id),
            "touchpoint": self.subject.code,
            "captured_at": moment,
            "reasons": list(self.reasons),
        }
        same = ("value", "revision", "question", "language", "is_new_person", "group")
        return own | {name: getattr(self, name) for name in same}

    @property
    def digest(self) -> str:
        """Equal for what says the same."""
        return sha256(json.dumps(self.facts, sort_keys=True).encode()).hexdigest()


def identity(value: Any) -> UUID:
    try:
        return UUID(checked("id", value, str))
    except ValueError as error:
        raise RecordUnreadable("id") from error


def subject_of(value: Any) -> Subject:
    subject = Subject.parse(value) if isinstance(value, str) else None
    if subject is None:
        raise RecordUnreadable("touchpoint")
    return subject


def reasons_of(value: Any) -> tuple[str, ...]:
    """In the order of the vocabulary, each once."""
    if not isinstance(value, list) or not all(one in REASONS for one in value):
        raise RecordUnreadable("reasons")
    return tuple(reason for reason in REASONS if reason in value)


def number(field: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise RecordUnreadable(field)
    return value


def one_of(field: str, value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise RecordUnreadable(field)
    return str(value)


def code(field: str, value: Any) -> str:
    """A code of ours, or nothing."""
    if not CODE.fullmatch(checked(field, value, str)):
        raise RecordUnreadable(field)
    return str(value)


def moment(field: str, value: Any) -> datetime | None:
    """None for nothing; a moment without an offset is none."""
    try:
        found = datetime.fromisoformat(checked(field, value, str)) if value is not None else None
    except ValueError as error:
        raise RecordUnreadable(field) from error
    if found and (found.tzinfo is None or found.year not in YEARS):
        raise RecordUnreadable(field)
    return found


def checked(field: str, value: Any, kind: type[Any]) -> Any:
    if not isinstance(value, kind):
        raise RecordUnreadable(field)
    return value
