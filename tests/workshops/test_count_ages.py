"""How old those are who came: numbers by age band, without names, added up over a period."""

import csv
import io
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.web.models import AuditEntry
from kiosk.workshops.models import AgeCount, Attendance, Course, Registration, Workshop
from kiosk.workshops.retention import erase
from kiosk.workshops.vocabulary import AGE_BANDS
from tests.client import Page
from tests.office import Colleague
from tests.workshops.conftest import NOW, Planner
from tests.workshops.scanner import SOON, change, found, signed_up

TOTALS = "/staff/workshops/ages"


@pytest.fixture
def today(plan: Planner) -> Workshop:
    return plan(NOW - timedelta(minutes=30))


def count(mediator: Colleague, workshop: Workshop, status: int = 200, **people: str) -> Page:
    roster = f"/staff/workshops/{workshop.id}"
    return mediator.submit(f"{roster}/roster", f"{roster}/ages", status, **people)


def counts(database: Session) -> dict[str, int]:
    """What is known of every band of the one workshop that was counted."""
    return {one.band: one.people for one in found(database, select(AgeCount))}


def rows(mediator: Colleague, address: str = f"{TOTALS}.csv") -> list[dict[str, str]]:
    answer = mediator.client.get(address)
    assert answer.headers["Cache-Control"] == "no-store" and answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def values(page: Page) -> dict[str, str]:
    form = next(one for one in page.all("form") if one.get("id") == "ages")
    fields = [one for one in form.iter("input") if one.get("type") != "hidden"]
    return {one.get("name", ""): one.get("value", "") for one in fields}


def test_numbers_are_noted_by_band(mediator: Colleague, today: Workshop, database: Session) -> None:
    page = count(mediator, today, from_60="3", from_70="2")
    assert counts(database) == {
        "under_12": 0, "from_12": 0, "from_18": 0, "from_25": 0, "from_40": 0, "from_60": 3, "from_70": 2, "unknown": 0,
    }  # fmt: skip
    assert values(page)["from_60"] == "3"


def test_a_line_says_that_the_numbers_are_saved(mediator: Colleague, today: Workshop) -> None:
    page = count(mediator, today, from_60="5")
    (line,) = page.all("div", class_="done", role="status", tabindex="-1")
    assert "l’âge des personnes venues" in page.text(line)
    assert not mediator.get(f"/staff/workshops/{today.id}/roster").all("div", class_="done")


def test_numbers_are_corrected_and_taken_back(mediator: Colleague, today: Workshop, database: Session) -> None:
    count(mediator, today, from_60="3")
    count(mediator, today, from_60="4", under_12="1")
    assert counts(database)["from_60"] == 4
    roster = f"/staff/workshops/{today.id}"
    nothing: dict[str, Any] = dict.fromkeys(AGE_BANDS, "")
    mediator.submit(f"{roster}/roster", f"{roster}/ages", **nothing)
    assert not counts(database)


@pytest.mark.parametrize("number", ("-1", "1.5", "201", "beaucoup", "²", "٣", "9" * 30, "=1"))
def test_what_is_no_number_is_asked_again(mediator: Colleague, today: Workshop, database: Session, number: str) -> None:
    page = count(mediator, today, 422, from_25=number, from_70="2")
    assert values(page)["from_25"] == number[:9] and values(page)["from_70"] == "2"
    (field,) = page.all("input", aria_invalid="true")
    assert field.get("id") == "from_25"
    assert [one.get("href") for one in page.all("div", class_="form-summary")[0].iter("a")] == ["#from_25"]
    assert not counts(database)


def test_before_the_door_opens_nobody_is_counted(mediator: Colleague, workshop: Workshop, today: Workshop) -> None:
    page = mediator.get(f"/staff/workshops/{workshop.id}/roster")
    assert not [one for one in page.all("form") if one.get("id") == "ages"]
    token = mediator.get("/staff/scan").all("input", name="csrf_token")[0].get("value")
    answer = mediator.client.post(f"/staff/workshops/{workshop.id}/ages", data={"csrf_token": token, "from_70": "1"})
    assert answer.status_code == 404


def test_a_cancelled_workshop_is_neither_counted_nor_added_up(
    mediator: Colleague, today: Workshop, database: Session
) -> None:
    count(mediator, today, from_70="2")
    change(database, update(Workshop).values(cancelled_at=SOON))
    assert "ages" not in mediator.get(f"/staff/workshops/{today.id}/roster").ids()
    assert [row["day"] for row in rows(mediator)] == ["total"]


def test_the_totals_stand_by_band_and_by_workshop(
    mediator: Colleague, today: Workshop, plan: Planner, database: Session
) -> None:
    yesterday = plan(NOW - timedelta(days=1))
    count(mediator, today, from_60="3", unknown="1")
    count(mediator, yesterday, from_60="2", under_12="4")
    page = mediator.get(TOTALS)
    assert [cells(page, row) for row in page.all("tr")[1:]] == [
        "4 0 0 0 0 5 0 1 10 0".split(), "4 0 0 0 0 2 0 0 6 0".split(), "0 0 0 0 0 3 0 1 4 0".split(),
    ]  # fmt: skip


