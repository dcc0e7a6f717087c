"""Nobody finds a number that is hidden, whatever they subtract from whatever is shown."""

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.counts import Lists
from kiosk.feedback.figures.masking import SMALLEST
from kiosk.feedback.figures.publication import DIMENSIONS, Publication
from tests.client import Visitor
from tests.feedback.counted import count

VALUES = {
    "place": "123",
    "kind": ("kiosk", "place", "stop"),
    "language": ("fr", "ar", "paper"),
    "hour": ("0", "10", "24"),
}
# Whatever may happen at once: a place, a subject, a language and a time of day; papers have neither of the last two.
EVENTS = tuple(event for event in product(*VALUES.values()) if (event[2] == "paper") == (event[3] == "24"))
MONTH = date(2026, 10, 1)
Town = Mapping[tuple[str, ...], int]
Hiding = Callable[[Mapping[str, Numbers]], Collection[str]]
TOWNS: st.SearchStrategy[Town] = st.dictionaries(
    st.sampled_from(EVENTS), st.sampled_from((1, 2, 3, 9, 10, 30)), max_size=12
)
Opinions = Mapping[tuple[str, ...], Numbers]
OPINIONS: st.SearchStrategy[Opinions] = st.dictionaries(
    st.sampled_from(EVENTS), st.builds(Numbers, *[st.sampled_from((0, 0, 1, 3, 10, 30))] * 4), max_size=12
)
"""Some of each answer, and some that were set aside; it may be that all were."""


def lists(town: Town) -> dict[str, dict[str, Numbers]]:
    """The town as the rows of the counts say it."""
    found = {name: {value: Numbers(good=total(town, name, value)) for value in VALUES[name]} for name in DIMENSIONS}
    return {"month": {"2026-10-01": Numbers(good=sum(town.values()))}, **found}


def total(town: Town, name: str, value: str) -> int:
    return sum(count for event, count in town.items() if event[DIMENSIONS.index(name)] == value)


def opinions_in_lists(town: Opinions) -> dict[str, dict[str, Numbers]]:
    """The same of all answers and of what was set aside."""
    every = {name: {value: opinions(town, name, value) for value in VALUES[name]} for name in DIMENSIONS}
    return {"month": {"2026-10-01": opinions(town)}, **every}


def opinions(town: Opinions, name: str = "", value: str = "") -> Numbers:
    found = Numbers()
    for event, numbers in town.items():
        if not name or event[DIMENSIONS.index(name)] == value:
            found = found.plus(numbers)
    return found


def equation(name: str = "", value: str = "") -> list[Fraction]:
    """Which events a number is the sum of; of all where none is named."""
    return [Fraction(not name or event[DIMENSIONS.index(name)] == value) for event in EVENTS]


def is_found(wanted: list[Fraction], known: Iterable[list[Fraction]]) -> bool:
    """Whether sums and differences of what is known make what is wanted."""
    basis: list[tuple[int, list[Fraction]]] = []
    for row in known:
        rest = reduced(row, basis)
        pivot = next((place for place, value in enumerate(rest) if value), None)
        if pivot is not None:
            basis.append((pivot, [value / rest[pivot] for value in rest]))
    return not any(reduced(wanted, basis))


def reduced(row: list[Fraction], basis: list[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for pivot, other in basis:
        if row[pivot]:
            factor = row[pivot]
            row = [one - factor * more for one, more in zip(row, other, strict=True)]
    return row


def published(town: Town) -> set[tuple[str, str]]:
    return published_of(lists(town))


def published_of(lists: Lists) -> set[tuple[str, str]]:
    """The numbers that are shown, by list and value; the sum is that of no list."""
    publication = Publication.of(MONTH, lists)
    cells = {(name, value) for name, found in publication.lists.items() for value, one in found.items() if one}
    return cells | ({("", "")} if publication.total else set())


def naively(hide: Hiding) -> Callable[[Town], set[tuple[str, str]]]:
    """The same where the sum and everything that this scheme does not hide is shown."""

    def shown(town: Town) -> set[tuple[str, str]]:  # fmt: skip
        found = lists(town)
        cells = {(name, value) for name in DIMENSIONS for value in found[name].keys() - set(hide(found[name]))}
        return cells | {("", "")}

    return shown


def finds_somebody(town: Town, shown: set[tuple[str, str]]) -> bool:
    """Whether a number below ten, which is hidden, follows from the others."""
    known = [equation(*cell) for cell in sorted(shown) if cell[1] in ("", *VALUES.get(cell[0], ()))]
    small = [(name, value) for name in DIMENSIONS for value in VALUES[name] if 0 < total(town, name, value) < SMALLEST]
    return any(is_found(equation(*cell), known) for cell in small if cell not in shown) or bool(shown & {*small})


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TOWNS)
def test_no_small_number_follows_from_all_that_is_shown(town: Town) -> None:
    assert not finds_somebody(town, published(town))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(OPINIONS)
def test_no_face_and_nothing_set_aside_follows_from_all_that_is_shown(town: Opinions) -> None:
    found = opinions_in_lists(town)
    shown = published_of(found)
    few = [(name, value) for name in DIMENSIONS for value, one in found[name].items() if any(one) and one.n < SMALLEST]
    known = [equation(*cell) for cell in sorted(shown) if cell[1] in ("", *VALUES.get(cell[0], ()))]
    assert not shown & {*few}
    assert not any(is_found(equation(*cell), known) for cell in few)


@given(OPINIONS)
def test_what_is_shown_is_true_of_every_face_and_what_is_hidden_says_none(town: Opinions) -> None:
    found = opinions_in_lists(town)
    publication = Publication.of(MONTH, found)
    for name, cells in publication.lists.items():
        assert all(one is None or one.numbers == found[name].get(value, Numbers()) for value, one in cells.items())
    assert publication.total is None or publication.total.numbers == opinions(town)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TOWNS)
