"""Where things are on the screen: what is too small, too near, covered, cut off or outside."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

MAIN_ACTIONS = (".doors .tile", ".needs .tile", ".pager .main", "#choices .main", ".sheet-actions .button")


class Limits(NamedTuple):
    """The smallest side of a target and the smallest distance between two, in pixels.

    `pins` is the smallest side of the pins of a map, where they may be smaller because the list beside repeats them.
    """

    least: float
    gap: float = 0
    pins: float | None = None


def faults(page: Page, size: tuple[int, int], limits: Limits, mains: str = "") -> list[str]:
    """What is wrong at this size of the screen, each as a sentence; `mains` must be seen without scrolling."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found: list[str] = page.evaluate(measures(), {**limits._asdict(), "mains": mains})
    return [f"{page.url} at {size[0]}x{size[1]}: {fault}" for fault in found]


@cache
def measures() -> str:
    """The measuring function, kept beside this file in its own language."""
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
