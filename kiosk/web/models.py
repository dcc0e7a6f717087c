"""What every feature writes down: who did what, when; and which sessions are over."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Delete, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.columns import Moment
from kiosk.extensions import db


class AuditEntry(db.Model):
    """One action that changed something. Names are those of the time: the entry outlives account and subject.

    Of residents it knows no name: `label` and `detail` hold what is public or belongs to the house.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(Moment, index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    user_name: Mapped[str] = mapped_column(String(80))
    roles: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(120))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class EndedSession(db.Model):
    """A session that was ended before its time: its cookie stays genuine, and may have been copied."""

    __tablename__ = "ended_sessions"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ended_at: Mapped[datetime] = mapped_column(Moment)

    @classmethod
    def forgettable(cls, now: datetime) -> Delete:
        """Takes away those that would be over by now anyway."""
        return delete(cls).where(cls.ended_at < now - timedelta(days=1))
