"""The tram lines: their colours and their tracks."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.directory.atlas.drawing import Point, projected

TRACKS = Path(__file__).parent.parent / "data" / "tram.geojson"
DARK, LIGHT = "#1D1A1C", "#FFFFFF"


@dataclass(frozen=True)
class Tramway:
    """One line as the operator publishes it, its track in projected metres."""

    ref: str
    colour: str
    track: tuple[Point, ...]

    @property
    def text_colour(self) -> str:
        """Ink or white, whichever is easier to read on the line's colour."""
        return max((DARK, LIGHT), key=lambda text: contrast(text, self.colour))


@cache
def tramways() -> tuple[Tramway, ...]:
    """Lines A to F."""
    features = json.loads(TRACKS.read_text(encoding="utf-8"))["features"]
    return tuple(
        Tramway(
            feature["properties"]["ref"],
            feature["properties"]["couleur"],
            tuple(projected(latitude, longitude) for longitude, latitude in feature["geometry"]["coordinates"]),
        )
        for feature in features
    )


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21, of two colours written `#RRGGBB`."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
