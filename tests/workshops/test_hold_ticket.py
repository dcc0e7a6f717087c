"""The ticket: shown to whoever holds it, giving back its own seats and no others."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.workshops.models import Attendance, Registration, Workshop
from kiosk.workshops.ticket import CODE_SIGNS
from tests.client import Page, Visitor
from tests.workshops.conftest import NOW, Planner
from tests.workshops.signing_up import sign_up, ticket_of

LOOK_ALIKE = set("0O1IL5S2Z8B")


@pytest.fixture
def ticket(resident: Visitor, workshop: Workshop) -> str:
    return ticket_of(resident, workshop.id)


def test_the_ticket_says_who_when_and_where(app: Flask, ticket: str) -> None:
    text = Visitor(app).get(ticket).text()
    for words in ("Samira", "Premiers pas", "Mercredi 25 novembre", "14 h", "Médiathèque du Parc"):
        assert words in text


def test_capital_and_small_letters_open_the_same_ticket(app: Flask, ticket: str) -> None:
    token = ticket.rpartition("/")[2]
    for address in (f"/T/{token}", f"/t/{token.lower()}"):
        assert "Samira" in Visitor(app).get(address).text()


def test_a_token_that_is_forged_cut_or_guessed_opens_nothing(app: Flask, ticket: str) -> None:
    token = ticket.rpartition("/")[2]
    for wrong in (token[:-1], token + "A", "A" * 26, token[::-1], token[1:] + token[0], token[:25] + "%00", "é" * 26):
        Visitor(app).get(f"/t/{wrong}", status=404)


def test_the_short_code_alone_opens_nothing(app: Flask, ticket: str, database: Session) -> None:
    code = database.scalars(select(Registration.code)).one()
    assert set(code) <= set(CODE_SIGNS) and not set(CODE_SIGNS) & LOOK_ALIKE
    Visitor(app).get(f"/t/{code}", status=404)


def test_looking_at_a_ticket_changes_nothing(app: Flask, ticket: str, database: Session) -> None:
    for address in (ticket, f"{ticket}/slip", f"{ticket}/cancellation", f"{ticket}/restoration", ticket):
        Visitor(app).get(address)
    assert database.scalars(select(Registration)).one().state == "seated"


def test_giving_a_seat_back_frees_that_seat_and_no_other(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan(capacity=2)
    mine, _theirs = (ticket_of(Visitor(app), workshop.id, name=name) for name in ("Samira", "Marie"))
    post(Visitor(app), mine, "cancellation")
    found = {one.name: one.state for one in database.scalars(select(Registration))}
    assert found == {"Samira": "cancelled", "Marie": "seated"}


def test_a_freed_seat_goes_to_the_next_who_fits(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan(capacity=1)
    first = ticket_of(Visitor(app), workshop.id, name="1")
    sign_up(Visitor(app), workshop.id, "2", seats="2")
    sign_up(Visitor(app), workshop.id, "3")
    post(Visitor(app), first, "cancellation", sure="yes")
    found = {one.name: one.state for one in database.scalars(select(Registration))}
    assert found == {"1": "cancelled", "2": "waiting", "3": "seated"}


def test_a_mistake_is_taken_back_while_a_seat_is_free(app: Flask, ticket: str, database: Session) -> None:
    for step, state in (("cancellation", "cancelled"), ("cancellation", "cancelled"), ("restoration", "seated")):
        post(Visitor(app), ticket, step)
        database.rollback()
        assert database.scalars(select(Registration)).one().state == state


def test_a_mistake_taken_back_too_late_stands_at_the_end_of_the_line(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=1)
    first = ticket_of(Visitor(app), workshop.id)
    sign_up(Visitor(app), workshop.id, "2")
    sign_up(Visitor(app), workshop.id, "3")
    post(Visitor(app), first, "cancellation", sure="yes")
    assert "numéro 2" in post(Visitor(app), first, "restoration")


def test_a_cancelled_workshop_says_so_and_why(app: Flask, ticket: str, workshop: Workshop, database: Session) -> None:
    change(database, workshop, cancelled_at=NOW, cancel_reason="La salle est inondée.")
    page = Visitor(app).get(ticket)
    assert "annulé" in page.text() and "La salle est inondée." in page.text()
    assert not page.all("form")


def test_the_code_of_the_ticket_is_small_and_leads_to_it(app: Flask, ticket: str) -> None:
    app.config["PUBLIC_URL"] = "https://filrouge.strasbourg.eu"
    page = Visitor(app).get(ticket)
    app.config["PUBLIC_URL"] = ""
    drawing = next(one for one in page.all("svg") if one.get("class") == "qr")
    modules = int(drawing.get("viewBox", "").split()[2]) - 8
    assert modules <= 29  # version 3


def test_a_ticket_belongs_to_one_visit_on_a_shared_screen(app: Flask, workshop: Workshop) -> None:
    resident = Visitor(app)
    address = f"{ticket_of(resident, workshop.id)}?visit=0123456789ab"
    assert "Samira" not in resident.get(address).html


def test_a_workshop_of_yesterday_has_nothing_to_give_back(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan()
    ticket = ticket_of(Visitor(app), workshop.id)
    change(database, workshop, starts_at=NOW - timedelta(days=1), ends_at=NOW - timedelta(hours=22))
    assert not Visitor(app).get(ticket).all("form")


def test_a_ticket_is_not_given_back_after_the_workshop(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan()
    ticket = ticket_of(Visitor(app), workshop.id)
    change(database, workshop, starts_at=NOW - timedelta(hours=2), ends_at=NOW)
    assert refused(Visitor(app), ticket)
    assert database.scalars(select(Registration)).one().state == "seated"


def test_a_seat_that_is_used_is_not_given_back(app: Flask, ticket: str, database: Session) -> None:
    id = database.scalars(select(Registration.id)).one()
    database.add(Attendance(registration_id=id, status="seen", people=1, noted_at=NOW, noted_by="", client_id=""))
    database.commit()
    assert not Visitor(app).get(ticket).all("form")
    assert refused(Visitor(app), ticket)
    assert database.scalars(select(Registration)).one().state == "seated"


def refused(visitor: Visitor, ticket: str) -> bool:
    """Whether a form that was opened in time is answered with the ticket and the reason."""
    token = visitor.get("/fr/display").all("input", name="csrf_token")[0].get("value")
    answer = visitor.client.post(f"{ticket}/cancellation", data={"csrf_token": token})
    page = visitor.seen(answer, 409)
    return "Samira" in page.text() and bool(page.all("p", role="alert"))


def change(database: Session, workshop: Workshop, **facts: object) -> None:
    database.execute(update(Workshop).where(Workshop.id == workshop.id).values(**facts))
    database.commit()


def post(visitor: Visitor, ticket: str, step: str, **answers: str) -> str:
    page = visitor.get(ticket)
    forms = page.all("input", name="csrf_token")
    token = forms[0].get("value") if forms else ""
    return visitor.seen(
        visitor.client.post(f"{ticket}/{step}", data={"csrf_token": token, **answers}, follow_redirects=True), 200
    ).text()


def said(page: Page) -> str:
    return page.text(page.all("p", class_="notice")[-1])


def test_a_ticket_promises_a_freed_seat_to_the_first_in_line_alone(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=1)
    tickets = [ticket_of(Visitor(app), workshop.id) for _ in range(3)]
    first, second = (said(Visitor(app).get(ticket)) for ticket in tickets[1:])
    assert "elle est pour vous" in first
    assert "elle est pour vous" not in second


def test_two_who_need_more_than_is_free_are_told_so(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=1)
    words = said(Visitor(app).get(ticket_of(Visitor(app), workshop.id, seats="2")))
    assert "1 place libre" in words
    assert "elle est pour vous" not in words
