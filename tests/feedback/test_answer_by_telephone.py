"""Somebody's own telephone: one opinion a day of one thing, which it can change; as many telephones as there are."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.devices.models import Kiosk
from tests.client import Visitor
from tests.feedback.conftest import NOW
from tests.feedback.sending import new_record, states, taps, totals
from tests.feedback.test_tap_a_face import pressed, tap

MOST_A_MINUTE = 240


@pytest.fixture
def phone(app: Flask) -> Visitor:
    """It has scanned the code beside the kiosk."""
    visitor = Visitor(app)
    visitor.get("/f/kiosk")
    return visitor


def status(client: FlaskClient, **facts: Any) -> int:
    return client.post("/events", json=new_record(**facts)).status_code


def test_what_its_script_has_sent_is_found_again(phone: Visitor, database: Session) -> None:
    assert status(phone.client, value=2) == 201
    assert pressed(phone.get("/f/kiosk")) == ["2"]
    tap_of_phone = taps(database)[0]
    assert (tap_of_phone.channel, tap_of_phone.place_id) == ("qr", None)


def test_a_second_opinion_of_the_same_day_is_set_aside(phone: Visitor, database: Session) -> None:
    assert [status(phone.client), status(phone.client, value=1)] == [201, 201]
    assert sorted(states(database)) == ["counted", "repeat"] and totals(database) == (0, 0, 1, 1)
    assert pressed(phone.get("/f/kiosk")) == ["3"]
    assert status(phone.client, touchpoint="service-access") == 201
    assert sorted(states(database)) == ["counted", "counted", "repeat"]


def test_looking_at_it_makes_the_day_no_longer(app: Flask, phone: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    tap(phone, 3)
    answer = phone.client.get("/fr/feedback/kiosk").location
    for hours in (23, 25):
        monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(hours=hours))
        assert pressed(phone.get("/f/kiosk")) == (["3"] if hours == 23 else [])
        assert pressed(phone.get(answer)) == ["3"]


def test_a_fresh_start_forgets_it(phone: Visitor) -> None:
    tap(phone, 3)
    phone.get("/reset")
    assert not pressed(phone.get("/f/kiosk"))


def test_one_address_sends_no_more_than_a_crowd_can(phone: Visitor, database: Session) -> None:
    found = [status(phone.client) for _ in range(MOST_A_MINUTE + 1)]
    assert found == [201] * MOST_A_MINUTE + [429]
    assert totals(database) == (0, 0, 1, MOST_A_MINUTE - 1)


def test_a_screen_of_the_house_is_never_refused(app: Flask, database: Session) -> None:
    database.add(Kiosk.enrolled("Accueil", None, "secret", "Camille", NOW))
    database.commit()
    screen, other = app.test_client(), app.test_client()
    screen.set_cookie("kiosk", "secret")
    assert {status(screen, gap_ms=9000) for _ in range(MOST_A_MINUTE + 1)} == {201}
    assert [status(other, gap_ms=9000) for _ in range(MOST_A_MINUTE + 1)][-1] == 429
