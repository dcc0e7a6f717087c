"""How large and in which colours a visitor reads, and how many pixels this screen has in a millimetre."""

import re
from typing import NamedTuple

from flask import g, request

from kiosk.web.visit import DISPLAY_COOKIE

SCREEN_COOKIE = "screen"
# Heights of a capital letter in millimetres (A2 of the accessibility criteria, after EN 301 549 and VVSG 2.0).
SIZES = {"small": 3.5, "normal": 4.9, "large": 6.7, "largest": 8.7}
THEMES = ("light", "contrast")
# From a 4K phone to a large wall screen; what lies outside is a measuring error.
PLAUSIBLE_DENSITY = range(200, 2500)


class Display(NamedTuple):
    """The visitor's choice, and the calibrated density in hundredths of a pixel per millimetre (None: not measured)."""

    size: str = "normal"
    theme: str = "light"
    density: int | None = None


def current_display() -> Display:
    """What the cookies of this browser ask for; anything else in them is ignored."""
    if "display" not in g:
        size, _, theme = request.cookies.get(DISPLAY_COOKIE, "").partition("-")
        default = Display(density=known_density(request.cookies.get(SCREEN_COOKIE, "")))
        g.display = default._replace(
            size=size if size in SIZES else default.size, theme=theme if theme in THEMES else default.theme
        )
    display: Display = g.display
    return display


def known_density(text: str) -> int | None:
    """The density in a cookie or a form, or None when it is not a plausible whole number."""
    is_plausible = re.fullmatch(r"\d{3,4}", text, re.ASCII) and int(text) in PLAUSIBLE_DENSITY
    return int(text) if is_plausible else None
