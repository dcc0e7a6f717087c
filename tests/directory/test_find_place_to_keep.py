"""Staff find the place they want to change, or those that need somebody's eye."""

from pathlib import Path

import pytest
from flask import Flask

from tests.client import Page
from tests.directory.keeping import stored
from tests.office import colleague

LIST = "/staff/places"
LINES = (
    {"id": "1", "nom": "Sans horaires", "latitude": "48.58", "longitude": "7.75"},
    {"id": "2", "nom": "Sans position", "horaires": "Mo 09:00-12:00", "date_maj": "2026-10-01"},
    {"id": "3", "nom": "Médiathèque du Fil", "horaires": "Mo 09:00-12:00", "latitude": "48.58", "longitude": "7.75"},
)


def names(page: Page) -> list[str]:
    return [page.text(link) for row in page.all("tr") for link in row.iter("a")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Médiathèque du Fil", "Sans horaires", "Sans position"]),
        ("?with=no_hours", ["Sans horaires"]),
        ("?with=doubtful", ["Sans position"]),
        ("?with=old", ["Médiathèque du Fil", "Sans horaires"]),
        ("?with=old&with=no_hours", ["Sans horaires"]),
        ("?with=unchecked&q=mediateque", ["Médiathèque du Fil"]),
        ("?with=example", []),
        ("?with=nonsense&page=99", ["Médiathèque du Fil", "Sans horaires", "Sans position"]),
        ("?q=zzzzzz", []),
    ],
)
def test_words_and_filters_stand_in_the_address(app: Flask, tmp_path: Path, query: str, expected: list[str]) -> None:
    stored(app, tmp_path, *LINES)
    assert names(colleague(app, "staff").get(LIST + query)) == expected


def test_the_list_has_pages(app: Flask, tmp_path: Path) -> None:
    stored(app, tmp_path, *({"id": str(number), "nom": f"Lieu {number:02}"} for number in range(30)))
    person = colleague(app, "staff")
    assert len(names(person.get(LIST))) == 25
    assert names(person.get(f"{LIST}?page=2"))[-1] == "Lieu 29"


def test_an_empty_directory_says_what_to_do(app: Flask) -> None:
    page = colleague(app, "staff").get(LIST)
    assert "/staff/places/imports" in page.links()
    assert "/staff/places/new" in page.links()
