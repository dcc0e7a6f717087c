"""Staff look through a file of places, choose, take it over in one go, and take it back."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kiosk.directory.intake.models import ColumnMapping, Intake, IntakeLine
from kiosk.directory.models import Place, Source
from kiosk.web.models import AuditEntry
from tests.client import Page
from tests.directory.exchange import DATA, FRANCE, official_file, run_import
from tests.directory.keeping import changes, edit, fields_of, meanwhile, place, stored, take_back
from tests.office import Colleague, colleague

IMPORTS = "/staff/places/imports"
LINES = ({"id": "1", "nom": "Nouveau"}, {"id": "2", "nom": ""}, {"id": "3", "nom": "Douteux", "telephone": "12"})


def upload(person: Colleague, path: Path, status: int = 200, /, **fields: Any) -> Page:
    """Send the file; fields of bytes are files, too."""
    sent = {**fields_of(person.get(IMPORTS), IMPORTS), "file": path.read_bytes(), **fields}
    data = {name: FileStorage(BytesIO(one), path.name) if isinstance(one, bytes) else one for name, one in sent.items()}
    # The test client would put a large body in a temporary file and forget it there.
    boundary, body = encode_multipart({name: one for name, one in data.items() if one != [""]})
    kind = f"multipart/form-data; boundary={boundary}"
    return person.seen(person.client.post(IMPORTS, data=body, content_type=kind, follow_redirects=True), status)


def here(database: Session) -> str:
    database.rollback()
    return f"{IMPORTS}/{database.scalars(Intake.listed()).all()[0].id}"


def names(database: Session) -> list[str]:
    database.rollback()
    return sorted(database.scalars(select(Place.name)))


def take(person: Colleague, address: str, status: int = 200, /, **fields: Any) -> Page:
    page = person.get(address)
    action = f"{address.partition('?')[0]}/takings"
    data = {**fields_of(page, action), **fields}
    return person.seen(person.client.post(action, data=data, follow_redirects=True), status)


def test_reading_a_file_changes_nothing_and_says_what_it_would_do(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    page = upload(colleague(app, "staff"), official_file(tmp_path / "lieux.csv", *LINES))
    counted = [page.text(one) for one in page.all("strong") if page.text(one).isdigit()]
    assert counted == ["1", "0", "1", "1", "0"]
    assert "Douteux" in page.text()
    assert "numéro de téléphone" in page.text()
    assert (names(database), changes(database)) == ([], 0)


def test_others_can_write_while_a_file_is_compared_with_the_directory(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    person, alone = colleague(app, "staff"), list[str]()

    def note(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if connection.get_execution_options().get("sqlite_begin") == "IMMEDIATE":
            alone.append(statement)

    event.listen(database.get_bind(), "before_cursor_execute", note)
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    event.remove(database.get_bind(), "before_cursor_execute", note)
    assert any("intake_lines" in one for one in alone) and not [one for one in alone if "FROM places" in one]


def test_a_change_at_the_same_moment_is_not_lost(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "next.csv", {"adresse": "2 quai Neuf"}))
    address = here(database)
    place(database).to_bring = "Vos lunettes"
    database.flush()
    meanwhile(database, lambda: take(person, address))
    after = place(database)
    assert (after.address, after.to_bring) == ("2 quai Neuf", "Vos lunettes")


def test_the_command_waits_for_who_is_changing_a_place_too(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    file = official_file(tmp_path / "next.csv", {"adresse": "2 quai Neuf"})
    place(database).to_bring = "Vos lunettes"
    database.flush()
    meanwhile(database, lambda: run_import(app, file))
    after = place(database)
    assert (after.address, after.to_bring) == ("2 quai Neuf", "Vos lunettes")


def test_a_refused_line_says_why(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    words = person.get(f"{here(database)}?group=refused").text()
    assert "nom" in words
    assert "manque" in words or "missing" in words


def test_all_that_nobody_doubts_is_taken_over_at_once(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    take(person, here(database))
    assert (names(database), changes(database)) == (["Nouveau"], 1)
    assert database.scalars(select(AuditEntry.detail).filter_by(action="places.imported")).one()["created"] == 1


def test_only_the_chosen_lines_are_taken_over(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    take(person, f"{here(database)}?group=created", 422, chosen=[])
    assert names(database) == []


def test_a_line_in_doubt_is_left_unless_somebody_ticks_it(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    page = person.get(f"{here(database)}?group=to_check")
    assert page.all("input", name="chosen") and not page.all("input", name="chosen", checked="")
    take(person, f"{here(database)}?group=to_check")
    assert names(database) == ["Nouveau"]


def test_a_whole_group_is_ticked_and_unticked(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    page = upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    fields = fields_of(page, f"{here(database)}/takings")
    person.client.post(f"{here(database)}/choices", data={**fields, "group": "to_check", "none": "1"})
    database.rollback()
    chosen = select(IntakeLine.name).where(IntakeLine.is_chosen)
    assert database.scalars(chosen).all() == ["Nouveau"]
    person.client.post(f"{here(database)}/choices", data={**fields, "group": "to_check", "all": "1"})
    database.rollback()
    assert sorted(database.scalars(chosen)) == ["Douteux", "Nouveau"]


def test_nothing_chosen_is_said_and_changes_nothing(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", LINES[0]))
    page = take(person, here(database), 422, chosen=[])
    assert page.all("div", class_="form-summary")
    assert names(database) == []


def test_the_whole_import_is_taken_back_and_may_come_again(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"id": "9", "nom": "Avant"})
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES, {"id": "9", "nom": "Après"}))
    page = take(person, here(database))
    assert names(database) == ["Après", "Nouveau"]
    take_back(person, page)
    assert names(database) == ["Avant"]
    take(person, here(database))
    assert names(database) == ["Après", "Nouveau"]


def test_a_place_that_was_changed_since_protects_itself(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    page = take(person, here(database))
    edit(person, place(database, name="Nouveau").id, address="2 quai Neuf")
    take_back(person, page, 422)
    assert names(database) == ["Nouveau"]


def test_a_file_is_not_taken_over_twice(app: Flask, database: Session, tmp_path: Path) -> None:
    person = colleague(app, "staff")
    page = upload(person, official_file(tmp_path / "lieux.csv", *LINES))
    fields = fields_of(page, f"{here(database)}/takings")
    answers = [person.client.post(f"{here(database)}/takings", data=fields).status_code for _ in range(2)]
    assert answers == [303, 404]


def test_the_file_wins_over_staff_where_they_say_so(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    edit(person, place(database).id, name="Le nôtre")
    upload(person, official_file(tmp_path / "lieux.csv", {"nom": "Le leur"}))
    address = here(database)
    number = database.scalars(select(IntakeLine.number)).one()
    take(person, f"{address}?group=to_check", overriding=[number])
    assert names(database) == ["Le leur"]


def test_a_mapping_is_kept_under_a_name_and_chosen_again(app: Flask, database: Session) -> None:
    person, mapping = colleague(app, "staff"), (DATA / "mednum-bfc.mapping.json").read_bytes()
    sent = {"mapping_file": mapping, "keep_as": "Bourgogne"}
    upload(person, DATA / "mednum-bfc-2023.brut.csv", **sent)
    kept = database.scalars(select(ColumnMapping)).one()
    upload(person, DATA / "mednum-bfc-2023.brut.csv", mapping=str(kept.id))
    database.rollback()
    assert [one.state for one in database.scalars(Intake.listed())] == ["ready", "ready"]
    assert json.loads(kept.content) == json.loads(mapping)


def test_what_a_mapping_says_of_its_source_is_said_to_everybody(app: Flask, database: Session, tmp_path: Path) -> None:
    person, about = colleague(app, "staff"), {"name": "ville", "title": "Annuaire", "dated_on": "2026-01-15"}
    mapping = json.dumps({"source": about}).encode()
    lines = official_file(tmp_path / "lieux.csv", {"source": ""})
    upload(person, lines, mapping_file=mapping)
    take(person, here(database))
    database.rollback()
    source = database.scalars(select(Source)).one()
    assert (source.name, source.title, str(source.dated_on)) == ("ville", "Annuaire", "2026-01-15")


@pytest.mark.parametrize(
    ("content", "fields", "field"),
    [
        (b"", {}, "file"),
        (b"x" * (20 * 1024 * 1024 + 1), {}, "file"),
        (b"id,nom,commune\n", {"source": "x" * 81}, "source"),
        (b"id,nom,commune\n", {"keep_as": "Annuaire"}, "mapping_file"),
        (b"id,nom,commune\n", {"mapping_file": b"[]"}, "mapping_file"),
    ],
    ids=("empty", "too large", "long source", "no mapping", "bad mapping"),
)
def test_what_cannot_be_read_comes_back(
    app: Flask, tmp_path: Path, content: bytes, fields: dict[str, Any], field: str
) -> None:
    path = tmp_path / "lieux.csv"
    path.write_bytes(content)
    page = upload(colleague(app, "staff"), path, 422, **fields)
    assert f"#{field}" in page.links()


def test_a_file_that_is_no_table_says_what_it_is(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "lieux.csv"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert "archive" in upload(colleague(app, "staff"), path).text()


def test_a_request_may_be_large_only_here_and_only_for_staff(app: Flask) -> None:
    large = {"file": (BytesIO(b"x" * 200_000), "lieux.csv")}
    assert colleague(app, "committee").client.post(IMPORTS, data=large).status_code == 413
    fields = {"name": "x" * 200_000}
    assert colleague(app, "staff").client.post("/staff/places", data=fields).status_code == 413


@pytest.fixture
def patiently() -> Callable[[Colleague, str], tuple[int, Page]]:
    """Looks at a page again as long as it asks for it, as a browser does."""

    def look(person: Colleague, address: str) -> tuple[int, Page]:
        waits = 0
        while (page := person.get(address)).headers.get("Refresh"):
            waits += 1
            sleep(0.2)
        return waits, page

    return look


def test_a_large_file_is_read_while_its_page_waits(
    app: Flask, database: Session, patiently: Callable[[Colleague, str], tuple[int, Page]]
) -> None:
    person = colleague(app, "staff")
    assert upload(person, FRANCE).headers["Refresh"] == "1"
    waits, page = patiently(person, here(database))
    assert waits
    database.rollback()
    chosen = database.scalars(select(func.count()).where(IntakeLine.is_chosen)).one()
    assert f"{chosen} lignes" in page.text().replace("\xa0", "").replace("\u202f", "")
    take_back(person, take(person, here(database)))
    assert names(database) == []
