"""What staff should know before people come for nothing. A warning forbids nothing."""

from datetime import datetime, timedelta
from typing import Literal

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.holidays import is_public_holiday
from kiosk.workshops.models import Workshop

Warning = Literal["public_holiday", "place_closed"]
LAST_MINUTE = timedelta(minutes=1)


def warnings(workshop: Workshop) -> list[Warning]:
    """A public holiday of Alsace, or a place that is closed at the beginning or at the end."""
    if workshop.cancelled_at:
        return []
    is_holiday = is_public_holiday(workshop.starts_at.astimezone(TOWN).date())
    holiday: list[Warning] = ["public_holiday"] if is_holiday else []
    closed = is_closed(workshop.place, workshop.starts_at, workshop.ends_at)
    return [*holiday, "place_closed"] if closed else holiday


def is_closed(place: Place, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the hours and notices of the place say that it is closed at the beginning or at the end."""
    moments = (starts_at.astimezone(TOWN), ends_at.astimezone(TOWN) - LAST_MINUTE)
    return any(place.status(moment).state == "closed" for moment in moments)
