"""The programme as this process serves it: kept in memory, read again when somebody has changed it."""

from datetime import date, datetime
from threading import Lock
from typing import Any, NamedTuple

from flask import current_app, g
from sqlalchemy import bindparam, event, inspect, select
from sqlalchemy.orm import InstanceState, Session

from kiosk.changes import newest
from kiosk.directory.models import DirectoryChange
from kiosk.extensions import db
from kiosk.workshops.models import Course, CourseText, ProgrammeChange, Seat, Workshop
from kiosk.workshops.programme import HORIZON, Programme

KEY = "programme"
NEWEST_MARK = select(ProgrammeChange.mark).order_by(ProgrammeChange.id.desc()).limit(1)
CHANGES = select(NEWEST_MARK.scalar_subquery(), newest(ProgrammeChange.id), newest(DirectoryChange.id))
LEFT = Seat.left(bindparam("workshops", expanding=True))
# What signing up moves, and no list shows.
UNSEEN = {"last_position", "seats", "registrations"}
renewal = Lock()
Change = tuple[str | None, int, int]


class Kept(NamedTuple):
    """The workshops to come after a change, as they were read on that day."""

    change: Change
    day: date
    workshops: tuple[Workshop, ...]


class Offered(NamedTuple):
    """The workshops to come as a request finds them; `left` are the ids of those with free seats, and how many."""

    change: Change
    workshops: tuple[Workshop, ...]
    left: tuple[tuple[int, int], ...]


def current_programme(now: datetime) -> Programme:
    """The workshops to come with the seats that are free at this moment."""
    found = offered(now)
    return Programme.of(found.workshops, dict(found.left), now)


def programme_state(now: datetime) -> tuple[Change, tuple[tuple[int, int], ...], datetime]:
    """What is another one when a list of workshops has something else to say."""
    found = offered(now)
    return found.change, found.left, now.replace(second=0, microsecond=0)


def offered(now: datetime) -> Offered:
    """What the database says, asked once a request."""
    if "offered" not in g:
        with db.engine.connect() as connection:
            mark, programme, directory = connection.execute(CHANGES).one()
            change = mark, programme, directory
            workshops = tuple(one for one in kept_workshops(change, now) if one.ends_at > now)
            left = connection.execute(LEFT, {"workshops": [workshop.id for workshop in workshops]}).all()
        g.offered = Offered(change, workshops, tuple(sorted((id, count) for id, count in left)))
    found: Offered = g.offered
    return found


def kept_workshops(change: Change, now: datetime) -> tuple[Workshop, ...]:
    """What this process keeps in mind, renewed by one thread while the others wait."""
    with renewal:
        kept: Kept | None = current_app.extensions.get(KEY)
        if kept is None or (kept.change, kept.day) != (change, now.date()):
            kept = Kept(change, now.date(), read_workshops(now))
            current_app.extensions[KEY] = kept
    return kept.workshops


def read_workshops(now: datetime) -> tuple[Workshop, ...]:
    """Workshops that belong to no session, so that every thread may read them."""
    with Session(db.engine, expire_on_commit=False) as session:
        return tuple(session.scalars(Workshop.between(now, now + HORIZON)).all())


@event.listens_for(Session, "before_flush")
def note_change(session: Session, *_: object) -> None:
    """Whatever changes what a list shows of workshops is written down in the same transaction."""
    if any(map(is_seen, (*session.new, *session.deleted, *session.dirty))):
        session.add(ProgrammeChange())


def is_seen(record: object) -> bool:
    """Whether a list of workshops shows this record, or what has changed of it."""
    if not isinstance(record, (Workshop, Course, CourseText)):
        return False
    state: InstanceState[Any] = inspect(record)
    changed = {attribute.key for attribute in state.attrs if attribute.history.has_changes()}
    return not state.persistent or bool(changed - UNSEEN)
