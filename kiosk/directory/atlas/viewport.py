"""Which part of the plane a map shows, and at which scale."""

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.directory.atlas.basemap import bounds
from kiosk.directory.atlas.drawing import Box, Point, box_around

CLOSEST = 2000  # metres along the shorter side that a map shows at least
SCALES = tuple(1.5 * 1.16**step for step in range(40))  # metres per pixel; few, so that base maps are made once
MARGIN = 16  # pixels around the whole Eurométropole
FLATTEST, TALLEST = 2.5, 0.5  # width divided by height


class Viewport(NamedTuple):
    """A drawing of `width` by `height` pixels at `scale` metres per pixel; its corner is `left`, `top`, in pixels."""

    scale: float
    left: int
    top: int
    width: int
    height: int

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def ground(self) -> Box:
        """The part of the plane it shows, in metres."""
        right, bottom = self.left + self.width, self.top + self.height
        return Box(self.left * self.scale, self.top * self.scale, right * self.scale, bottom * self.scale)

    def pixel(self, point: Point) -> Point:
        return point[0] / self.scale - self.left, point[1] / self.scale - self.top


def viewport_around(points: Sequence[Point], aspect: float, width: int, target: float) -> Viewport:
    """The closest view that holds the points, with room for pins of `target` pixels; without points, everything."""
    content = box_around(points) if points else bounds()
    height = round(width / min(FLATTEST, max(TALLEST, aspect)))
    side, top = (target, 1.6 * target) if points else (MARGIN, MARGIN)
    needed = max(
        content.width / (width - 2 * side),
        content.height / (height - side - top),
        CLOSEST / min(width, height),
    )
    scale = next((scale for scale in SCALES if scale >= needed), SCALES[-1])
    x, y = content.centre
    left, upper = x / scale - width / 2, y / scale - (height - side + top) / 2
    return Viewport(scale, round(left), round(upper), width, height)
