"""What speaks against the hour of an appointment: the place, the day, or what the person wished for."""

from collections.abc import Iterator
from datetime import datetime, time

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.workshops.models import HelpRequest
from kiosk.workshops.planning.warnings import LAST_MINUTE, Slot, Warning, warnings

NOON = time(12)


def warnings_of_meeting(help_request: HelpRequest, place: Place, starts_at: datetime) -> list[Warning]:
    """Nobody has said how long they will meet: the place must be open when they do."""
    begins = starts_at.astimezone(TOWN)
    slot = Slot(None, place, "", begins, begins + LAST_MINUTE)
    return [*warnings(slot, ()), *warnings_of_wish(help_request, slot)]


def warnings_of_wish(help_request: HelpRequest, slot: Slot) -> Iterator[Warning]:
    is_morning = slot.starts_at.time() < NOON
    if help_request.hours == "morning" and not is_morning:
        yield Warning("wished_morning", slot)
    if help_request.hours == "afternoon" and is_morning:
        yield Warning("wished_afternoon", slot)
