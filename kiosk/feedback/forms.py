"""What the pages send of an opinion. What cannot be meant is an error of the program that sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from kiosk.feedback.models import Subject, Tap
from kiosk.feedback.record import Record, RecordUnreadable
from kiosk.feedback.vocabulary import QUESTION, REASONS, VALUES


@dataclass(frozen=True)
class TapForm:
    """A face that was tapped on a page."""

    fields: Mapping[str, str]

    @property
    def value(self) -> int:
        """Raises RecordUnreadable."""
        text = self.fields.get("value", "")
        if text not in map(str, VALUES):
            raise RecordUnreadable("value")
        return int(text)

    def id(self, visit: str) -> UUID:
        """The same for one form of one visit: a page that two people got from one cache is not one opinion."""
        try:
            page = UUID(self.fields.get("client_id", ""))
        except ValueError:
            return uuid4()
        return uuid5(NAMESPACE_URL, f"{page}:{visit}")

    def record(self, subject: Subject, visit: str, language: str, is_test: bool) -> Record:
        """Raises RecordUnreadable."""
        question = self.fields.get("question", str(QUESTION))
        return Record(
            id=self.id(visit), subject=subject, value=self.value, language=language,
            question=int(question) if question in map(str, range(1, QUESTION + 1)) else QUESTION,
            is_new_person=bool(self.fields.get("new_person")), group=self.fields.get("group", ""), is_test=is_test,
        )  # fmt: skip

    def change(self, tap: Tap) -> Record:
        """The next revision: another face, or a reason more or less. Raises RecordUnreadable."""
        if "reason" in self.fields:
            return changed(tap, reasons=toggled(tap.reasons, self.fields["reason"]))
        return changed(tap, value=self.value)


def changed(tap: Tap, **changes: Any) -> Record:
    """The next revision of a tap."""
    known = Record(
        id=tap.id, subject=tap.touchpoint.subject, value=tap.value, revision=tap.revision + 1, reasons=tap.reasons,
        question=tap.question, language=tap.language, captured_at=tap.captured_at,
        group=tap.group.code if tap.group else "",
    )  # fmt: skip
    return known._replace(**changes)


def toggled(reasons: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """With this reason, or without it. Raises RecordUnreadable for one that nobody knows."""
    if reason not in REASONS:
        raise RecordUnreadable("reasons")
    return tuple(one for one in REASONS if (one in reasons) != (one == reason))
