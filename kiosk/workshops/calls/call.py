"""One call to one person, with everything that there is to tell them."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, Self

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from kiosk.workshops.messages.notices import is_pressing
from kiosk.workshops.models import CallTask, Course, Message, Registration, Workshop

SHOWN_FOR = timedelta(days=7)
MOST_FINISHED = 60
FACTS = contains_eager(CallTask.registration).options(
    selectinload(Registration.seats),
    contains_eager(Registration.workshop).options(
        joinedload(Workshop.place), joinedload(Workshop.course).selectinload(Course.texts)
    ),
)
"""What the list says of each."""


class Call(NamedTuple):
    """`is_unheard` means that a message was tried before, and did not arrive."""

    registration: Registration
    tasks: tuple[CallTask, ...]
    is_unheard: bool = False

    @classmethod
    def of(cls, tasks: Iterable[CallTask], unheard: Collection[str] = ()) -> list[Self]:
        """The tasks by person, each time that they were done apart; `unheard` are the keys of messages that failed."""
        together: dict[object, list[CallTask]] = {}
        for task in tasks:
            together.setdefault((task.registration_id, task.done_at, task.done_by), []).append(task)
        return [
            cls(found[0].registration, tuple(found), any(task.key in unheard for task in found))
            for found in together.values()
        ]

    @property
    def workshop(self) -> Workshop:
        return self.registration.workshop

    @property
    def events(self) -> tuple[str, ...]:
        """What happened, each once."""
        return tuple(dict.fromkeys(task.event for task in self.tasks))

    @property
    def last(self) -> CallTask:
        return self.tasks[-1]


def pressing(tasks: Iterable[CallTask], now: datetime) -> list[CallTask]:
    """Those of the open tasks that still have something to say."""
    return [task for task in tasks if is_pressing(task, now)]


def open_tasks(now: datetime) -> Select[CallTask]:
    return CallTask.open(now).options(FACTS)


def finished_tasks(now: datetime) -> Select[CallTask]:
    """What was done in the last days, the last first."""
    return (
        select(CallTask)
        .join(CallTask.registration)
        .join(Registration.workshop)
        .where(CallTask.done_at > now - SHOWN_FOR)
        .order_by(CallTask.done_at.desc(), CallTask.id)
        .limit(MOST_FINISHED)
        .options(FACTS)
    )


def undelivered(tasks: Iterable[CallTask]) -> Select[str]:
    """The keys of the messages that these calls stand for."""
    keys = [task.key for task in tasks]
    return select(Message.key).where(Message.key.in_(keys), Message.failed_at.is_not(None))


def locked(registration_id: int, ids: Collection[int]) -> Select[CallTask]:
    """These tasks about one registration, which nobody else can change until the transaction ends."""
    mine = (CallTask.registration_id == registration_id, CallTask.id.in_(ids))
    return select(CallTask).where(*mine).order_by(CallTask.id).with_for_update()
