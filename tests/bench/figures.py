"""The lines of the table: a figure, that of the floor, their ratio, and the bound that one of them must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

HEADINGS = ("mesure", "Fil rouge", "plancher", "rapport", "borne", "tenu")


class Bound(NamedTuple):
    """What must hold, in words and as a question put to a figure and its ratio to the floor's."""

    text: str
    holds: Callable[[float, float], bool]


@dataclass(frozen=True)
class Line:
    """One figure beside the floor's, with decimals enough to compare them."""

    name: str
    unit: str
    figure: float
    floor: float
    ratio: float
    bound: Bound | None = None
    decimals: int = 0

    def cells(self) -> tuple[str, ...]:
        figures = (f"{figure:.{self.decimals}f} {self.unit}" for figure in (self.figure, self.floor))
        bound, holds = ("–", "–") if self.bound is None else (self.bound.text, self.answer(self.bound))
        return tuple(cell.replace(".", ",") for cell in (self.name, *figures, f"{self.ratio:.2f} ×", bound, holds))

    def answer(self, bound: Bound) -> str:
        return "oui" if bound.holds(self.figure, self.ratio) else "NON"


def at_least_ratio(least: float) -> Bound:
    return Bound(f"≥ {least:g} ×", lambda figure, ratio: ratio >= least)


def at_most_ratio(most: float) -> Bound:
    return Bound(f"≤ {most:g} ×", lambda figure, ratio: ratio <= most)


def at_most(most: float, unit: str) -> Bound:
    return Bound(f"≤ {most:g} {unit}", lambda figure, ratio: figure <= most)


def compared(
    name: str, unit: str, pairs: list[tuple[float, float]], bound: Bound | None = None, decimals: int = 0
) -> Line:
    """The line of pairs that were measured in turn: the machine's moods are in both halves of a pair."""
    figure, floor = (median(values) for values in zip(*pairs, strict=True))
    ratio = median(figure / floor for figure, floor in pairs)
    return Line(name, unit, figure, floor, ratio, bound, decimals)


def alone(name: str, unit: str, figure: float, floor: float, bound: Bound | None = None, decimals: int = 0) -> Line:
    """The line of what is measured once."""
    return compared(name, unit, [(figure, floor)], bound, decimals)


def table(lines: list[Line]) -> str:
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(aligned(row, widths)) for row in rows)


def aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *figures = row
    return [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))]
