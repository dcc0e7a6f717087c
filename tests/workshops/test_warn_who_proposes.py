"""What speaks against the hour of an appointment is said before it is proposed, and forbids nothing."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.workshops.models import HelpRequest, Workshop
from tests.client import Page
from tests.office import Colleague
from tests.workshops.asking import QUEUE, propose, request_named, slip_of
from tests.workshops.planning import announce

THURSDAY = date(2026, 11, 26)
USUAL: dict[str, Any] = {"day": "2026-11-26", "hour": "14:30", "helper": "Camille"}


@pytest.fixture
def asked(app: Flask, workshop: Workshop, database: Session) -> int:
    """The id of somebody's request who wishes for an afternoon."""
    slip_of(app, place=str(workshop.place_id))
    id = request_named(database).id
    database.rollback()  # what comes next is read anew
    return id


def warned(page: Page) -> str:
    return page.text(page.all("div", class_="notice warnings", role="alert")[0])


def test_a_place_that_is_closed_is_read_first_and_then_one_may_go_on(
    asked: int, workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    announce(database, workshop, "closed", THURSDAY, text="Travaux")
    page = propose(mediator, asked, workshop.place_id, 422, helper="Dominique")
    assert "fermé jeudi 26 novembre. Travaux" in warned(page)
    assert [page.all("input", id=name)[0].get("value") for name in ("day", "helper")] == ["2026-11-26", "Dominique"]
    assert page.all("button", form="proposal")
    assert not request_named(database).steps
    mediator.send(page, f"{QUEUE}/{asked}/proposals", place=str(workshop.place_id), **USUAL)
    assert request_named(database).state == "proposed"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"hour": "18:00"}, "Le lieu est fermé"), ({"hour": "17:00"}, "Le lieu est fermé"),
        ({"day": "2026-12-25"}, "jour férié"), ({"hour": "10:00"}, "souhaite venir l’après-midi"),
    ],
)  # fmt: skip
def test_hours_holidays_and_the_wish_are_asked_about(
    asked: int, workshop: Workshop, mediator: Colleague, database: Session, fields: dict[str, str], says: str
) -> None:
    database.execute(update(Place).values(opening_hours="Mo-Fr 09:00-17:00"))
    database.commit()
    assert says in warned(propose(mediator, asked, workshop.place_id, 422, **fields))
    assert not request_named(database).steps


@pytest.mark.parametrize(("wish", "hour"), [("morning", "11:59"), ("afternoon", "12:00"), ("any", "09:00")])
def test_an_hour_that_suits_is_proposed_at_once(
    asked: int, workshop: Workshop, mediator: Colleague, database: Session, wish: str, hour: str
) -> None:
    database.execute(update(Place).values(opening_hours="Mo-Fr 09:00-17:00"))
    database.execute(update(HelpRequest).values(hours=wish))
    database.commit()
    propose(mediator, asked, workshop.place_id, hour=hour)
    assert request_named(database).state == "proposed"
