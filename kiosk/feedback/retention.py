"""When feedback is forgotten: exact times after a day, words after a year, taps after two. Counts stay (rule R5)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from kiosk.feedback.honesty import to_the_minute
from kiosk.feedback.models import Comment, Conflict, GroupRound, Tap, Withdrawal

EXACT_FOR = timedelta(hours=24)
REJECTED_FOR = timedelta(days=30)
COMMENTS_FOR = timedelta(days=365)
TAPS_FOR = timedelta(days=730)
AT_ONCE = 5000


class Erased(NamedTuple):
    """How many of each: taps whose seconds were erased, comments, and whole taps."""

    seconds: int = 0
    comments: int = 0
    taps: int = 0


def is_due(session: Session, now: datetime) -> bool:
    """Whether anything is to be forgotten."""
    kinds = ((Tap.id, is_still_exact(now)), (Comment.id, is_old_comment(now)), (Tap.id, is_old_tap(now)))
    return any(session.scalar(select(id).where(what).limit(1)) is not None for id, what in kinds)


def erase(session: Session, now: datetime) -> Erased:
    """Forget what is old. The session must be one that writes; the caller commits."""
    comments = session.scalars(delete(Comment).where(is_old_comment(now)).returning(Comment.id)).all()
    session.execute(delete(Comment).where(Comment.tap_id.in_(select(Tap.id).where(is_old_tap(now)))))
    taps = session.scalars(delete(Tap).where(is_old_tap(now)).returning(Tap.id)).all()
    for kind, moment in ((Withdrawal, Withdrawal.withdrawn_at), (Conflict, Conflict.received_at)):
        session.execute(delete(kind).where(moment <= now - TAPS_FOR))
    return Erased(forget_seconds(session, now), len(comments), len(taps))


def forget_seconds(session: Session, now: datetime) -> int:
    """Leave the minute of each tap that is a day old, and nothing of how quickly it came after another.

    The last answer of a group may have closed its round: of that moment, too, only the end of its minute stays.
    """
    recent = GroupRound.closed_at.between(now - REJECTED_FOR, now - EXACT_FOR)
    for one in session.scalars(select(GroupRound).where(recent)):
        if one.closed_at and one.closed_at != to_the_minute(one.closed_at):
            one.closed_at = to_the_minute(one.closed_at) + timedelta(minutes=1)
    count = 0
    while taps := session.scalars(select(Tap).where(is_still_exact(now)).limit(AT_ONCE)).all():
        for tap in taps:
            tap.captured_at, tap.received_at = map(to_the_minute, (tap.captured_at, tap.received_at))
            tap.gap_ms, tap.is_exact = None, False
        session.flush()
        count += len(taps)
    return count


def is_still_exact(now: datetime) -> ColumnElement[bool]:
    return Tap.is_exact.is_(True) & (Tap.received_at <= now - EXACT_FOR)


def is_old_tap(now: datetime) -> ColumnElement[bool]:
    return Tap.captured_at <= now - TAPS_FOR


def is_old_comment(now: datetime) -> ColumnElement[bool]:
    """Rejected for a month, or a year old."""
    is_rejected = (Comment.state == "rejected") & (Comment.read_at <= now - REJECTED_FOR)
    return or_(is_rejected, Comment.written_at <= now - COMMENTS_FOR)
