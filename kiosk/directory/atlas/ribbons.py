"""Tram lines that share a street, drawn side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import hypot
from typing import NamedTuple

from kiosk.directory.atlas.drawing import Point, paced
from kiosk.directory.atlas.tramways import tramways

SAME_WAY = 0.8  # cosine of the angle under which two lines still run along the same street


class Sample(NamedTuple):
    """A point of a track and the direction of travel there, a vector of length 1."""

    x: float
    y: float
    dx: float
    dy: float

    def offset_to(self, other: "Sample") -> tuple[float, float]:
        """How far the other lies ahead and to the right, in metres."""
        east, south = other.x - self.x, other.y - self.y
        return east * self.dx + south * self.dy, south * self.dx - east * self.dy

    def likeness(self, other: "Sample") -> float:
        """The cosine between the two directions: 1 the same, -1 the opposite way."""
        return self.dx * other.dx + self.dy * other.dy

    def turned(self) -> "Sample":
        return Sample(self.x, self.y, -self.dx, -self.dy)


Track = Sequence[Sample]


def ribbons(step: float, reach: float, spacing: float) -> dict[str, list[Point]]:
    """Each line by its letter, moved aside so that lines on the same street run `spacing` metres apart.

    Tracks within `reach` metres count as one street; they are looked at every `step` metres.
    """
    window = max(2, round(spacing / step))
    drawn = {}
    for ref, places in places_on_streets(step, reach).items():
        moves = smoothed([place.move(spacing) for place in places], window)
        drawn[ref] = [(place.x + dx, place.y + dy) for place, (dx, dy) in zip(places, moves, strict=True)]
    return drawn


class PlaceOnStreet(NamedTuple):
    """A point of a track, how far it lies from the first line of its street, and its rank from the middle lane.

    `right_x`, `right_y` is the direction to the right of that first line, a vector of length 1.
    """

    x: float
    y: float
    off: float
    rank: float
    right_x: float
    right_y: float

    def move(self, spacing: float) -> Point:
        """The move onto its lane: the first line gives the middle of the street, letters go from left to right."""
        distance = self.rank * spacing - self.off
        return self.right_x * distance, self.right_y * distance


@cache
def places_on_streets(step: float, reach: float) -> dict[str, list[PlaceOnStreet]]:
    tracks = agreeing({line.ref: sampled(line.track, step) for line in tramways()}, step, reach)
    neighbours = Neighbours(tracks, step, reach)
    return {ref: [neighbours.place(ref, sample) for sample in track] for ref, track in tracks.items()}


class Neighbours:
    """Finds what runs beside a sample: the tracks, sorted into square cells."""

    def __init__(self, tracks: Mapping[str, Track], step: float, reach: float) -> None:
        self.step, self.reach, self.size = step, reach, max(step, reach)
        self.cells: dict[tuple[int, int], list[tuple[str, Sample]]] = defaultdict(list)
        for ref, track in tracks.items():
            for sample in track:
                self.cells[self.cell(sample)].append((ref, sample))

    def cell(self, sample: Sample) -> tuple[int, int]:
        return int(sample.x // self.size), int(sample.y // self.size)

    def around(self, sample: Sample) -> Iterator[tuple[str, Sample, float]]:
        """Line, sample and distance to the side of all that runs along the same street, either way."""
        column, row = self.cell(sample)
        for cell in ((x, y) for x in (column - 1, column, column + 1) for y in (row - 1, row, row + 1)):
            for ref, other in self.cells.get(cell, ()):
                ahead, aside = sample.offset_to(other)
                if abs(ahead) <= self.step and abs(aside) <= self.reach and abs(sample.likeness(other)) > SAME_WAY:
                    yield ref, other, abs(aside)

    def place(self, ref: str, sample: Sample) -> PlaceOnStreet:
        """Where a line runs among those on the same street."""
        nearest: dict[str, tuple[float, Sample]] = {ref: (0.0, sample)}
        for other_ref, other, distance in self.around(sample):
            if other_ref != ref:
                nearest[other_ref] = min(nearest.get(other_ref, (distance, other)), (distance, other))
        lanes = sorted(nearest)
        _, leader = nearest[lanes[0]]
        rank = lanes.index(ref) - (len(lanes) - 1) / 2
        return PlaceOnStreet(sample.x, sample.y, leader.offset_to(sample)[1], rank, -leader.dy, leader.dx)


def agreeing(tracks: Mapping[str, Track], step: float, reach: float) -> dict[str, Track]:
    """The tracks, some of them turned round so that lines on the same street travel the same way."""
    agreed: dict[str, Track] = {}
    for ref, track in tracks.items():
        neighbours = Neighbours(agreed, step, reach)
        same = sum(sample.likeness(other) for sample in track for _, other, _ in neighbours.around(sample))
        agreed[ref] = track if same >= 0 else [sample.turned() for sample in reversed(track)]
    return agreed


def smoothed(moves: Sequence[Point], window: int) -> list[Point]:
    """Each move as the mean of those up to `window` places before and after it."""
    sums = list(accumulate(moves, lambda total, move: (total[0] + move[0], total[1] + move[1]), initial=(0.0, 0.0)))
    means = []
    for index in range(len(moves)):
        first, last = max(0, index - window), min(len(moves), index + window + 1)
        (x, y), (u, v) = sums[first], sums[last]
        means.append(((u - x) / (last - first), (v - y) / (last - first)))
    return means


def sampled(track: Sequence[Point], step: float) -> list[Sample]:
    """Points every `step` metres with the direction in which the track passes there."""
    points = list(paced(track, step))
    return [heading(points, index) for index in range(len(points))]


def heading(points: Sequence[Point], index: int) -> Sample:
    (x, y), (u, v) = points[max(0, index - 2)], points[min(len(points) - 1, index + 2)]
    length = hypot(u - x, v - y) or 1.0
    return Sample(*points[index], (u - x) / length, (v - y) / length)
