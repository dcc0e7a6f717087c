"""Sends what is due, one message after the other, beside other workers that do the same.

A message is claimed in a transaction of its own before it is sent, and settled in another one after it. A worker that
dies in between leaves it claimed until the lease ends; the attempt that follows has the same reference.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, selectinload

from kiosk.workshops.messages.failures import Overtaken, Undeliverable, Undelivered
from kiosk.workshops.messages.news import is_current_news, note_untold
from kiosk.workshops.messages.notices import REMINDER_HORIZON, is_current, notices
from kiosk.workshops.models import CallTask, Message, Registration, Workshop

Post = Callable[[Message], Callable[[], None]]
"""Prepares a message, from the database; what it answers sends it, and raises Undelivered or Undeliverable."""

Outcome = Literal["sent", "overtaken", "postponed", "failed"]

MARGIN = timedelta(minutes=1)
"""So long before the lease ends, an attempt that cannot be written down is left to the next worker."""

PAUSE = 1  # seconds between two attempts to write

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outbox:
    """The messages of one database, seen by one worker; `posts` are the ways to send, by channel."""

    session: Session
    now: Callable[[], datetime]
    posts: Mapping[str, Post]
    counts: Counter[Outcome] = field(default_factory=Counter)

    def remind(self) -> None:
        """Write the reminders that have become due."""
        now = self.now()
        soon = self.session.scalars(
            select(Workshop)
            .where(Workshop.starts_at > now, Workshop.starts_at < now + REMINDER_HORIZON)
            .options(selectinload(Workshop.registrations).selectinload(Registration.seats))
        )
        # Looking first, without a lock, keeps an idle worker out of everybody's way.
        waiting = [workshop.id for workshop in soon if reminders(self.session, workshop, now, self.posts)]
        for id in waiting:
            begin_writing(self.session)
            for workshop in self.session.scalars(Workshop.locked(id)):
                self.session.add_all(reminders(self.session, workshop, now, self.posts))
            self.session.commit()
        self.session.rollback()

    def send_due(self) -> None:
        """Send all that is due at this moment."""
        while message := self.claimed():
            id, attempt, until = message.id, message.attempts, message.next_try_at or self.now()
            outcome, reason = self.tried(message)
            self.insist(partial(self.settle, id, attempt, outcome, reason), until - MARGIN)

    def claimed(self) -> Message | None:
        """The next message that is due, which no other worker will take before the lease ends."""
        now = self.now()
        is_due = self.session.scalar(Message.due(now)) is not None
        self.session.rollback()
        if not is_due:
            return None
        begin_writing(self.session)
        message: Message | None = self.session.scalar(Message.due(now).with_for_update(skip_locked=True))
        if message:
            message.claim(now)
        self.session.commit()
        return message

    def tried(self, message: Message) -> tuple[Outcome, str]:
        """What became of the attempt, and the reason when it was not sent."""
        try:
            self.send(message)
        except Overtaken:
            return "overtaken", "overtaken"
        except Undeliverable as error:
            return "failed", str(error)
        except Undelivered as error:
            return "postponed", str(error)
        # A fault of ours in one message must not keep all the others waiting.
        except Exception as error:
            log.exception("A message could not be prepared.")
            return "postponed", type(error).__name__
        return "sent", ""

    def send(self, message: Message) -> None:
        """Raises Overtaken, Undelivered and Undeliverable."""
        if not is_still_true(message, self.now()):
            raise Overtaken
        if message.channel not in self.posts:
            raise Undeliverable("nothing to send it by")
        hand_over = self.posts[message.channel](message)
        # No transaction stays open while a server takes its time.
        self.session.rollback()
        hand_over()

    def insist(self, write: Callable[[], None], until: datetime) -> None:
        """Write, however long the database is busy or away: what is not written down would be sent again."""
        while True:
            try:
                return write()
            except OperationalError:
                if self.now() >= until:
                    raise
                time.sleep(PAUSE)

    def settle(self, id: int, attempt: int, outcome: Outcome, reason: str) -> None:
        """Write down what became of it; a worker whose lease has ended leaves that to the one that came after."""
        begin_writing(self.session)
        message = self.session.get(Message, id, with_for_update=True)
        is_mine = message and message.sent_at is None and (outcome == "sent" or message.attempts == attempt)
        settled = self.settled(message, outcome, reason, self.now()) if message and is_mine else None
        self.session.commit()
        if settled:
            self.counts[settled] += 1

    def settled(self, message: Message, outcome: Outcome, reason: str, now: datetime) -> Outcome:
        if outcome == "sent":
            message.settle_sent(now)
        elif outcome == "overtaken":
            message.settle_failed(reason, now)
        elif outcome == "failed" or not message.postpone(reason, now):
            message.settle_failed(reason, now)
            self.ask_for_call(message, now)
            return "failed"
        return outcome

    def ask_for_call(self, message: Message, now: datetime) -> None:
        """Staff must tell the person what the message could not."""
        if message.registration_id:
            self.session.add(call_instead_of(message, message.registration_id, now))
        elif is_current_news(message, now):
            note_untold(message)


def reminders(
    session: Session, workshop: Workshop, now: datetime, channels: Collection[str]
) -> list[Message | CallTask]:
    """The reminders that are due and not yet written."""
    found = notices(workshop.registrations, "reminder", now, channels)
    keys = [one.key for one in found]
    known = {key for kind in (Message, CallTask) for key in session.scalars(select(kind.key).where(kind.key.in_(keys)))}
    return [one for one in found if one.key not in known]


def is_still_true(message: Message, now: datetime) -> bool:
    return is_current(message, now) if message.registration_id else is_current_news(message, now)


def call_instead_of(message: Message, registration_id: int, now: datetime) -> CallTask:
    return CallTask(key=message.key, event=message.event, registration_id=registration_id, created_at=now)


def begin_writing(session: Session) -> None:
    """What is read from here on is what nobody else changes until the commit, on SQLite too."""
    session.rollback()
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
