"""One opinion, and what has happened to it. Nothing here says who had it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Select, String, Uuid, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from kiosk.columns import Codes, Moment
from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.models.group import GroupRound
from kiosk.feedback.models.touchpoint import Touchpoint
from kiosk.feedback.vocabulary import CHANNELS, STATES

CHANNEL_NAMES = ", ".join(f"'{channel}'" for channel in CHANNELS)
STATE_NAMES = ", ".join(f"'{state}'" for state in STATES)


class Tap(db.Model):
    """One tap on a face. `id` was made where it was tapped; `digest` is that of the record which came last.

    Seconds and `gap_ms` (milliseconds since the tap before on that screen) are erased 24 hours after receipt.
    """

    __tablename__ = "taps"
    __table_args__ = (
        CheckConstraint("value BETWEEN 1 AND 3", name="value"),
        CheckConstraint(f"channel IN ({CHANNEL_NAMES})", name="channel"),
        CheckConstraint(f"state IN ({STATE_NAMES})", name="state"),
        Index("ix_taps_of_screen", "touchpoint_id", "kiosk_id", "captured_at"),
        Index("ix_taps_exact", "is_exact", "received_at"),
        Index("ix_taps_of_state", "state", "captured_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    touchpoint_id: Mapped[int] = mapped_column(ForeignKey("touchpoints.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    kiosk_id: Mapped[int | None] = mapped_column(ForeignKey("kiosks.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_rounds.id"), index=True)
    question: Mapped[int]
    value: Mapped[int]
    reasons: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    channel: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    captured_at: Mapped[datetime] = mapped_column(Moment, index=True)
    received_at: Mapped[datetime] = mapped_column(Moment)
    is_exact: Mapped[bool] = mapped_column(default=True)
    is_clock_doubtful: Mapped[bool] = mapped_column(default=False)
    gap_ms: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    restored_at: Mapped[datetime | None] = mapped_column(Moment)
    restored_by: Mapped[str] = mapped_column(String(80), default="")
    restored_because: Mapped[str] = mapped_column(String(200), default="")
    # What it was set aside as before it was restored, so that this can be undone.
    flagged_as: Mapped[str] = mapped_column(String(20), default="")

    touchpoint: Mapped[Touchpoint] = relationship()
    place: Mapped[Place | None] = relationship()
    kiosk: Mapped[Kiosk | None] = relationship()
    group: Mapped[GroupRound | None] = relationship()

    @classmethod
    def of_screen(cls, touchpoint_id: int, kiosk_id: int | None, since: datetime, until: datetime) -> Select[Self]:
        """What was tapped there about this in these moments, both included, the first one first.

        Only what is known to the second: time that was rounded, or that a wrong clock told, says nothing about haste.
        """
        return (
            select(cls)
            .where(
                cls.touchpoint_id == touchpoint_id,
                cls.kiosk_id.is_(None) if kiosk_id is None else cls.kiosk_id == kiosk_id,
                cls.channel == "kiosk",
                cls.is_exact.is_(True),
                cls.is_clock_doubtful.is_(False),
                cls.captured_at.between(since, until),
            )
            .order_by(cls.captured_at, cls.id)
        )

    @classmethod
    def locked(cls, ids: Collection[UUID]) -> Select[Self]:
        """These, with what is counted of them, which nobody else can change until the transaction ends."""
        query = select(cls).where(cls.id.in_(ids)).options(joinedload(cls.touchpoint)).order_by(cls.id)
        return query.with_for_update(of=cls).execution_options(populate_existing=True)

    @property
    def is_counted(self) -> bool:
        return self.state == "counted"

    @property
    def audit_label(self) -> str:
        return self.touchpoint.code

    def restore(self, because: str, by: str, now: datetime) -> None:
        """It counts from now on."""
        self.flagged_as, self.state = self.state, "counted"
        self.restored_at, self.restored_by, self.restored_because = now, by, because

    def set_aside_again(self) -> None:
        """It does not count after all; why, is what it was before."""
        self.state, self.flagged_as = self.flagged_as, ""
        self.restored_at, self.restored_by, self.restored_because = None, "", ""


class Withdrawal(db.Model):
    """The id of an opinion that was taken back: it is not taken again, whoever sends it."""

    __tablename__ = "withdrawals"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    withdrawn_at: Mapped[datetime] = mapped_column(Moment)


class Conflict(db.Model):
    """A record that says something else than the one of the same revision that came first, kept for staff."""

    __tablename__ = "conflicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    tap_id: Mapped[UUID] = mapped_column(Uuid)
    digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(Moment)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
