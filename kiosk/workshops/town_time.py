"""Moments that a clock of the town can show, and only once."""

from datetime import date, datetime, time, timedelta

from kiosk.config import TOWN
from kiosk.workshops.refusals import TimeSkipped, TimeTwice


def moment(day: date, at: time) -> datetime:
    """This time of the town's clocks on this day.

    Raises TimeSkipped in the night of spring that leaves an hour out, TimeTwice in that of autumn that has one twice.
    """
    first, second = (datetime.combine(day, at.replace(fold=fold), TOWN) for fold in (0, 1))
    before, after = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    if before < after:
        raise TimeSkipped
    if before > after:
        raise TimeTwice
    return first
