"""What a scanned text is, and what the scanner answers to a ticket at each moment."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.config import TOWN
from kiosk.workshops.models import Workshop
from kiosk.workshops.scanning import lets_in, lets_in_from, nearest, read
from tests.workshops.door import TUESDAY_AFTERNOON, registered, scan, workshop

TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWX23"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"HTTP://KIOSK.EXAMPLE:8000/T/{TOKEN}", ("ticket", TOKEN)),
        (f"https://another.example/t/{TOKEN.lower()}?in=ar&visit=0", ("ticket", TOKEN)),
        (f"https://town.example/borne/t/{TOKEN}/slip", ("ticket", TOKEN)),
        (f"  {TOKEN}\r\n", ("ticket", TOKEN)),
        ("HTTP://KIOSK.EXAMPLE/T/ABC", ("ticket", "ABC")),
        ("HTTPS://KIOSK.EXAMPLE/W/FR-FALC/12", ("workshop", "12")),
        ("https://kiosk.example/fr/workshops/12?visit=0", ("workshop", "12")),
        (f"HTTPS://KIOSK.EXAMPLE/C/{TOKEN}", ("card", TOKEN)),
        (f"HTTPS://KIOSK.EXAMPLE/H/{TOKEN}", ("slip", TOKEN)),
        ("acd efg", ("code", "ACDEFG")),
        (" ACD-EFG ", ("code", "ACDEFG")),
        ("a.c–d e f g", ("code", "ACDEFG")),
        ("HTTPS://KIOSK.EXAMPLE/P/FR/12", ("unknown", "")),
        ("HTTPS://KIOSK.EXAMPLE/W/FR/TWELVE", ("unknown", "")),
        ("HTTPS://KIOSK.EXAMPLE/W/FR/12345678901", ("unknown", "")),
        ("WIFI:S:guest;T:WPA;P:secret;;", ("unknown", "")),
        ("3661234567890", ("unknown", "")),
        ("", ("unknown", "")),
    ],
)
def test_a_text_is_known_by_its_form(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == expected


def test_who_has_a_seat_comes_in() -> None:
    answer = scan(registered(workshop()))
    assert (answer.outcome, answer.signal) == ("checked_in", "green")
    assert answer.attendance
    assert (answer.attendance.status, answer.attendance.people, answer.attendance.noted_by) == ("seen", 1, "Camille")


def test_a_family_comes_in_with_one_ticket() -> None:
    attendance = scan(registered(workshop(), party=2)).attendance
    assert attendance and attendance.people == 2


def test_the_same_ticket_comes_in_once() -> None:
    samira = registered(workshop())
    first = scan(samira)
    again = scan(samira, attendance=first.attendance, client_id="second", now=TUESDAY_AFTERNOON + timedelta(minutes=2))
    assert (again.outcome, again.signal) == ("already_in", "orange")
    assert again.attendance and again.attendance.noted_at == TUESDAY_AFTERNOON


def test_the_same_scan_sent_again_gets_the_same_answer() -> None:
    samira = registered(workshop())
    again = scan(samira, attendance=scan(samira).attendance)
    assert (again.outcome, again.is_repeat) == ("checked_in", True)


def test_a_ticket_of_another_workshop_of_today_is_told_so() -> None:
    answer = scan(registered(workshop()), opened=workshop())
    assert (answer.outcome, answer.signal) == ("wrong_workshop", "orange")


@pytest.mark.parametrize("days", (-1, 1, 7))
@pytest.mark.parametrize("is_open", (False, True))
def test_a_ticket_of_another_day_is_told_so(days: int, is_open: bool) -> None:
    samira = registered(workshop())
    opened = samira.workshop if is_open else None
    answer = scan(samira, TUESDAY_AFTERNOON + timedelta(days=days), opened)
    assert (answer.outcome, answer.signal, answer.attendance) == ("wrong_day", "orange", None)


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ((2026, 11, 24, 0, 0), "too_early"),
        ((2026, 11, 24, 12, 59, 59), "too_early"),
        ((2026, 11, 24, 13, 0), "checked_in"),
        ((2026, 11, 24, 16, 30), "checked_in"),
        ((2026, 11, 24, 23, 59, 59), "checked_in"),
        ((2026, 11, 25, 0, 0), "wrong_day"),
    ],
)
def test_the_door_is_open_from_an_hour_before_to_the_end_of_the_day(now: tuple[int, ...], outcome: str) -> None:
    year, month, day, hour, minute = now[:5]
    moment = datetime(year, month, day, hour, minute, sum(now[5:]), tzinfo=TOWN)
    assert scan(registered(workshop()), moment).outcome == outcome


def test_who_waits_is_not_let_in_by_a_scan() -> None:
    evening = workshop(capacity=1)
    registered(evening)
    answer = scan(registered(evening, "Bo"))
    assert (answer.outcome, answer.signal, answer.attendance) == ("waiting", "orange", None)


def test_a_ticket_that_was_given_back_is_red() -> None:
    samira = registered(workshop())
    samira.workshop.cancel_registration(samira, "holder", TUESDAY_AFTERNOON - timedelta(days=1))
    answer = scan(samira)
    assert (answer.outcome, answer.signal) == ("cancelled", "red")


def test_a_cancelled_workshop_is_red() -> None:
    samira = registered(workshop())
    samira.workshop.cancelled_at = TUESDAY_AFTERNOON
    answer = scan(samira)
    assert (answer.outcome, answer.signal) == ("workshop_cancelled", "red")


SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=TOWN), datetime(2026, 10, 25, tzinfo=TOWN)


@pytest.mark.parametrize(
    ("starts_at", "opens_at"),
    [
        (SPRING.replace(hour=14), "2026-03-29T13:00:00+02:00"),
        (SPRING.replace(hour=3, minute=30), "2026-03-29T01:30:00+01:00"),
        (AUTUMN.replace(hour=14), "2026-10-25T13:00:00+01:00"),
        (AUTUMN.replace(hour=3), "2026-10-25T02:00:00+01:00"),
        (AUTUMN.replace(hour=2, minute=30, fold=1), "2026-10-25T02:30:00+02:00"),
        (AUTUMN.replace(hour=2, minute=30), "2026-10-25T01:30:00+02:00"),
    ],
)
def test_an_hour_is_an_hour_when_the_clock_changes(starts_at: datetime, opens_at: str) -> None:
    night = Workshop.planned(starts_at=starts_at, ends_at=starts_at + timedelta(hours=6))
    opening = lets_in_from(night)
    assert opening.isoformat() == opens_at
    second_before = (opening.astimezone(UTC) - timedelta(seconds=1)).astimezone(TOWN)
    assert lets_in(night, opening) and not lets_in(night, second_before)


@pytest.mark.parametrize("day", (SPRING, AUTUMN))
def test_two_in_the_afternoon_stays_two_in_the_afternoon(day: datetime) -> None:
    samira = registered(workshop(day.replace(hour=14)))
    outcomes = [scan(samira, day.replace(hour=hour)).outcome for hour in (12, 13, 23)]
    assert outcomes == ["too_early", "checked_in", "checked_in"]


def test_a_short_code_means_the_open_workshop_then_today_then_the_latest() -> None:
    old, tomorrow, today, opened = (workshop(TUESDAY_AFTERNOON + timedelta(days=days)) for days in (-7, 1, 0, 0))
    people = [registered(one) for one in (old, tomorrow, today, opened)]
    assert nearest(people, opened, TUESDAY_AFTERNOON) is people[3]
    assert nearest(people[:3], opened, TUESDAY_AFTERNOON) is people[2]
    assert nearest(people[:2], None, TUESDAY_AFTERNOON) is people[1]
    assert nearest([], None, TUESDAY_AFTERNOON) is None
