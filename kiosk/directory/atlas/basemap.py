"""What every map is drawn on: the communes and the tram lines, ready as path data for each zoom level.

Communes: IGN Admin Express 2018 (Licence Ouverte 2.0); tram lines: © OpenStreetMap contributors (ODbL).
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.directory.atlas.drawing import Box, Point, box_around, distance_to_line, path_data, projected, simplified
from kiosk.directory.atlas.ribbons import ribbons
from kiosk.directory.atlas.stops import Stop, stops

OUTLINES = Path(__file__).parent.parent / "data" / "communes.geojson"
HALF_PIXEL = 0.5  # the grid of the path data
TOLERANCE = 0.8  # pixels by which an outline may be off
LANE = 5.0  # pixels between the middles of two lines on one street
STEPS = (20.0, 40.0, 80.0, 160.0)  # metres from one point of a track to the next that is looked at
CHUNK = 60  # samples of a tram line in one piece of path
STOPS_UP_TO = 14.0  # metres per pixel up to which tram stops are shown
LABEL_SPOTS = 60  # places for its name tried per commune

Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Commune:
    """A town: its outlines in projected metres, closed rings; the first point of a ring is repeated as its last."""

    name: str
    population: int
    rings: tuple[Ring, ...]

    @property
    def is_city(self) -> bool:
        return self.population > 100_000

    @property
    def box(self) -> Box:
        return box_around(point for ring in self.rings for point in ring)


@dataclass(frozen=True)
class Piece:
    """Path data and the part of the plane it covers, in metres."""

    path: str
    box: Box


@dataclass(frozen=True)
class Lane:
    """A tram line at one zoom level: its points in metres, moved aside, and the pieces it is drawn in."""

    ref: str
    points: tuple[Point, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Level:
    """Everything drawn at a scale of `metres` per pixel; path data is in half pixels."""

    metres: float
    communes: tuple[tuple[Commune, Piece], ...]
    lanes: tuple[Lane, ...]
    stops: tuple[tuple[str, Point], ...]


@cache
def level(metres: float) -> Level:
    """The base map at a scale of so many metres per pixel."""
    drawn_lanes = tuple(lane(ref, points, metres) for ref, points in lanes(metres).items())
    return Level(
        metres,
        tuple((commune, commune_piece(commune, metres)) for commune in communes()),
        drawn_lanes,
        stops_on(drawn_lanes) if metres <= STOPS_UP_TO else (),
    )


@cache
def bounds() -> Box:
    """The Eurométropole in projected metres."""
    return box_around(point for commune in communes() for ring in commune.rings for point in ring)


@cache
def communes() -> tuple[Commune, ...]:
    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    return tuple(
        Commune(feature["properties"]["nom"], feature["properties"]["population"], rings_of(feature["geometry"]))
        for feature in features
    )


def rings_of(geometry: Mapping[str, Any]) -> tuple[Ring, ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(
        tuple(projected(latitude, longitude) for longitude, latitude in ring) for rings in polygons for ring in rings
    )


def commune_piece(commune: Commune, metres: float) -> Piece:
    rings = (simplified_ring(ring, metres * TOLERANCE) for ring in commune.rings)
    return Piece("".join(path_data(ring, metres * HALF_PIXEL, is_closed=True) for ring in rings), commune.box)


def simplified_ring(ring: Ring, tolerance: float) -> list[Point]:
    """The ring simplified border by border, so that both neighbours of a border get the same line."""
    corners = [index for index in range(len(ring) - 1) if is_corner(ring, index)] or [0]
    turned = ring[corners[0] : -1] + ring[: corners[0] + 1]
    cuts = [index - corners[0] for index in corners] + [len(turned) - 1]
    points = [turned[0]]
    for first, last in pairwise(cuts):
        border = turned[first : last + 1]
        way = 1 if border[0] <= border[-1] else -1  # the same way for both neighbours
        points += simplified(border[::way], tolerance)[::way][1:]
    return points


def is_corner(ring: Ring, index: int) -> bool:
    """Whether a border ends here: the communes that meet at this point are not those of the point before or after."""
    owners = owners_by_point()
    here, before, after = owners[ring[index]], owners[ring[index - 1 or -1]], owners[ring[index + 1]]
    return not (here <= before and here <= after) or len(here) > 2


@cache
def owners_by_point() -> dict[Point, set[str]]:
    owners: dict[Point, set[str]] = defaultdict(set)
    for commune in communes():
        for ring in commune.rings:
            for point in ring:
                owners[point].add(commune.name)
    return owners


def lanes(metres: float) -> dict[str, list[Point]]:
    """The lines side by side; few different steps, so that what runs beside what is found out once for many scales."""
    step = next(step for step in STEPS if step >= 1.4 * metres or step == STEPS[-1])
    return ribbons(step, 1.5 * step, LANE * metres)


def lane(ref: str, points: Sequence[Point], metres: float) -> Lane:
    chunks = (points[start : start + CHUNK + 1] for start in range(0, len(points) - 1, CHUNK))
    pieces = (simplified(chunk, metres * TOLERANCE / 2) for chunk in chunks)
    return Lane(
        ref,
        tuple(points),
        tuple(Piece(path_data(piece, metres * HALF_PIXEL), box_around(piece)) for piece in pieces),
    )


@cache
def label_spots() -> dict[str, tuple[tuple[float, Point], ...]]:
    """Points inside each commune where its name could stand, with their distance in metres from its border."""
    return {commune.name: tuple(spots(commune)) for commune in communes()}


def spots(commune: Commune) -> Iterator[tuple[float, Point]]:
    box = commune.box
    step = (box.width * box.height / LABEL_SPOTS) ** 0.5
    for row in range(1, int(box.height / step) + 1):
        for column in range(1, int(box.width / step) + 1):
            point = (box.left + (column - 0.5) * step, box.top + (row - 0.5) * step)
            if is_inside(point, commune.rings):
                yield min(distance_to_line(point, ring) for ring in commune.rings), point


def is_inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Even-odd rule, so that holes are outside."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (u, v), (p, q) in pairwise(ring):
            crossings += (v > y) != (q > y) and x < u + (y - v) * (p - u) / (q - v)
    return crossings % 2 == 1


def stops_on(lanes_here: Sequence[Lane]) -> tuple[tuple[str, Point], ...]:
    """Name and middle, among the lanes of its lines, of each tram stop, the busiest first."""
    points = {lane.ref: lane.points for lane in lanes_here}
    called = sorted((stop for stop in stops() if stop.is_tram), key=lambda stop: (-len(stop.lines), stop.name))
    return tuple((stop.name, middle([nearest(points[ref], stop) for ref in stop.lines])) for stop in called)


def nearest(points: Sequence[Point], stop: Stop) -> Point:
    x, y = middle([projected(*platform) for platform in stop.platforms])
    return min(points, key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)


def middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
