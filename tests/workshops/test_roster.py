"""The list of a workshop: who is expected and who came, noted by a tap, on paper and as a file."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.workshops.models import Attendance, Registration, Workshop
from kiosk.workshops.roster import COLUMNS
from tests.client import Page
from tests.office import Colleague
from tests.workshops.conftest import Planner
from tests.workshops.scanner import SOON, change, found, people, signed_up


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(SOON, capacity=4)


@pytest.fixture
def samira(app: Flask, database: Session, today: Workshop) -> Registration:
    return signed_up(app, today, party=3)


def note(mediator: Colleague, registration: Registration, status: str, answer_status: int = 200, **fields: str) -> Page:
    roster = f"/staff/workshops/{registration.workshop_id}/roster"
    page = mediator.get(roster)
    token = page.all("input", name="csrf_token")[0].get("value")
    answer = mediator.client.post(
        f"{roster}/{registration.id}", data={"csrf_token": token, "status": status, **fields}, follow_redirects=True
    )
    return mediator.seen(answer, answer_status)


def status(database: Session) -> tuple[str, int]:
    (noted,) = found(database, select(Attendance))
    return noted.status, noted.people


def test_names_stand_in_the_order_of_the_alphabet(
    app: Flask, mediator: Colleague, today: Workshop, database: Session
) -> None:
    for name in ("Zoé", "Émile", "amina"):
        signed_up(app, today, name)
    page = mediator.get(f"/staff/workshops/{today.id}/roster")
    assert [page.text(one) for one in page.all("th", scope="row")] == ["amina", "Émile", "Zoé"]


@pytest.mark.parametrize("came", (1, 2, 3))
def test_a_tap_notes_who_came(mediator: Colleague, samira: Registration, database: Session, came: int) -> None:
    note(mediator, samira, "seen", people=str(came))
    assert status(database) == ("seen", came)


@pytest.mark.parametrize("code", ("excused", "noshow"))
def test_absence_is_noted_and_taken_back(
    mediator: Colleague, samira: Registration, database: Session, code: str
) -> None:
    note(mediator, samira, code)
    assert status(database) == (code, 0)
    roster = f"/staff/workshops/{samira.workshop_id}/roster"
    mediator.submit(roster, f"{roster}/{samira.id}/reversal")
    assert status(database) == ("unknown", 0)


def test_a_status_that_does_not_exist_is_refused(mediator: Colleague, samira: Registration) -> None:
    note(mediator, samira, "revoked", 404)


def test_nobody_is_noted_on_the_list_of_another_workshop(
    mediator: Colleague, samira: Registration, plan: Planner, database: Session
) -> None:
    other, page = plan(SOON), mediator.get("/staff/scan")
    token = page.all("input", name="csrf_token")[0].get("value")
    address = f"/staff/workshops/{other.id}/roster/{samira.id}"
    assert mediator.client.post(address, data={"csrf_token": token, "status": "seen"}).status_code == 404
    assert not found(database, select(Attendance))


def test_before_the_door_opens_only_excuses_are_noted(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    samira = signed_up(app, workshop)
    note(mediator, samira, "seen", 409)
    note(mediator, samira, "excused")
    assert status(database) == ("excused", 0)


def test_who_waits_is_let_in_from_the_list(
    app: Flask, mediator: Colleague, samira: Registration, today: Workshop, database: Session
) -> None:
    family = signed_up(app, today, "Famille", party=2)
    page = note(mediator, family, "seen", 409)
    assert page.all("input", id="reason")
    note(mediator, family, "seen", reason="elles viennent de loin")
    assert people(database)["Famille"] == "seated"


def test_a_walk_in_needs_one_field(mediator: Colleague, samira: Registration, database: Session) -> None:
    roster = f"/staff/workshops/{samira.workshop_id}/roster"
    mediator.submit(roster, f"{roster}/walk-ins", name="Dora")
    assert people(database) == {"Samira": "seated", "Dora": "seated"}
    page = mediator.submit(roster, f"{roster}/walk-ins", 409, name="Emil")
    assert page.all("input", id="name")[0].get("value") == "Emil"
    mediator.send(page, f"{roster}/walk-ins", name="Emil", reason="un voisin")
    assert people(database)["Emil"] == "seated"


def test_a_walk_in_without_a_name_is_asked_again(mediator: Colleague, samira: Registration, database: Session) -> None:
    roster = f"/staff/workshops/{samira.workshop_id}/roster"
    page = mediator.submit(roster, f"{roster}/walk-ins", 422, name="  ")
    assert page.all("input", id="name")[0].get("aria-invalid") == "true"
    assert set(people(database)) == {"Samira"}


def test_the_totals_count_people(app: Flask, mediator: Colleague, samira: Registration, database: Session) -> None:
    signed_up(app, samira.workshop, "Bo", 2)
    page = note(mediator, samira, "seen", people="2")
    (totals,) = page.all("p", class_="totals")
    assert [text for text in page.text(totals).split() if text.isdigit()] == ["3", "4", "2", "2"]


def test_today_shows_every_workshop_of_today(mediator: Colleague, today: Workshop, workshop: Workshop) -> None:
    links = mediator.get("/staff/workshops/today").links()
    assert f"/staff/workshops/{today.id}/roster" in links
    assert f"/staff/workshops/{workshop.id}/roster" not in links


def test_the_paper_has_everybody_and_lines_for_more(mediator: Colleague, samira: Registration) -> None:
    page = mediator.get(f"/staff/workshops/{samira.workshop_id}/roster/sheet")
    assert "Samira" in page.text()
    assert len(page.all("tr", class_="sheet-empty")) == 4


def rows(mediator: Colleague, workshop: Workshop) -> list[dict[str, str]]:
    answer = mediator.client.get(f"/staff/workshops/{workshop.id}/roster.csv")
    assert answer.headers["Cache-Control"] == "no-store" and answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_file_speaks_of_attendance_as_rdv_service_public_does(
    app: Flask, mediator: Colleague, today: Workshop, database: Session
) -> None:
    ada, bo, cleo, dora = (signed_up(app, today, name) for name in ("Ada", "Bo", "Cléo", "Dora"))
    for one, code in ((ada, "seen"), (bo, "noshow"), (cleo, "excused")):
        note(mediator, one, code)
    lines = rows(mediator, today)
    assert tuple(lines[0]) == COLUMNS
    assert [row["status"] for row in lines] == ["seen", "noshow", "unknown", "excused"]
    change(database, update(Registration).where(Registration.id == dora.id).values(cancelled_at=SOON))
    assert rows(mediator, today)[3]["status"] == "revoked"


def test_an_excuse_stays_one_when_the_house_cancels_the_workshop(
    app: Flask, mediator: Colleague, today: Workshop, database: Session
) -> None:
    for name, code in (("Ada", "seen"), ("Bo", "excused"), ("Cléo", "noshow")):
        note(mediator, signed_up(app, today, name), code)
    dora = signed_up(app, today, "Dora")
    change(
        database,
        update(Registration).where(Registration.id == dora.id).values(cancelled_at=SOON, cancelled_by="holder"),
    )
    change(database, update(Workshop).where(Workshop.id == today.id).values(cancelled_at=SOON))
    assert [row["status"] for row in rows(mediator, today)] == ["revoked", "revoked", "excused", "excused"]


def test_a_name_is_never_two_cells(app: Flask, mediator: Colleague, today: Workshop, database: Session) -> None:
    signed_up(app, today, 'Bo";=1+1')
    assert rows(mediator, today)[0]["name"] == 'Bo";=1+1'
    raw = mediator.client.get(f"/staff/workshops/{today.id}/roster.csv").data
    assert '\n"Bo"";=1+1","1"' in raw.decode()


@pytest.mark.parametrize("name", ("＝1+1", " =1+1", "=1+1", "@SUM(A1)", "+33", "-2", "'=1", "\t=1"))
def test_a_name_is_never_a_formula(
    app: Flask, mediator: Colleague, today: Workshop, database: Session, name: str
) -> None:
    signed_up(app, today, name)
    assert rows(mediator, today)[0]["name"] == f"'{name}"
