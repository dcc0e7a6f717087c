"""What a ticket says fits what has become of it: no code to photograph where nothing can be done with it any more."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.workshops.models import Attendance, Registration, Workshop
from tests.client import Page, Visitor
from tests.workshops.conftest import NOW, Planner
from tests.workshops.signing_up import ticket_of

TO_PHOTOGRAPH = "en photo"


@pytest.fixture
def ticket(resident: Visitor, workshop: Workshop) -> str:
    return ticket_of(resident, workshop.id)


def test_a_ticket_that_holds_a_seat_shows_its_code(resident: Visitor, ticket: str) -> None:
    page = resident.get(f"{ticket}?visit={visit_of(resident)}")
    assert has_code(page) and TO_PHOTOGRAPH in page.text()


def test_a_seat_given_back_leaves_no_code(resident: Visitor, ticket: str) -> None:
    address = f"{ticket}?visit={visit_of(resident)}"
    token = resident.get(address).all("input", name="csrf_token")[0].get("value")
    resident.client.post(address.replace("?", "/cancellation?"), data={"csrf_token": token})
    page = resident.get(address)
    assert stage_of(page) == "given_back" and not has_code(page) and TO_PHOTOGRAPH not in page.text()
    assert not has_code(resident.get(f"{ticket}/slip"))


def test_a_cancelled_workshop_leaves_nothing_to_do(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    change(database, workshop, cancelled_at=NOW)
    page = Visitor(app).get(ticket)
    assert stage_of(page) == "off" and "Vous n’avez rien à faire" in page.text()
    assert not has_code(page) and not has_code(Visitor(app).get(f"{ticket}/slip"))
    assert not [way for way in page.ways() if way.endswith(("/slip", ".ics"))]


def test_a_workshop_that_is_over_keeps_no_seat(app: Flask, ticket: str, workshop: Workshop, database: Session) -> None:
    change(database, workshop, starts_at=NOW - timedelta(hours=2), ends_at=NOW)
    page = Visitor(app).get(ticket)
    assert stage_of(page) == "over" and "est terminé, Samira" in page.text() and "réservée" not in page.text()
    assert not has_code(page) and "terminé" in Visitor(app).get(f"{ticket}/slip").text()


def test_who_has_come_is_checked_in(app: Flask, ticket: str, database: Session) -> None:
    id = database.scalars(select(Registration.id)).one()
    database.add(Attendance(registration_id=id, status="seen", people=1, noted_at=NOW, noted_by="", client_id=""))
    database.commit()
    page = Visitor(app).get(ticket)
    assert stage_of(page) == "seen" and has_code(page) and TO_PHOTOGRAPH not in page.text()


def test_once_it_has_begun_the_line_promises_no_seat(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan(capacity=1)
    last = [ticket_of(Visitor(app), workshop.id) for _ in range(2)][-1]
    change(database, workshop, starts_at=NOW)
    text = Visitor(app).get(last).text()
    assert "a commencé" in text and "elle est pour vous" not in text


def test_once_sign_up_is_over_who_gave_back_is_sent_there(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    database.execute(update(Registration).values(cancelled_at=NOW))
    change(database, workshop, starts_at=NOW)
    page = Visitor(app).get(ticket)
    assert stage_of(page) == "given_back" and "demander là-bas" in page.text() and not page.all("form")


@pytest.mark.parametrize(("letter", "what"), [("t", "billet"), ("h", "demande")])
def test_what_was_forgotten_says_that_it_is_erased(app: Flask, letter: str, what: str) -> None:
    text = Visitor(app).get(f"/{letter}/{'A' * 26}", status=404).text()
    assert what in text and "30 jours" in text


def stage_of(page: Page) -> str | None:
    return page.all("h1")[0].get("data-stage")


def has_code(page: Page) -> bool:
    return bool(page.all("svg", class_="qr")) or bool(page.all("p", class_="ticket-code"))


def visit_of(visitor: Visitor) -> str:
    """The mark of the visit on a shared screen."""
    return visitor.get("/fr/").all("html")[0].get("data-visit", "")


def change(database: Session, workshop: Workshop, **facts: object) -> None:
    database.execute(update(Workshop).where(Workshop.id == workshop.id).values(**facts))
    database.commit()
