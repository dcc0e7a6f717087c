"""Writing an opinion down: once, however often it is sent; its newest revision, in whatever order they come (R4)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, bindparam, exists, select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.counting import Standing, move
from kiosk.feedback.honesty import WINDOW, burst, captured, first_state
from kiosk.feedback.models import Comment, Conflict, GroupRound, Subject, Tap, Touchpoint, Withdrawal
from kiosk.feedback.record import Record
from kiosk.workshops.models import Workshop

# Whether the id was taken back, and whether it is there: asked once, since most records are new.
KNOWN = select(
    exists().where(Withdrawal.id == bindparam("id", type_=Uuid)), exists().where(Tap.id == bindparam("id", type_=Uuid))
)
Code = Literal["created", "repeated", "revised", "overtaken", "conflict", "withdrawn", "gone", "closed"]


class Screen(NamedTuple):
    """Where a record comes from: the ids of a kiosk that staff have set up and of the place where it stands.

    `is_personal` is somebody's own telephone; whoever works here and is signed in tries things out.
    """

    kiosk_id: int | None = None
    place: Place | None = None
    is_personal: bool = False
    is_staff: bool = False


class Outcome(NamedTuple):
    """What became of a record; the tap as it stands now, if there is one."""

    code: Code
    tap: Tap | None = None


def recorded(session: Session, record: Record, screen: Screen, now: datetime) -> Outcome:
    """Write the record down. The session must be one that writes; the caller commits.

    Raises IntegrityError where the same was written at the same moment: then ask again.
    """
    is_withdrawn, is_known = session.execute(KNOWN, {"id": record.id}).one()
    if is_withdrawn:
        return Outcome("gone")
    if is_known:
        tap = session.scalars(select(Tap).where(Tap.id == record.id).with_for_update(of=Tap)).one()
        return revised(session, tap, record, now)
    if record.value is None:
        session.add(Withdrawal(id=record.id, withdrawn_at=now))
        return Outcome("withdrawn")
    return created(session, record, screen, now)


def revised(session: Session, tap: Tap, record: Record, now: datetime) -> Outcome:
    """What a record changes about a tap that is known."""
    if record.revision == tap.revision:
        return Outcome("repeated", tap) if record.digest == tap.digest else conflicting(session, tap, record, now)
    if record.revision < tap.revision:
        return Outcome("overtaken", tap)
    if record.subject != tap.touchpoint.subject:
        return conflicting(session, tap, record, now)
    before = Standing.of(tap)
    if record.value is None:
        move(session, [before], ())
        withdraw(session, tap, now)
        return Outcome("withdrawn")
    tap.value, tap.reasons, tap.revision, tap.digest = record.value, record.reasons, record.revision, record.digest
    move(session, [before], [Standing.of(tap)])
    return Outcome("revised", tap)


def conflicting(session: Session, tap: Tap, record: Record, now: datetime) -> Outcome:
    """Keep what came first, and for staff what says something else."""
    if not session.scalar(select(Conflict.id).where(Conflict.tap_id == tap.id, Conflict.digest == record.digest)):
        session.add(Conflict(tap_id=tap.id, digest=record.digest, received_at=now, record=record.facts))
    return Outcome("conflict", tap)


def withdraw(session: Session, tap: Tap, now: datetime) -> None:
    """Leave nothing of it but its id, so that it does not come back."""
    for comment in session.scalars(select(Comment).where(Comment.tap_id == tap.id)):
        session.delete(comment)
    session.flush()
    session.delete(tap)
    session.add(Withdrawal(id=tap.id, withdrawn_at=now))


def created(session: Session, record: Record, screen: Screen, now: datetime) -> Outcome:
    """The tap that this record is the first word of, in its state, and counted."""
    assert record.value is not None
    group = session.scalar(GroupRound.locked(record.group)) if record.group else None
    moment, is_doubtful = captured(record.captured_at, record.sent_at, now)
    if group and not takes(group, record.subject, moment):
        return Outcome("closed")
    touchpoint = touched(session, record.subject)
    place_id = place_of(session, record.subject, screen)
    channel = "group" if group else "qr" if screen.is_personal else "kiosk"
    tap = Tap(
        id=record.id, touchpoint=touchpoint, place_id=place_id, kiosk_id=screen.kiosk_id, group=group,
        question=record.question, value=record.value, reasons=record.reasons, channel=channel,
        language=record.language, captured_at=moment, received_at=now, is_clock_doubtful=is_doubtful,
        gap_ms=record.gap_ms, revision=record.revision, digest=record.digest,
        state=state_of(session, record, screen, touchpoint, channel, moment),
    )  # fmt: skip
    session.add(tap)
    session.flush()
    move(session, (), [Standing.of(tap)])
    if channel == "kiosk":
        set_bursts_aside(session, tap)
    if group:
        close_when_all_answered(session, group, now)
    return Outcome("created", tap)


def state_of(
    session: Session, record: Record, screen: Screen, touchpoint: Touchpoint, channel: str, moment: datetime
) -> str:
    """How the tap stands by itself, before one looks for bursts."""
    return first_state(
        channel,
        is_test=screen.is_staff and channel != "group",
        is_closed=screen.place is not None and screen.place.status(moment).state == "closed",
        gap=gap_before(session, record, touchpoint, screen, moment),
        is_new_person=record.is_new_person,
    )


def takes(group: GroupRound, subject: Subject, moment: datetime) -> bool:
    """Whether this round of a group is about this workshop and was open then: what waited on a screen still counts."""
    return subject == Subject("workshop", str(group.workshop_id)) and group.is_open(moment)


def touched(session: Session, subject: Subject) -> Touchpoint:
    """The touchpoint, locked: taps about one thing are written one after the other, so that bursts are seen."""
    found = session.scalar(Touchpoint.of(subject).with_for_update())
    if found is None:
        found = Touchpoint(code=subject.code, kind=subject.kind)
        session.add(found)
        session.flush()
    return found


def place_of(session: Session, subject: Subject, screen: Screen) -> int | None:
    """The id of the place where the opinion belongs: the one it is about, else the one where the screen stands."""
    if subject.kind in ("place", "stop"):
        return int(subject.ref)
    if subject.kind == "workshop":
        return session.scalar(select(Workshop.place_id).where(Workshop.id == int(subject.ref)))
    return screen.place and screen.place.id


def gap_before(
    session: Session, record: Record, touchpoint: Touchpoint, screen: Screen, moment: datetime
) -> timedelta | None:
    """The time since the tap before on this screen: as the screen measured it, else by the clock."""
    if record.gap_ms is not None:
        return timedelta(milliseconds=record.gap_ms)
    query = Tap.of_screen(touchpoint.id, screen.kiosk_id, moment - WINDOW, moment).with_only_columns(Tap.captured_at)
    before = session.scalars(query).all()
    return moment - before[-1] if before else None


def set_bursts_aside(session: Session, tap: Tap) -> None:
    """Where too many came in a minute, set all of them aside, those that were counted before included."""
    around = tap.captured_at - WINDOW, tap.captured_at + WINDOW
    near = Tap.of_screen(tap.touchpoint_id, tap.kiosk_id, *around).where(Tap.state.in_(("counted", "burst")))
    found = session.execute(near.with_only_columns(Tap.id, Tap.captured_at)).all()
    ids = [found[position].id for position in burst([moment for _, moment in found])]
    if ids:
        is_counted = Tap.id.in_(ids), Tap.state == "counted", Tap.restored_at.is_(None)
        flag(session, session.scalars(select(Tap).where(*is_counted)).all())


def flag(session: Session, taps: Sequence[Tap]) -> None:
    before = standings(taps)
    for tap in taps:
        tap.state = "burst"
    move(session, before, standings(taps))


def standings(taps: Iterable[Tap]) -> list[Standing]:
    return [Standing.of(tap) for tap in taps]


def close_when_all_answered(session: Session, group: GroupRound, now: datetime) -> None:
    answers = session.scalars(select(Tap.id).where(Tap.group_id == group.id)).all()
    if len(answers) >= group.present:
        group.closed_at = group.closed_at or now


def tap_of(session: Session, id: UUID, subject: Subject) -> Tap | None:
    """The tap of this id, if it is about this."""
    tap = session.get(Tap, id)
    return tap if tap and tap.touchpoint.subject == subject else None
