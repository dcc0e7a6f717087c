"""Staff say that what a page says still holds."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from tests.client import Page
from tests.directory.keeping import edit, place, stored, take_back
from tests.office import colleague

OLD = "/staff/places/old"


def rows(page: Page) -> list[str]:
    return [page.text(row) for row in page.all("tr")[1:]]


def test_one_tap_says_who_has_checked_and_when(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    id = place(database).id
    colleague(app, "staff").submit(f"/staff/places/{id}", f"/staff/places/{id}/checks")
    after = place(database)
    assert (str(after.checked_on), after.checked_by) == ("2026-11-24", "Camille staff")


def test_what_has_grown_old_stands_there_oldest_first(app: Flask, tmp_path: Path) -> None:
    days = {"1": "2023-05-01", "2": "2020-01-01", "3": "", "4": "2026-11-01"}
    stored(app, tmp_path, *({"id": id, "nom": f"Lieu {id}", "date_maj": day} for id, day in days.items()))
    found = rows(colleague(app, "staff").get(OLD))
    assert [row[:6] for row in found] == ["Lieu 3", "Lieu 2", "Lieu 1"]


def test_a_checked_place_leaves_the_list_and_comes_back_when_taken_back(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    page = person.submit(OLD, f"/staff/places/{place(database).id}/checks", next=OLD)
    assert rows(page) == []
    assert len(rows(take_back(person, page))) == 1


def test_a_check_holds_for_a_year(app: Flask, database: Session, tmp_path: Path, monkeypatch: Any) -> None:
    stored(app, tmp_path, {})
    known = place(database)
    known.checked_on = app.config["FROZEN_NOW"].date().replace(year=2025)
    database.commit()
    assert rows(colleague(app, "staff").get(OLD)) == []
    known.checked_on = known.checked_on.replace(day=23)
    database.commit()
    assert len(rows(colleague(app, "staff", "committee").get(OLD))) == 1


def test_changing_and_checking_are_one_step_when_wanted(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    edit(colleague(app, "staff"), place(database).id, address="2 quai Neuf", checked="1")
    after = place(database)
    assert (after.address, str(after.checked_on)) == ("2 quai Neuf", "2026-11-24")


def test_checking_twice_on_one_day_is_no_mistake(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    for _ in range(2):
        person.submit(f"/staff/places/{id}", f"/staff/places/{id}/checks")
    assert str(place(database).checked_on) == "2026-11-24"


def test_nobody_is_led_to_another_site_after_a_check(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person, id = colleague(app, "staff"), place(database).id
    token = person.get(OLD).all("input", name="csrf_token")[0].get("value")
    data = {"csrf_token": token, "next": "//elsewhere.example/"}
    answer = person.client.post(f"/staff/places/{id}/checks", data=data)
    assert answer.headers["Location"].startswith("/staff/places?")
