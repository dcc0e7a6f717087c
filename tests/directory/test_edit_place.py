"""Staff change what the directory says of a place."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.client import Page
from tests.directory.keeping import changes, edit, fields_of, place, stored
from tests.office import Colleague, colleague


def test_the_changed_field_changes_and_nothing_else(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"telephone": "+33388000000", "typologie": "BIB"})
    id = place(database).id
    page = edit(colleague(app, "staff"), id, name="Maison du fil")
    after = place(database)
    assert (after.name, after.phone, after.kinds, after.services) == (
        "Maison du fil", "+33388000000", ("BIB",), ("access",),
    )  # fmt: skip
    assert "Maison du fil" in page.text()


def test_an_untouched_form_changes_nothing(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"courriels": "a@b.example|c@d.example", "horaires": "Mo-Fr 09:00-12:00"})
    before = changes(database)
    edit(colleague(app, "staff"), place(database).id)
    assert changes(database) == before


def test_everything_beside_the_standard_is_kept_too(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    edit(
        colleague(app, "staff"), place(database).id, languages=["ar", "fr"], other_languages="LSF", step_free="yes",
        equipment=["computer", "wifi"], **{"count-computer": "4"}, to_bring="Vos lunettes", fees=["free"],
    )  # fmt: skip
    after = place(database)
    assert [one.code for one in after.languages] == ["ar", "fr", "fsl"]
    assert [(one.kind, one.count) for one in after.equipment] == [("computer", 4), ("wifi", None)]
    assert (after.is_step_free, after.to_bring, after.fees) == (True, "Vos lunettes", ("free",))


def test_residents_find_the_new_name_at_once(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    assert "Rempart" not in person.get("/fr/places").text()
    edit(person, place(database).id, name="Atelier du Rempart")
    assert "Atelier du Rempart" in person.get("/fr/places?q=rempart").text()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("phone", "123"),
        ("emails", "nobody"),
        ("websites", "javascript:alert(1)"),
        ("postal_code", "6700"[:3]),
        ("latitude", "somewhere"),
        ("other_languages", "klingonesque"),
        ("count-computer", "many"),
        ("summary", "x" * 281),
        ("name", "x" * 201),
    ],
)
def test_what_cannot_be_meant_comes_back_with_the_words(
    app: Flask, database: Session, tmp_path: Path, field: str, text: str
) -> None:
    stored(app, tmp_path, {})
    id = place(database).id
    page = edit(colleague(app, "staff"), id, 422, **{"equipment": ["computer"], "step_free": "no", field: text})
    assert page.all("div", class_="form-summary", role="alert")
    assert fields_of(page, f"/staff/places/{id}")[field] == [text]
    assert place(database).is_step_free is None


def test_two_people_do_not_overwrite_each_other(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    id = place(database).id
    person = colleague(app, "staff")
    old_form = fields_of(person.get(f"/staff/places/{id}"), f"/staff/places/{id}")
    edit(person, id, address="2 quai Neuf")
    answer = person.client.post(f"/staff/places/{id}", data={**old_form, "address": "3 rue Vieille"})
    assert answer.status_code == 422
    assert place(database).address == "2 quai Neuf"


def too_late(app: Flask, database: Session, mine: dict[str, str], **theirs: str) -> tuple[Colleague, str, Page]:
    """Somebody keeps theirs while I have the form open; the page that I am shown when I keep mine."""
    person, address = colleague(app, "staff"), f"/staff/places/{place(database).id}"
    old_form = fields_of(person.get(address), address)
    edit(colleague(app, "coordinator"), place(database).id, **theirs)
    return person, address, person.seen(person.client.post(address, data={**old_form, **mine}), 422)


def test_what_others_wrote_meanwhile_is_named_and_what_i_typed_is_kept(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    mine = {"name": "", "address": "3 rue Vieille"}
    _, address, page = too_late(app, database, mine, address="2 quai Neuf", phone="03 88 00 00 00")
    (box,) = page.all("div", class_="form-summary", role="alert")
    assert "2 quai Neuf" in page.text(box) and "+33388000000" in page.text(box)
    shown = fields_of(page, address)
    assert [shown[name] for name in ("name", "address", "phone")] == [[""], ["3 rue Vieille"], ["+33388000000"]]


def test_who_has_read_what_others_wrote_may_keep_theirs(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, address, page = too_late(app, database, {"address": "3 rue Vieille"}, address="2 quai Neuf", fees="free")
    person.seen(person.client.post(address, data=fields_of(page, address), follow_redirects=True), 200)
    after = place(database)
    assert (after.address, after.fees) == ("3 rue Vieille", ("free",))


def test_the_hours_that_others_wrote_stay_where_i_typed_none(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"horaires": "Mo-Fr 09:00-12:00"})
    theirs = {"hours-way": "notation", "opening_hours": "Tu 14:00-18:00"}
    person, address, page = too_late(app, database, {"name": "Maison du fil"}, **theirs)
    person.seen(person.client.post(address, data=fields_of(page, address), follow_redirects=True), 200)
    after = place(database)
    assert (after.name, after.opening_hours) == ("Maison du fil", "Tu 14:00-18:00")


def test_a_look_at_the_hours_does_not_pass_for_a_look_at_what_others_wrote(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    person, address, page = too_late(app, database, {"preview": "1"}, address="2 quai Neuf")
    answer = person.client.post(address, data=fields_of(page, address))
    assert (answer.status_code, place(database).address) == (422, "2 quai Neuf")


def test_hours_are_shown_as_residents_will_read_them_without_being_kept(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    page = edit(person, id, 422, preview="1", **{"hours-way": "notation", "opening_hours": "Tu 14:00-18:00"})
    shown = person.get("/staff/places/hours?opening_hours=Tu+14:00-18:00", headers={"HX-Request": "true"})
    assert "de 14 h à 18 h" in page.text()
    assert "de 14 h à 18 h" in shown.text()
    assert place(database).opening_hours == ""


def test_a_page_of_a_place_that_does_not_exist_says_so(app: Flask) -> None:
    colleague(app, "staff").get("/staff/places/4711", 404)


def test_a_value_that_nobody_would_write_so_today_stays_when_untouched(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    known = place(database)
    known.phone = "3949"
    database.commit()
    edit(colleague(app, "staff"), known.id, name="Maison du fil")
    after = place(database)
    assert (after.name, after.phone) == ("Maison du fil", "3949")
