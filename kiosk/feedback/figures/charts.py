"""Where the lines of a chart go. Its words and numbers stand in the table beside it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kiosk.feedback.figures.score import Figure

WIDTH, HEIGHT = 640, 250
START, END, TOP, BOTTOM = 70, 622, 14, 205
"""The field in which something is drawn."""

MOST_LABELS = 6


class Point(NamedTuple):
    """A month: where it stands, the share of “very good” and its interval; `figure` is None where nothing is said."""

    month: date
    figure: Figure | None
    x: float
    is_labelled: bool
    y: float = 0
    low: float = 0
    high: float = 0

    @property
    def is_drawn(self) -> bool:
        return self.figure is not None and self.figure.is_scored


class Column(NamedTuple):
    """How many answered in a month, the part of each answer as its upper edge and its height."""

    parts: Sequence[tuple[str, float, float]]
    x: float
    width: float


class Trend(NamedTuple):
    """A chart of months; lines are broken where a month says nothing."""

    points: Sequence[Point]
    lines: Sequence[str]
    columns: Sequence[Column]
    most: int

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to see: one point alone is none."""
        return sum(point.is_drawn for point in self.points) > 1


def trend(months: Sequence[tuple[date, Figure | None]], is_mirrored: bool = False) -> Trend:
    """`is_mirrored` where one reads from right to left: the first month is on the right."""
    slot = (END - START) / (len(months) or 1)
    places = [round(START + slot * (number + 0.5), 1) for number in range(len(months))]
    places = [WIDTH - x for x in places] if is_mirrored else places
    step = -(-len(months) // MOST_LABELS)
    points = [
        point(month, figure, x, (len(months) - 1 - number) % step == 0)
        for number, ((month, figure), x) in enumerate(zip(months, places, strict=True))
    ]
    most = max((figure.n for _, figure in months if figure), default=0)
    return Trend(points, lines(points), [column(one, slot, most) for one in points], most)


def point(month: date, figure: Figure | None, x: float, is_labelled: bool) -> Point:
    if figure is None or not figure.is_scored:
        return Point(month, figure, x, is_labelled)
    low, high = figure.interval
    return Point(month, figure, x, is_labelled, height(figure.share / 100), height(low / 100), height(high / 100))


def height(share: float) -> float:
    """Where a share of 0 to 1 stands."""
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def lines(points: Sequence[Point]) -> list[str]:
    """The points of each line that is not broken, as SVG writes them."""
    found: list[list[str]] = [[]]
    for one in points:
        if one.is_drawn:
            found[-1].append(f"{one.x},{one.y}")
        elif found[-1]:
            found.append([])
    return [" ".join(line) for line in found if len(line) > 1]


def column(one: Point, slot: float, most: int) -> Column:
    """The answers of a month, the best ones at the bottom."""
    parts, share = [], 0.0
    for face, count in one.figure.counts.items() if one.figure else ():
        part = count / (most or 1)
        share += part
        parts.append((face, height(share), round(height(0) - height(part), 1)))
    width = round(min(0.7 * slot, 40), 1)
    return Column([part for part in parts if part[2]], round(one.x - width / 2, 1), width)
