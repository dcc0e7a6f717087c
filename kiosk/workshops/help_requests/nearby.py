"""The places where somebody who asks for help may want to go."""

from math import cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, select, type_coerce

from kiosk.directory.models import Place
from kiosk.workshops.help_requests.answers import UNKNOWN


def places_helping(need: str = UNKNOWN, origin: Place | None = None) -> Select[Place]:
    """Those that really exist, receive people and help with this; the nearest to the origin first, else by name."""
    is_open_to_people = (Place.is_example.is_(False), ~codes(Place.access_modes).contains("|not_public|"))
    found = select(Place).where(Place.apart(), *is_open_to_people)
    if need != UNKNOWN:
        found = found.where(codes(Place.services).contains(f"|{need}|"))
    return found.order_by(*nearness(origin), Place.name, Place.id)


def codes(column: Any) -> ColumnElement[str]:
    """The column as it is kept: `|first|second|`."""
    return type_coerce(column, Text)


def nearness(origin: Place | None) -> tuple[Any, ...]:
    """What sorts the nearest first. In a town, squares of degrees tell it as well as metres do."""
    if origin is None or origin.position is None:
        return ()
    latitude, longitude = origin.position
    north, east = Place.latitude - latitude, (Place.longitude - longitude) * cos(radians(latitude))
    return Place.is_position_doubtful, Place.latitude.is_(None), north * north + east * east
