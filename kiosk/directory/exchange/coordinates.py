"""Where a place is said to be, held against the map: France, the commune that is named, the stop of the same name.

Sources: outlines IGN Admin Express 2018 (simplified, hence the tolerance), stops of the CTS (GTFS).
"""

import csv
import json
import math
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.directory.exchange.communes import Commune, communes
from kiosk.directory.exchange.outlines import Box, Outline, Point, kilometres
from kiosk.directory.exchange.streets import named_after

DATA = Path(__file__).parent.parent / "data"
TOLERANCE_KM = 0.3
# Of the 20 places of the Eurométropole in the two national extracts, six have a stop in their commune that is named as
# their street is: five lie between 0.1 and 1.4 km from it (the Route du Polygone is long), the wrong one 4.5 km.
STOP_KM = 2.5
METROPOLE: Box = (41.2, -5.3, 51.2, 9.7)
OVERSEAS: dict[str, Box] = {
    "971": (15.7, -61.9, 16.6, -60.9),
    "972": (14.3, -61.3, 15.0, -60.7),
    "973": (2.0, -54.7, 5.9, -51.5),
    "974": (-21.5, 55.1, -20.8, 55.9),
    "975": (46.7, -56.5, 47.2, -56.1),
    "976": (-13.1, 44.9, -12.5, 45.4),
    "977": (17.8, -63.0, 18.0, -62.7),
    "978": (18.0, -63.2, 18.2, -62.9),
    "986": (-14.4, -178.3, -13.1, -176.0),
    "987": (-28.0, -155.0, -7.5, -134.0),
    "988": (-23.0, 163.0, -19.0, 168.5),
}


class Position(NamedTuple):
    """A point in France, or none and the code of its fault; `change` says how it was put right."""

    point: Point | None
    change: str = ""
    fault: str = ""


class Doubt(NamedTuple):
    """Why a position is to be checked: `code` as in the report and what fills its sentence."""

    code: str
    details: dict[str, Any]


class Stop(NamedTuple):
    """A stop of bus or tram and the INSEE code of the commune it stands in."""

    name: str
    point: Point
    commune: str


class Territory:
    """The Eurométropole as the shipped files draw it."""

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """The border of each commune by INSEE code."""
        features = json.loads((self.folder / "communes.geojson").read_text(encoding="utf-8"))["features"]
        return {feature["properties"]["code_insee"]: outline(feature["geometry"]) for feature in features}

    @cached_property
    def stops(self) -> dict[str, list[Stop]]:
        """The stops by what streets, too, may be named after."""
        found: dict[str, list[Stop]] = {}
        with (self.folder / "stops.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                point = Point(float(row["stop_lat"]), float(row["stop_lon"]))
                stop = Stop(row["stop_name"], point, self.commune_at(point))
                found.setdefault(named_after(stop.name), []).append(stop)
        found.pop("", None)
        return found

    def commune_at(self, point: Point) -> str:
        """The INSEE code of the commune of the Eurométropole around a point, or an empty text."""
        return next((code for code, outline in self.outlines.items() if outline.contains(point)), "")

    def doubt(self, point: Point, commune: Commune | None, address: str = "", postal_code: str = "") -> Doubt | None:
        """What speaks against a position; `commune` is the one that is named, when it is of the Eurométropole."""
        if commune is None:
            return self.unnamed_commune(point, postal_code)
        return self.other_commune(point, commune) or self.far_stop(point, commune, address)

    def unnamed_commune(self, point: Point, postal_code: str) -> Doubt | None:
        """The commune around a point whose line names one from elsewhere, not just a district of this one."""
        actual = self.commune_at(point)
        if not actual or postal_code in ("", *communes()[actual].postal_codes):
            return None
        if (distance := self.outlines[actual].border_km(point)) <= TOLERANCE_KM:
            return None
        return Doubt("other_commune", {"actual": communes()[actual].name, "km": round(distance, 1)})

    def other_commune(self, point: Point, commune: Commune) -> Doubt | None:
        distance = self.outlines[commune.code].distance_km(point)
        if distance <= TOLERANCE_KM:
            return None
        actual = communes().get(self.commune_at(point))
        return Doubt("other_commune", {"actual": actual.name if actual else "", "km": round(distance, 1)})

    def far_stop(self, point: Point, commune: Commune, address: str) -> Doubt | None:
        """The stop named after the street of the address, when even the nearest of that name is too far away."""
        namesakes = [stop for stop in self.stops.get(named_after(address), ()) if stop.commune == commune.code]
        nearest = min(namesakes, key=lambda stop: kilometres(point, stop.point), default=None)
        if nearest is None or (distance := kilometres(point, nearest.point)) <= STOP_KM:
            return None
        return Doubt("far_from_stop", {"stop": nearest.name, "km": round(distance, 1)})


@cache
def territory() -> Territory:
    """The shipped territory, read once."""
    return Territory()


def position(latitude: str, longitude: str) -> Position:
    """The point that two cells mean; the faults: `incomplete_position`, `not_a_number`, `null_position`, `abroad`."""
    if not latitude or not longitude:
        return Position(None, fault="incomplete_position" if latitude or longitude else "")
    try:
        point = Point(degrees(latitude), degrees(longitude))
    except ValueError:
        return Position(None, fault="not_a_number")
    if is_french(point):
        return Position(point, "decimal_comma" if "," in latitude + longitude else "")
    if is_french(point.swapped):
        return Position(point.swapped, "swapped")
    return Position(None, fault="abroad" if any(point) else "null_position")


def degrees(text: str) -> float:
    value = float(text.strip(" °").replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def is_french(point: Point) -> bool:
    """Whether a point lies in a box around metropolitan France or one of its parts overseas."""
    return point.is_in(METROPOLE) or any(point.is_in(box) for box in OVERSEAS.values())


def is_of_region(point: Point, postal_code: str) -> bool:
    """Whether a point lies in that part of France, metropolitan or overseas, which the postal code belongs to."""
    return not postal_code or point.is_in(OVERSEAS.get(postal_code[:3], METROPOLE))


def outline(geometry: dict[str, Any]) -> Outline:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return Outline(tuple(ring for polygon in polygons for ring in polygon))
