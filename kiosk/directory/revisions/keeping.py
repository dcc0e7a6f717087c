"""Changing places so that it can be taken back, in the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.directory.exchange.holding import hold_places
from kiosk.directory.exchange.importing import Plan, Writing
from kiosk.directory.exchange.parts import PARTS, replace_facts
from kiosk.directory.exchange.stored import PLACES
from kiosk.directory.exchange.writing import place_numbers, write
from kiosk.directory.models import DirectoryChange
from kiosk.directory.revisions.models import Revision, RevisionEntry
from kiosk.directory.revisions.record import Record, records
from kiosk.directory.revisions.refusals import AlreadyUndone, ChangedSince, InUse


def keep(session: Session, writings: Sequence[Writing], action: str, label: str, who: str, now: datetime) -> Revision:
    """Write these places and remember how they were."""
    connection = session.connection()
    before = records(connection, (writing.place_id for writing in writings if writing.place_id))
    write(Plan(writings=list(writings)), connection, action, now)
    numbers = place_numbers(connection, {writing.key[0] for writing in writings})
    after = records(connection, (numbers[writing.key] for writing in writings))
    session.expire_all()
    revision = Revision(made_at=now, made_by=who, action=action, label=label[:200])
    revision.entries = [
        RevisionEntry(place_id=number, before=before[number].content() if number in before else None, after=record.mark)
        for number, record in after.items()
    ]
    session.add(revision)
    session.flush()
    return revision


def undo(session: Session, revision: Revision, who: str, now: datetime) -> None:
    """Put back what was before. Raises NotUndone, and then nothing may be committed."""
    if revision.undone_at:
        raise AlreadyUndone
    connection = session.connection()
    hold_places(connection, (entry.place_id for entry in revision.entries))
    current = records(connection, (entry.place_id for entry in revision.entries))
    if any(mark(current.get(entry.place_id)) != entry.after for entry in revision.entries):
        raise ChangedSince
    put_back(session, [Record.parse(entry.before) for entry in revision.entries if entry.before])
    take_away(session, [entry.place_id for entry in revision.entries if entry.before is None])
    session.add(DirectoryChange(happened_at=now.astimezone(UTC).replace(tzinfo=None), reason=f"undo {revision.action}"))
    session.expire_all()
    revision.undone_at, revision.undone_by = now, who


def mark(record: Record | None) -> str:
    return record.mark if record else ""


def put_back(session: Session, places: list[Record]) -> None:
    if not places:
        return
    connection = session.connection()
    rows = [{**place.values, "number": place.values["id"]} for place in places]
    connection.execute(update(PLACES).where(PLACES.c.id == bindparam("number")), rows)
    for name in PARTS:
        replace_facts(connection, name, {place.values["id"]: place.parts[name] for place in places})


def take_away(session: Session, ids: Iterable[int]) -> None:
    try:
        for id in ids:
            session.connection().execute(delete(PLACES).where(PLACES.c.id == id))
    except IntegrityError as error:
        raise InUse from error
