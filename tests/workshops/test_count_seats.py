"""The page of one workshop says in clear words how many seats there are, and how many people wait."""

from flask import Flask

from kiosk.workshops.models import Workshop
from tests.office import Colleague
from tests.workshops.conftest import NOW, Planner
from tests.workshops.planning import sign_up

WORKSHOPS = "/staff/workshops"


def facts(mediator: Colleague, workshop: Workshop) -> list[str]:
    page = mediator.get(f"{WORKSHOPS}/{workshop.id}")
    return [page.text(one).replace("\xa0", " ") for one in page.all("dd")]


def test_those_who_wait_are_counted_as_people(app: Flask, mediator: Colleague, plan: Planner) -> None:
    workshop = plan(capacity=8, minimum=4)
    addresses = [f"{number}@mail.example" for number in range(5)]
    sign_up(app, workshop.id, *addresses[:2], party=3, now=NOW)
    sign_up(app, workshop.id, addresses[2], party=2, now=NOW)
    sign_up(app, workshop.id, addresses[3], party=3, now=NOW)
    assert "Complet · 8 places en tout · 3 personnes en attente · à partir de 4 personnes" in facts(mediator, workshop)


def test_free_seats_stand_before_all_of_them(mediator: Colleague, plan: Planner) -> None:
    said = facts(mediator, plan(capacity=12, minimum=1))
    assert "12 places libres · 12 places en tout · à partir de 1 personne" in said


def test_a_cancelled_workshop_has_only_its_seats(mediator: Colleague, plan: Planner) -> None:
    assert "12 places" in facts(mediator, plan(capacity=12, cancelled_at=NOW))
