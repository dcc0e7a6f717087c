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


def test_where_everything_is_free_the_list_says_so_and_asks_nothing(resident: Visitor, workshop: Workshop) -> None:
    for address in ("/fr/workshops", "/fr/workshops/filters"):
        page = resident.get(address)
        assert "Tous les ateliers sont gratuits." in page.text()
        assert not [way for way in page.ways() if "free" in way or "by=fee" in way]


@pytest.mark.parametrize("fee", ["paying", "conditional"])
def test_as_soon_as_one_costs_something_what_is_free_can_be_chosen(
    resident: Visitor, plan: Planner, database: Session, fee: str
) -> None:
    plan()
    paying = database.get_one(Workshop, plan(TOMORROW + timedelta(days=1)).id)
    paying.course = Course(title="Albums", topic="creation", fee=fee)
    database.commit()
    page = resident.get("/fr/workshops")
    assert "gratuits" not in page.text() and "/fr/workshops?with=free" in page.ways()
    assert "/fr/workshops/filters?by=fee" in resident.get("/fr/workshops/filters").ways()
    assert [title for title in titles(resident) if "Albums" in title and ("Payant" in title or "certains" in title)]
    assert ["Premiers pas" in title for title in titles(resident, "/fr/workshops?with=free")] == [True]


@pytest.mark.parametrize(("locale", "most"), [("fr", 6), ("fr-falc", 4)])
def test_every_question_is_reached_on_screens_of_few_choices(visitor: Visitor, locale: str, most: int) -> None:
    found, address = set[str](), f"/{locale}/workshops/filters"
    while address:
        tiles = [one.get("href", "") for one in visitor.get(address).all("a", class_="tile")]
        assert len(tiles) <= most
        found |= {tile.partition("by=")[2].partition("&")[0] for tile in tiles if "by=" in tile}
        address = next((tile for tile in tiles if "by=" not in tile), "")
    assert found == {"when", "topic", "level", "language", "place", "fee"}


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
