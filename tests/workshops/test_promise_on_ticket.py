"""What a ticket promises: to tell and to remind only those whom a message will reach."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.workshops.models import Workshop
from tests.client import Visitor
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.signing_up import ticket_of

MAIL, MOBILE, TELEPHONE = "samira@exemple.fr", "06 39 98 12 34", "03 53 01 00 01"
SERVERS = {"SMTP_URL": "smtp://127.0.0.1:9", "SMS_URL": "http://127.0.0.1:9/"}
REMINDS, TELLS = "la veille", "Nous vous préviendrons"


@pytest.fixture
def servers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, address in SERVERS.items():
        monkeypatch.setitem(app.config, name, address)


def ticket(app: Flask, workshop: Workshop, contact: str) -> str:
    return Visitor(app).get(ticket_of(Visitor(app), workshop.id, contact=contact)).text()


@pytest.mark.parametrize(("contact", "is_reminded"), [(MAIL, True), (MOBILE, True), (TELEPHONE, False), ("", False)])
@pytest.mark.usefixtures("servers")
def test_whom_a_message_reaches_is_promised_a_reminder(
    app: Flask, workshop: Workshop, contact: str, is_reminded: bool
) -> None:
    assert (REMINDS in ticket(app, workshop, contact)) == is_reminded


@pytest.mark.parametrize("contact", [MAIL, MOBILE])
def test_a_kiosk_that_sends_nothing_promises_nothing(app: Flask, plan: Planner, contact: str) -> None:
    full = plan(capacity=1)
    assert REMINDS not in ticket(app, full, contact)
    assert TELLS not in ticket(app, full, contact)


@pytest.mark.usefixtures("servers")
def test_who_waits_is_told_of_a_free_seat_where_a_message_reaches_them(app: Flask, plan: Planner) -> None:
    full = plan(capacity=1)
    ticket(app, full, MAIL)
    assert TELLS in ticket(app, full, MOBILE) and TELLS not in ticket(app, full, TELEPHONE)


@pytest.mark.usefixtures("servers")
def test_on_the_day_itself_no_reminder_of_the_day_before_is_promised(app: Flask, plan: Planner) -> None:
    assert REMINDS not in ticket(app, plan(NOW + timedelta(hours=3)), MAIL)
    assert REMINDS in ticket(app, plan(TOMORROW), MAIL)


@pytest.mark.usefixtures("servers")
def test_a_cancelled_workshop_is_not_called_to_mind(app: Flask, workshop: Workshop, database: Session) -> None:
    address = ticket_of(Visitor(app), workshop.id, contact=MAIL)
    database.execute(update(Workshop).values(cancelled_at=NOW))
    database.commit()
    assert REMINDS not in Visitor(app).get(address).text()
