"""What is forgotten, and when: 30 days after a workshop, or after the help that somebody asked for, nobody can tell
any more who was there, only how many."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from kiosk.workshops.models import CallTask, HelpRequest, Message, Registration, Seat, Workshop
from kiosk.workshops.ticket import digest_of, new_seed

KEPT_FOR = timedelta(days=30)


class Erased(NamedTuple):
    """How many of each were erased."""

    registrations: int = 0
    messages: int = 0
    calls: int = 0
    help_requests: int = 0


def old(now: datetime) -> Select[Workshop]:
    """The workshops whose people are to be forgotten and are not yet."""
    is_known = Workshop.registrations.any(Registration.seed != "")
    return select(Workshop).where(Workshop.ends_at <= now - KEPT_FOR, is_known)


def is_due(session: Session, now: datetime) -> bool:
    """Whether anybody is to be forgotten."""
    queries = old(now).with_only_columns(Workshop.id), HelpRequest.old(now).with_only_columns(HelpRequest.id)
    return any(session.scalar(query.limit(1)) is not None for query in queries)


def erase(session: Session, now: datetime) -> Erased:
    """Erase names, contacts, tickets and messages. Seats, states, sources and languages stay, to be counted.

    The session must be one that writes; the caller commits.
    """
    workshops = old(now).with_only_columns(Workshop.id)
    people = session.scalars(select(Registration).where(Registration.workshop_id.in_(workshops))).all()
    ids = select(Registration.id).where(Registration.workshop_id.in_(workshops))
    messages, calls = (
        session.scalars(delete(kind).where(kind.registration_id.in_(ids)).returning(kind.id)).all()
        for kind in (Message, CallTask)
    )
    # Why somebody got a seat beyond the planned ones may well name them.
    session.execute(update(Seat).where(Seat.workshop_id.in_(workshops)).values(reason=""))
    for registration in people:
        forget(registration)
    requests = session.scalars(HelpRequest.old(now)).all()
    for request in requests:
        request.forget(now)
    return Erased(len(people), len(messages), len(calls), len(requests))


def forget(registration: Registration) -> None:
    """Leave nothing by which the person, or the paper that they hold, could be recognized."""
    registration.name = registration.channel = registration.address = registration.seed = ""
    registration.registered_by = ""
    # Who gave the seat back without help is counted apart from whom the house has cancelled; this names nobody.
    registration.cancelled_by = "holder" if registration.cancelled_by == "holder" else ""
    registration.request_digest = None
    # Both must differ from their neighbours; no ticket has a token or a code like these.
    registration.token_digest = digest_of(new_seed())
    registration.code = f"{registration.position:06}"
