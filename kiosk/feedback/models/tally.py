"""Ticks on paper, counted by two people: they enter the figures as numbers, never as taps that nobody made."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.models.touchpoint import Touchpoint


class PaperTally(db.Model):
    """The cards or the sheet of some days at one place. It counts once two people have found the same numbers."""

    __tablename__ = "paper_tallies"

    id: Mapped[int] = mapped_column(primary_key=True)
    touchpoint_id: Mapped[int] = mapped_column(ForeignKey("touchpoints.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", ondelete="SET NULL"), index=True)
    question: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]
    counted_at: Mapped[datetime | None] = mapped_column(Moment)

    touchpoint: Mapped[Touchpoint] = relationship()
    place: Mapped[Place | None] = relationship()
    entries: Mapped[list["PaperEntry"]] = relationship(
        cascade="all, delete-orphan", order_by="PaperEntry.entered_at", lazy="selectin"
    )

    @classmethod
    def listed(cls) -> Select[Self]:
        """The newest first."""
        return select(cls).order_by(cls.last_on.desc(), cls.id.desc())

    @property
    def audit_label(self) -> str:
        return f"{self.touchpoint.code} {self.first_on} {self.last_on}"


class PaperEntry(db.Model):
    """What one person has counted on these papers."""

    __tablename__ = "paper_entries"
    __table_args__ = (CheckConstraint("bad >= 0 AND fair >= 0 AND good >= 0", name="numbers"),)

    tally_id: Mapped[int] = mapped_column(ForeignKey("paper_tallies.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(Moment)
    bad: Mapped[int]
    fair: Mapped[int]
    good: Mapped[int]

    @property
    def numbers(self) -> tuple[int, int, int]:
        """Not good, so-so, very good."""
        return self.bad, self.fair, self.good
