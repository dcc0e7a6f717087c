"""What somebody was told of a workshop, and what is otherwise by now."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.models import CallTask, Message, Registration, Version, Workshop

Aspect = Literal["day", "time", "place", "room"]
CHANGED, CANCELLED = "changed_workshop", "cancelled_workshop"


class Telling(NamedTuple):
    """One moment at which somebody learnt what holds; `sequence` is that of the workshop they heard of, where known."""

    at: datetime
    event: str = ""
    sequence: int | None = None


class Difference(NamedTuple):
    """What somebody knew, and what holds now."""

    before: Version
    now: Workshop

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What is another one: the day, or else the hours; the place, or else the room."""
        when = [(one.starts_at, one.ends_at) for one in self]
        days = [one.starts_at.date() for one in self]
        found: list[Aspect] = ["day" if days[0] != days[1] else "time"] if when[0] != when[1] else []
        if self.before.place_id != self.now.place_id:
            found.append("place")
        elif self.before.room != self.now.room:
            found.append("room")
        return tuple(found)


class Hearing(NamedTuple):
    """What one person has heard: versions and tellings in their order; to sign up is the first telling."""

    workshop: Workshop
    versions: Sequence[Version] = ()
    tellings: Sequence[Telling] = ()

    @property
    def news(self) -> Difference | None:
        """What is otherwise than they were told last; None where they know what holds."""
        return self.difference_to(self.tellings[-1]) if self.tellings else None

    @property
    def last_change(self) -> Difference | None:
        """What is otherwise since they signed up, by the last change, whether they were told of it or not."""
        found = (self.difference_to(telling) for telling in reversed(self.tellings))
        return next((difference for difference in found if difference), None)

    @property
    def is_restored(self) -> bool:
        """Whether the last that they heard is that it does not take place."""
        is_off = self.workshop.cancelled_at is not None
        return not is_off and bool(self.tellings) and self.tellings[-1].event == CANCELLED

    def difference_to(self, telling: Telling) -> Difference | None:
        """What has changed since, unless it was changed back."""
        held = next((version for version in self.versions if is_before_end(telling, version)), None)
        return Difference(held, self.workshop) if held and not held.is_like(self.workshop) else None


def hearing_of(session: Session, registration: Registration) -> Hearing:
    return hearings(session, [registration])[registration.id]


def hearings(session: Session, registrations: Iterable[Registration]) -> dict[int, Hearing]:
    """What each of these people has heard, by the id of their registration."""
    everybody = list(registrations)
    concerned = [one for one in everybody if one.workshop.sequence]
    versions: dict[int, list[Version]] = {}
    workshops = {one.workshop_id for one in concerned}
    for version in session.scalars(Version.of_workshops(workshops)) if workshops else ():
        versions.setdefault(version.workshop_id, []).append(version)
    heard = tellings(session, concerned)
    return {
        one.id: Hearing(one.workshop, versions.get(one.workshop_id, ()), heard.get(one.id, ())) for one in everybody
    }


def tellings(session: Session, registrations: Sequence[Registration]) -> dict[int, list[Telling]]:
    """When each of these people was told something, by the id of their registration."""
    found = {one.id: [Telling(one.registered_at)] for one in registrations}
    for id, telling in told(session, list(found)) if found else ():
        found[id].append(telling)
    # Who is told several things at once knows what the newest of them says.
    return {id: sorted(heard, key=lambda one: (one.at, one.sequence or 0)) for id, heard in found.items()}


def told(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, Telling]]:
    """The messages that were sent to them, and the calls that reached them."""
    sent = select(Message.registration_id, Message.sent_at, Message.event, Message.key)
    done = select(CallTask.registration_id, CallTask.done_at, CallTask.event, CallTask.key)
    reached = done.where(CallTask.registration_id.in_(ids), CallTask.outcome != "unreachable")
    for query in (sent.where(Message.registration_id.in_(ids)), reached):
        for id, moment, event, key in session.execute(query):
            if id and moment:
                yield id, Telling(moment, event, int(key.rpartition(":")[2]) if event == CHANGED else None)


def is_before_end(telling: Telling, version: Version) -> bool:
    """Whether this version or an earlier one is what they were told: it may change while a message is on its way."""
    if telling.sequence is not None:
        return telling.sequence <= version.sequence
    return telling.at <= version.held_until
