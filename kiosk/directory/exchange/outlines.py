"""Points, borders and the distances between them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

KM_PER_DEGREE = 111.195

Box = tuple[float, float, float, float]
Ring = list[tuple[float, float]]


class Point(NamedTuple):
    """WGS84 degrees."""

    latitude: float
    longitude: float

    def is_in(self, box: Box) -> bool:
        """Whether the point lies in a box of (south, west, north, east)."""
        south, west, north, east = box
        return south <= self.latitude <= north and west <= self.longitude <= east

    @property
    def swapped(self) -> "Point":
        return Point(self.longitude, self.latitude)


@dataclass(frozen=True)
class Outline:
    """The border of a commune, as rings of (longitude, latitude)."""

    rings: tuple[Ring, ...]

    @cached_property
    def box(self) -> Box:
        longitudes, latitudes = zip(*(corner for ring in self.rings for corner in ring), strict=True)
        return min(latitudes), min(longitudes), max(latitudes), max(longitudes)

    def contains(self, point: Point) -> bool:
        """Whether a line to the east crosses the border an odd number of times."""
        return point.is_in(self.box) and sum(crossing(point, *edge) for edge in self.edges()) % 2 == 1

    def border_km(self, point: Point) -> float:
        """The distance to the nearest border, from inside or outside."""
        return min(segment_km(point, *edge) for edge in self.edges())

    def distance_km(self, point: Point) -> float:
        """0 inside, else the distance to the border."""
        return 0.0 if self.contains(point) else self.border_km(point)

    def edges(self) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        return (edge for ring in self.rings for edge in pairwise(ring))


def kilometres(one: Point, other: Point) -> float:
    """The distance as the crow flies, on a plane: exact to a few metres within a conurbation."""
    return math.hypot(*flat(other, one))


def flat(point: Point, origin: Point) -> tuple[float, float]:
    """Kilometres to the east and to the north of the origin."""
    shrinking = math.cos(math.radians(origin.latitude))
    return (
        (point.longitude - origin.longitude) * KM_PER_DEGREE * shrinking,
        (point.latitude - origin.latitude) * KM_PER_DEGREE,
    )


def segment_km(point: Point, start: tuple[float, float], end: tuple[float, float]) -> float:
    (x1, y1), (x2, y2) = (flat(Point(latitude, longitude), point) for longitude, latitude in (start, end))
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = min(1.0, max(0.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
    return math.hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def crossing(point: Point, start: tuple[float, float], end: tuple[float, float]) -> bool:
    (x1, y1), (x2, y2) = start, end
    if (y1 > point.latitude) == (y2 > point.latitude):
        return False
    return point.longitude < x1 + (point.latitude - y1) / (y2 - y1) * (x2 - x1)
