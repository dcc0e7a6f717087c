"""Ticks on paper, counted by two people: they enter the figures as numbers, never as taps that nobody made."""

from collections import Counter
from datetime import date, datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.models.touchpoint import Touchpoint

Numbers = tuple[int, int, int]
"""Not good, so-so, very good."""


class TallyClosed(Exception):
    """Somebody has counted these papers, or taken them back, before."""


class PaperTally(db.Model):
    """The cards or the sheet of some days at one place. It counts once two people have found the same numbers."""

    __tablename__ = "paper_tallies"

    id: Mapped[int] = mapped_column(primary_key=True)
    touchpoint_id: Mapped[int] = mapped_column(ForeignKey("touchpoints.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    question: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]
    counted_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(String(80), default="")
    withdrawn_because: Mapped[str] = mapped_column(String(200), default="")

    touchpoint: Mapped[Touchpoint] = relationship()
    place: Mapped[Place | None] = relationship()
    entries: Mapped[list["PaperEntry"]] = relationship(
        cascade="all, delete-orphan", order_by="PaperEntry.entered_at", lazy="selectin"
    )

    @classmethod
    def listed(cls) -> Select[Self]:
        """The newest first."""
        return select(cls).order_by(cls.last_on.desc(), cls.id.desc())

    @classmethod
    def unsettled(cls) -> Select[Self]:
        """Those of which two people have not found the same yet."""
        return cls.listed().where(cls.counted_at.is_(None), cls.withdrawn_at.is_(None))

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """The tally as it is, which nobody else can change until the transaction ends."""
        return select(cls).where(cls.id == id).with_for_update(of=cls).execution_options(populate_existing=True)

    @classmethod
    def overlapping(cls, touchpoint_id: int, place_id: int | None, first: date, last: date) -> Select[Self]:
        """Those of the same papers, as it seems: about the same, at the same place, with days in common."""
        same = (cls.touchpoint_id == touchpoint_id, cls.place_id == place_id, cls.withdrawn_at.is_(None))
        return cls.listed().where(*same, cls.first_on <= last, cls.last_on >= first)

    @property
    def audit_label(self) -> str:
        return f"{self.touchpoint.code} {self.first_on} {self.last_on}"

    @property
    def state(self) -> str:
        """`waiting` for a second person, `differing`, `counted` or `withdrawn`."""
        if self.withdrawn_at:
            return "withdrawn"
        return "counted" if self.counted_at else "differing" if len(self.entries) > 1 else "waiting"

    @property
    def agreed(self) -> Numbers | None:
        """The numbers that two people have found, each by themselves."""
        found = Counter(entry.numbers for entry in self.entries)
        return next((numbers for numbers, people in found.items() if people > 1), None)

    def entry_of(self, user_id: int) -> "PaperEntry | None":
        return next((entry for entry in self.entries if entry.user_id == user_id), None)

    def enter(self, user_id: int, name: str, numbers: Numbers, now: datetime) -> None:
        """What this person has counted, instead of what they counted before. Raises TallyClosed."""
        if self.state not in ("waiting", "differing"):
            raise TallyClosed
        entry = self.entry_of(user_id)
        if entry is None:
            entry = PaperEntry(user_id=user_id)
            self.entries.append(entry)
        entry.entered_by, entry.entered_at = name, now
        entry.bad, entry.fair, entry.good = numbers

    def settle(self, now: datetime) -> bool:
        """Whether two people have found the same, so that it counts from now on."""
        if self.agreed:
            self.counted_at = now
        return self.agreed is not None

    def withdraw(self, because: str, by: str, now: datetime) -> None:
        """They do not count, or no longer. Raises TallyClosed."""
        if self.withdrawn_at:
            raise TallyClosed
        self.withdrawn_at, self.withdrawn_by, self.withdrawn_because = now, by, because

    def reinstate(self) -> None:
        """They are what they were before they were taken back. Raises TallyClosed."""
        if not self.withdrawn_at:
            raise TallyClosed
        self.withdrawn_at, self.withdrawn_by, self.withdrawn_because = None, "", ""


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
    def numbers(self) -> Numbers:
        """Not good, so-so, very good."""
        return self.bad, self.fair, self.good
