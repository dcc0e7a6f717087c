"""What is on, and what is left of it, at every moment."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.workshops.models import Course, CourseText, Workshop
from tests.client import Visitor
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.signing_up import sign_up, ticket_of


def titles(visitor: Visitor, address: str = "/fr/workshops") -> list[str]:
    page = visitor.get(address)
    return [page.text(one) for one in page.all("a", class_="place workshop")]


def test_an_empty_programme_says_what_to_do_next(resident: Visitor) -> None:
    page = resident.get("/fr/workshops")
    assert "/fr/needs" in page.ways()


def test_the_next_workshop_comes_first_and_says_when(resident: Visitor, plan: Planner) -> None:
    plan(TOMORROW + timedelta(days=1))
    plan(TOMORROW)
    assert "Demain" in titles(resident)[0]
    assert "Jeudi 26 novembre" in titles(resident)[1]


def test_the_seats_that_are_left_are_those_of_this_moment(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=2)
    assert "2 places" in titles(Visitor(app))[0]
    ticket_of(Visitor(app), workshop.id)
    assert "1 place " in titles(Visitor(app))[0]
    sign_up(Visitor(app), workshop.id)
    assert "liste d’attente" in titles(Visitor(app))[0]


def test_a_change_by_staff_is_seen_at_once(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan()
    assert "Premiers pas" in titles(Visitor(app))[0]
    database.get_one(Course, workshop.course_id).title = "Seconds pas"
    database.commit()
    assert "Seconds pas" in titles(Visitor(app))[0]
    database.add(CourseText(course_id=workshop.course_id, field="title", locale="de", text="Zweite Schritte"))
    database.get_one(Workshop, workshop.id).cancelled_at = NOW
    database.commit()
    assert "Zweite Schritte" in titles(Visitor(app), "/de/workshops")[0]
    assert "Annulé" in titles(Visitor(app))[0]


def test_signing_up_changes_no_programme(app: Flask, plan: Planner, database: Session) -> None:
    workshop = plan()
    before = app.extensions["programme"] if titles(Visitor(app)) else None
    ticket_of(Visitor(app), workshop.id)
    titles(Visitor(app))
    assert app.extensions["programme"] is before


@pytest.mark.parametrize(
    ("choice", "number"),
    [("today", 0), ("week", 1), ("left", 2), ("free", 2), ("topic:devices", 2), ("topic:taxes", 0)],
)
def test_a_choice_leaves_the_workshops_that_fit(resident: Visitor, plan: Planner, choice: str, number: int) -> None:
    plan(TOMORROW)
    plan(TOMORROW + timedelta(days=10))
    assert len(titles(resident, f"/fr/workshops?with={choice}")) == number


def test_a_choice_that_leaves_nothing_offers_ways_out(resident: Visitor, plan: Planner) -> None:
    plan(TOMORROW + timedelta(days=10))
    assert "/fr/workshops" in resident.get("/fr/workshops?with=today").ways()


def test_a_day_of_the_calendar_leads_to_its_workshops(resident: Visitor, plan: Planner) -> None:
    plan(TOMORROW)
    address = next(one for one in resident.get("/fr/workshops/calendar").ways() if "day" in one)
    assert len(titles(resident, address)) == 1
    assert not titles(resident, address.replace("2026-11-25", "2026-11-26"))


def test_what_is_over_is_no_longer_offered(resident: Visitor, plan: Planner) -> None:
    plan(NOW - timedelta(hours=3))
    assert not titles(resident)
