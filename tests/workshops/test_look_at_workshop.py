"""The page of one workshop promises no seat where none can be had."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.client import Page, Visitor
from tests.workshops.conftest import NOW, Planner

REFUSING = (
    {"cancelled_at": NOW},
    {"opens_at": NOW + timedelta(hours=1)},
    {"closes_at": NOW - timedelta(hours=1)},
)
ON_THE_PHONE = "vous inscrire sur votre téléphone"


def shown(app: Flask, id: int) -> Page:
    return Visitor(app).get(f"/fr/workshops/{id}")


def test_an_open_one_shows_the_way_to_a_seat_here_and_on_the_phone(app: Flask, plan: Planner) -> None:
    page = shown(app, plan().id)
    assert page.all("ol", class_="steps") and ON_THE_PHONE in page.text()


@pytest.mark.parametrize("facts", REFUSING, ids=("cancelled", "not yet", "over"))
def test_one_without_sign_up_shows_no_way_to_a_seat(app: Flask, plan: Planner, facts: dict[str, object]) -> None:
    page = shown(app, plan(**facts).id)
    assert not page.all("ol", class_="steps") and ON_THE_PHONE not in page.text()
    assert "Regardez cette page sur votre téléphone." in page.text()
