"""Giving a seat back for which others wait: it would be gone for good, so that the holder is asked once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.workshops.models import Registration, Workshop
from tests.client import Page, Visitor
from tests.workshops.conftest import NOW, Planner
from tests.workshops.signing_up import sign_up, ticket_of

QUESTION = "Des personnes attendent."


@pytest.fixture
def workshop(plan: Planner) -> Workshop:
    return plan(capacity=2)


@pytest.fixture
def ticket(app: Flask, workshop: Workshop) -> str:
    """A seat; the other one is Marie's."""
    ticket = ticket_of(Visitor(app), workshop.id)
    sign_up(Visitor(app), workshop.id, "Marie")
    return ticket


def cancel(app: Flask, ticket: str, status: int = 200, **answers: str) -> Page:
    """Touch the button on the ticket, or the one that answers the question."""
    visitor = Visitor(app)
    token = visitor.get(ticket).all("input", name="csrf_token")[0].get("value")
    data = {"csrf_token": token, **answers}
    return visitor.seen(visitor.client.post(f"{ticket}/cancellation", data=data, follow_redirects=True), status)


def states(database: Session) -> dict[str, str]:
    database.rollback()
    return {one.name: one.state for one in database.scalars(select(Registration))}


def test_where_somebody_waits_the_holder_is_asked_first(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    sign_up(Visitor(app), workshop.id, "Bo")
    page = cancel(app, ticket, 422)
    assert QUESTION in page.text() and "ira tout de suite à une autre personne" in page.text()
    assert states(database) == {"Samira": "seated", "Marie": "seated", "Bo": "waiting"}
    assert ticket in [way.partition("?")[0] for way in page.ways()]


def test_whoever_is_sure_gives_the_seat_on(app: Flask, ticket: str, workshop: Workshop, database: Session) -> None:
    sign_up(Visitor(app), workshop.id, "Bo")
    button = cancel(app, ticket, 422).all("button", type="submit")[0]
    assert button.get("name") == "sure"
    cancel(app, ticket, sure=button.get("value", ""))
    assert states(database) == {"Samira": "cancelled", "Marie": "seated", "Bo": "seated"}


def test_where_nobody_waits_nothing_is_asked(app: Flask, ticket: str, database: Session) -> None:
    cancel(app, ticket)
    assert states(database)["Samira"] == "cancelled"


def test_who_would_not_get_a_seat_by_it_raises_no_question(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    sign_up(Visitor(app), workshop.id, "Bo", seats="2")
    cancel(app, ticket)
    assert states(database) == {"Samira": "cancelled", "Marie": "seated", "Bo": "waiting"}


def test_whoever_waits_leaves_the_line_without_a_question(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    mine = ticket_of(Visitor(app), workshop.id, name="Bo")
    sign_up(Visitor(app), workshop.id, "Cléo")
    cancel(app, mine)
    assert states(database)["Bo"] == "cancelled"


def test_once_it_has_begun_no_seat_goes_on_and_nothing_is_asked(
    app: Flask, ticket: str, workshop: Workshop, database: Session
) -> None:
    sign_up(Visitor(app), workshop.id, "Bo")
    database.execute(update(Workshop).values(starts_at=NOW - timedelta(minutes=5)))
    database.commit()
    cancel(app, ticket)
    assert states(database) == {"Samira": "cancelled", "Marie": "seated", "Bo": "waiting"}


def test_several_seats_go_to_several_people(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=2)
    ticket = ticket_of(Visitor(app), workshop.id, seats="2")
    sign_up(Visitor(app), workshop.id, "Bo")
    assert "Vos 2 places" in cancel(app, ticket, 422).text()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_question_is_asked_in_the_language_of_the_ticket(app: Flask, plan: Planner, locale: str) -> None:
    workshop = plan(capacity=1)
    ticket = ticket_of(Visitor(app), workshop.id)
    sign_up(Visitor(app), workshop.id, "Bo")
    visitor = Visitor(app)
    token = visitor.get(ticket).all("input", name="csrf_token")[0].get("value")
    answer = visitor.client.post(f"{ticket}/cancellation?in={locale}", data={"csrf_token": token})
    page = visitor.seen(answer, 422)
    assert page.all("html")[0].get("data-locale") == locale
    assert (QUESTION in page.text()) == (locale == "fr")
