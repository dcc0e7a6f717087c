"""Changing several workshops at once, while nobody else changes them."""

from collections.abc import Callable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Series, Workshop


def held(session: Session, workshop: Workshop, concerned: Callable[[Workshop], Select[int]]) -> list[Workshop]:
    """The workshops that a change of this one concerns, by their ids, locked until the end of the transaction.

    The series is locked first and then the workshops in the order of their ids: two people who change a series at once
    wait one for the other, never in a circle.
    """
    session.execute(select(Series.id).where(Series.id == workshop.series_id).with_for_update())
    session.refresh(workshop)  # as it was left by whoever held the series before
    ids = session.scalars(concerned(workshop).order_by(Workshop.id)).all()
    return [session.scalars(Workshop.locked(id)).one() for id in ids]
