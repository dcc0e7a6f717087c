"""What staff wrote themselves outlives the next import, which says so where its file differs."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from tests.directory.exchange import codes, counts, imported, official_file
from tests.directory.keeping import edit, place, stored
from tests.office import colleague

PHONE = {"telephone": "+33388000000"}
OURS = "+33388111111"


def renamed(app: Flask, database: Session, folder: Path, **fields: Any) -> None:
    """A place from a file, of which staff have changed some fields."""
    stored(app, folder, PHONE)
    edit(colleague(app, "staff"), place(database).id, **fields)


def again(app: Flask, folder: Path, **cells: str) -> dict[str, Any]:
    return imported(app, official_file(folder / "again.csv", {**PHONE, **cells}))


def test_the_same_file_brings_nothing_new(app: Flask, database: Session, tmp_path: Path) -> None:
    renamed(app, database, tmp_path, phone=OURS)
    report = again(app, tmp_path)
    assert (counts(report), codes(report)) == ((0, 0, 1, 0), [])
    assert place(database).phone == OURS


def test_a_file_that_says_something_else_is_to_check(app: Flask, database: Session, tmp_path: Path) -> None:
    renamed(app, database, tmp_path, phone=OURS)
    report = again(app, tmp_path, telephone="+33388222222", date_maj="2026-11-01")
    assert codes(report) == ["staff_edit"]
    assert OURS in report["lines"][0]["warnings"][0]["text"]
    assert place(database).phone == OURS


def test_other_fields_follow_the_file(app: Flask, database: Session, tmp_path: Path) -> None:
    renamed(app, database, tmp_path, phone=OURS)
    assert counts(again(app, tmp_path, nom="Maison nouvelle", telephone="+33388222222")) == (0, 1, 0, 0)
    assert (place(database).name, place(database).phone) == ("Maison nouvelle", OURS)


def test_a_file_that_agrees_with_staff_is_no_news(app: Flask, database: Session, tmp_path: Path) -> None:
    renamed(app, database, tmp_path, phone=OURS)
    report = again(app, tmp_path, telephone=OURS)
    assert (counts(report), codes(report)) == ((0, 0, 1, 0), [])


def test_what_is_set_back_to_the_files_word_follows_it_again(app: Flask, database: Session, tmp_path: Path) -> None:
    renamed(app, database, tmp_path, phone=OURS)
    edit(colleague(app, "staff", "committee"), place(database).id, phone=PHONE["telephone"])
    assert codes(again(app, tmp_path, telephone="+33388222222")) == []
    assert place(database).phone == "+33388222222"


def test_the_page_names_what_staff_have_written(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    page = edit(colleague(app, "staff"), place(database).id, step_free="yes", address="2 quai Neuf")
    terms = [page.text(one) for one in page.all("dl")[0].iter("dd")]
    assert len(terms) == 4
    assert place(database).is_step_free is True
