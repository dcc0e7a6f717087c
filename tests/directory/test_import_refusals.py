"""Whatever file is thrown at the importer: a clear line, exit code 2, and nothing changed."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.directory.exchange import (
    FRANCE,
    MULTIPLE_SOURCES,
    number_of_places,
    official_file,
    path_of_report,
    run_import,
)

GIGABYTE = 1024**3


def assert_refused(app: Flask, database: Session, path: Path, *options: str | Path, because: str) -> None:
    """One line with the reason, exit code 2, no report and an empty directory."""
    path_of_report(app).unlink(missing_ok=True)
    result = run_import(app, path, "--report", path_of_report(app), *options)
    assert result.exit_code == 2, result.output
    assert because in result.stderr
    assert result.stderr.splitlines()[-1].endswith("Rien n'a été changé.")
    assert number_of_places(database) == 0
    assert not path_of_report(app).exists()


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("empty.csv", b"", "vide"),
        ("spaces.csv", b" \n\n \n", "vide"),
        ("binary.csv", bytes(range(256)) * 100, "texte"),
        ("heading.csv", b"id,nom,commune\n", "aucune ligne"),
        ("columns.csv", b"a,b,c\n1,2,3\n", "pas de colonne"),
        ("prose.csv", "Bonjour, voici les lieux.\nÀ bientôt !\n".encode(), "pas de colonne"),
        ("wrong.json", b'{"places": 1}', "JSON"),
        ("broken.json", b'[{"id": "1",]', "JSON"),
        ("deep.json", b"[" * 100_000 + b"]" * 100_000, "JSON"),
        ("none.json", b"[]", "aucune ligne"),
        ("half.json", b'[{"id": "1", "nom": "A"}, {"id": "2", "no', "la fin"),
        ("quote.csv", b'id,nom,commune\n1,"A,Strasbourg\n2,B,Strasbourg\n', "la fin"),
        ("letter.csv", "id,nom,commune\n1,Médiathèque é".encode()[:-1], "la fin"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(1000), "texte"),
        ("book.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "archive"),
    ],
)  # fmt: skip
def test_an_unusable_file_changes_nothing(
    app: Flask, database: Session, tmp_path: Path, name: str, content: bytes, because: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert_refused(app, database, tmp_path / name, because=because)


def test_an_archive_is_told_to_be_one(app: Flask, database: Session, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "places.csv", "w") as archive:
        archive.write(FRANCE, "places.csv")
    assert_refused(app, database, tmp_path / "places.csv", because="archive")


@pytest.mark.parametrize("source", [FRANCE, MULTIPLE_SOURCES])
def test_half_of_a_real_file_changes_nothing(app: Flask, database: Session, tmp_path: Path, source: Path) -> None:
    content = source.read_bytes()
    half = tmp_path / source.name
    half.write_bytes(content[: len(content) // 2])
    assert_refused(app, database, half, because="la fin")


def test_a_gigabyte_of_commas_is_refused_unread(app: Flask, database: Session, tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    path.write_bytes(b"," * 1024 * 1024)
    os.truncate(path, GIGABYTE)
    assert_refused(app, database, path, because="trop gros")


def test_one_endless_line_of_commas_is_refused(app: Flask, database: Session, tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    path.write_bytes(b"," * 2_000_000)
    assert_refused(app, database, path, because="Rien")


def test_a_folder_is_refused(app: Flask, database: Session, tmp_path: Path) -> None:
    assert_refused(app, database, tmp_path, because="n'est pas lisible")


def test_a_missing_file_is_refused(app: Flask, database: Session, tmp_path: Path) -> None:
    assert_refused(app, database, tmp_path / "nowhere.csv", because="n'existe pas")


@pytest.mark.parametrize("content", ["{", "[]", '{"columns": {"a": "nowhere"}}'])
def test_a_wrong_mapping_is_refused(app: Flask, database: Session, tmp_path: Path, content: str) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content)
    path = official_file(tmp_path / "places.csv", {})
    assert_refused(app, database, path, "--mapping", mapping, because="correspondance")


def test_a_mapping_is_asked_for_where_it_is_needed(app: Flask, database: Session, tmp_path: Path) -> None:
    path = official_file(tmp_path / "places.csv", {})
    assert_refused(app, database, path, "--format", "mapping", because="--mapping")


def test_a_report_that_cannot_be_written_leaves_the_directory_as_it_was(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    result = run_import(app, official_file(tmp_path / "places.csv", {}), "--report", tmp_path / "no" / "report.json")
    assert (result.exit_code, number_of_places(database)) == (2, 0)
    assert "Impossible d'écrire" in result.stderr


def test_a_database_without_its_tables_is_told_in_one_line(app: Flask, database: Session, tmp_path: Path) -> None:
    database.execute(text("ALTER TABLE organizations RENAME TO elsewhere"))
    database.commit()
    try:
        assert_refused(app, database, official_file(tmp_path / "places.csv", {}), because="La base de données")
    finally:
        database.rollback()
        database.execute(text("ALTER TABLE elsewhere RENAME TO organizations"))
        database.commit()


def test_refused_lines_do_not_hold_back_the_others(app: Flask, database: Session, tmp_path: Path) -> None:
    path = official_file(tmp_path / "places.csv", {"id": "1", "nom": ""}, {"id": "2"}, {"id": "3" * 300})
    result = run_import(app, path, "--report", path_of_report(app))
    assert (result.exit_code, number_of_places(database)) == (1, 1)
    assert json.loads(path_of_report(app).read_text(encoding="utf-8"))["refused"] == 2


@pytest.mark.parametrize("number", [0, 1, 12, 1_000])
def test_signs_that_no_database_takes_do_no_harm(app: Flask, tmp_path: Path, number: int) -> None:
    signs = "\x00\udfff\ud800\u202e" * number
    path = tmp_path / "signs.json"
    place = {"id": f"1{signs}", "nom": f"Nom{signs}", "commune": f"Strasbourg{signs}", "adresse": f"1 rue{signs}"}
    path.write_text(json.dumps([{**place, f"autre{signs}": signs, "source": f"essai{signs}"}]))
    assert run_import(app, path, "--report", path_of_report(app)).exit_code in (0, 1)
