"""The ticket and the list of calls say what was before and what holds now."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.models import CallTask, Registration, Version, Workshop
from tests.client import Page, Visitor
from tests.office import Colleague
from tests.workshops.conftest import NOW
from tests.workshops.scanner import found
from tests.workshops.signing_up import ticket_of
from tests.workshops.test_change_workshop import edit

DAY = "mercredi 25 novembre, de 14 h à 16 h"
TELEPHONE = "03 53 01 00 01"


@pytest.fixture
def ticket(resident: Visitor, workshop: Workshop) -> str:
    return ticket_of(resident, workshop.id, contact=TELEPHONE)


def wait(app: Flask, monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(minutes=minutes))


def words(page: Page) -> str:
    return " ".join(page.text(page.all("main")[0]).replace("\u00a0", " ").split())


def notices(page: Page) -> list[str]:
    return [" ".join(page.text(one).replace("\u00a0", " ").split()) for one in page.all("div", class_="notice")]


def seen(app: Flask, ticket: str) -> list[str]:
    """The notices on a ticket."""
    return notices(Visitor(app).get(ticket))


def call_lines(mediator: Colleague) -> list[str]:
    page = mediator.get("/staff/calls")
    return [" ".join(page.text(one).replace("\u00a0", " ").split()) for one in page.all("li", class_="call-change")]


def test_the_ticket_says_what_was_before_and_what_holds_now(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str
) -> None:
    edit(mediator, workshop.id, day="2026-11-26", room="Salle 2")
    (notice,) = seen(app, ticket)
    for part in (
        "Cet atelier a changé.", "Un autre jour.", "Une autre salle.", f"Avant : {DAY}, pas de salle indiquée",
        "Maintenant : jeudi 26 novembre, de 14 h à 16 h, Salle : Salle 2",
    ):  # fmt: skip
        assert part in notice


def test_the_ticket_of_who_signs_up_later_says_nothing_of_it(
    app: Flask, workshop: Workshop, mediator: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(mediator, workshop.id, room="Salle 2")
    wait(app, monkeypatch, 1)
    assert seen(app, ticket_of(Visitor(app), workshop.id)) == []


@pytest.mark.parametrize("typed", [{"minimum": "2"}, {"partner": "Emmaüs"}])
def test_what_no_ticket_shows_changes_no_ticket(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str, typed: dict[str, Any]
) -> None:
    edit(mediator, workshop.id, **typed)
    assert seen(app, ticket) == []


def test_the_notice_goes_when_the_workshop_is_over(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(mediator, workshop.id, room="Salle 2")
    for minutes, expected in ((60 * 29, 1), (60 * 30, 0)):
        wait(app, monkeypatch, minutes)
        assert len(seen(app, ticket)) == expected


def test_whoever_calls_reads_it_out_in_one_line(workshop: Workshop, mediator: Colleague, ticket: str) -> None:
    edit(mediator, workshop.id, start="15:00", end="17:00")
    assert call_lines(mediator) == [f"Avant : {DAY}. Maintenant : mercredi 25 novembre, de 15 h à 17 h."]


def test_who_knows_of_nothing_between_two_changes_hears_of_what_they_know(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str
) -> None:
    edit(mediator, workshop.id, room="Salle 2")
    edit(mediator, workshop.id, room="Salle 3")
    assert call_lines(mediator) == ["Avant : pas de salle indiquée. Maintenant : Salle : Salle 3."]
    assert "pas de salle indiquée" in seen(app, ticket)[0]


@pytest.mark.parametrize(("outcome", "known"), [("told", "Salle : Salle 2"), ("unreachable", "pas de salle indiquée")])
def test_the_next_change_is_told_from_what_a_call_has_told(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str, database: Session,
    monkeypatch: pytest.MonkeyPatch, outcome: str, known: str,
) -> None:  # fmt: skip
    edit(mediator, workshop.id, room="Salle 2")
    wait(app, monkeypatch, 1)
    finish(mediator, database, outcome)
    assert "Maintenant : Salle : Salle 2" in seen(app, ticket)[0]
    edit(mediator, workshop.id, room="Salle 3")
    assert call_lines(mediator) == [f"Avant : {known}. Maintenant : Salle : Salle 3."]
    assert f"Avant : {known}" in seen(app, ticket)[0]


def finish(mediator: Colleague, database: Session, outcome: str) -> None:
    (id,) = found(database, select(Registration.id))
    mediator.submit("/staff/calls", f"/staff/calls/{id}/completion", outcome=outcome)


def test_a_call_that_was_under_way_has_told_what_its_page_said(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(mediator, workshop.id, room="Salle 2")
    page, (id,) = mediator.get("/staff/calls"), found(database, select(Registration.id))
    wait(app, monkeypatch, 1)
    edit(mediator, workshop.id, room="Salle 3")
    wait(app, monkeypatch, 2)
    mediator.send(page, f"/staff/calls/{id}/completion", outcome="told")
    assert call_lines(mediator) == ["Avant : Salle : Salle 2. Maintenant : Salle : Salle 3."]


def test_what_was_changed_back_has_no_before(app: Flask, workshop: Workshop, mediator: Colleague, ticket: str) -> None:
    for room in ("Salle 2", ""):
        edit(mediator, workshop.id, room=room)
    assert call_lines(mediator) == [] and seen(app, ticket) == []


def test_who_was_called_about_a_cancellation_hears_that_it_takes_place_after_all(
    app: Flask, workshop: Workshop, mediator: Colleague, ticket: str, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/staff/workshops/{workshop.id}"
    mediator.submit(address, f"{address}/cancellation", reason="La salle est inondée.")
    wait(app, monkeypatch, 1)
    finish(mediator, database, "told")
    mediator.submit(address, f"{address}/restoration")
    assert "finalement lieu" in words(mediator.get("/staff/calls"))


def test_a_change_without_news_keeps_nothing(workshop: Workshop, mediator: Colleague, database: Session) -> None:
    edit(mediator, workshop.id, minimum="2")
    assert found(database, select(Version)) == []


def test_a_task_of_before_is_told_as_it_holds_now(
    workshop: Workshop, mediator: Colleague, ticket: str, database: Session
) -> None:
    edit(mediator, workshop.id, room="Salle 2")
    database.delete(found(database, select(Version))[0])
    database.commit()
    assert found(database, select(CallTask.event)) == ["changed_workshop"]
    assert call_lines(mediator) == [] and "ce qui vaut maintenant" in words(mediator.get("/staff/calls"))
