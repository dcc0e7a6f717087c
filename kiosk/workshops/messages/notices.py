"""Who must be told what, and how: by a message, by a call, or not at all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.workshops.models import CallTask, Message, Registration

Event = Literal["signed_up", "waitlist", "promoted", "changed_workshop", "cancelled_workshop", "reminder"]

STATES = {
    "signed_up": {"seated"},
    "waitlist": {"waiting"},
    "promoted": {"seated"},
    "changed_workshop": {"seated", "waiting"},
    "cancelled_workshop": {"seated", "waiting"},
    "reminder": {"seated"},
}
"""Whom an event concerns."""

COURTESIES = {"signed_up", "waitlist"}
"""What people have just read on the screen: a message repeats it, nobody calls for it."""

MOST_COURTESIES, MOST_MESSAGES = 10, 30
"""For how many messages of one day an address gets another courtesy, and another message that a resident sets off.

Whoever types somebody else's number must not be able to fill their telephone at the expense of the town.
"""

NONE: Mapping[str, int] = MappingProxyType({})
REMINDER_TIME = time(17)
# Who calls needs the working day for it.
REMINDER_CALL_TIME = time(9)
REMINDER_HORIZON = timedelta(days=2)
"""No reminder is due earlier than this before the workshop."""


def sendable(config: Mapping[str, Any]) -> frozenset[str]:
    """The channels by which this kiosk can send messages: `email`, `sms`, both or none."""
    return frozenset(name for name, setting in (("email", "SMTP_URL"), ("sms", "SMS_URL")) if config[setting])


def confirm(session: Session, registration: Registration, now: datetime, channels: Collection[str]) -> None:
    """Tell somebody who has signed up, or has taken a cancellation back."""
    announce(session, [registration], "signed_up" if registration.state == "seated" else "waitlist", now, channels)


def announce(
    session: Session, registrations: Sequence[Registration], event: Event, now: datetime, channels: Collection[str]
) -> None:
    """Tell of what a resident has set off, within the limits of a day."""
    addresses = {one.address for one in registrations if one.channel in channels}
    made = dict(session.execute(Message.lately(addresses, now)).all()) if addresses else NONE
    session.add_all(notices(registrations, event, now, channels, made))


def notices(
    registrations: Iterable[Registration],
    event: Event,
    now: datetime,
    channels: Collection[str],
    made: Mapping[str, int] = NONE,
) -> list[Message | CallTask]:
    """What to add to the session, in the transaction of the event, once the registrations have their ids.

    Those whom the event does not concern are passed over: a workshop that is cancelled may hand in everybody.
    `made` are the messages of this day by address, where they are limited.
    """
    concerned = [one for one in registrations if is_concerned(one, event, now)]
    most = MOST_COURTESIES if event in COURTESIES else MOST_MESSAGES
    ways = [channels if made.get(one.address, 0) < most else () for one in concerned]
    return [found for one, open_to in zip(concerned, ways, strict=True) for found in notice(one, event, now, open_to)]


def notice(
    registration: Registration, event: Event, now: datetime, channels: Collection[str]
) -> Iterator[Message | CallTask]:
    """One message, or one task, or nothing."""
    facts = {"event": event, "registration_id": registration.id, "created_at": now}
    if registration.channel in channels:
        if event != "reminder" or reminder_moment(registration, REMINDER_TIME) <= now.astimezone(UTC):
            yield Message(
                **facts, key=key_of(event, registration), workshop_id=registration.workshop.id, attempts=0,
                channel=registration.channel, address=registration.address, locale=registration.locale,
                due_at=now, next_try_at=now,
            )  # fmt: skip
    elif event not in COURTESIES and (event != "reminder" or is_call_due(registration, now)):
        yield CallTask(**facts, key=key_of(event, registration))


def is_concerned(registration: Registration, event: str, now: datetime) -> bool:
    """Whether what the event says is true of the person at this moment, and of use."""
    workshop = registration.workshop
    is_off = workshop.cancelled_at is not None
    # Whoever waits at the door wants to know why nobody opens; a reminder is of no use there.
    end = workshop.starts_at if event == "reminder" else workshop.ends_at
    return registration.state in STATES[event] and is_off == (event == "cancelled_workshop") and now < end


def is_current(message: Message, now: datetime) -> bool:
    """Whether what was to be said is still true; what came later has its own message."""
    registration = message.registration
    if registration is None:
        return False
    return message.key == key_of(message.event, registration) and is_concerned(registration, message.event, now)


def will_remind(registration: Registration, now: datetime, channels: Collection[str]) -> bool:
    """Whether a message will remind the person the day before: what a ticket may promise."""
    is_to_come = now.astimezone(UTC) < reminder_moment(registration, REMINDER_TIME)
    return registration.channel in channels and is_to_come and is_concerned(registration, "reminder", now)


def is_pressing(task: CallTask, now: datetime) -> bool:
    """Whether there is still a reason to call. What has changed several times is told once, as it holds now."""
    registration = task.registration
    keys = [task.key, key_of(task.event, registration)]
    if task.event == "changed_workshop":
        keys = [key.rpartition(":")[0] for key in keys]
    return keys[0] == keys[1] and is_concerned(registration, task.event, now)


def key_of(event: str, registration: Registration) -> str:
    """The same for the same recipient and event. Who cancels and comes back has a new `position`, and is told again."""
    workshop = registration.workshop
    occasion = {
        "changed_workshop": f":{workshop.sequence}",
        "cancelled_workshop": f":{workshop.sequence}",
        "reminder": f":{workshop.starts_at.astimezone(TOWN).date()}",
    }.get(event, "")
    return f"{event}:{registration.id}:{registration.position}{occasion}"


def is_call_due(registration: Registration, now: datetime) -> bool:
    """Whether it is time to call and remind, and the person did not sign up only after that time."""
    moment = reminder_moment(registration, REMINDER_CALL_TIME)
    can_call = registration.channel in ("call", "sms")
    return can_call and registration.registered_at.astimezone(UTC) < moment <= now.astimezone(UTC)


def reminder_moment(registration: Registration, at: time) -> datetime:
    """The day before the workshop, at this time of the town's clocks."""
    eve = registration.workshop.starts_at.astimezone(TOWN).date() - timedelta(days=1)
    return datetime.combine(eve, at, TOWN).astimezone(UTC)
