"""Staff add a place that no file knows."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.directory.keeping import changes, place, send
from tests.office import colleague

NEW = "/staff/places/new"
FACTS = {"name": "Permanence du quai", "commune": "Strasbourg", "address": "1 quai Neuf"}


def test_a_new_place_is_ours_and_checked_today(app: Flask, database: Session) -> None:
    page = send(colleague(app, "staff"), NEW, "/staff/places", **FACTS)
    added = place(database)
    assert (added.name, added.source, str(added.checked_on)) == ("Permanence du quai", "staff", "2026-11-24")
    assert (str(added.updated_on), added.checked_by, changes(database)) == ("2026-11-24", "Camille staff", 1)
    assert "Permanence du quai" in page.text()


def test_a_place_without_a_name_comes_back_with_the_words(app: Flask, database: Session) -> None:
    page = send(colleague(app, "staff"), NEW, "/staff/places", 422, **{**FACTS, "name": ""})
    assert page.all("input", name="address")[0].get("value") == "1 quai Neuf"
    assert changes(database) == 0


def test_a_place_that_nobody_could_find_is_refused(app: Flask, database: Session) -> None:
    send(colleague(app, "staff"), NEW, "/staff/places", 422, **{**FACTS, "address": ""})
    assert changes(database) == 0


def test_looking_at_the_hours_adds_nothing(app: Flask, database: Session) -> None:
    page = send(
        colleague(app, "staff"),
        NEW,
        "/staff/places",
        422,
        **FACTS,
        preview="1",
        **{"hours-way": "week", "hours-Mo": "open", "start-Mo": "9h", "end-Mo": "12h"},
    )
    assert "de 9 h à 12 h" in page.text()
    assert changes(database) == 0


def test_adding_can_be_taken_back(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    send(person, NEW, "/staff/places", **FACTS)
    id = place(database).id
    page = person.get(f"/staff/places/{id}")
    token = page.all("input", name="csrf_token")[0].get("value")
    undo = next(one.get("action") for one in page.all("form") if "/undos" in (one.get("action") or ""))
    person.client.post(str(undo), data={"csrf_token": token})
    person.get(f"/staff/places/{id}", 404)
