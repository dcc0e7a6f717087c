"""The nearest stop of the public transport, for directions in words.

Stops: GTFS of the CTS (Compagnie des transports strasbourgeois). Timetables and the lines of each stop are
not in the file; which trams call at a stop is read from where its platforms lie.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, ceil, degrees, hypot
from pathlib import Path

from kiosk.directory.atlas.distance import metres
from kiosk.directory.atlas.drawing import Point, distance_to_line, paced, projected
from kiosk.directory.atlas.tramways import Tramway, tramways

STOPS = Path(__file__).parent.parent / "data" / "stops.csv"
FARTHEST = 1500  # metres; beyond, a stop is no help to somebody on foot
CELL = 500  # metres, the side of a cell of the index
METRES_PER_MINUTE = 75  # 4.5 km/h, a calm walk: the assumption of this project, slower than the usual 5 km/h
DETOUR = 1.3  # streets against the straight line: the usual factor in European towns, an assumption too
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
PLATFORM = 10  # metres from the track to a tram's platform; measured on the data, bus stops beside a tram lie further
TERMINUS = 30  # metres from the end of a track to its last platform


@dataclass(frozen=True)
class Stop:
    """All the platforms of one name, as (latitude, longitude), and the letters of the trams that call there."""

    name: str
    platforms: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]

    @property
    def is_tram(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True)
class NearbyStop:
    """A stop seen from a place: `metres` in a straight line, `direction` in which the place lies from the stop."""

    name: str
    metres: int
    direction: str
    lines: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """Minutes on foot, rounded up, at least 1."""
        return max(1, ceil(self.metres * DETOUR / METRES_PER_MINUTE))

    @property
    def is_tram(self) -> bool:
        return bool(self.lines)


def nearest_stop(latitude: float, longitude: float) -> NearbyStop | None:
    """The stop with the nearest platform, or None when there is none within 1.5 km."""
    here = projected(latitude, longitude)
    found = min(platforms_around(here), key=lambda platform: platform[0], default=None)
    if found is None:
        return None
    _, stop, platform = found
    distance = round(metres(platform, (latitude, longitude)))
    direction = compass_point(projected(*platform), here)
    return NearbyStop(stop.name, distance, direction, stop.lines) if distance <= FARTHEST else None


Platform = tuple[float, Stop, tuple[float, float]]


def platforms_around(here: Point) -> Iterator[Platform]:
    """The platforms of the nearest cells that have any, widened until nothing nearer can lie outside."""
    column, row = int(here[0] // CELL), int(here[1] // CELL)
    nearest = float(FARTHEST + CELL)
    for ring in range(FARTHEST // CELL + 2):
        if nearest <= (ring - 1) * CELL:
            return
        for cell in ring_of_cells(column, row, ring):
            for point, stop, position in platforms_by_cell().get(cell, ()):
                distance = hypot(point[0] - here[0], point[1] - here[1])
                if distance < nearest:
                    nearest = distance
                    yield distance, stop, position


@cache
def ring_offsets(ring: int) -> tuple[tuple[int, int], ...]:
    span = range(-ring, ring + 1)
    return tuple((x, y) for x in span for y in span if max(abs(x), abs(y)) == ring)


def ring_of_cells(column: int, row: int, ring: int) -> Iterator[tuple[int, int]]:
    return ((column + x, row + y) for x, y in ring_offsets(ring))


@cache
def platforms_by_cell() -> dict[tuple[int, int], list[tuple[Point, Stop, tuple[float, float]]]]:
    cells = defaultdict(list)
    for stop in stops():
        for position in stop.platforms:
            x, y = projected(*position)
            cells[int(x // CELL), int(y // CELL)].append(((x, y), stop, position))
    return dict(cells)


def compass_point(start: Point, end: Point) -> str:
    """One of the eight points of the compass, for somebody who walks from the first to the second."""
    clockwise = degrees(atan2(end[0] - start[0], start[1] - end[1]))
    return COMPASS[round(clockwise / 45) % 8]


@cache
def stops() -> tuple[Stop, ...]:
    """Every named stop; a temporary variant (`Marne (déviation marché)`) gives way to the plain name."""
    by_name: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with STOPS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            by_name[" ".join(row["stop_name"].split())].append((float(row["stop_lat"]), float(row["stop_lon"])))
    plain = {name: places for name, places in by_name.items() if name.partition(" (")[0] not in by_name.keys() - {name}}
    near = trackside()
    return tuple(Stop(name, tuple(places), trams_at(places, near)) for name, places in sorted(plain.items()))


def trams_at(platforms: Sequence[tuple[float, float]], near: Mapping[tuple[int, int], set[str]]) -> tuple[str, ...]:
    points = [projected(*platform) for platform in platforms]
    close = set().union(*(near.get(trackside_cell(point), set()) for point in points))
    return tuple(line.ref for line in tramways() if line.ref in close and is_served(points, line))


def is_served(platforms: Sequence[Point], line: Tramway) -> bool:
    """Whether two platforms lie at the track, one for each way, or one where the line ends."""
    at_the_track = sum(distance_to_line(platform, line.track) <= PLATFORM for platform in platforms)
    ends = (line.track[0], line.track[-1])
    return at_the_track >= 2 or any(hypot(x - u, y - v) <= TERMINUS for x, y in platforms for u, v in ends)


def trackside() -> dict[tuple[int, int], set[str]]:
    """The letters of the lines by the cells they come near to, so that few stops are measured exactly."""
    cells: dict[tuple[int, int], set[str]] = defaultdict(set)
    for line in tramways():
        for column, row in {trackside_cell(point) for point in paced(line.track, TERMINUS)}:
            for x, y in (*ring_offsets(0), *ring_offsets(1)):
                cells[column + x, row + y].add(line.ref)
    return cells


def trackside_cell(point: Point) -> tuple[int, int]:
    return int(point[0] // TERMINUS), int(point[1] // TERMINUS)