def test_papers_are_hidden_by_language_and_by_hour_or_in_neither(town: Town) -> None:
    found = Publication.of(MONTH, lists(town)).lists
    if found:
        assert (found["language"]["paper"] is None) == (found["hour"]["24"] is None)


def test_papers_are_hidden_by_hour_where_they_tell_how_many_read_arabic() -> None:
    town: Town = {("1", "kiosk", "ar", "0"): 4, ("1", "kiosk", "fr", "0"): 60, ("1", "kiosk", "paper", "24"): 30}
    found = Publication.of(MONTH, lists(town)).lists
    assert [name for name, one in found["language"].items() if one and one.n] == ["fr"]
    assert not any(one.n for one in found["hour"].values() if one)


@pytest.mark.parametrize(
    "hide",
    [lambda cells: [name for name, one in cells.items() if one.n < SMALLEST], lambda _: ()],
    ids=["small", "none"],
)
def test_the_attack_succeeds_where_no_second_number_is_hidden(hide: Hiding) -> None:
    shown = naively(hide)
    town = find(TOWNS, lambda town: finds_somebody(town, shown(town)), settings=settings(deadline=None))
    assert not finds_somebody(town, published(town))


@pytest.mark.parametrize("seed", range(3))
def test_pages_and_files_show_what_is_published_and_nothing_else(app: Flask, database: Session, seed: int) -> None:
    rng, visitor = Random(seed), Visitor(app)
    town = {event: rng.choice((1, 4, 9, 12, 30)) for event in rng.sample(EVENTS, 9)}
    for (place, kind, language, hour), good in town.items():
        code = "" if language == "paper" else language
        count(database, good=good, place=int(place), kind=kind, language=code, hour=int(hour))
    shown = {(name, value) for name, value in published(town) if not name or value in VALUES[name]}
    numbers = {(name, value): total(town, name, value) if name else sum(town.values()) for name, value in shown}
    said = {place: number for place, number in numbers.items() if number}
    assert said_in_data(visitor) == said_in_table(visitor) == said_on_pages(visitor) == said


def said_in_data(visitor: Visitor) -> dict[tuple[str, str], int]:
    """The numbers above zero in the file for programs, by list and value."""
    lines = json.loads(visitor.client.get("/fr/results.json").data)
    return {known(line["by"], line["code"]): line["answers"] for line in lines if line["answers"]}


def said_in_table(visitor: Visitor) -> dict[tuple[str, str], int]:
    text = io.StringIO(visitor.client.get("/fr/results.csv").data.decode("utf-8-sig"))
    lines = [line for line in csv.DictReader(text, delimiter=";") if line["answers"] not in ("", "0")]
    return {known(line["by"], line["code"]): int(line["answers"]) for line in lines}


def known(by: str, code: object) -> tuple[str, str]:
    return ("", "") if by == "all" else (by, str(code))


def said_on_pages(visitor: Visitor) -> dict[tuple[str, str], int]:
    """The number above the faces, on every page that a list leads to, and on the first one."""
    found, waiting, seen = dict[tuple[str, str], int](), ["/fr/results"], set[str]()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page, asked = visitor.get(address), dict(parse_qsl(urlsplit(address).query))
        waiting += {link for link in page.links() if link.startswith("/fr/results?")} - seen - {*waiting}
        for table in page.all("table", class_="figures-faces"):
            found[asked.get("by", ""), asked.get("of", "")] = sum(int(cell.text or 0) for cell in last_cells(table))
    return found


def last_cells(table: Element) -> list[Element]:
    return [list(row)[-1] for row in table.iter("tr") if list(row)[-1].tag == "td"]


@given(TOWNS)
def test_a_small_number_is_never_shown(town: Town) -> None:
    publication = Publication.of(MONTH, lists(town))
    shown = [publication.total, *(one for cells in publication.lists.values() for one in cells.values())]
    assert all(one.n == 0 or one.n >= SMALLEST for one in shown if one)


def test_a_month_with_few_answers_says_nothing_at_all() -> None:
    assert Publication.of(MONTH, lists({EVENTS[0]: 9})) == Publication(MONTH)