def cells(page: Page, row: Element) -> list[str]:
    return [page.text(cell) for cell in row.iter("td")]


def test_who_is_here_on_the_list_stands_beside_the_numbers(
    app: Flask, mediator: Colleague, today: Workshop, database: Session
) -> None:
    samira = signed_up(app, today, party=3)
    roster = f"/staff/workshops/{today.id}/roster"
    token = mediator.get(roster).all("input", name="csrf_token")[0].get("value")
    mediator.client.post(f"{roster}/{samira.id}", data={"csrf_token": token, "status": "seen", "people": "2"})
    assert [row["present"] for row in rows(mediator)] == ["2", "2"]
    change(database, update(Attendance).values(status="noshow"))
    assert [row["present"] for row in rows(mediator)] == ["0", "0"]


def test_a_workshop_that_was_not_counted_is_not_one_without_people(
    mediator: Colleague, today: Workshop, plan: Planner
) -> None:
    nobody = plan(NOW - timedelta(days=1))
    count(mediator, nobody, under_12="0")
    first, second, total = rows(mediator)
    assert (first["counted"], second["counted"], total["counted"]) == ("0", "", "0")
    assert "non compt" in mediator.get(TOTALS).text().lower() or "not counted" in mediator.get(TOTALS).text().lower()


def test_the_file_speaks_the_words_of_the_coop(mediator: Colleague, today: Workshop) -> None:
    count(mediator, today, from_12="1", from_70="2")
    line, total = rows(mediator)
    assert tuple(line)[3:11] == (
        "Moins de 12 ans", "12 - 17 ans", "18 - 24 ans", "25 - 39 ans", "40 - 59 ans", "60 - 69 ans", "70 ans et plus",
        "Non communiqué",
    )  # fmt: skip
    assert (line["day"], line["workshop"], line["place"]) == ("2026-11-24", "Premiers pas", "Médiathèque du Parc")
    assert (line["12 - 17 ans"], line["70 ans et plus"], line["counted"], total["70 ans et plus"]) == tuple("1232")


def test_a_title_or_a_place_is_never_a_formula(mediator: Colleague, today: Workshop, database: Session) -> None:
    change(database, update(Course).values(title="=cmd|'/c calc'!A1"))
    change(database, update(Place).values(name="@SUM(A1)"))
    line = rows(mediator)[0]
    assert (line["workshop"], line["place"]) == ("'=cmd|'/c calc'!A1", "'@SUM(A1)")


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("", ["2026-11-23", "2026-11-24"]),
        ("?from=2026-11-24&to=2026-11-24", ["2026-11-24"]),
        ("?from=2026-11-23&to=2026-11-23", ["2026-11-23"]),
        ("?to=2025-12-31&from=2025-01-01", ["2025-12-31"]),
        ("?from=2025-12-31&to=2025-01-01", ["2025-12-31"]),
        ("?from=0001-01-01&to=9999-12-31", ["2026-11-23", "2026-11-24"]),
        ("?from=hier&to=%00", ["2026-11-23", "2026-11-24"]),
        ("?from=2099-12-31", []),
        ("?to=2025-12-31", ["2025-12-31"]),
    ],
)
def test_a_period_has_its_first_and_its_last_day(
    mediator: Colleague, today: Workshop, workshop: Workshop, plan: Planner, period: str, days: list[str]
) -> None:
    plan(NOW.replace(year=2025, month=12, day=31, hour=23, minute=30))
    plan(NOW.replace(hour=0, minute=5) - timedelta(days=1))
    assert [row["day"] for row in rows(mediator, f"{TOTALS}.csv{period}")[:-1]] == days
    assert mediator.get(f"{TOTALS}{period}").status == 200


def test_the_numbers_outlive_the_names(app: Flask, mediator: Colleague, today: Workshop, database: Session) -> None:
    signed_up(app, today, "Samira")
    count(mediator, today, from_70="2")
    erase(database, NOW + timedelta(days=40))
    database.commit()
    assert [one.name for one in found(database, select(Registration))] == [""]
    assert counts(database)["from_70"] == 2


def test_the_log_says_who_counted(mediator: Colleague, today: Workshop, database: Session) -> None:
    count(mediator, today, from_70="2")
    (entry,) = found(database, select(AuditEntry).where(AuditEntry.action == "ages.counted"))
    assert (entry.user_name, entry.detail["from_70"]) == ("Camille staff", 2)


def test_the_days_work_leads_to_the_totals(mediator: Colleague, today: Workshop) -> None:
    assert TOTALS in mediator.get("/staff/workshops/today").links()
