"""Opening hours from a table of half-days, written in the notation of OpenStreetMap."""

import re
from itertools import groupby
from typing import NamedTuple

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
TIME = r"(\d{1,2})\s*(?:h|:|H)\s*(\d{2})?"
# “9h12h” and “14h18h” are common and can mean but one thing.
SPAN = re.compile(rf"{TIME}\s*(?:-|–|à|a)?\s*{TIME}")
CLOSED = frozenset({"-", "–", "—", "/", "ferme", "fermé", "Fermé", "FERMÉ", "FERME"})


class HalfDay(NamedTuple):
    """A cell of the table: the name of its column, its day, its text."""

    column: str
    day: str
    text: str


class Hours(NamedTuple):
    """The hours, and the cells that could not be read: as comments in the hours they make them uncertain."""

    text: str
    unclear: tuple[HalfDay, ...]


def hours(cells: list[HalfDay]) -> Hours:
    """`Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00`; a day whose cells are empty is not mentioned."""
    open_cells = [cell for cell in cells if cell.text not in CLOSED]
    by_day = {day: sorted({span(cell.text) for cell in open_cells if cell.day == day} - {""}) for day in DAYS}
    unclear = tuple(cell for cell in open_cells if not span(cell.text))
    rules = [rule(list(days), spans) for spans, days in groupby(DAYS, key=lambda day: by_day[day]) if spans]
    return Hours("; ".join(rules + [comment(cell) for cell in unclear]), unclear)


def span(text: str) -> str:
    """`09:00-12:00`, or nothing where the text is not one span of time within a day."""
    match = SPAN.fullmatch(text.strip())
    if not match:
        return ""
    start, end = (int(match[hour]) * 60 + int(match[hour + 1] or 0) for hour in (1, 3))
    is_possible = start < end <= 24 * 60 and int(match[2] or 0) < 60 and int(match[4] or 0) < 60
    return f"{clock(start)}-{clock(end)}" if is_possible else ""


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def rule(days: list[str], spans: list[str]) -> str:
    named = f"{days[0]}-{days[-1]}" if len(days) > 2 else ",".join(days)
    return f"{named} {','.join(spans)}"


def comment(cell: HalfDay) -> str:
    return f'{cell.day} "{quotable(cell.column)} : {quotable(cell.text)}"'


def quotable(text: str) -> str:
    return " ".join(text.replace('"', "'").split())


def with_comment(hours: str, text: str) -> str:
    """The hours with a comment on every rule but the closed ones: only a person can say what it means for them."""
    said = f'"{quotable(text)}"'
    rules = [rule.strip() for rule in hours.split(";") if rule.strip()]
    is_closed = re.compile(r"\b(?:off|closed)$")
    return "; ".join(rule if is_closed.search(rule) else f"{rule} {said}" for rule in rules) or said
