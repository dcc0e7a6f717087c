"""Who came and who did not, over a period: by month, by place, by course; on a page, on paper and as a file."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place, Source
from kiosk.workshops.models import Attendance, Course, Registration, Workshop
from kiosk.workshops.models.workshop import HOLDER
from kiosk.workshops.retention import erase
from tests.client import Page
from tests.office import Colleague
from tests.workshops.conftest import NOW, Planner
from tests.workshops.scanner import change, found, signed_up

TURNOUT = "/staff/workshops/turnout"


@pytest.fixture
def past(plan: Planner) -> Workshop:
    return plan(NOW - timedelta(days=3), capacity=12)


def note(database: Session, registration: Registration, status: str, people: int = 0) -> None:
    facts = {"noted_at": NOW, "noted_by": "Camille", "client_id": "", "deed": "note"}
    database.add(Attendance(registration_id=registration.id, status=status, people=people, **facts))
    database.commit()


def rows(mediator: Colleague, query: str = "") -> list[dict[str, str]]:
    answer = mediator.client.get(f"{TURNOUT}.csv{query}")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def total(mediator: Colleague, query: str = "") -> dict[str, str]:
    return rows(mediator, query)[-1]


def counted(mediator: Colleague) -> tuple[str, ...]:
    """Signed up, came, excused, did not come, not noted, without signing up."""
    line = total(mediator)
    return tuple(line[name] for name in ("signed_up", "came", "excused", "did_not_come", "not_noted", "walk_ins"))


def words(page: Page) -> str:
    return " ".join(page.text(page.all("main")[0]).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("status", "people", "expected"),
    [
        ("seen", 3, ("3", "3", "0", "0", "0", "0")),
        ("seen", 1, ("3", "1", "0", "2", "0", "0")),
        ("excused", 0, ("3", "0", "3", "0", "0", "0")),
        ("noshow", 0, ("3", "0", "0", "3", "0", "0")),
        ("unknown", 0, ("3", "0", "0", "0", "3", "0")),
    ],
)
def test_a_family_of_three_counts_three(
    app: Flask, past: Workshop, mediator: Colleague, database: Session,
    status: str, people: int, expected: tuple[str, ...],
) -> None:  # fmt: skip
    note(database, signed_up(app, past, party=3), status, people)
    assert counted(mediator) == expected


def test_of_whom_nobody_noted_anything_nothing_is_known(app: Flask, past: Workshop, mediator: Colleague) -> None:
    signed_up(app, past)
    assert counted(mediator) == ("1", "0", "0", "0", "1", "0")


@pytest.mark.parametrize(("by", "expected"), [(HOLDER, "1"), ("Camille", "0")])
def test_who_gives_the_seat_back_is_excused_and_whom_we_take_away_is_not_counted(
    app: Flask, past: Workshop, mediator: Colleague, database: Session, by: str, expected: str
) -> None:
    one = database.get_one(Registration, signed_up(app, past).id)
    one.workshop.cancel_registration(one, by, NOW - timedelta(days=4))
    database.commit()
    assert counted(mediator) == (expected, "0", expected, "0", "0", "0")


def test_who_waited_in_vain_is_not_counted(app: Flask, plan: Planner, mediator: Colleague) -> None:
    full = plan(NOW - timedelta(days=3), capacity=1)
    for name in ("Ada", "Bo"):
        signed_up(app, full, name)
    assert counted(mediator)[0] == "1"


def test_who_comes_without_signing_up_stands_apart(plan: Planner, mediator: Colleague, app: Flask) -> None:
    today = plan(NOW - timedelta(minutes=10))
    page = mediator.get(f"/staff/scan?workshop={today.id}")
    mediator.send(page, "/staff/scans/sign-ups", name="Dora", party="2")
    assert counted(mediator) == ("0", "0", "0", "0", "0", "2")


def test_who_was_signed_up_by_staff_before_is_no_walk_in(
    app: Flask, past: Workshop, mediator: Colleague, database: Session
) -> None:
    note(database, signed_up(app, past), "seen", 1)
    for source, expected in (("staff", "1"), ("card", "1")):
        change(database, update(Registration).values(source=source))
        assert counted(mediator) == ("1", expected, "0", "0", "0", "0")


@pytest.mark.parametrize(("came", "absent", "share"), [(3, 1, ""), (4, 1, "20"), (5, 0, "0"), (2, 4, "67")])
def test_of_fewer_than_five_no_share_is_said(
    app: Flask, past: Workshop, mediator: Colleague, database: Session, came: int, absent: int, share: str
) -> None:
    for number in range(came + absent):
        is_here = number < came
        note(database, signed_up(app, past, f"P{number}"), "seen" if is_here else "noshow", int(is_here))
    assert total(mediator)["no_show_percent"] == share
    said = words(mediator.get(TURNOUT))
    assert ("trop peu pour le dire" in said) == (not share) and (f"{share} %" in said) == bool(share)


def test_months_places_and_courses_each_have_a_line(plan: Planner, mediator: Colleague, database: Session) -> None:
    elsewhere = Place(external_id="9", name="Bibliothèque", commune="Ostwald", origin=Source(name="autre"))
    course = Course(title="Mes photos", topic="files")
    database.add_all([elsewhere, course])
    database.commit()
    plan(NOW - timedelta(days=40))
    facts = {"place_id": elsewhere.id, "course_id": course.id}
    change(database, update(Workshop).where(Workshop.id == plan(NOW - timedelta(days=3)).id).values(**facts))
    assert [(line["by"], line["name"], line["workshops"]) for line in rows(mediator)] == [
        ("month", "2026-10", "1"), ("month", "2026-11", "1"), ("place", "Bibliothèque, Ostwald", "1"),
        ("place", "Médiathèque du Parc", "1"), ("course", "Mes photos", "1"), ("course", "Premiers pas", "1"),
        ("total", "", "2"),
    ]  # fmt: skip
    assert "Octobre 2026" in words(mediator.get(TURNOUT))


def test_only_what_took_place_in_the_period_counts(plan: Planner, mediator: Colleague) -> None:
    plan(NOW - timedelta(days=3))
    plan(NOW - timedelta(days=2), cancelled_at=NOW - timedelta(days=3))
    plan(NOW + timedelta(days=1))
    assert total(mediator)["workshops"] == "1"
    assert total(mediator, "?from=2026-11-22&to=2026-11-30")["workshops"] == "0"


def test_an_empty_period_says_so_and_offers_no_file(mediator: Colleague) -> None:
    page = mediator.get(f"{TURNOUT}?from=2001-01-01&to=2001-02-01")
    assert page.all("div", class_="empty") and not page.all("table")
    assert not [link for link in page.links() if link.startswith(f"{TURNOUT}.csv")]


def test_every_bar_has_its_numbers_in_the_table(app: Flask, past: Workshop, mediator: Colleague) -> None:
    signed_up(app, past)
    page = mediator.get(TURNOUT)
    assert len(page.all("table")) == 3
    assert all(one.get("aria-hidden") == "true" for one in page.all("svg", class_="turnout-bar"))


def test_the_numbers_outlive_the_names(app: Flask, past: Workshop, mediator: Colleague, database: Session) -> None:
    note(database, signed_up(app, past, party=2), "seen", 1)
    before = counted(mediator)
    database.rollback()
    erase(database, NOW + timedelta(days=40))
    database.commit()
    assert counted(mediator) == before == ("2", "1", "0", "1", "0", "0")


def test_no_name_of_a_resident_stands_there(app: Flask, past: Workshop, mediator: Colleague) -> None:
    signed_up(app, past, "Zénobie")
    assert "Zénobie" not in mediator.get(TURNOUT).text()
    assert "Zénobie" not in mediator.client.get(f"{TURNOUT}.csv").text


def test_the_days_work_and_the_ages_lead_there(mediator: Colleague) -> None:
    for address in ("/staff/workshops/today", "/staff/workshops/ages"):
        assert any(link.startswith(TURNOUT) for link in mediator.get(address).links())


def test_the_numbers_of_a_workshop_are_those_of_its_list(
    app: Flask, past: Workshop, mediator: Colleague, database: Session
) -> None:
    note(database, signed_up(app, past, party=3), "seen", 2)
    page = mediator.get(f"/staff/workshops/{past.id}/roster")
    assert "2" in page.text(page.all("p", class_="totals")[0])
    assert counted(mediator)[1] == "2" and found(database, Attendance.of_workshop(past.id))
