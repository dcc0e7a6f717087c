"""What an address is about, and which screen asks: found once for every view that takes an opinion."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from flask import current_app, g, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.models import Subject, Tap
from kiosk.feedback.record import Record
from kiosk.feedback.recording import Outcome, Screen, locked_tap, recorded
from kiosk.feedback.telephones import own_tap
from kiosk.feedback.vocabulary import SERVICES
from kiosk.web import clock
from kiosk.web.transaction import writing
from kiosk.web.visit import KIOSK_COOKIE
from kiosk.workshops.models import Workshop

ATTEMPTS = 4
"""Two who write the same at the same moment: the second one looks again, and finds it."""


MOST_AT_ONCE = parse("240/minute")
"""From one address: a whole médiathèque with its telephones stands behind one."""

# Nobody's address leaves this process, wherever failed sign-ins are counted.
crowd = MovingWindowRateLimiter(MemoryStorage())


class About(NamedTuple):
    """What somebody has an opinion of: with its place or its workshop, where it is one."""

    subject: Subject
    place: Place | None = None
    workshop: Workshop | None = None

    @property
    def code(self) -> str:
        return self.subject.code


def about(code: str) -> About:
    """What a code of an address names. Raises NotFound for what does not exist."""
    subject = Subject.parse(code)
    if subject is None:
        raise NotFound
    if subject.kind in ("place", "stop"):
        return About(subject, place=db.get_or_404(Place, int(subject.ref)))
    if subject.kind == "workshop":
        return About(subject, workshop=db.get_or_404(Workshop, int(subject.ref)))
    if not does_exist(subject):
        raise NotFound
    return About(subject)


def does_exist(subject: Subject) -> bool:
    """Whether there is such a place, workshop or service."""
    if subject.kind == "service":
        return subject.ref in SERVICES
    if subject.kind == "kiosk":
        return True
    kind = Workshop if subject.kind == "workshop" else Place
    return db.session.scalar(select(kind.id).where(kind.id == int(subject.ref))) is not None


def this_screen(subject: Subject) -> Screen:
    """The screen that says something about this; one that staff have ended is a screen like any other."""
    kiosk = known_kiosk()
    place = kiosk.place if kiosk else db.session.scalar(standing(current_app.config["PLACE"]))
    is_personal = g.is_personal and kiosk is None
    return Screen(kiosk and kiosk.id, place, is_personal, is_personal and own_tap(subject) is not None)


# Written once: every tap asks it.
@lru_cache(maxsize=8)
def standing(name: str) -> Select[Place]:
    """The place that the setting names for screens that nobody has set up."""
    source, _, external_id = name.partition(":")
    return Place.standing_for(source, external_id)


def known_kiosk() -> Kiosk | None:
    """The tablet of the house whose secret this browser keeps."""
    token = request.cookies.get(KIOSK_COOKIE)
    return db.session.scalar(Kiosk.known(token)) if token else None


def is_ended_kiosk() -> bool:
    """Whether this was a tablet of the house until staff ended it."""
    return KIOSK_COOKIE in request.cookies and known_kiosk() is None


def is_crowd() -> bool:
    """Whether this is one tap too many of this address; a tablet of the house is never refused."""
    return known_kiosk() is None and not crowd.hit(MOST_AT_ONCE, "taps", request.remote_addr or "")


def write_down(record: Record) -> Outcome:
    """Record it in a transaction of its own. Raises NotFound for what does not exist; it can still be taken back."""
    if record.value is not None and not does_exist(record.subject):
        raise NotFound
    for _ in range(ATTEMPTS - 1):
        try:
            return written(record)
        except IntegrityError:
            continue
    return written(record)


def written(record: Record) -> Outcome:
    with writing() as database:
        return recorded(database, record, this_screen(record.subject), clock.now())


def rewrite(it: About, id: UUID, change: Callable[[Tap], Record]) -> Outcome:
    """Write down what this makes of the tap as it is now; `gone` where there is none, or not about this."""
    with writing() as database:
        tap = locked_tap(database, id)
        if tap is None or tap.touchpoint.subject != it.subject:
            return Outcome("gone")
        return recorded(database, change(tap), this_screen(it.subject), clock.now())
