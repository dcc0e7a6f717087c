"""Staff export the directory as the official file, and what it has no room for beside it."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from frictionless import Resource, Schema
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.directory.commands import export_places
from kiosk.directory.exchange.exporting import PATTERNS
from kiosk.directory.models import Equipment, Notice, Place, PlaceText, Source, SpokenLanguage
from kiosk.directory.standard import COLUMNS
from tests.directory.exchange import (
    BAS_RHIN,
    CHARENTE,
    DATA,
    FRANCE,
    counts,
    exported,
    imported,
    lines_of,
    official_file,
    run_import,
)

SCHEMA = Schema.from_descriptor(
    json.loads((DATA / "lieux-mediation-numerique-1.0.2.schema.json").read_text(encoding="utf-8"))
)


def faults(path: Path) -> list[list[str]]:
    """What the official schema finds wrong."""
    return faults_of(path.read_bytes())


@cache
def faults_of(content: bytes) -> list[list[str]]:
    """Both databases should give one and the same file, and the validator needs seconds for a large one."""
    resource = Resource(data=content, format="csv", schema=SCHEMA)
    faults: list[list[str]] = resource.validate(limit_errors=10).flatten(["rowNumber", "fieldName", "note"])
    return faults


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


@pytest.mark.parametrize("source", [BAS_RHIN, CHARENTE, FRANCE])
def test_an_export_is_valid_and_comes_back_unchanged(app: Flask, target: Path, source: Path) -> None:
    imported(app, source)
    exported(app, target)
    assert faults(target) == []
    report = imported(app, target)
    assert counts(report) == (0, 0, len(lines_of(target)), 0)


@pytest.mark.parametrize("source", [BAS_RHIN, CHARENTE])
def test_an_export_of_an_import_of_an_export_is_the_same(
    app: Flask, database: Session, target: Path, source: Path
) -> None:
    imported(app, source)
    exported(app, target)
    first = target.read_bytes(), target.with_suffix(".extra.csv").read_bytes()
    forget_places(database)
    imported(app, target)
    exported(app, target)
    assert (target.read_bytes(), target.with_suffix(".extra.csv").read_bytes()) == first


def test_places_of_several_sources_with_one_identifier_stay_valid_and_come_back(
    app: Flask, tmp_path: Path, target: Path
) -> None:
    one, other = {"source": "Hinaura", "nom": "Mairie"}, {"source": "siao", "nom": "Foyer"}
    imported(app, official_file(tmp_path / "places.csv", one, other))
    exported(app, target)
    assert faults(target) == []
    assert [line["id"] for line in lines_of(target)] == ["Hinaura:1", "siao:1"]
    assert counts(imported(app, target)) == (0, 0, 2, 0)


def test_the_file_is_plain_utf8_with_the_official_columns(app: Flask, tmp_path: Path, target: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"nom": "Médiathèque"}))
    exported(app, target)
    heading, line = target.read_bytes().decode("utf-8").splitlines()
    assert heading == ",".join(column.name for column in COLUMNS)
    assert "Médiathèque" in line
    assert b"\r" not in target.read_bytes()


def test_an_empty_directory_gives_the_headings(app: Flask, target: Path) -> None:
    assert "0 lieux" in exported(app, target).output
    assert lines_of(target) == lines_of(target.with_suffix(".extra.csv")) == []


def test_an_unknown_pivot_is_written_as_zeros(app: Flask, tmp_path: Path, target: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"pivot": ""}))
    exported(app, target)
    assert lines_of(target)[0]["pivot"] == "00000000000000"


@pytest.mark.parametrize("column", ["adresse", "code_postal", "date_maj"])
def test_a_place_that_cannot_be_valid_is_left_out_and_told(
    app: Flask, tmp_path: Path, target: Path, column: str
) -> None:
    position = {"latitude": "48.58", "longitude": "7.75"}
    imported(app, official_file(tmp_path / "places.csv", {"id": "1"}, {"id": "2", column: "", **position}))
    assert f"Laissés de côté\xa0: 1 (le standard demande «\xa0{column}\xa0»)." in exported(app, target).output
    assert [line["id"] for line in lines_of(target)] == ["1"]


def test_examples_are_never_exported(app: Flask, database: Session, tmp_path: Path, target: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    the_place(database).is_example = True
    database.commit()
    assert "exemples" in exported(app, target).output
    assert lines_of(target) == []


def test_two_licences_are_never_mixed(app: Flask, database: Session, tmp_path: Path, target: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"id": "1", "source": "osm"}, {"id": "2"}))
    database.get_one(Source, "osm").licence = "ODbL 1.0"
    database.commit()
    assert "ODbL" in exported(app, target).output
    assert [line["id"] for line in lines_of(target)] == ["2"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+33 est un début", "-5 %", "'=1+1", "''=1+1", "'quoted'"])
def test_a_formula_is_disarmed_and_comes_back_as_it_was(
    app: Flask, database: Session, tmp_path: Path, target: Path, text: str
) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    place = the_place(database)
    place.summary, place.to_bring = text, text
    database.commit()
    exported(app, target)
    assert lines_of(target)[0]["presentation_resume"][0] not in "=@+-"
    assert counts(imported(app, target)) == (0, 0, 1, 0)


def test_our_own_columns_come_back_from_the_file_beside(
    app: Flask, database: Session, tmp_path: Path, target: Path
) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    enrich(the_place(database))
    database.commit()
    exported(app, target)
    assert counts(imported(app, target)) == (0, 0, 1, 0)
    before = lines_of(target.with_suffix(".extra.csv"))
    forget_places(database)
    imported(app, target)
    exported(app, target)
    assert lines_of(target.with_suffix(".extra.csv")) == before != []


def test_a_value_that_the_standard_refuses_travels_in_the_file_beside(
    app: Flask, database: Session, tmp_path: Path, target: Path
) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    the_place(database).phone = "3939"
    database.commit()
    exported(app, target)
    assert faults(target) == []
    assert lines_of(target.with_suffix(".extra.csv"))[0]["telephone"] == "3939"
    assert counts(imported(app, target)) == (0, 0, 1, 0)


def test_a_file_beside_that_is_no_longer_ours_is_refused(app: Flask, tmp_path: Path, target: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    exported(app, target)
    target.with_suffix(".extra.csv").write_text("id,source,checked_on\n1,essai,hier\n")
    result = run_import(app, target)
    assert result.exit_code == 2
    assert "export.extra.csv" in result.stderr


def test_an_export_that_cannot_be_written_is_told_in_one_line(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(export_places, [str(tmp_path / "no" / "export.csv")])
    assert result.exit_code == 2
    assert "Impossible d'écrire" in result.stderr
    assert "ce dossier n'existe pas" in result.stderr


def test_an_export_onto_a_folder_leaves_nothing_behind(app: Flask, tmp_path: Path, target: Path) -> None:
    target.mkdir()
    assert app.test_cli_runner().invoke(export_places, [str(target)]).exit_code == 2
    assert list(tmp_path.iterdir()) == [target]


def test_our_patterns_are_those_of_the_official_schema(app: Flask) -> None:
    constraints = {field.name: field.constraints for field in SCHEMA.fields}
    closed = {column.name for column in COLUMNS if column.codes}
    constrained = {
        name for name, rules in constraints.items() if rules.get("required") or {"pattern", "maxLength"} & rules.keys()
    }
    assert constrained - closed - {"id"} == PATTERNS.keys()


def the_place(database: Session) -> Place:
    return database.scalars(select(Place)).one()


def enrich(place: Place) -> None:
    """Everything that stands beside the 32 columns."""
    place.is_step_free, place.to_bring, place.checked_on, place.checked_by = (
        True,
        "Une pièce d'identité",
        date(2026, 1, 2),
        "accueil",
    )
    place.languages = [SpokenLanguage(code="ar"), SpokenLanguage(code="tr")]
    place.equipment = [Equipment(kind="computer", count=8), Equipment(kind="printer", count=None)]
    place.texts = [PlaceText(field="summary", locale="de", text="=Hilfe, „am“ Rechner\nund mehr")]
    dates = {"starts_on": date(2026, 12, 24), "ends_on": date(2027, 1, 2)}
    place.notices = [
        Notice(kind="closed", text="Fermé", **dates),
        Notice(kind="hours", opening_hours="Mo 10:00-12:00", **dates),
    ]


def forget_places(database: Session) -> None:
    database.rollback()
    database.execute(delete(Place))
    database.commit()
