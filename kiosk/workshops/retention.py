"""What is forgotten, and when: 30 days after a workshop, or after the help that somebody asked for, nobody can tell
any more who was there, only how many. What staff did to the directory is forgotten when nobody will take it back."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, String, cast, delete, select, update
from sqlalchemy.orm import Session

from kiosk.directory.intake.models import Intake
from kiosk.directory.revisions.models import Revision
from kiosk.web.models import AuditEntry
from kiosk.workshops.models import CallTask, HelpRequest, Message, Registration, Seat, Workshop
from kiosk.workshops.models.workshop import HOLDER
from kiosk.workshops.scanning import ADDING
from kiosk.workshops.ticket import digest_of, new_seed

KEPT_FOR = timedelta(days=30)


class Erased(NamedTuple):
    """How many of each were erased."""

    registrations: int = 0
    messages: int = 0
    calls: int = 0
    help_requests: int = 0
    revisions: int = 0
    intakes: int = 0


def old(now: datetime) -> Select[Workshop]:
    """The workshops whose people are to be forgotten and are not yet."""
    is_known = Workshop.registrations.any(Registration.seed != "")
    return select(Workshop).where(Workshop.ends_at <= now - KEPT_FOR, is_known)


def is_due(session: Session, now: datetime) -> bool:
    """Whether anything is to be forgotten."""
    kinds = (HelpRequest, Revision, Intake)
    queries = old(now).with_only_columns(Workshop.id), *(kind.old(now).with_only_columns(kind.id) for kind in kinds)
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
    forget_reasons(session, ids)
    # Why somebody got a seat beyond the planned ones may well name them.
    session.execute(update(Seat).where(Seat.workshop_id.in_(workshops)).values(reason=""))
    for registration in people:
        forget(registration)
    requests, letters = forgotten_requests(session, now)
    intakes, revisions = (
        session.scalars(
            delete(kind).where(kind.id.in_(kind.old(now).with_only_columns(kind.id))).returning(kind.id)
        ).all()
        for kind in (Intake, Revision)
    )
    return Erased(len(people), len(messages) + letters, len(calls), requests, len(revisions), len(intakes))


def forget_reasons(session: Session, ids: Select[int]) -> None:
    """The audit log keeps that a seat was added, and no longer for whom."""
    subjects = ids.with_only_columns(cast(Registration.id, String))
    about = (AuditEntry.kind == "registration", AuditEntry.subject_id.in_(subjects))
    codes = [f"scan.{code}" for code in sorted(ADDING)]
    for entry in session.scalars(select(AuditEntry).where(*about, AuditEntry.action.in_(codes))):
        entry.detail = {name: value for name, value in entry.detail.items() if name != "reason"}


def forgotten_requests(session: Session, now: datetime) -> tuple[int, int]:
    """How many help requests were forgotten, and how many messages about them were erased."""
    requests = session.scalars(HelpRequest.old(now)).all()
    is_about = Message.help_request_id.in_([request.id for request in requests])
    letters = session.scalars(delete(Message).where(is_about).returning(Message.id)).all()
    for request in requests:
        request.forget(now)
    return len(requests), len(letters)


def forget(registration: Registration) -> None:
    """Leave nothing by which the person, or the paper that they hold, could be recognized."""
    registration.name = registration.channel = registration.address = registration.seed = ""
    registration.registered_by = ""
    # That it was the holder names nobody, and is what tells an excuse from a refusal.
    registration.cancelled_by = HOLDER if registration.cancelled_by == HOLDER else ""
    registration.request_digest = None
    # Both must differ from their neighbours; no ticket has a token or a code like these.
    registration.token_digest = digest_of(new_seed())
    registration.code = f"{registration.position:06}"
