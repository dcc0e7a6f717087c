"""The map of a page: communes, tram lines, numbered pins and "you are here", all without a network.

Everything is laid out in the pixels of a drawing of a given width; the drawing may be shown at any size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist

from kiosk.directory.atlas.basemap import Lane, Level, bounds, label_spots, level
from kiosk.directory.atlas.drawing import Box, Point, box_of_size, projected
from kiosk.directory.atlas.lettering import Board, Label, beside, centred, longest_run, text_size
from kiosk.directory.atlas.pins import MapPoint, Pin, pins_of
from kiosk.directory.atlas.tramways import tramways
from kiosk.directory.atlas.viewport import Viewport, viewport_around

TARGET = 48  # pixels across what can be tapped
BADGE = 24  # pixels across the letter of a line
LONG = 120  # pixels from end to end of a line that bears its letter twice
CITY_LETTERS, COMMUNE_LETTERS, STOP_LETTERS, HERE_LETTERS = 20, 15, 15, 18  # pixels, as in map.css
NAMES_UP_TO = 9.0  # metres per pixel up to which tram stops have their names
STOP = 11  # pixels across the mark of a stop
CREDIT = (200, 20)  # pixels that the names of the sources take in a corner
MARK = 34  # pixels across the mark of "you are here"
HERE_WIDTH = 160  # pixels that "You are here" may need in any language
NARROWEST = 11  # pixels from a name to the border of its commune, at least


@dataclass(frozen=True)
class DrawnCommune:
    """A town in view; `label` is its name where there is room for it."""

    name: str
    is_city: bool
    path: str
    label: Label | None


@dataclass(frozen=True)
class DrawnLine:
    """A tram line in view; `badges` are the middles of its letters."""

    ref: str
    colour: str
    text_colour: str
    path: str
    badges: tuple[Point, ...]


@dataclass(frozen=True)
class DrawnStop:
    """A tram stop in view; `label` is its name where there is room for it."""

    x: int
    y: int
    label: Label | None


@dataclass(frozen=True)
class Here:
    """Where the visitor stands: the middle of the mark and the baseline of its words."""

    x: int
    y: int
    label_x: int
    label_y: int
    anchor: str


@dataclass(frozen=True)
class CityMap:
    """All that a template needs to draw one map: positions in pixels, paths in half pixels under `transform`."""

    width: int
    height: int
    transform: str
    communes: tuple[DrawnCommune, ...]
    lines: tuple[DrawnLine, ...]
    stops: tuple[DrawnStop, ...]
    pins: tuple[Pin, ...]
    here: Here | None
    outside: tuple[MapPoint, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @classmethod
    def around(
        cls,
        points: Sequence[MapPoint] = (),
        here: tuple[float, float] | None = None,
        aspect: float = 1.0,
        width: int = 600,
        target: int = TARGET,
    ) -> "CityMap":
        """The map that holds the points and `here` (latitude, longitude), or the whole Eurométropole without any.

        `aspect` is width divided by height; `width` the CSS pixels at which it will be shown, so that its letters
        and its pins, `target` pixels across, come out readable. Points beyond the Eurométropole or without
        a position are not drawn but listed in `outside`.
        """
        spots = {rank: position(point) for rank, point in enumerate(points, start=1)}
        inside = {rank: spot for rank, spot in spots.items() if spot and bounds().holds(spot)}
        stand = standing(points, here)
        view = viewport_around([*inside.values(), *([stand] if stand else [])], aspect, width, target)
        mark = view.pixel(stand) if stand else None
        pins = pins_of({r: (points[r - 1], view.pixel(s)) for r, s in inside.items()}, mark, view.frame, target)
        outside = tuple(point for rank, point in enumerate(points, start=1) if rank not in inside)
        return laid_out(view, pins, mark, outside)


def is_on_map(latitude: float, longitude: float) -> bool:
    """Whether the map reaches as far as this point."""
    return bounds().holds(projected(latitude, longitude))


def position(point: MapPoint) -> Point | None:
    if point.latitude is None or point.longitude is None:
        return None
    return projected(point.latitude, point.longitude)


def standing(points: Sequence[MapPoint], here: tuple[float, float] | None) -> Point | None:
    """Where the visitor stands, given or the point that says so, if it is on the map at all."""
    spots = [projected(*here)] if here else [position(point) for point in points if point.is_here]
    return next((spot for spot in spots if spot and bounds().holds(spot)), None)


def laid_out(view: Viewport, pins: tuple[Pin, ...], mark: Point | None, outside: tuple[MapPoint, ...]) -> CityMap:
    """Give room first to what cannot move, then to names, the most useful first."""
    base, board = level(view.scale), Board(view.frame)
    spots = [(name, view.pixel(point)) for name, point in base.stops if view.ground.holds(point)]
    take_fixed(board, view, pins, [spot for _, spot in spots])
    return CityMap(
        view.width,
        view.height,
        f"translate({-view.left} {-view.top}) scale(.5)",
        here=here_on(board, mark) if mark else None,
        lines=tuple(drawn_lines(board, view, base)),
        stops=tuple(drawn_stops(board, spots, view.scale <= NAMES_UP_TO)),
        communes=tuple(drawn_communes(board, view, base)),
        pins=pins,
        outside=outside,
    )


def take_fixed(board: Board, view: Viewport, pins: Sequence[Pin], spots: Sequence[Point]) -> None:
    board.take(Box(view.width - CREDIT[0], view.height - CREDIT[1], view.width, view.height))
    for pin in pins:
        board.take(box_of_size((pin.x, pin.y), 2 * pin.radius + 4, 2 * pin.radius + 4))
        board.take(box_of_size(pin.tip, 8, 8))
    for spot in spots:
        board.take(box_of_size(spot, STOP, STOP))


def here_on(board: Board, mark: Point) -> Here:
    """The mark, with its words where there is room: near it or a little further, else over something below it."""
    board.take(box_of_size(mark, MARK, MARK))
    gaps = (MARK / 2 + 2, MARK, 1.5 * MARK)
    sides = [beside("", (HERE_WIDTH, HERE_LETTERS * 1.25), mark, gap) for gap in gaps]
    label = board.first_with_room(places[side] for places in sides for side in ("below", "right", "left", "above"))
    x, y = round(mark[0]), round(mark[1])
    if label:
        return Here(x, y, label.x, label.y, label.anchor)
    board.take(box_of_size((x, y + MARK), HERE_WIDTH, 1.4 * HERE_LETTERS))
    return Here(x, y, x, y + MARK, "middle")


def drawn_lines(board: Board, view: Viewport, base: Level) -> Iterator[DrawnLine]:
    for lane, line in zip(base.lanes, tramways(), strict=True):
        path = "".join(piece.path for piece in lane.pieces if piece.box.touches(view.ground))
        if path:
            yield DrawnLine(line.ref, line.colour, line.text_colour, path, tuple(badges(board, view, lane)))


def badges(board: Board, view: Viewport, lane: Lane) -> Iterator[Point]:
    """The line's letter at the outer end of its longest stretch in view, and at the other end of a long one."""
    run = [view.pixel(point) for point in longest_run(lane.points, view.ground.grown(-BADGE * 0.75 * view.scale))]
    if not run:
        return
    if dist(run[0], view.frame.centre) < dist(run[-1], view.frame.centre):
        run.reverse()
    for way in (1, -1) if dist(run[0], run[-1]) >= LONG else (1,):
        spot = board.badge(run[::way][: len(run) // 2], BADGE)
        if spot:
            yield spot


def drawn_stops(board: Board, spots: Sequence[tuple[str, Point]], is_named: bool) -> Iterator[DrawnStop]:
    for name, spot in spots:
        sides = beside(name, text_size(name, STOP_LETTERS), spot, STOP) if is_named else {}
        yield DrawnStop(round(spot[0]), round(spot[1]), board.first_with_room(sides.values()))


def drawn_communes(board: Board, view: Viewport, base: Level) -> Iterator[DrawnCommune]:
    """The communes in view, names given to the most populous first."""
    seen = [(commune, piece) for commune, piece in base.communes if piece.box.touches(view.ground)]
    for commune, piece in sorted(seen, key=lambda pair: -pair[0].population):
        letters = CITY_LETTERS if commune.is_city else COMMUNE_LETTERS
        spots = [spot for _, spot in roomy_spots(view, commune.name)]
        label = board.first_with_room(centred(commune.name, letters, spots))
        yield DrawnCommune(commune.name, commune.is_city, piece.path, label)


def roomy_spots(view: Viewport, name: str) -> list[tuple[float, Point]]:
    """Pixels in view where the name could stand, with their distance to the border, the farthest from it first."""
    spots = ((clearance / view.scale, view.pixel(point)) for clearance, point in label_spots()[name])
    return sorted(((room, spot) for room, spot in spots if room >= NARROWEST and view.frame.holds(spot)), reverse=True)
