"""The same series once more: somebody went back, and made it again without meaning to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Workshop
from kiosk.workshops.planning.draft import Facts
from kiosk.workshops.refusals import SeriesKnown

Meeting = tuple[int, int, str, datetime]
"""Course, place, room and beginning."""


def check_new(session: Session, plan: Sequence[Facts]) -> None:
    """Raises SeriesKnown when one series has all of these workshops already, and none of them is cancelled."""
    wanted = {meeting_of(facts) for facts in plan}
    taking_place = Workshop.cancelled_at.is_(None)
    there = select(Workshop.series_id).where(taking_place, is_held(meeting_of(plan[0])))
    for id in session.scalars(there.where(Workshop.series_id.is_not(None)).order_by(Workshop.series_id)).all():
        columns = (Workshop.course_id, Workshop.place_id, Workshop.room, Workshop.starts_at)
        found = session.execute(select(*columns).where(taking_place, Workshop.series_id == id))
        if id and wanted <= {tuple(row) for row in found}:
            raise SeriesKnown(id)


def meeting_of(facts: Facts) -> Meeting:
    return facts.course_id, facts.place_id, facts.room, facts.hours()[0]


def is_held(meeting: Meeting) -> ColumnElement[bool]:
    course, place, room, starts_at = meeting
    is_there = and_(Workshop.course_id == course, Workshop.place_id == place, Workshop.room == room)
    return and_(is_there, Workshop.starts_at == starts_at)
