"""Taps that were set aside, in heaps: about the same, on the same screen, for the same reason, one after another."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from sqlalchemy import Select, select

from kiosk.feedback.models import Tap, Touchpoint

PAUSE = timedelta(minutes=10)
"""Whatever comes later is another heap."""


class Aside(NamedTuple):
    """What one reads of a tap before deciding about it: everything but the face, so that the face does not decide."""

    id: UUID
    code: str
    kiosk_id: int | None
    place_id: int | None
    state: str
    channel: str
    language: str
    captured_at: datetime
    is_exact: bool
    restored_at: datetime | None
    restored_by: str
    restored_because: str
    flagged_as: str

    @classmethod
    def query(cls) -> Select[*tuple[Any, ...]]:
        """The columns of taps, to be narrowed down."""
        own = (Tap.kiosk_id, Tap.place_id, Tap.state, Tap.channel, Tap.language, Tap.captured_at, Tap.is_exact)
        restored = (Tap.restored_at, Tap.restored_by, Tap.restored_because, Tap.flagged_as)
        return select(Tap.id, Touchpoint.code, *own, *restored).join(Tap.touchpoint)

    @property
    def kind(self) -> tuple[Any, ...]:
        """What the taps of a heap have in common."""
        restored = self.restored_at.isoformat() if self.restored_at else ""
        return self.code, self.kiosk_id or 0, self.place_id or 0, self.state, restored, self.restored_by

    @property
    def reason(self) -> str:
        """Why it was set aside: its state, also after it was restored."""
        return self.flagged_as or self.state


class Heap(NamedTuple):
    """At least one tap; the first one comes first."""

    taps: tuple[Aside, ...]

    @classmethod
    def of(cls, taps: Iterable[Aside]) -> list[Self]:
        """All of them in heaps, the newest heap first."""
        heaps: list[list[Aside]] = []
        for tap in sorted(taps, key=lambda one: (one.kind, one.captured_at.astimezone(UTC))):
            if not heaps or not belongs(heaps[-1][-1], tap):
                heaps.append([])
            heaps[-1].append(tap)
        return sorted((cls(tuple(heap)) for heap in heaps), key=lambda heap: heap.last, reverse=True)

    @property
    def example(self) -> Aside:
        """The one by which the heap is found again."""
        return self.taps[0]

    @property
    def first(self) -> datetime:
        return self.taps[0].captured_at.astimezone(UTC)

    @property
    def last(self) -> datetime:
        return self.taps[-1].captured_at.astimezone(UTC)

    @property
    def minutes(self) -> int:
        """How long it took, in whole minutes; one at least."""
        return max(1, -((self.first - self.last) // timedelta(minutes=1)))


def belongs(before: Aside, tap: Aside) -> bool:
    """Whether the tap belongs to the heap of the one before it."""
    # What is restored at once belongs together, however long it took to come.
    pause = tap.captured_at.astimezone(UTC) - before.captured_at.astimezone(UTC)
    return before.kind == tap.kind and (tap.restored_at is not None or pause < PAUSE)
