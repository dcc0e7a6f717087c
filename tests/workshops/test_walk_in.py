"""Staff sign somebody up: by name at the scanner or on the list, or with a card and no word at all."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Attendance, CallTask, Card, Registration, Seat, Workshop
from tests.office import Colleague, colleague
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, found, outcome, people, scan, signed_up


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(SOON, capacity=1)


@pytest.fixture
def card(app: Flask, mediator: Colleague, database: Session) -> str:
    """What the QR code of a new card says."""
    mediator.submit("/staff/cards/", "/staff/cards/", count="1")
    return f"HTTP://LOCALHOST/C/{found(database, select(Card))[0].token(app.config['SECRET_KEY'])}"


def at_the_scanner(mediator: Colleague, workshop: Workshop, status: int = 200, **fields: str) -> str:
    page = mediator.get(f"/staff/scan?workshop={workshop.id}")
    return outcome(mediator.send(page, "/staff/scans/sign-ups", status, **fields))


def test_one_field_signs_somebody_up(mediator: Colleague, today: Workshop, database: Session) -> None:
    assert at_the_scanner(mediator, today, name="Dora") == "signed_up"
    dora = found(database, select(Registration))[0]
    assert (dora.name, dora.source, dora.registered_by, dora.state) == ("Dora", "staff", "Camille staff", "seated")
    assert found(database, select(Attendance.status))[0] == "seen"


def test_the_same_sign_up_sent_again_is_one(mediator: Colleague, plan: Planner, database: Session) -> None:
    today = plan(SOON)
    answers = {at_the_scanner(mediator, today, name="Dora", client_id="the same") for _ in range(5)}
    assert answers == {"signed_up"}
    assert people(database) == {"Dora": "seated"}


def test_a_full_workshop_asks_why(app: Flask, mediator: Colleague, today: Workshop, database: Session) -> None:
    signed_up(app, today)
    page = mediator.send(mediator.get(f"/staff/scan?workshop={today.id}"), "/staff/scans/sign-ups", name="Dora")
    assert outcome(page) == "full"
    page = mediator.send(page, "/staff/scans/sign-ups", name="Dora", reason="vient avec sa mère")
    assert outcome(page) == "signed_up"
    assert found(database, select(Seat.reason).where(Seat.number == 2))[0] == "vient avec sa mère"


def test_a_sign_up_is_taken_back(mediator: Colleague, today: Workshop, database: Session) -> None:
    page = mediator.send(mediator.get(f"/staff/scan?workshop={today.id}"), "/staff/scans/sign-ups", name="Dora")
    assert outcome(mediator.send(page, "/staff/scans/reversal")) == "taken_back"
    assert people(database) == {"Dora": "cancelled"}


def test_a_seat_that_is_taken_back_goes_to_who_waits_and_is_told(
    app: Flask, mediator: Colleague, plan: Planner, database: Session
) -> None:
    tomorrow = plan(SOON + timedelta(days=1), capacity=1)
    page = mediator.send(mediator.get(f"/staff/scan?workshop={tomorrow.id}"), "/staff/scans/sign-ups", name="Dora")
    signed_up(app, tomorrow, "Bo")
    mediator.send(page, "/staff/scans/reversal")
    assert people(database) == {"Dora": "cancelled", "Bo": "seated"}
    assert len(found(database, select(CallTask))) == 1


def test_a_name_is_needed(mediator: Colleague, today: Workshop, database: Session) -> None:
    assert at_the_scanner(mediator, today, status=422, name=" \u200b ") == ""
    assert people(database) == {}


def test_a_card_signs_its_bearer_up_once(mediator: Colleague, today: Workshop, card: str, database: Session) -> None:
    assert [outcome(scan(mediator, card, today)) for _ in range(2)] == ["signed_up", "already_in"]
    (name,) = people(database)
    assert len(name) == 6


def test_a_card_signs_up_before_the_day_and_checks_in_on_the_day(
    app: Flask, mediator: Colleague, plan: Planner, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = plan(SOON + timedelta(days=1))
    assert [outcome(scan(mediator, card, tomorrow)) for _ in range(2)] == ["signed_up", "has_seat"]
    monkeypatch.setitem(app.config, "FROZEN_NOW", SOON + timedelta(days=1))
    mediator = colleague(app, "coordinator")
    assert outcome(scan(mediator, card)) == "checked_in"


def test_a_card_that_waits_is_not_told_that_it_has_a_seat(
    app: Flask, mediator: Colleague, plan: Planner, card: str
) -> None:
    tomorrow = plan(SOON + timedelta(days=1), capacity=1)
    signed_up(app, tomorrow)
    pages = [scan(mediator, card, tomorrow) for _ in range(2)]
    assert [outcome(page) for page in pages] == ["signed_up", "waiting"]
    assert "Mercredi 25 novembre" in pages[1].text() or "mercredi 25 novembre" in pages[1].text()
    assert not pages[1].all("input", id="reason") and not pages[1].all("input", name="reason")


def test_a_card_without_an_open_workshop_says_what_to_do(mediator: Colleague, today: Workshop, card: str) -> None:
    assert outcome(scan(mediator, card)) == "card_known"


def test_a_card_comes_back_after_its_seat_was_given_back(
    mediator: Colleague, today: Workshop, card: str, database: Session
) -> None:
    mediator.send(scan(mediator, card, today), "/staff/scans/reversal")
    assert outcome(scan(mediator, card, today)) == "signed_up"
    assert list(people(database).values()) == ["seated"]


def test_a_card_before_a_full_workshop_needs_a_reason(
    app: Flask, mediator: Colleague, today: Workshop, card: str, database: Session
) -> None:
    signed_up(app, today)
    assert outcome(scan(mediator, card, today)) == "full"
    assert outcome(scan(mediator, card, today, reason="une chaise de plus")) == "signed_up"


def test_a_card_is_found_by_its_short_code(mediator: Colleague, today: Workshop, card: str, database: Session) -> None:
    code = found(database, select(Card.code))[0]
    assert outcome(scan(mediator, code, today)) == "signed_up"


def test_a_lost_card_opens_nothing_until_it_is_found(mediator: Colleague, today: Workshop, card: str) -> None:
    (address,) = {link for link in mediator.get("/staff/cards/").links() if link[-1].isdigit() and "sheets" not in link}
    mediator.submit(address, f"{address}/revocation")
    assert outcome(scan(mediator, card, today)) == "card_revoked"
    mediator.submit(address, f"{address}/reinstatement")
    assert outcome(scan(mediator, card, today)) == "signed_up"


def test_a_card_calls_its_bearer_as_they_like(
    mediator: Colleague, today: Workshop, card: str, database: Session
) -> None:
    number = found(database, select(Card.id))[0]
    mediator.submit(f"/staff/cards/{number}", f"/staff/cards/{number}", nickname="Hirondelle", locale="ar")
    assert "Hirondelle" in scan(mediator, card, today).text()
    assert found(database, select(Registration.locale))[0] == "ar"


def test_a_forged_card_opens_nothing(mediator: Colleague, today: Workshop, card: str) -> None:
    for wrong in (card[:-1], card + "A", card.replace("/C/", "/T/"), f"HTTP://LOCALHOST/C/{'A' * 26}"):
        assert outcome(scan(mediator, wrong, today)) == "forged"


@pytest.mark.parametrize("count", ("0", "49", "-1", "many", ""))
def test_a_batch_has_one_to_forty_eight_cards(mediator: Colleague, count: str, database: Session) -> None:
    page = mediator.submit("/staff/cards/", "/staff/cards/", 422, count=count)
    assert page.all("input", id="count")[0].get("value") == count
    assert not found(database, select(Card))


def test_the_sheet_shows_every_code_and_can_be_printed_again(mediator: Colleague, database: Session) -> None:
    sheet = mediator.submit("/staff/cards/", "/staff/cards/", count="3")
    number = found(database, select(Card.batch))[0]
    again = mediator.get(f"/staff/cards/sheets/{number}")
    assert [len(page.all("svg", class_="qr")) for page in (sheet, again)] == [3, 3]
    for code in found(database, select(Card.code)):
        assert f"{code[:3]} {code[3:]}" in sheet.text()
    mediator.get(f"/staff/cards/sheets/{number + 1}", status=404)
