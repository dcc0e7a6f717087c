"""Files that were sent in, and what becomes of their lines."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, Select, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.columns import Moment
from kiosk.directory.revisions.models import KEPT_FOR
from kiosk.extensions import db

GROUPS = ("created", "changed", "to_check", "refused", "unchanged")
STATES = ("reading", "ready", "unusable", "taken")


class ColumnMapping(db.Model):
    """What the columns of a file of its own mean, under a name that staff know it by."""

    __tablename__ = "column_mappings"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    content: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))

    @classmethod
    def listed(cls) -> Select[Self]:
        return select(cls).order_by(cls.name)


class Intake(db.Model):
    """One file. Its content is kept until it has been read, its lines until it has been taken over."""

    __tablename__ = "intakes"
    __table_args__ = (CheckConstraint(f"state IN {STATES}", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(10), default="reading")
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    mapping: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(80), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    done: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id", ondelete="SET NULL"))

    @classmethod
    def listed(cls) -> Select[Self]:
        """The newest first."""
        return select(cls).order_by(cls.id.desc())

    @classmethod
    def old(cls, now: datetime) -> Select[Self]:
        """Those whose taking over nobody will take back any more."""
        return select(cls).where(cls.made_at <= now - KEPT_FOR)

    @property
    def audit_label(self) -> str:
        return self.file

    def lines(self) -> Select["IntakeLine"]:
        return select(IntakeLine).where(IntakeLine.intake_id == self.id).order_by(IntakeLine.number)

    def counts(self) -> Select[str, int, int]:
        """The groups of lines, with how many lines they have and how many of them are chosen."""
        chosen = func.sum(func.cast(IntakeLine.is_chosen, db.Integer))
        query = select(IntakeLine.group, func.count(), chosen).where(IntakeLine.intake_id == self.id)
        return query.group_by(IntakeLine.group)

    @staticmethod
    def fates(ids: Iterable[int]) -> Select[int, bool, int]:
        """How many lines of these files are chosen, or were taken over, and how many are not."""
        query = select(IntakeLine.intake_id, IntakeLine.is_chosen, func.count())
        return query.where(IntakeLine.intake_id.in_(list(ids))).group_by(IntakeLine.intake_id, IntakeLine.is_chosen)


class IntakeLine(db.Model):
    """One line: the place that it describes, as JSON, what it would change, and whether it is to be taken over."""

    __tablename__ = "intake_lines"

    intake_id: Mapped[int] = mapped_column(ForeignKey("intakes.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Text)
    row: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_chosen: Mapped[bool]
    is_overriding: Mapped[bool] = mapped_column(default=False)
