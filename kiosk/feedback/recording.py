"""Writing an opinion down: once, however often it is sent; its newest revision, in whatever order they come (R4)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, exists, select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.counting import Standing, move
from kiosk.feedback.honesty import WINDOW, burst, captured, first_state, to_the_minute
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

    `is_personal` is somebody's own telephone, which may stand anywhere; `has_answered`, about the same, today.
    """

    kiosk_id: int | None = None
    place: Place | None = None
    is_personal: bool = False
    has_answered: bool = False


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
        tap = locked_tap(session, record.id)
        # Taken back while it waited for the lock.
        return revised(session, tap, record, now) if tap else Outcome("gone")
    if record.value is None:
        session.add(Withdrawal(id=record.id, withdrawn_at=to_the_minute(now)))
        return Outcome("withdrawn")
    return created(session, record, screen, now)


def locked_tap(session: Session, id: UUID) -> Tap | None:
    """The tap, which nobody else changes now. Its touchpoint is locked first, as it is for a new tap."""
    session.execute(select(Touchpoint.id).join(Tap).where(Tap.id == id).with_for_update(of=Touchpoint))
    query = select(Tap).where(Tap.id == id).with_for_update(of=Tap)
    return session.scalar(query.execution_options(populate_existing=True))


def revised(session: Session, tap: Tap, record: Record, now: datetime) -> Outcome:
    """What a record changes about a tap that is known. Whoever takes it back is right, whatever else was sent."""
    is_same_subject = record.subject == tap.touchpoint.subject
    if record.value is None and is_same_subject:
        withdraw(session, tap, now)
        return Outcome("withdrawn")
    if record.revision == tap.revision:
        return Outcome("repeated", tap) if record.digest == tap.digest else conflicting(session, tap, record, now)
    if record.revision < tap.revision:
        return Outcome("overtaken", tap)
    if record.value is None or not is_same_subject:
        return conflicting(session, tap, record, now)
    before = Standing.of(tap)
    tap.value, tap.reasons, tap.revision, tap.digest = record.value, record.reasons, record.revision, record.digest
    move(session, [before], [Standing.of(tap)])
    return Outcome("revised", tap)


def conflicting(session: Session, tap: Tap, record: Record, now: datetime) -> Outcome:
    """Keep what came first, and for staff what says something else."""
    if not session.scalar(select(Conflict.id).where(Conflict.tap_id == tap.id, Conflict.digest == record.digest)):
        moment = to_the_minute(now)
        session.add(Conflict(tap_id=tap.id, digest=record.digest, received_at=moment, record=record.facts))
    return Outcome("conflict", tap)


def withdraw(session: Session, tap: Tap, now: datetime) -> None:
    """Leave nothing of it but its id, so that it does not come back; what it alone made a burst is none any more."""
    before = [Standing.of(tap)]
    for kind in (Comment, Conflict):
        for one in session.scalars(select(kind).where(kind.tap_id == tap.id)):
            session.delete(one)
    session.flush()
    session.delete(tap)
    session.add(Withdrawal(id=tap.id, withdrawn_at=to_the_minute(now)))
    session.flush()
    calm = calmed(session, tap) if tap.state == "burst" else []
    before += standings(calm)
    for one in calm:
        one.state = "counted"
    move(session, before, standings(calm))


def created(session: Session, record: Record, screen: Screen, now: datetime) -> Outcome:
    """The tap that this record is the first word of, in its state, and counted."""
    assert record.value is not None
    group = session.scalar(GroupRound.locked(record.group)) if record.group else None
    moment, is_doubtful = captured(record.captured_at, record.sent_at, now)
    if record.group and not takes(group, record.subject, moment):
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
    count(session, tap)
    if group:
        close_when_all_answered(session, group, now)
    return Outcome("created", tap)


def state_of(
    session: Session, record: Record, screen: Screen, touchpoint: Touchpoint, channel: str, moment: datetime
) -> str:
    """How the tap stands by itself, before one looks for bursts."""
    return first_state(
        channel,
        is_test=record.is_test and channel != "group",
        is_closed=screen.place is not None and screen.place.status(moment).state == "closed",
        gap=gap_before(session, record, touchpoint, screen, moment),
        is_new_person=record.is_new_person,
        has_answered=screen.has_answered,
    )


def takes(group: GroupRound | None, subject: Subject, moment: datetime) -> bool:
    """Whether this round of a group is about this workshop and was open then: what waited on a screen still counts."""
    return group is not None and subject == Subject("workshop", str(group.workshop_id)) and group.is_open(moment)


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
    return screen.place.id if screen.place and not screen.is_personal else None


def gap_before(
    session: Session, record: Record, touchpoint: Touchpoint, screen: Screen, moment: datetime
) -> timedelta | None:
    """The time since the tap before on this screen: as the screen measured it, else by the clock."""
    if record.gap_ms is not None:
        return timedelta(milliseconds=record.gap_ms)
    query = Tap.of_screen(touchpoint.id, screen.kiosk_id, moment - WINDOW, moment).with_only_columns(Tap.captured_at)
    before = session.scalars(query).all()
    return moment - before[-1] if before else None


def count(session: Session, tap: Tap) -> None:
    """Count a new tap; where too many came in a minute, all of them are set aside, those counted before included.

    Numbers are written last, and once: whoever changes taps at the same time does it in the same order.
    """
    burst_with = crowded(session, tap) if tap.channel == "kiosk" and not tap.is_clock_doubtful else []
    before = standings(one for one in burst_with if one is not tap)
    for one in burst_with:
        one.state = "burst"
    move(session, before, standings({*burst_with, tap}))


def crowded(session: Session, tap: Tap) -> Sequence[Tap]:
    """The taps that count and stand in a window too full, around this one."""
    near, full = windows(session, tap, WINDOW)
    locked = Tap.locked([one.id for one in near if one.id in full])
    is_counted = Tap.state == "counted", Tap.restored_at.is_(None)
    return session.scalars(locked.where(*is_counted)).all() if full else []


def calmed(session: Session, tap: Tap) -> Sequence[Tap]:
    """The taps that were set aside as a burst together with this one, and stand in no full window without it."""
    near, full = windows(session, tap, 2 * WINDOW)
    ids = [one.id for one in near if one.id not in full and abs(one.captured_at - tap.captured_at) < WINDOW]
    is_burst = Tap.state == "burst", Tap.restored_at.is_(None)
    return session.scalars(Tap.locked(ids).where(*is_burst)).all() if ids else []


def windows(session: Session, tap: Tap, reach: timedelta) -> tuple[Sequence[Row[UUID, datetime]], set[UUID]]:
    """What was tapped around it on its screen, and the ids of those that stand in a window too full."""
    around = tap.captured_at - reach, tap.captured_at + reach
    query = Tap.of_screen(tap.touchpoint_id, tap.kiosk_id, *around).where(Tap.state.in_(("counted", "burst")))
    near = session.execute(query.with_only_columns(Tap.id, Tap.captured_at)).all()
    return near, {near[position].id for position in burst([moment for _, moment in near])}


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
