"""What staff did in the directory is taken back, unless something else came after it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place, PlaceEdit
from kiosk.directory.revisions.models import Revision
from kiosk.workshops.models import Course, Workshop
from tests.conftest import TUESDAY_MORNING
from tests.directory.exchange import imported, official_file
from tests.directory.keeping import changes, edit, meanwhile, place, send, stored, take_back
from tests.office import colleague


def test_an_edit_is_taken_back_with_all_it_remembered(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    before = changes(database)
    page = take_back(person, edit(person, id, name="Autre nom", languages=["ar"]))
    after = place(database)
    assert (after.name, after.languages, changes(database) - before) == ("Maison des exemples", [], 2)
    assert database.scalars(select(PlaceEdit)).all() == []
    assert page.all("div", class_="done", role="status")


def test_nothing_is_taken_back_twice(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    page = edit(person, place(database).id, name="Autre nom")
    take_back(person, page)
    assert take_back(person, page, 422).all("p", role="alert")


def test_a_later_change_protects_itself(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    page = edit(person, id, name="Deuxième nom")
    edit(person, id, name="Troisième nom")
    take_back(person, page, 422)
    assert place(database).name == "Troisième nom"


def test_so_does_an_import(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    page = edit(person, place(database).id, name="Deuxième nom")
    imported(app, official_file(tmp_path / "next.csv", {"adresse": "2 quai Neuf"}))
    take_back(person, page, 422)
    assert place(database).address == "2 quai Neuf"


def test_a_change_at_the_same_moment_protects_itself_too(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    page = edit(person, place(database).id, name="Deuxième nom")
    place(database).to_bring = "Vos lunettes"
    database.flush()
    meanwhile(database, lambda: take_back(person, page, 422))
    after = place(database)
    assert (after.name, after.to_bring) == ("Deuxième nom", "Vos lunettes")


def test_changes_are_taken_back_one_after_the_other(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    pages = [edit(person, id, name=name) for name in ("Deuxième", "Troisième")]
    for page in reversed(pages):
        take_back(person, page)
    assert place(database).name == "Maison des exemples"
    assert [one.undone_by for one in database.scalars(select(Revision))] == ["Camille staff"] * 2


def test_what_was_never_done_cannot_be_taken_back(app: Flask) -> None:
    person = colleague(app, "staff")
    token = person.get("/staff/places").all("input", name="csrf_token")[0].get("value")
    assert person.client.post("/staff/revisions/4711/undos", data={"csrf_token": token}).status_code == 404


def test_a_place_where_a_workshop_takes_place_does_not_go_away(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    facts = {"name": "Permanence du quai", "commune": "Strasbourg", "address": "1 quai Neuf"}
    page = send(person, "/staff/places/new", "/staff/places", **facts)
    starts_at = TUESDAY_MORNING + timedelta(days=1)
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    database.add(Workshop.planned(course=Course(title="Premiers pas", topic="devices"), place=place(database), **times))
    database.commit()
    take_back(person, page, 422)
    assert database.scalars(select(Place.name)).all() == ["Permanence du quai"]
