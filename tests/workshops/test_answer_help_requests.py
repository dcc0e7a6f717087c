"""What staff do about help requests: the queue, taking, proposing, calling, ending, undoing."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.web.models import AuditEntry
from kiosk.workshops.models import HelpRequest, Workshop
from tests.client import Visitor
from tests.office import Colleague, colleague
from tests.workshops.asking import QUEUE, WISH, propose, request_named, slip_of, step
from tests.workshops.conftest import NOW

ENDS = [("done", "", "done"), ("closed", "twice", "closed"), ("closed", "unreachable", "closed")]


@pytest.fixture
def staff(app: Flask) -> Colleague:
    return colleague(app, "staff")


@pytest.fixture
def asked(app: Flask, workshop: Workshop, database: Session) -> HelpRequest:
    slip_of(app, contact="06 12 34 56 78", place=str(workshop.place_id))
    return request_named(database)


def names(staff: Colleague, filters: str = "") -> list[str]:
    """Who stands in the queue, in its order."""
    page = staff.get(f"{QUEUE}?{filters}")
    return [page.text(one) for one in page.all("th", scope="row")]


def actions(database: Session) -> list[str]:
    database.rollback()
    found = select(AuditEntry.action).where(AuditEntry.action.startswith("help_request"))
    return list(database.scalars(found.order_by(AuditEntry.id)))


def test_an_empty_queue_says_what_to_do(staff: Colleague) -> None:
    assert "/staff/help-requests/new" in staff.get(QUEUE).links()
    assert not staff.get(QUEUE).all("table") and not staff.get(QUEUE).all("select")


def test_a_queue_that_is_done_says_where_the_old_requests_are(staff: Colleague, asked: HelpRequest) -> None:
    step(staff, asked.id, "done")
    assert f"{QUEUE}?stage=ended" in staff.get(QUEUE).links()


def test_the_queue_begins_with_what_nobody_has_taken(app: Flask, staff: Colleague, database: Session) -> None:
    for name in ("Ada", "Marie", "Samira"):
        slip_of(app, name)
    step(staff, request_named(database, "Ada").id, "taken")
    assert names(staff) == ["Marie", "Samira", "Ada"]


def test_the_queue_is_filtered_by_its_address(app: Flask, staff: Colleague, asked: HelpRequest) -> None:
    slip_of(app, "Marie", need="access", language="ar")
    for filters, expected in (
        ("need=access", ["Marie"]), ("language=fr", ["Samira"]), (f"place={asked.place_id}", ["Samira"]),
        ("place=anywhere", ["Marie"]), ("keeper=nobody", ["Samira", "Marie"]), ("keeper=mine", []),
        ("stage=new", ["Samira", "Marie"]), ("stage=ended", []), ("need=wrong&stage=x&page=9", ["Samira", "Marie"]),
        (f"code={asked.code.lower()}", ["Samira"]), ("code=000000", []),
    ):  # fmt: skip
        assert names(staff, filters) == expected, filters


def test_mine_is_what_i_have_taken(app: Flask, staff: Colleague, asked: HelpRequest) -> None:
    other = colleague(app, "coordinator")
    step(other, asked.id, "taken")
    assert (names(staff, "keeper=mine"), names(other, "keeper=mine")) == ([], ["Samira"])
    step(staff, asked.id, "released")
    assert names(staff, "keeper=nobody") == ["Samira"]


def test_a_proposal_reaches_the_slip(app: Flask, staff: Colleague, database: Session, workshop: Workshop) -> None:
    slip = slip_of(app)
    propose(staff, request_named(database).id, workshop.place_id)
    text = Visitor(app).get(slip).text()
    assert "Jeudi 26 novembre" in text and "14 h 30" in text and "Médiathèque du Parc" in text


@pytest.mark.parametrize("hour", ["14:30", "14h30", "14 h 30"])
def test_a_day_and_an_hour_are_read_as_people_write_them(
    staff: Colleague, asked: HelpRequest, database: Session, hour: str
) -> None:
    propose(staff, asked.id, asked.place_id or 0, day="26/11/2026", hour=hour)
    assert request_named(database).steps[-1].starts_at == datetime(2026, 11, 26, 14, 30, tzinfo=TOWN)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"day": ""}, "day"), ({"hour": "25:00"}, "day"), ({"day": "2026-11-23"}, "day"), ({"helper": " "}, "helper"),
        ({"helper": "x" * 41}, "helper"), ({"place": ""}, "place"), ({"place": "99999"}, "place"),
    ],
)  # fmt: skip
def test_a_wrong_proposal_comes_back_with_its_words(
    staff: Colleague, asked: HelpRequest, database: Session, fields: dict[str, str], wrong: str
) -> None:
    page = propose(staff, asked.id, asked.place_id or 0, 422, **fields)
    assert page.all("p", id=f"{wrong}-error") and f"#{wrong}" in page.links()
    assert page.all("input", id="day")[0].get("value") == fields.get("day", "2026-11-26")
    assert not request_named(database).steps


def test_who_left_a_number_is_to_be_called(staff: Colleague, asked: HelpRequest) -> None:
    propose(staff, asked.id, asked.place_id or 0)
    assert names(staff, "stage=call") == ["Samira"]
    step(staff, asked.id, "called", outcome="no_answer")
    assert names(staff, "stage=call") == ["Samira"]
    step(staff, asked.id, "called", outcome="message_left")
    assert (names(staff, "stage=call"), names(staff, "stage=proposed")) == ([], ["Samira"])


def test_who_left_nothing_comes_back_with_the_code(
    app: Flask, staff: Colleague, workshop: Workshop, database: Session
) -> None:
    slip_of(app)
    propose(staff, request_named(database).id, workshop.place_id)
    assert (names(staff, "stage=call"), names(staff, "stage=proposed")) == ([], ["Samira"])


def test_an_agreement_by_telephone_is_noted(staff: Colleague, asked: HelpRequest, database: Session) -> None:
    propose(staff, asked.id, asked.place_id or 0)
    step(staff, asked.id, "agreed")
    made = request_named(database)
    assert (made.state, made.steps[-1].by) == ("agreed", "Camille staff")
    step(staff, asked.id, "declined")
    assert request_named(database).state == "asked"


@pytest.mark.parametrize(("kind", "outcome", "state"), ENDS)
def test_a_request_ends_and_is_opened_again(
    staff: Colleague, asked: HelpRequest, database: Session, kind: str, outcome: str, state: str
) -> None:
    step(staff, asked.id, kind, outcome=outcome)
    assert (request_named(database).state, request_named(database).ended_at) == (state, NOW)
    assert (names(staff), names(staff, "stage=ended")) == ([], ["Samira"])
    step(staff, asked.id, "reopened")
    assert (request_named(database).state, request_named(database).ended_at) == ("asked", None)


def test_the_last_step_is_undone_and_stays_written_down(
    staff: Colleague, asked: HelpRequest, database: Session
) -> None:
    step(staff, asked.id, "taken")
    step(staff, asked.id, "done")
    for _ in range(2):
        staff.submit(f"{QUEUE}/{asked.id}", f"{QUEUE}/{asked.id}/reversal")
    made = request_named(database)
    assert (made.state, made.keeper, [one.undone_by for one in made.steps]) == ("asked", None, ["Camille staff"] * 2)
    assert "Camille staff" in staff.get(f"{QUEUE}/{asked.id}").text()


def test_whoever_is_overtaken_is_told_and_changes_nothing(
    app: Flask, staff: Colleague, asked: HelpRequest, database: Session
) -> None:
    address = f"{QUEUE}/{asked.id}"
    page = staff.get(address)
    step(colleague(app, "coordinator"), asked.id, "taken")
    assert staff.send(page, f"{address}/steps", 409, kind="done").all("div", role="alert")
    assert len(request_named(database).steps) == 1


@pytest.mark.parametrize(("kind", "outcome"), [("closed", "she is ill"), ("called", ""), ("taken", "reached")])
def test_nothing_is_written_in_free_words(
    staff: Colleague, asked: HelpRequest, database: Session, kind: str, outcome: str
) -> None:
    step(staff, asked.id, kind, 422, outcome=outcome)
    assert not request_named(database).steps


def test_a_step_that_does_not_exist_is_not_found(staff: Colleague, asked: HelpRequest) -> None:
    for kind in ("proposed", "erased", ""):
        step(staff, asked.id, kind, 404)
    staff.get(f"{QUEUE}/999999", 404)


def test_who_did_what_is_in_the_audit_log_without_names(
    staff: Colleague, asked: HelpRequest, database: Session
) -> None:
    step(staff, asked.id, "taken")
    propose(staff, asked.id, asked.place_id or 0)
    step(staff, asked.id, "closed", outcome="twice")
    staff.submit(f"{QUEUE}/{asked.id}", f"{QUEUE}/{asked.id}/reversal")
    assert actions(database) == [f"help_request.{kind}" for kind in ("taken", "proposed", "closed", "undone")]
    entries = database.scalars(select(AuditEntry)).all()
    assert not [one for one in entries if "Samira" in f"{one.label} {one.detail}" or "612345678" in str(one.detail)]


def test_staff_ask_for_somebody_and_print_the_slip(staff: Colleague, database: Session) -> None:
    fields: dict[str, Any] = WISH | {"language": "ar", "name": "Samira", "contact": ""}
    page = staff.submit(f"{QUEUE}/new", QUEUE, **fields)
    made = request_named(database)
    assert (made.source, made.asked_by, made.locale) == ("staff", "Camille staff", "ar")
    slip = staff.get(f"{QUEUE}/{made.id}/slip")
    assert f"{QUEUE}/{made.id}/slip" in page.links()
    assert slip.all("html")[0].get("dir") == "rtl" and made.code[:3] in slip.text()
    assert actions(database) == ["help_request.created"]


@pytest.mark.parametrize("wrong", [{"need": ""}, {"language": "xx"}, {"name": ""}, {"contact": "?"}, {"place": "0"}])
def test_a_wrong_request_comes_back_with_its_words(staff: Colleague, database: Session, wrong: dict[str, str]) -> None:
    page = staff.submit(f"{QUEUE}/new", QUEUE, 422, **WISH | {"name": "Samira", "contact": ""} | wrong)
    field = next(iter(wrong))
    assert f"#{field}" in page.links() and page.all("p", id=f"{field}-error")
    assert not database.scalars(select(HelpRequest)).all()


def test_the_link_for_appointments_is_at_hand(staff: Colleague, asked: HelpRequest, database: Session) -> None:
    database.execute(update(Place).values(appointment_url="https://rdv.example/parc"))
    database.commit()
    assert "https://rdv.example/parc" in staff.get(f"{QUEUE}/{asked.id}").links()
