"""Staff say what holds from one day to another."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.directory.keeping import place, send, stored, take_back
from tests.office import Colleague, colleague

TODAY = "2026-11-24"


@pytest.fixture
def person(app: Flask, tmp_path: Path) -> Colleague:
    stored(app, tmp_path, {"horaires": "Mo-Fr 09:00-12:00"})
    return colleague(app, "staff")


def notices(database: Session) -> list[tuple[str, str, str, str]]:
    return [(one.kind, str(one.starts_on), str(one.ends_on), one.opening_hours) for one in place(database).notices]


def address(database: Session) -> str:
    return f"/staff/places/{place(database).id}/notices"


def add(person: Colleague, database: Session, status: int = 200, /, **fields: str) -> object:
    return send(person, address(database), address(database), status, **fields)


def test_a_closed_week_is_read_by_residents(person: Colleague, database: Session) -> None:
    add(person, database, kind="closed", first=TODAY, last="2026-11-27")
    assert notices(database) == [("closed", TODAY, "2026-11-27", "")]
    assert "Fermé" in person.get(f"/fr/places/{place(database).id}").text()


def test_a_notice_of_one_day_needs_no_last_day(person: Colleague, database: Session) -> None:
    add(person, database, kind="hours", first=TODAY, hours="Tu 14:00-16:00")
    assert notices(database) == [("hours", TODAY, TODAY, "Tu 14:00-16:00")]


@pytest.mark.parametrize(
    "fields",
    [
        {"first": ""},
        {"first": "2026-13-01"},
        {"first": TODAY, "last": "2026-11-20"},
        {"first": "2026-01-01", "last": "2026-02-01"},
        {"first": TODAY, "last": "2029-01-01"},
        {"kind": "moved", "text": ""},
        {"kind": "info", "text": "x" * 301},
        {"kind": "hours", "hours": ""},
        {"kind": "hours", "hours": "sometimes"},
        {"kind": "party"},
    ],
)
def test_what_cannot_be_meant_is_refused(person: Colleague, database: Session, fields: dict[str, str]) -> None:
    add(person, database, 422, **fields)
    assert notices(database) == []


def test_a_notice_ends_yesterday_or_goes_away(person: Colleague, database: Session) -> None:
    add(person, database, kind="closed", first=TODAY, last="2026-11-27")
    here = f"{address(database)}/{place(database).notices[0].id}/ends"
    person.submit(address(database), here)
    assert notices(database) == []


def test_a_notice_is_deleted_and_taken_back(person: Colleague, database: Session) -> None:
    add(person, database, kind="moved", first=TODAY, text="Au 3 quai Neuf")
    known = notices(database)
    page = person.submit(address(database), f"{address(database)}/{place(database).notices[0].id}/deletions")
    assert notices(database) == []
    take_back(person, page)
    assert notices(database) == known


def test_a_notice_of_another_place_is_not_touched(person: Colleague, database: Session) -> None:
    token = person.get(address(database)).all("input", name="csrf_token")[0].get("value")
    answer = person.client.post(f"{address(database)}/4711/deletions", data={"csrf_token": token})
    assert answer.status_code == 404
