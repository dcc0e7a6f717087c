"""Figures as the lines of a file: for everybody what is published, for the committee what is counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.feedback.figures.publication import Cells, Publication
from kiosk.feedback.figures.score import Figure

COLUMNS = (
    "month", "by", "code", "name", "answers", "good", "fair", "bad", "very_good_percent", "low_percent",
    "high_percent", "score", "set_aside", "note",
)  # fmt: skip
SUM = "all"
Names = Mapping[str, Mapping[str, str]]
"""What the values of each list are called; a code without a name is its own."""

Row = tuple[str | int, ...]


def published_rows(publication: Publication, names: Names) -> Iterator[Row]:
    """The sum of a month and its lists."""
    month = f"{publication.month:%Y-%m}"
    yield row(month, SUM, "", "", publication.total)
    for by, cells in publication.lists.items():
        yield from list_rows(month, by, cells, names)


def list_rows(month: str, by: str, cells: Cells, names: Names) -> Iterator[Row]:
    for code, figure in cells.items():
        yield row(month, by, code, names.get(by, {}).get(code, code), figure)


def row(month: str, by: str, code: str, name: str, figure: Figure | None) -> Row:
    """A line; what cannot be said is empty. The code of a place is a number (-1: none)."""
    head = month, by, int(code) if by == "place" else code, name
    if figure is None:
        return (*head, *[""] * (len(COLUMNS) - len(head) - 1), "too_few")
    numbers = figure.numbers
    counts = figure.n, numbers.good, numbers.fair, numbers.bad
    if not figure.is_scored or (by == "place" and figure.is_uncompared):
        return (*head, *counts, "", "", "", "", figure.aside, unsaid(figure))
    said = figure.share, *figure.interval, f"{figure.score:.1f}"
    return (*head, *counts, *said, figure.aside, "indicative" if figure.is_indicative else "")


def unsaid(figure: Figure) -> str:
    """Why there is no score: too few have answered, or too few to lay their place beside others."""
    return "not_compared" if figure.is_scored else "no_score" if figure.n else ""


def as_json(rows: Iterator[Row]) -> list[dict[str, Any]]:
    """The same lines as objects; what cannot be said is null, and a score is a number."""
    found = [dict(zip(COLUMNS, line, strict=True)) for line in rows]
    return [{name: value_of(name, value) for name, value in one.items()} for one in found]


def value_of(name: str, value: str | int) -> Any:
    if value == "":
        return None
    return float(value) if name == "score" else value
