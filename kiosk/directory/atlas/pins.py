"""The numbered pins of a map: their points stay true, their heads move apart until each can be read and tapped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import acos, atan2, cos, hypot, pi, sin
from typing import NamedTuple

from kiosk.directory.atlas.drawing import Box, Point

ROUNDS = 50  # of pushing; crowded maps keep some overlap rather than wait
HEAD = 0.4  # radius of a head, in targets
HEIGHT = 1.55  # from the point to the middle of the head, in radii
CLEAR = 6  # pixels between a head and the point of another pin
STILL = 0.25  # pixels; a smaller move is none
SPIKE = 0.45  # half the angle, in radians, under which the point of a moved pin leaves its head
GOLDEN = pi * (3 - 5**0.5)  # radians: parts pins that stand on the same spot, each its own way


class MapPoint(NamedTuple):
    """Something to show; its position may be unknown. Its pin bears its rank in the list, from 1."""

    latitude: float | None
    longitude: float | None
    name: str
    href: str
    is_open: bool | None = None
    is_here: bool = False


@dataclass(frozen=True)
class Pin:
    """A pin: the middle of its head and its true `tip` in pixels, and its outline relative to the head."""

    number: int
    x: int
    y: int
    tip: Point
    radius: int
    outline: str
    name: str
    href: str
    is_open: bool | None
    is_here: bool


def pins_of(
    points: Mapping[int, tuple[MapPoint, Point]], mark: Point | None, frame: Box, target: int
) -> tuple[Pin, ...]:
    """Pins by their number, each with the pixel it points at; heads stay inside the frame and off the mark."""
    radius = round(target * HEAD)
    tips = [tip for _, tip in points.values()]
    heads = spread(tips, radius, mark, frame.grown(-target / 2), target)
    return tuple(
        pin(number, point, tip, head, radius)
        for (number, (point, tip)), head in zip(points.items(), heads, strict=True)
    )


def pin(number: int, point: MapPoint, tip: Point, head: Point, radius: int) -> Pin:
    x, y = round(head[0]), round(head[1])
    outline = drop((tip[0] - x, tip[1] - y), radius)
    return Pin(number, x, y, tip, radius, outline, point.name, point.href, point.is_open, point.is_here)


def spread(tips: Sequence[Point], radius: float, mark: Point | None, area: Box, target: float) -> list[Point]:
    """Heads above their tips, pushed until they are `target` pixels from one another and clear of the mark and tips.

    Where pushes hold each other in balance, heads that can be told apart matter more than tips that can be seen.
    """
    heads = [within((x, y - HEIGHT * radius), area) for x, y in tips]
    fixed = [(tip, radius + CLEAR) for tip in tips] + ([(mark, target)] if mark else [])
    return settled(settled(heads, fixed, area, target), [], area, target)


def settled(heads: Sequence[Point], fixed: Sequence[tuple[Point, float]], area: Box, target: float) -> list[Point]:
    """The heads after pushing, until none moves any more."""
    for _ in range(ROUNDS):
        pushes = [pushed(heads, index, fixed, target) for index in range(len(heads))]
        if all(hypot(*step) < STILL for step in pushes):
            break
        heads = [within(added(head, step), area) for head, step in zip(heads, pushes, strict=True)]
    return list(heads)


def pushed(heads: Sequence[Point], index: int, fixed: Sequence[tuple[Point, float]], target: float) -> Point:
    """The move of one head: half the way off each other head, which moves too, and all the way off what is fixed."""
    x, y = heads[index]
    total = (0.0, 0.0)
    for other, (u, v) in enumerate(heads):
        if other != index and abs(x - u) < target and abs(y - v) < target:
            total = added(total, push_from((u, v), (x, y), target, index, 0.5))
    for (u, v), distance in fixed:
        if abs(x - u) < distance and abs(y - v) < distance:
            total = added(total, push_from((u, v), (x, y), distance, index, 1.0))
    return total


def push_from(spot: Point, head: Point, target: float, index: int, share: float) -> Point:
    """That share of the move that takes a head `target` away from a spot; nothing when it is far enough."""
    dx, dy = head[0] - spot[0], head[1] - spot[1]
    distance = hypot(dx, dy)
    if distance >= target:
        return 0.0, 0.0
    if distance < 1:
        dx, dy, distance = cos(index * GOLDEN), sin(index * GOLDEN), 1.0
    move = (target - distance) / distance * share
    return dx * move, dy * move


def added(first: Point, second: Point) -> Point:
    return first[0] + second[0], first[1] + second[1]


def within(point: Point, area: Box) -> Point:
    return min(area.right, max(area.left, point[0])), min(area.bottom, max(area.top, point[1]))


def drop(tip: Point, radius: int) -> str:
    """Path data of a head of that radius around 0, 0 with a point at the tip."""
    distance = hypot(*tip)
    if distance <= radius * 1.05:
        return f"M0-{radius}a{radius} {radius} 0 1 1-.1 0z"
    spread_angle = acos(radius / distance) if distance < HEIGHT * radius * 1.2 else SPIKE
    angle = atan2(tip[1], tip[0])
    (u, v), (p, q) = (
        (radius * cos(angle + side), radius * sin(angle + side)) for side in (spread_angle, -spread_angle)
    )
    return f"M{tip[0]:.0f} {tip[1]:.0f}L{u:.1f} {v:.1f}A{radius} {radius} 0 1 1 {p:.1f} {q:.1f}z"
