"""The outbox: what must be said to people who signed up or asked for help, written with the change that it tells of."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.workshops.models.attendance import Attendance
from kiosk.workshops.models.help_request import HelpRequest
from kiosk.workshops.models.workshop import Registration, Workshop

# Longer than any attempt can take: a message that nobody has settled by then was left by a worker that is no more.
LEASE = timedelta(minutes=10)
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long to wait after each attempt that failed; after the one that follows the last pause, somebody must call."""

LONGEST_KEY = 80


class Message(db.Model):
    """One e-mail or text message, sent once. `key` names recipient and event; the words are made when it is sent.

    It waits while `next_try_at` says when to try next; then it was sent, or it has failed. It is about a registration
    and its workshop, or about a help request.
    """

    __tablename__ = "messages"
    __table_args__ = (CheckConstraint("(registration_id IS NULL) <> (help_request_id IS NULL)", name="about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), unique=True)
    event: Mapped[str] = mapped_column(String(20))
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(5))
    address: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str] = mapped_column(Text, default="")
    help_request_id: Mapped[int | None] = mapped_column(ForeignKey("help_requests.id", ondelete="CASCADE"), index=True)

    registration: Mapped[Registration | None] = relationship()
    help_request: Mapped[HelpRequest | None] = relationship()

    @classmethod
    def due(cls, now: datetime) -> Select[Self]:
        """The message that has waited longest for its turn."""
        return select(cls).where(cls.next_try_at <= now).order_by(cls.next_try_at, cls.id).limit(1)

    @classmethod
    def unsent(cls, key: str) -> Select[Self]:
        """The message with this key, if no worker has touched it yet; nobody touches it from here on."""
        is_waiting = (cls.attempts == 0, cls.next_try_at.is_not(None))
        return select(cls).where(cls.key == key, *is_waiting).with_for_update(skip_locked=True)

    @property
    def deadline(self) -> datetime | None:
        """The beginning of what it is about; None where there is nothing to be late for."""
        if self.registration:
            return self.registration.workshop.starts_at
        meeting = self.help_request and self.help_request.meeting
        return meeting.starts_at if meeting else None

    @classmethod
    def lately(cls, addresses: Collection[str], now: datetime) -> Select[str, int]:
        """How many messages were made for each of these addresses within a day."""
        recent = (cls.address.in_(addresses), cls.created_at > later(now, -timedelta(days=1)))
        return select(cls.address, func.count()).where(*recent).group_by(cls.address)

    @property
    def reference(self) -> str:
        """What a server may know this message again by, when it is sent a second time; 32 signs."""
        return sha256(f"{self.key} {self.created_at.astimezone(UTC)}".encode()).hexdigest()[:32]

    def claim(self, now: datetime) -> None:
        """Keep other workers away for as long as the attempt may take."""
        self.attempts += 1
        self.next_try_at = later(now, LEASE)

    def settle_sent(self, now: datetime) -> None:
        self.sent_at, self.next_try_at, self.last_error = now, None, ""

    def settle_failed(self, reason: str, now: datetime) -> None:
        """Give up."""
        self.failed_at, self.next_try_at, self.last_error = now, None, reason

    def postpone(self, reason: str, now: datetime) -> bool:
        """Wait for the next attempt; False when there have been enough, or when it would come too late."""
        if self.attempts > len(PAUSES):
            return False
        next_try_at = later(now, PAUSES[self.attempts - 1])
        if self.deadline and next_try_at >= self.deadline:
            return False
        self.next_try_at, self.last_error = next_try_at, reason
        return True


class CallTask(db.Model):
    """Somebody of the staff should call this person, or find another way where no number is known."""

    __tablename__ = "call_tasks"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), unique=True)
    event: Mapped[str] = mapped_column(String(20))
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[str] = mapped_column(String(80), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")

    registration: Mapped[Registration] = relationship()

    @classmethod
    def open(cls, now: datetime) -> Select[Self]:
        """What is still to be done: the workshop that comes first, first. Who is there already need not be called."""
        is_here = exists().where(Attendance.registration_id == cls.registration_id, Attendance.status == "seen")
        return (
            select(cls)
            .join(cls.registration)
            .join(Registration.workshop)
            .where(cls.done_at.is_(None), Registration.cancelled_at.is_(None), Workshop.ends_at > now, ~is_here)
            .order_by(Workshop.starts_at, Workshop.id, cls.id)
        )

    @property
    def is_by_telephone(self) -> bool:
        """Whether there is a number to call; without one, people are told when they come."""
        return self.registration.channel in ("call", "sms")

    def finish(self, by: str, outcome: str, now: datetime) -> None:
        self.done_at, self.done_by, self.outcome = now, by, outcome

    def reopen(self) -> None:
        self.done_at, self.done_by, self.outcome = None, "", ""


def later(now: datetime, pause: timedelta) -> datetime:
    """So much time later, whatever the clocks on the wall do in between."""
    return now.astimezone(UTC) + pause
