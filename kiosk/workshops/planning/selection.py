"""Which workshops staff want to see, as it stands in the address, and which of a series a change concerns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from kiosk.directory.models import Place
from kiosk.web.fields import number_of
from kiosk.web.search import words
from kiosk.workshops.models import CallTask, Message, Registration, Workshop
from kiosk.workshops.planning.draft import IDS

PAGE_SIZE = 40
PAGES = range(1, 10_000)
MOST_PLACES = 8
SCOPES = ("one", "following", "all")
"""This workshop of a series, this and the following ones, all that are still to come."""


class PlanSelection(NamedTuple):
    """Coming or past, in a place, of a course, by their ids; nothing means all."""

    is_past: bool = False
    place: int | None = None
    course: int | None = None
    page: int = 1

    @classmethod
    def parse(cls, arguments: Mapping[str, str]) -> Self:
        """What the address asks for; what cannot be meant is ignored."""
        return cls(
            is_past=arguments.get("when") == "past",
            place=number_of(arguments.get("place", ""), IDS),
            course=number_of(arguments.get("course", ""), IDS),
            page=number_of(arguments.get("page", ""), PAGES) or 1,
        )

    def workshops(self, now: datetime) -> Select[Workshop]:
        """Those of the page: what comes next first, or what was last."""
        order = (Workshop.starts_at.desc(), Workshop.id.desc()) if self.is_past else (Workshop.starts_at, Workshop.id)
        query = select(Workshop).options(
            joinedload(Workshop.course), joinedload(Workshop.place), joinedload(Workshop.series),
            selectinload(Workshop.seats), selectinload(Workshop.registrations),
        )  # fmt: skip
        return self.chosen(query, now).order_by(*order).limit(PAGE_SIZE).offset((self.page - 1) * PAGE_SIZE)

    def total(self, now: datetime) -> Select[int]:
        return self.chosen(select(func.count(Workshop.id)), now)

    def chosen(self, query: Select[Any], now: datetime) -> Select[Any]:
        query = query.where(Workshop.ends_at <= now if self.is_past else Workshop.ends_at > now)
        if self.place:
            query = query.where(Workshop.place_id == self.place)
        return query.where(Workshop.course_id == self.course) if self.course else query

    def arguments(self, **other: Any) -> dict[str, Any]:
        """The selection as it stands in an address."""
        when = "past" if self.is_past else ""
        chosen = {"when": when, "place": self.place, "course": self.course, **other}
        return {name: value for name, value in chosen.items() if value}


def in_scope(workshop: Workshop, scope: str, now: datetime) -> Select[int]:
    """The ids of the workshops that a change of this one concerns too."""
    query = select(Workshop.id)
    if workshop.series_id is None or scope not in SCOPES[1:]:
        return query.where(Workshop.id == workshop.id)
    query = query.where(Workshop.series_id == workshop.series_id, Workshop.ends_at > now)
    return query.where(Workshop.starts_at >= workshop.starts_at) if scope == "following" else query


def cancelled_with(workshop: Workshop, now: datetime) -> Select[int]:
    """The ids of the workshops that were cancelled by the same decision and are not over, and of this one."""
    is_same = (Workshop.series_id == workshop.series_id) & (Workshop.cancelled_at == workshop.cancelled_at)
    is_concerned = (Workshop.id == workshop.id) | (is_same & (Workshop.ends_at > now))
    return select(Workshop.id).where(is_concerned)


def places_like(query: str) -> Select[Place]:
    """The places in which every word of the query occurs; none for an empty query."""
    wanted = [Place.search_text.contains(word, autoescape=True) for word in words(query)]
    found = select(Place).where(Place.apart(), *wanted or [Place.id.is_(None)])
    return found.order_by(Place.name, Place.id).limit(MOST_PLACES)


def places_in_use() -> Select[Place]:
    return select(Place).where(Place.id.in_(select(Workshop.place_id))).order_by(Place.name, Place.id)


def uncalled(workshop: Workshop) -> Select[CallTask]:
    """The calls about a cancellation that nobody has made yet."""
    tasks = select(CallTask).join(CallTask.registration).where(Registration.workshop_id == workshop.id)
    return tasks.where(CallTask.event == "cancelled_workshop", CallTask.done_at.is_(None))


def unsent(workshop: Workshop) -> Select[Message]:
    """The messages about a cancellation that no worker has touched yet."""
    is_waiting = (Message.attempts == 0, Message.next_try_at.is_not(None))
    messages = select(Message).where(Message.workshop_id == workshop.id, Message.event == "cancelled_workshop")
    return messages.where(*is_waiting).with_for_update(skip_locked=True)
