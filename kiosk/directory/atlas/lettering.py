"""Names on a map: each where there is room for it, never over another."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kiosk.directory.atlas.drawing import Box, Point, box_of_size

LETTER = 0.56  # mean width of a letter of Noto Sans, in font sizes


class Label(NamedTuple):
    """A name and where it starts, ends or has its middle, in pixels; `anchor` is SVG's `text-anchor`."""

    text: str
    x: int
    y: int
    anchor: str = "middle"


class Board:
    """The parts of a frame that are taken."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self.taken: list[Box] = []

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def has_room(self, box: Box) -> bool:
        is_within = self.frame.holds((box.left, box.top)) and self.frame.holds((box.right, box.bottom))
        return is_within and not any(box.touches(other) for other in self.taken)

    def first_with_room(self, candidates: Iterable[tuple[Label, Box]]) -> Label | None:
        """Take the first box with room and answer its label."""
        for label, box in candidates:
            if self.has_room(box):
                self.take(box)
                return label
        return None

    def badge(self, spots: Iterable[Point], size: float) -> Point | None:
        """Take a square of that size around the first spot with room for it."""
        for x, y in spots:
            box = box_of_size((x, y), size, size)
            if self.has_room(box):
                self.take(box)
                return round(x), round(y)
        return None


def text_size(text: str, size: float) -> tuple[float, float]:
    return len(text) * size * LETTER + size / 2, size * 1.3


def centred(text: str, size: float, spots: Iterable[Point]) -> Iterator[tuple[Label, Box]]:
    """The text in the middle of each spot."""
    for x, y in spots:
        yield Label(text, round(x), round(y)), box_of_size((x, y), *text_size(text, size))


def beside(text: str, extent: tuple[float, float], point: Point, gap: float) -> dict[str, tuple[Label, Box]]:
    """The text, so wide and high, on each side of a point."""
    (width, height), (x, y) = extent, point
    across, down = gap + width / 2, gap + height / 2
    middles = {"right": (x + across, y), "left": (x - across, y), "below": (x, y + down), "above": (x, y - down)}
    starts = {"right": ("start", x + gap), "left": ("end", x - gap)}
    sides = {}
    for side, middle in middles.items():
        anchor, start = starts.get(side, ("middle", x))
        sides[side] = Label(text, round(start), round(middle[1]), anchor), box_of_size(middle, width, height)
    return sides


def longest_run(points: Sequence[Point], frame: Box) -> list[Point]:
    """The longest row of neighbouring points inside the frame."""
    runs = (list(run) for is_inside, run in groupby(points, frame.holds) if is_inside)
    return max(runs, key=len, default=[])
