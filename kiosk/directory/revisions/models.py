"""Changes of the directory that can be taken back."""

from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import JSON, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db

KEPT_FOR = timedelta(days=400)
"""A season and the same one of the year before can still be compared and taken back."""


class Revision(db.Model):
    """One thing that staff did to one place or to many: an edit, a check, a notice, an import, a merge."""

    __tablename__ = "revisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str] = mapped_column(String(80), default="")
    entries: Mapped[list["RevisionEntry"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def of_place(cls, place_id: int) -> Select[Self]:
        """What was done to a place, newest first."""
        touched = select(RevisionEntry.revision_id).where(RevisionEntry.place_id == place_id)
        return select(cls).where(cls.id.in_(touched)).order_by(cls.id.desc())

    @classmethod
    def old(cls, now: datetime) -> Select[Self]:
        """What nobody will take back any more."""
        return select(cls).where(cls.made_at <= now - KEPT_FOR)

    @property
    def audit_label(self) -> str:
        return self.label


class RevisionEntry(db.Model):
    """One place in it: all that was known `before` (nothing: it was new), and the mark of what was known `after`.

    No foreign key: what is undone may take the place away.
    """

    __tablename__ = "revision_entries"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[str] = mapped_column(String(64))
