"""Staff write down that somebody will not come: the seat goes on at once, and it can be undone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.web.models import AuditEntry
from kiosk.workshops.models import Attendance, CallTask, Registration, Seat, Workshop
from tests.client import Page, Visitor
from tests.office import Colleague
from tests.workshops.conftest import TOMORROW, Planner
from tests.workshops.scanner import SOON, change, found, outcome, people, scan, signed_up, ticket


@pytest.fixture
def tomorrow(plan: Planner) -> Workshop:
    return plan(TOMORROW, capacity=1)


@pytest.fixture
def samira(app: Flask, database: Session, tomorrow: Workshop) -> Registration:
    return signed_up(app, tomorrow)


def on_the_roster(mediator: Colleague, one: Registration, status: int = 200) -> Page:
    roster = f"/staff/workshops/{one.workshop_id}/roster"
    token = mediator.get(roster).all("input", name="csrf_token")[0].get("value")
    data = {"csrf_token": token, "status": "excused"}
    answer = mediator.client.post(f"{roster}/{one.id}", data=data, follow_redirects=True)
    return mediator.seen(answer, status)


def undo(mediator: Colleague, page: Page, one: Registration, status: int = 200) -> Page:
    return mediator.send(page, f"/staff/workshops/{one.workshop_id}/roster/{one.id}/reversal", status)


def test_the_seat_goes_to_who_waits_and_is_told(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    signed_up(app, samira.workshop, "Bo")
    on_the_roster(mediator, samira)
    assert people(database) == {"Samira": "cancelled", "Bo": "seated"}
    assert found(database, select(CallTask.event)) == ["promoted"]


def test_it_counts_as_excused_and_not_as_cancelled_by_the_house(mediator: Colleague, samira: Registration) -> None:
    page = on_the_roster(mediator, samira)
    assert [one.get("data-status") for one in page.all("tr") if one.get("data-status")] == ["excused"]


def test_it_is_undone_while_the_seat_is_free(mediator: Colleague, samira: Registration, database: Session) -> None:
    undo(mediator, on_the_roster(mediator, samira), samira)
    assert people(database) == {"Samira": "seated"}
    assert found(database, select(Attendance.status)) == ["unknown"]


def test_undone_too_late_it_is_the_end_of_the_line(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    for name in ("Bo", "Cléo"):
        signed_up(app, samira.workshop, name)
    undo(mediator, on_the_roster(mediator, samira), samira)
    assert people(database) == {"Samira": "waiting", "Bo": "seated", "Cléo": "waiting"}
    assert [one.name for one in found(database, select(Registration).order_by(Registration.position))][-1] == "Samira"


def test_it_is_in_the_audit_log(mediator: Colleague, samira: Registration, database: Session) -> None:
    undo(mediator, on_the_roster(mediator, samira), samira)
    entries = found(database, select(AuditEntry.action).where(AuditEntry.action.startswith("scan.")))
    assert sorted(entries) == ["scan.given_back", "scan.taken_back"]


def test_who_waits_leaves_the_line(app: Flask, mediator: Colleague, samira: Registration, database: Session) -> None:
    on_the_roster(mediator, signed_up(app, samira.workshop, "Bo"))
    assert people(database) == {"Samira": "seated", "Bo": "cancelled"}


def test_once_it_has_begun_an_excuse_frees_nothing(
    app: Flask, mediator: Colleague, plan: Planner, database: Session
) -> None:
    samira = signed_up(app, plan(SOON - timedelta(minutes=30)))
    on_the_roster(mediator, samira)
    assert people(database) == {"Samira": "seated"}
    assert found(database, select(Attendance.status)) == ["excused"]


def test_an_old_list_does_not_undo_what_somebody_else_has_noted(
    mediator: Colleague, samira: Registration, database: Session
) -> None:
    page = on_the_roster(mediator, samira)
    change(database, update(Attendance).values(client_id="another", noted_by="Marie"))
    assert "Marie" in undo(mediator, page, samira, 409).text()
    assert people(database) == {"Samira": "cancelled"}


def test_the_holder_who_comes_after_all_is_expected_again(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    on_the_roster(mediator, samira)
    address = f"/t/{samira.token(app.config['SECRET_KEY'])}"
    Visitor(app).get(address)
    holder = Visitor(app)
    token = holder.get(address).all("input", name="csrf_token")[0].get("value")
    holder.client.post(f"{address}/restoration", data={"csrf_token": token})
    assert people(database) == {"Samira": "seated"}
    assert found(database, select(Attendance.status)) == ["unknown"]


def test_the_scanner_takes_the_seat_of_who_shows_a_ticket_before_the_day(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    page = mediator.send(scan(mediator, ticket(app, samira)), "/staff/scans/returns")
    assert (outcome(page), people(database)) == ("given_back", {"Samira": "cancelled"})
    assert not found(database, select(Seat).where(Seat.registration_id.is_not(None)))
    assert outcome(mediator.send(page, "/staff/scans/reversal")) == "taken_back"
    assert people(database) == {"Samira": "seated"}


def test_the_scanner_tells_who_waits_of_a_later_day_that_they_wait(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    page = scan(mediator, ticket(app, signed_up(app, samira.workshop, "Bo")))
    assert outcome(page) == "wrong_day" and "25 novembre" in page.text()
    assert not page.all("input", name="reason")
    mediator.send(page, "/staff/scans/returns")
    assert people(database)["Bo"] == "cancelled"


def test_what_has_begun_is_not_given_back_by_an_old_form(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    page = scan(mediator, ticket(app, samira))
    change(database, update(Workshop).values(starts_at=SOON - timedelta(hours=1)))
    assert outcome(mediator.send(page, "/staff/scans/returns")) == "over"
    assert people(database) == {"Samira": "seated"}
