"""Drawing on a plane: metres around Strasbourg, simplified outlines, SVG path data."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import NamedTuple

ORIGIN = (48.58, 7.75)
METRES_PER_DEGREE = 111_195.0  # of latitude, on the sphere of mean radius 6,371,009 m
METRES_PER_DEGREE_EAST = METRES_PER_DEGREE * cos(radians(ORIGIN[0]))

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle with its sides along the axes, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def grown(self, margin: float) -> "Box":
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


def box_around(points: Iterable[Point]) -> Box:
    """The smallest box that holds the points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_of_size(centre: Point, width: float, height: float) -> Box:
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def projected(latitude: float, longitude: float) -> Point:
    """Metres east and south of `ORIGIN`, equirectangular: true to 0.3 % over the Eurométropole."""
    return (longitude - ORIGIN[1]) * METRES_PER_DEGREE_EAST, (ORIGIN[0] - latitude) * METRES_PER_DEGREE


def distance_to_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def distance_to_line(point: Point, line: Sequence[Point]) -> float:
    return min(distance_to_segment(point, start, end) for start, end in pairwise(line))


def paced(track: Sequence[Point], step: float) -> Iterator[Point]:
    """Points every `step` metres along the track, and its last one."""
    walked = 0.0
    for (x, y), (u, v) in pairwise(track):
        length = hypot(u - x, v - y)
        while walked < length:
            yield x + (u - x) * walked / length, y + (v - y) * walked / length
            walked += step
        walked -= length
    yield track[-1]


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The same line with fewer points, nowhere further off than `tolerance` (Douglas and Peucker, 1973)."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = first, tolerance
        for index in range(first + 1, last):
            off = distance_to_segment(points[index], points[first], points[last])
            if off > distance:
                farthest, distance = index, off
        if farthest != first:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[index] for index in sorted(kept)]


def path_data(points: Sequence[Point], unit: float, is_closed: bool = False) -> str:
    """SVG path data on a grid of `unit`: one absolute start, then whole-numbered relative steps."""
    grid = [(round(x / unit), round(y / unit)) for x, y in points]
    steps = [(x - u, y - v) for (u, v), (x, y) in pairwise(grid) if (x, y) != (u, v)]
    if is_closed and steps:
        steps.pop()
    return f"M{compact(grid[:1])}" + (f"l{compact(steps)}" if steps else "") + ("z" if is_closed else "")


def compact(pairs: Sequence[tuple[int, int]]) -> str:
    """Numbers with a blank only where a minus sign does not part them already."""
    return " ".join(f"{x} {y}" for x, y in pairs).replace(" -", "-")
