"""A whole group is asked at the end of a workshop, on one screen that goes from hand to hand."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.workshops.models import Workshop

MOST_PRESENT = 200
LONGEST = timedelta(hours=2)


class GroupRound(db.Model):
    """One round: how many people were there to be asked. `code` opens it on the screen that goes round."""

    __tablename__ = "group_rounds"
    __table_args__ = (CheckConstraint(f"present BETWEEN 1 AND {MOST_PRESENT}", name="present"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    present: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str] = mapped_column(String(80))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    workshop: Mapped[Workshop] = relationship()

    @classmethod
    def named(cls, code: str) -> Select[Self]:
        return select(cls).where(cls.code == code)

    @classmethod
    def locked(cls, code: str) -> Select[Self]:
        """The same, so that nobody else changes it until the transaction ends."""
        return cls.named(code).with_for_update(of=cls)

    @classmethod
    def of_workshop(cls, workshop_id: int) -> Select[Self]:
        """The rounds of a workshop, the newest first."""
        return select(cls).where(cls.workshop_id == workshop_id).order_by(cls.opened_at.desc())

    @classmethod
    def opened(cls, workshop_id: int, present: int, by: str, now: datetime) -> Self:
        """A new round, whose code nobody can guess."""
        code = secrets.token_urlsafe(12)
        return cls(workshop_id=workshop_id, code=code, present=present, opened_at=now, opened_by=by)

    @property
    def audit_label(self) -> str:
        return self.workshop.course.title

    def is_open(self, now: datetime) -> bool:
        """Whether somebody can answer at this moment; one that was forgotten closes by itself."""
        return (self.closed_at is None or now < self.closed_at) and self.is_young(now)

    def is_young(self, now: datetime) -> bool:
        """Whether it may still be open, or be opened again."""
        return now < self.opened_at + LONGEST

    def close(self, now: datetime) -> None:
        """Nobody else can answer."""
        self.closed_at = self.closed_at or now

    def reopen(self, present: int) -> None:
        """Somebody was left out: there are so many people."""
        self.closed_at, self.present = None, present
