"""A mapping says where its places come from, and the screen of the sources tells everybody."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.directory.exchange.mapping import mapping_of
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.models import Source
from tests.client import Visitor
from tests.directory.exchange import counts, exported, imported, lines_of, number_of_places, official_file, run_import

FACTS = {
    "name": "annuaire",
    "title": "Lieux de la commune",
    "attribution": "Mairie d'Exemple",
    "licence": "Licence Ouverte 2.0",
    "url": "https://mairie.example/lieux",
    "dated_on": "15/01/2026",
}
STORED = {**FACTS, "dated_on": date(2026, 1, 15)}


def mapping_file(folder: Path, **content: Any) -> Path:
    path = folder / "mapping.json"
    path.write_text(json.dumps(content))
    return path


def stored(database: Session, name: str = "annuaire") -> dict[str, Any]:
    source = database.get_one(Source, name, populate_existing=True)
    return {column: getattr(source, column) for column in FACTS}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A file of one place that names no source."""
    return official_file(tmp_path / "places.csv", {"source": ""})


def test_the_source_is_stored_and_shown(app: Flask, database: Session, places: Path, tmp_path: Path) -> None:
    report = imported(app, places, "--mapping", mapping_file(tmp_path, source=FACTS))
    assert (report["source"], counts(report)) == ("annuaire", (1, 0, 0, 0))
    assert stored(database) == STORED
    text = Visitor(app).get("/fr/sources").text()
    assert all(words in text for words in ("Lieux de la commune", "Mairie d'Exemple", "Licence Ouverte 2.0", "2026"))


def test_a_later_import_puts_the_source_right_and_keeps_the_rest(
    app: Flask, database: Session, places: Path, tmp_path: Path
) -> None:
    imported(app, places, "--mapping", mapping_file(tmp_path, source=FACTS))
    less = {"name": "annuaire", "title": "Lieux d'Exemple", "url": "", "dated_on": None}
    report = imported(app, places, "--mapping", mapping_file(tmp_path, source=less))
    assert counts(report) == (0, 0, 1, 0)
    assert stored(database) == STORED | {"title": "Lieux d'Exemple"}


@pytest.mark.parametrize(("content", "options"), [({"constants": {"source": "annuaire"}}, []), ({}, ["annuaire"])])
def test_the_name_may_be_given_elsewhere(
    app: Flask, database: Session, places: Path, tmp_path: Path, content: dict[str, Any], options: list[str]
) -> None:
    named = [argument for name in options for argument in ("--source", name)]
    mapping = mapping_file(tmp_path, source={"title": "Lieux de la commune"}, **content)
    imported(app, places, "--mapping", mapping, *named)
    assert stored(database)["title"] == "Lieux de la commune"


def test_a_source_of_which_nothing_was_taken_is_not_shown(app: Flask, database: Session, tmp_path: Path) -> None:
    refused = official_file(tmp_path / "places.csv", {"nom": "", "source": ""})
    imported(app, refused, "--mapping", mapping_file(tmp_path, source=FACTS))
    assert database.get(Source, "annuaire") is None


def test_a_trial_says_nothing_of_the_source(app: Flask, database: Session, places: Path, tmp_path: Path) -> None:
    imported(app, places, "--dry-run", "--mapping", mapping_file(tmp_path, source=FACTS))
    assert database.get(Source, "annuaire") is None


def test_a_licence_that_must_not_be_mixed_keeps_the_places_out_of_the_export(
    app: Flask, places: Path, tmp_path: Path
) -> None:
    imported(app, places, "--mapping", mapping_file(tmp_path, source=FACTS | {"licence": "ODbL 1.0"}))
    exported(app, tmp_path / "export.csv")
    assert lines_of(tmp_path / "export.csv") == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "n" * 81),
        ("name", 3),
        ("title", "t" * 201),
        ("title", ["Lieux"]),
        ("attribution", "a" * 201),
        ("licence", "l" * 41),
        ("url", "javascript:alert(1)"),
        ("url", "java\tscript:alert(1)"),
        ("url", "https://user@mairie.example/"),
        ("url", f"https://mairie.example/{'a' * 2000}"),
        ("dated_on", "hier"),
        ("dated_on", "2026-02-30"),
        ("dated_on", "1970-01-01"),
        ("dated_on", 2026),
        ("owner", "Mairie"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_key(key: str, value: object) -> None:
    with pytest.raises(UnusableFile) as caught:
        mapping_of({"source": FACTS | {key: value}})
    assert (caught.value.code, caught.value.details["key"]) == ("bad_mapping", f"source.{key}")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"source": "annuaire"}, "source"),
        ({"source": FACTS, "constants": {"source": "autre"}}, "source.name"),
    ],
)
def test_a_source_must_be_one_and_whole(content: dict[str, Any], key: str) -> None:
    with pytest.raises(UnusableFile) as caught:
        mapping_of(content)
    assert caught.value.details["key"] == key


def test_a_harmful_link_is_one_line_and_changes_nothing(
    app: Flask, database: Session, places: Path, tmp_path: Path
) -> None:
    mapping = mapping_file(tmp_path, source=FACTS | {"url": "javascript:alert(1)"})
    result = run_import(app, places, "--mapping", mapping)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "source.url" in result.stderr
    assert number_of_places(database) == 0
