"""The list on paper: one workshop, or all of today, to tick and to sign by hand."""

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.workshops.models import Course, Registration, Workshop
from tests.office import Colleague
from tests.paper import pages, words
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, change, signed_up

ROSTER = "/staff/workshops/{}/roster"


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(SOON, capacity=4, room="Salle 2")


def paper(mediator: Colleague, address: str) -> bytes:
    answer = mediator.client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    content: bytes = answer.data
    return content


def test_the_paper_says_what_when_where_and_who(app: Flask, mediator: Colleague, today: Workshop) -> None:
    samira = signed_up(app, today, party=3)
    found = " ".join(words(paper(mediator, f"{ROSTER.format(today.id)}.pdf")))
    for part in ("Premiers pas", "Mardi 24 novembre, de 10 h 30 à 12 h 30", "Médiathèque du Parc", "Salle 2"):
        assert part in found
    assert f"Samira 3 {samira.code[:3]} {samira.code[3:]}" in found


@pytest.mark.parametrize("name", ("Оксана", "محمد", "Zoë & <b>", "#[x]"))
def test_names_of_all_writings_stand_on_the_paper(app: Flask, mediator: Colleague, today: Workshop, name: str) -> None:
    signed_up(app, today, name)
    assert name in " ".join(words(paper(mediator, f"{ROSTER.format(today.id)}.pdf")))


def test_who_gave_the_seat_back_is_not_on_the_paper(
    app: Flask, mediator: Colleague, today: Workshop, database: Session
) -> None:
    for name in ("Samira", "Oksana"):
        signed_up(app, today, name)
    change(database, update(Registration).where(Registration.name == "Oksana").values(cancelled_at=SOON))
    found = words(paper(mediator, f"{ROSTER.format(today.id)}.pdf"))
    assert "Samira" in found and "Oksana" not in found


def test_the_paper_is_in_the_language_of_the_office(app: Flask, mediator: Colleague, today: Workshop) -> None:
    mediator.client.set_cookie("office-language", "en")
    content = paper(mediator, f"{ROSTER.format(today.id)}.pdf")
    assert "Tuesday 24 November" in " ".join(words(content))
    assert b"/Lang(en)" in content


def test_today_is_an_overview_and_each_list_on_pages_of_its_own(
    app: Flask, mediator: Colleague, today: Workshop, plan: Planner, workshop: Workshop
) -> None:
    later = plan(SOON.replace(hour=17))
    signed_up(app, today, "Samira")
    signed_up(app, later, "Oksana")
    overview, first, second = pages(paper(mediator, "/staff/workshops/today.pdf"))
    assert overview.count("Premiers pas") == 2
    assert "Samira" in first and "Oksana" in second
    assert "Samira" not in overview + second


def test_a_day_without_a_workshop_is_one_page(mediator: Colleague) -> None:
    assert len(pages(paper(mediator, "/staff/workshops/today.pdf"))) == 1


def test_a_long_list_goes_on_under_the_same_heads(app: Flask, mediator: Colleague, plan: Planner) -> None:
    full = plan(SOON, capacity=40)
    for number in range(40):
        signed_up(app, full, f"Personne {number}")
    found = pages(paper(mediator, f"{ROSTER.format(full.id)}.pdf"))
    assert len(found) > 1
    assert all("Signature" in page for page in found)


def test_a_long_name_and_a_long_place_fit(app: Flask, mediator: Colleague, today: Workshop, database: Session) -> None:
    change(database, update(Place).values(name="Médiathèque " + "très " * 20 + "grande"))
    change(database, update(Course).values(title="Un" + " long" * 20 + " titre"))
    signed_up(app, today, "W" * 40)
    found = pages(paper(mediator, f"{ROSTER.format(today.id)}.pdf"))
    assert len(found) == 1 and "W" * 40 not in found[0]
    assert "grande" in found[0] and "titre" in found[0]


def test_the_screens_lead_to_the_papers(mediator: Colleague, today: Workshop) -> None:
    links = mediator.get("/staff/workshops/today").links()
    assert {"/staff/workshops/today.pdf", f"{ROSTER.format(today.id)}.pdf"} <= set(links)
    for page in ("", "/sheet"):
        assert f"{ROSTER.format(today.id)}.pdf" in mediator.get(ROSTER.format(today.id) + page).links()


def test_no_paper_of_a_workshop_that_does_not_exist(mediator: Colleague) -> None:
    mediator.get(f"{ROSTER.format(9999)}.pdf", 404)
