"""The drawings of the map that pages show, kept from one visitor to the next."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app, g, url_for
from markupsafe import Markup

from kiosk.directory.atlas.map import CityMap
from kiosk.directory.atlas.pins import MapPoint
from kiosk.directory.finder.index import Entry
from kiosk.directory.hours.opening import Status
from kiosk.directory.models import Place
from kiosk.directory.snapshot import Standing, standing_place
from kiosk.web.visit import visit_mark

# Pixels across a pin that can be tapped; the map of a phone shows it at three fifths.
PIN_TARGET = 90
# Pixels across a pin that is only looked at.
PIN_SIZE = 56
# Of some 12 kB.
MAPS_KEPT = 256
# Stands for the mark of the visit in drawings that one visit after another shares.
MARK = "MARK"


class Scene(NamedTuple):
    """What a map shows: places by number, the visitor (latitude, longitude); its width and its pins in pixels."""

    points: tuple[MapPoint, ...]
    here: tuple[float, float] | None
    width: int
    pin: int


def map_of(places: Sequence[Place | Entry], statuses: Mapping[int, Status], width: int = 480) -> Scene:
    """A picture beside a list: the places with their numbers there, those whose position is doubtful left off."""
    here = standing_place()
    points = tuple(map_point(place, statuses[place.id], here) for place in places)
    return Scene(points, here.position if here else None, width, PIN_SIZE)


def map_to_touch(places: Sequence[Place | Entry], statuses: Mapping[int, Status], width: int) -> Scene:
    """The same, with pins that lead to their places."""
    scene = map_of(places, statuses, width)
    points = tuple(
        point._replace(href=url_for("directory.show", id=place.id, map="1", visit=None if g.is_personal else MARK))
        for point, place in zip(scene.points, places, strict=True)
    )
    return scene._replace(points=points, pin=PIN_TARGET)


def map_point(place: Place | Entry, status: Status, here: Standing | None) -> MapPoint:
    known = not (place.is_position_doubtful or place.is_example)
    return MapPoint(
        latitude=place.latitude if known else None,
        longitude=place.longitude if known else None,
        name=place.name,
        href="",
        is_open=status.state == "open",
        is_here=here is not None and place.id == here.id,
    )


def city_map(scene: Scene, label: str) -> Markup:
    """The map as the drawing of a page."""
    return drawn(scene, label, g.language.locale, g.is_personal).replace(f"visit={MARK}", f"visit={visit_mark()}")


# One visitor after the other asks for the nearest places, and a drawing costs as much as the rest of the page.
@lru_cache(maxsize=MAPS_KEPT)
def drawn(scene: Scene, label: str, locale: str, is_personal: bool) -> Markup:
    drawing: Any = current_app.jinja_env.get_template("directory/map.html").module
    svg: Markup = drawing.city_map(
        CityMap.around(scene.points, scene.here, width=scene.width, target=scene.pin), label, is_personal
    )
    return svg
