"""Changing what is planned: who is told, what moves with it, and what a change of a series concerns."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.workshops.models import Workshop
from tests.office import Colleague, colleague
from tests.workshops.conftest import NOW, Planner
from tests.workshops.planning import add_series, sign_up, to_call, told, words


@pytest.fixture
def staff(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Colleague:
    """Somebody of a house that can send e-mails."""
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://localhost")
    return colleague(app, "staff")


def edit(staff: Colleague, id: int, status: int = 200, **typed: Any) -> None:
    """Open the form, change these words, send it."""
    page = staff.get(f"/staff/workshops/{id}/edit")
    inputs = [one for one in page.all("input") if one.get("type") not in ("radio", "checkbox", "hidden")]
    form = {one.get("name", ""): one.get("value", "") for one in inputs}
    chosen = {one.get("name", ""): one.get("value", "") for one in page.all("input", checked="")}
    course = next(one.get("value", "") for one in page.all("option", selected=""))
    staff.send(page, f"/staff/workshops/{id}", status, **{**form, **chosen, "course": course, **typed})


def found(database: Session, id: int) -> Workshop:
    database.rollback()
    return database.get_one(Workshop, id)


@pytest.mark.parametrize(
    ("typed", "sequence"),
    [
        ({"day": "2026-11-27"}, 1), ({"start": "14:30"}, 1), ({"room": "Salle 2"}, 1),
        ({"partner": "Emmaüs"}, 0), ({"minimum": "2"}, 0), ({"opens_days": "7"}, 0), ({}, 0),
    ],
)  # fmt: skip
def test_people_are_told_of_what_their_ticket_shows(
    app: Flask, workshop: Workshop, staff: Colleague, database: Session, typed: dict[str, Any], sequence: int
) -> None:
    sign_up(app, workshop.id, "a@example.org", "", now=NOW)
    edit(staff, workshop.id, **typed)
    assert found(database, workshop.id).sequence == sequence
    assert told(database, "changed_workshop") == ["a@example.org"] * sequence
    assert to_call(database, "changed_workshop") == ["Person 1"] * sequence


def test_more_seats_go_to_those_who_wait(app: Flask, plan: Planner, staff: Colleague, database: Session) -> None:
    workshop = plan(capacity=1, minimum=1)
    sign_up(app, workshop.id, "a@example.org", "b@example.org", "c@example.org", now=NOW)
    edit(staff, workshop.id, capacity="2")
    assert told(database, "promoted") == ["b@example.org"]
    assert len(found(database, workshop.id).waiting) == 1


def test_nobody_loses_a_seat_by_fewer_seats(
    app: Flask, workshop: Workshop, staff: Colleague, database: Session
) -> None:
    sign_up(app, workshop.id, *[""] * 5, now=NOW)
    edit(staff, workshop.id, 422, capacity="4", room="Salle 2")
    assert (found(database, workshop.id).room, found(database, workshop.id).capacity) == ("", 8)
    edit(staff, workshop.id, capacity="5")
    assert found(database, workshop.id).capacity == 5


@pytest.mark.parametrize(
    ("scope", "moved"), [("one", [1]), ("following", [1, 2, 3]), ("all", [0, 1, 2, 3]), ("x", [1])]
)
def test_one_or_this_and_the_following_or_all_are_changed(
    workshop: Workshop, staff: Colleague, database: Session, scope: str, moved: Sequence[int]
) -> None:
    ids = add_series(workshop, 4, database)
    before = [found(database, id).starts_at for id in ids]
    day = (before[1] + timedelta(days=2)).date().isoformat()
    edit(staff, ids[1], scope=scope, day=day, start="15:00")
    for number, id in enumerate(ids):
        expected = before[number] + timedelta(days=2, hours=1) * (number in moved)
        assert found(database, id).starts_at == expected


def test_in_the_others_only_what_was_changed_changes(workshop: Workshop, staff: Colleague, database: Session) -> None:
    ids = add_series(workshop, 3, database)
    edit(staff, ids[2], room="Petite salle", scope="one")
    edit(staff, ids[0], start="13:00", scope="all")
    assert [found(database, id).room for id in ids] == ["", "", "Petite salle"]
    assert {found(database, id).starts_at.astimezone(TOWN).hour for id in ids} == {13}


def test_the_time_stays_the_same_across_the_change_of_the_clock(
    workshop: Workshop, staff: Colleague, database: Session
) -> None:
    ids = add_series(workshop, 20, database)
    edit(staff, ids[0], start="15:00", scope="all")
    assert {found(database, id).starts_at.astimezone(TOWN).hour for id in ids} == {15}
    assert len({found(database, id).starts_at.utcoffset() for id in ids}) == 2


@pytest.mark.parametrize("theirs", [{"room": "Salle 2"}, {"minimum": "2"}, {"partner": "Emmaüs"}, {"opens_days": "7"}])
def test_two_people_do_not_change_a_workshop_over_each_other(
    workshop: Workshop, staff: Colleague, database: Session, theirs: dict[str, Any]
) -> None:
    page = staff.get(f"/staff/workshops/{workshop.id}/edit")
    edit(staff, workshop.id, **theirs)
    form = words(workshop, day="2026-12-03", start="9:00", end="10:00")
    staff.send(page, f"/staff/workshops/{workshop.id}", 422, **form)
    assert found(database, workshop.id).starts_at.day == 25


@pytest.mark.parametrize("wrong", [{"day": ""}, {"start": "9:00", "end": "10:00"}])
def test_a_form_that_comes_back_does_not_take_what_others_did_meanwhile_for_seen(
    workshop: Workshop, staff: Colleague, database: Session, wrong: dict[str, str]
) -> None:
    address, form = f"/staff/workshops/{workshop.id}", words(workshop, day="2026-11-25")
    page = staff.get(f"{address}/edit")
    edit(staff, workshop.id, minimum="2")
    again = staff.send(page, address, 422, **form | wrong)
    staff.send(again, address, 422, **form, room="Salle 3")
    assert (found(database, workshop.id).minimum, found(database, workshop.id).room) == (2, "")


def test_what_is_over_stays_as_it_was(plan: Planner, staff: Colleague, database: Session) -> None:
    workshop = plan(NOW - timedelta(days=3))
    edit(staff, workshop.id, 422, room="Salle 2")
    assert not found(database, workshop.id).room
