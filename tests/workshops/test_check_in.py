"""A ticket, a code or a card is scanned, with scripts off, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.web.models import AuditEntry
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Attendance, HelpRequest, Registration, Workshop
from kiosk.workshops.models.help_request import Wish
from tests.client import Page, Visitor
from tests.conftest import TUESDAY_MORNING
from tests.office import Colleague, colleague
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, change, found, marks, outcome, people, scan, signed_up, ticket


@pytest.fixture
def today(plan: Planner) -> Workshop:
    """Two seats, at half past ten."""
    return plan(SOON, capacity=2)


@pytest.fixture
def samira(app: Flask, database: Session, today: Workshop) -> Registration:
    return signed_up(app, today)


def test_a_ticket_lets_in_with_name_and_seat(app: Flask, mediator: Colleague, samira: Registration) -> None:
    page = scan(mediator, ticket(app, samira))
    assert outcome(page) == "checked_in"
    for words in ("Samira", "Camille staff") if "Camille staff" in page.text() else ("Samira",):
        assert words in page.text()
    again = scan(mediator, ticket(app, samira))
    assert outcome(again) == "already_in"
    assert "10 h 05" in again.text() and "Camille staff" in again.text()


def test_the_short_code_is_typed_in_any_way(mediator: Colleague, samira: Registration) -> None:
    code = samira.code.lower()
    assert outcome(scan(mediator, f" {code[:3]}-{code[3:]} ")) == "checked_in"
    assert outcome(scan(mediator, samira.code)) == "already_in"


def test_the_same_scan_sent_ten_times_is_one_check_in(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    client_id = str(uuid4())
    answers = {outcome(scan(mediator, ticket(app, samira), client_id=client_id)) for _ in range(10)}
    assert answers == {"checked_in"}
    assert len(found(database, select(Attendance))) == 1


def test_a_form_that_got_no_answer_may_be_sent_with_another_ticket(
    app: Flask, mediator: Colleague, samira: Registration, today: Workshop, database: Session
) -> None:
    client_id, bo = str(uuid4()), signed_up(app, today, "Bo")
    pages = [scan(mediator, ticket(app, one), client_id=client_id) for one in (samira, bo)]
    assert [outcome(page) for page in pages] == ["checked_in", "checked_in"]
    assert "Bo" in pages[1].text()


def test_the_check_in_is_taken_back(app: Flask, mediator: Colleague, samira: Registration, database: Session) -> None:
    page = mediator.send(scan(mediator, ticket(app, samira)), "/staff/scans/reversal")
    assert outcome(page) == "taken_back"
    assert found(database, select(Attendance.status))[0] == "unknown"


def test_an_old_answer_does_not_undo_what_somebody_else_has_noted(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    page = scan(mediator, ticket(app, samira))
    change(database, update(Attendance).values(client_id="another", noted_by="Marie", status="noshow"))
    page = mediator.send(page, "/staff/scans/reversal")
    assert outcome(page) == "changed_meanwhile" and "Marie" in page.text()
    assert found(database, select(Attendance.status)) == ["noshow"]


def test_a_ticket_of_tomorrow_or_of_another_room_stays_outside(
    app: Flask, mediator: Colleague, samira: Registration, plan: Planner, database: Session
) -> None:
    other = plan(SOON)
    tomorrow = signed_up(app, plan(SOON + timedelta(days=1)))
    assert outcome(scan(mediator, ticket(app, tomorrow))) == "wrong_day"
    page = scan(mediator, ticket(app, samira), other)
    assert outcome(page) == "wrong_workshop"
    assert not found(database, select(Attendance))


def test_from_the_wrong_room_one_tap_checks_in_the_right_one(
    app: Flask, mediator: Colleague, samira: Registration, plan: Planner
) -> None:
    page = scan(mediator, ticket(app, samira), plan(SOON))
    form = next(one for one in page.all("form", class_="answer-act"))
    data = {one.get("name"): one.get("value", "") for one in form.iter("input")}
    answer = mediator.seen(mediator.client.post("/staff/scans", data=data), 200)
    assert outcome(answer) == "checked_in"


def test_who_waits_is_let_in_when_a_seat_is_free(
    app: Flask, mediator: Colleague, samira: Registration, today: Workshop, database: Session
) -> None:
    family = signed_up(app, today, "Famille", party=2)
    page = scan(mediator, ticket(app, family))
    assert outcome(page) == "waiting"
    refused = scan(mediator, ticket(app, family), reason="")
    assert (outcome(refused), people(database)["Famille"]) == ("full", "waiting")
    admitted = scan(mediator, ticket(app, family), reason="elles viennent de loin")
    assert (outcome(admitted), people(database)["Famille"]) == ("let_in", "seated")


def test_letting_in_is_taken_back(app: Flask, mediator: Colleague, today: Workshop, database: Session) -> None:
    family = [signed_up(app, today, name, 2) for name in ("Famille", "Groupe")][1]
    page = mediator.send(scan(mediator, ticket(app, family), reason="un fauteuil de plus"), "/staff/scans/reversal")
    assert outcome(page) == "taken_back"
    assert people(database)["Groupe"] == "waiting"
    assert found(database, Workshop.locked(today.id))[0].capacity == 2


def test_what_was_given_back_or_cancelled_is_red(
    app: Flask, mediator: Colleague, samira: Registration, database: Session, today: Workshop
) -> None:
    change(database, update(Workshop).values(cancelled_at=SOON, cancel_reason="salle fermée"))
    page = scan(mediator, ticket(app, samira))
    assert outcome(page) == "workshop_cancelled" and "salle fermée" in page.text()
    change(database, update(Registration).values(cancelled_at=SOON, cancelled_by="holder"))
    assert outcome(scan(mediator, ticket(app, samira))) == "cancelled"


@pytest.mark.parametrize("cut", (slice(0, 25), slice(1, None), slice(None, None, -1)))
def test_a_forged_or_cut_ticket_opens_nothing(
    app: Flask, mediator: Colleague, samira: Registration, cut: slice
) -> None:
    token = samira.token(app.config["SECRET_KEY"])
    for wrong in (token[cut], token + "A", "A" * 26, "%00", "É" * 26):
        page = scan(mediator, f"HTTP://LOCALHOST/T/{wrong}")
        assert outcome(page) == "forged" and "Samira" not in page.text()


def test_what_is_no_code_of_ours_is_red(mediator: Colleague, samira: Registration) -> None:
    for text in ("WIFI:S:guest;;", "3661234567890", "AAAAAA", "https://kiosk.example/W/FR/999", "x" * 5000):
        assert outcome(scan(mediator, text)) == "unknown"


def test_nothing_scanned_is_said_beside_the_field(mediator: Colleague) -> None:
    page = scan(mediator, "   ", status=422)
    assert outcome(page) == "" and page.all("p", role="alert")


def test_guessing_ends_after_thirty_wrong_scans(mediator: Colleague, samira: Registration, app: Flask) -> None:
    for _ in range(30):
        assert outcome(scan(mediator, "AAAAAA")) == "unknown"
    scan(mediator, ticket(app, samira), status=429)


def test_the_code_of_a_workshop_opens_it(mediator: Colleague, today: Workshop) -> None:
    page = scan(mediator, f"HTTP://LOCALHOST/W/AR/{today.id}")
    assert outcome(page) == "opened"
    assert marks(page)["workshop_id"] == str(today.id)
    assert page.all("input", name="name")


def test_every_scan_is_written_down_without_names(
    app: Flask, mediator: Colleague, samira: Registration, database: Session
) -> None:
    scan(mediator, ticket(app, samira))
    scan(mediator, "AAAAAA")
    entries = found(database, select(AuditEntry).where(AuditEntry.action.startswith("scan.")).order_by(AuditEntry.id))
    assert [entry.action for entry in entries] == ["scan.checked_in", "scan.unknown"]
    assert entries[0].subject_id == str(samira.id)
    assert "Samira" not in "".join(f"{entry.label}{entry.detail}" for entry in entries)


def scanned(mediator: Colleague, page: Page, text: str) -> tuple[str, str | None]:
    """What a script gets for a scan, and the part of the page that it is for when it is more than the answer."""
    data = {"csrf_token": page.all("input", name="csrf_token")[0].get("value"), **marks(page), "text": text}
    headers = {"HX-Request": "true", "HX-Target": "answer"}
    response = mediator.client.post("/staff/scans", data=data, headers=headers)
    return response.get_data(as_text=True).strip(), response.headers.get("HX-Retarget")


def test_the_answer_is_all_that_a_script_gets(app: Flask, mediator: Colleague, samira: Registration) -> None:
    html, part = scanned(mediator, mediator.get("/staff/scan"), ticket(app, samira))
    assert part is None
    assert html.startswith('<div class="scan-answer"') and "checked_in" in html and "<h1" not in html


def test_a_script_gets_the_open_workshop_too_when_it_is_another_one(mediator: Colleague, today: Workshop) -> None:
    html, part = scanned(mediator, mediator.get("/staff/scan"), f"HTTP://LOCALHOST/W/FR/{today.id}")
    assert part == "#desk"
    assert html.startswith('<div class="scan-desk"') and "/staff/scans/sign-ups" in html


def test_a_script_gets_the_open_workshop_too_when_its_seats_have_changed(
    app: Flask, mediator: Colleague, samira: Registration, today: Workshop
) -> None:
    page = mediator.get(f"/staff/scan?workshop={today.id}")
    signed_up(app, today, "Bo")
    html, part = scanned(mediator, page, ticket(app, samira))
    assert part == "#desk" and "checked_in" in html


def test_only_the_scanner_may_use_the_camera(mediator: Colleague) -> None:
    scanner, home = mediator.get("/staff/scan").headers, mediator.get("/staff/workshops/today").headers
    assert "camera=(self)" in scanner["Permissions-Policy"] and "camera=()" in home["Permissions-Policy"]
    assert "'wasm-unsafe-eval'" in scanner["Content-Security-Policy"]
    assert "unsafe" not in home["Content-Security-Policy"]


@pytest.mark.parametrize("address", ("/staff/scan", "/staff/workshops/today", "/staff/cards/"))
def test_residents_and_the_committee_see_no_scanner(app: Flask, address: str) -> None:
    assert Visitor(app).get(address).all("input", name="password")
    colleague(app, "committee").get(address, status=403)


def test_an_answer_about_another_workshop_says_which_one(
    mediator: Colleague, today: Workshop, plan: Planner, database: Session
) -> None:
    other = plan(SOON + timedelta(days=2))
    cancelled = update(Workshop).where(Workshop.id == other.id).values(cancelled_at=SOON, cancel_reason="salle fermée")
    change(database, cancelled)
    page = scan(mediator, f"HTTP://LOCALHOST/W/FR/{other.id}", today)
    assert outcome(page) == "workshop_cancelled" and "Il s’agit d’un autre atelier" in page.text()
    page = scan(mediator, f"HTTP://LOCALHOST/W/FR/{other.id}")
    assert outcome(page) == "workshop_cancelled" and "autre atelier" not in page.text()


def test_the_slip_of_a_help_request_leads_to_the_queue(app: Flask, mediator: Colleague, database: Session) -> None:
    wish = Wish("procedures", "fr", "next", "morning", None)
    one = HelpRequest.new(wish, "Samira", Contact(), key=app.config["SECRET_KEY"], now=TUESDAY_MORNING)
    database.add(one)
    database.commit()
    for text in (one.code, f"http://localhost/h/{one.token(app.config['SECRET_KEY'])}"):
        page = scan(mediator, text)
        assert outcome(page) == "help_request"
        assert f"/staff/help-requests/{one.id}" in page.links()
