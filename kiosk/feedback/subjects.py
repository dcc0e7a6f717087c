"""What papers can be about: the kiosk itself, a kind of help, a place, a workshop; and what a code stands for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Self

from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.models import Subject
from kiosk.feedback.vocabulary import SERVICES
from kiosk.workshops.models import Workshop

BACK, AHEAD = timedelta(days=92), timedelta(days=31)
Thing = Place | Workshop


class Choice(NamedTuple):
    """The kiosk, every kind of help and every place, and the workshops of these weeks, the newest first."""

    services: Sequence[str]
    places: Sequence[Place]
    workshops: Sequence[Workshop]

    @classmethod
    def known(cls, session: Session, now: datetime) -> Self:
        places = session.scalars(Place.listed()).all()
        workshops = session.scalars(Workshop.between(now - BACK, now + AHEAD)).all()
        return cls(SERVICES, places, [one for one in reversed(workshops) if one.cancelled_at is None])

    @property
    def codes(self) -> set[str]:
        services = (Subject("service", code).code for code in self.services)
        places = (Subject("place", str(place.id)).code for place in self.places)
        workshops = (Subject("workshop", str(workshop.id)).code for workshop in self.workshops)
        return {"kiosk", *services, *places, *workshops}

    def place_of(self, subject: Subject, chosen: int | None) -> int | None:
        """Where papers about this lay; about the kiosk itself and a kind of help, where somebody says."""
        if subject.kind == "place":
            return int(subject.ref)
        if subject.kind == "workshop":
            return next(one.place_id for one in self.workshops if str(one.id) == subject.ref)
        return chosen


def things_of(session: Session, codes: Iterable[str]) -> Mapping[str, Thing]:
    """The places and workshops that these codes name, by code; what is gone, and what is neither, is left out."""
    found = ((code, thing_of(session, Subject.parse(code))) for code in codes)
    return {code: thing for code, thing in found if thing}


def thing_of(session: Session, subject: Subject | None) -> Thing | None:
    if subject and subject.kind in ("place", "stop"):
        return session.get(Place, int(subject.ref))
    return session.get(Workshop, int(subject.ref)) if subject and subject.kind == "workshop" else None
