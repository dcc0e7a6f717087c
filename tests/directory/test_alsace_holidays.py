"""Public holidays: those of Alsace count, and a source that is silent about them leaves the answer open."""

import csv
from datetime import date

import pytest

from kiosk.directory.hours.opening import Schedule, Status
from kiosk.holidays import is_public_holiday, public_holidays
from tests.directory.real_hours import LIBRARIES, local

GOOD_FRIDAY = date(2026, 4, 3)
SECOND_CHRISTMAS_DAY = date(2026, 12, 26)


def test_the_calendar_agrees_with_an_independent_one_for_five_years() -> None:
    with (LIBRARIES.parent / "holidays.csv").open(encoding="utf-8", newline="") as file:
        published = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    assert {day for year in range(2025, 2030) for day in public_holidays(year)} == published


@pytest.mark.parametrize("day", [GOOD_FRIDAY, SECOND_CHRISTMAS_DAY])
def test_the_two_days_of_alsace_are_holidays(day: date) -> None:
    assert is_public_holiday(day)


@pytest.mark.parametrize("day", ["2026-04-03", "2026-12-26", "2026-04-06", "2026-05-14", "2026-07-14", "2026-12-25"])
def test_holidays_are_closed_where_the_source_says_so(day: str) -> None:
    status = Schedule.parse("Mo-Sa 09:00-12:00,14:00-18:00; PH off").status(local(f"{day} 10:00"))
    assert (status.state, status.reason) == ("closed", "holiday")


def test_good_friday_says_when_the_place_opens_again() -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00; PH off").status(local("2026-04-03 10:00"))
    assert status.until == local("2026-04-07 09:00")


def test_the_day_before_and_the_day_after_a_holiday_are_ordinary() -> None:
    schedule = Schedule.parse("Mo-Su 09:00-17:00; PH off")
    assert schedule.status(local("2026-04-02 10:00")) == Status("open", local("2026-04-02 17:00"))
    assert schedule.status(local("2026-04-04 10:00")) == Status("open", local("2026-04-04 17:00"))


@pytest.mark.parametrize("hour", ["00:00", "08:00", "10:00", "23:59"])
def test_a_source_that_is_silent_about_holidays_leaves_the_day_uncertain(hour: str) -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local(f"2026-04-03 {hour}"))
    assert status == Status("uncertain", None, "holiday")


def test_a_weekday_that_is_always_closed_stays_closed_on_a_holiday() -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-12-26 10:00"))
    assert status == Status("closed", local("2026-12-28 09:00"))


def test_no_next_opening_is_promised_across_an_uncertain_holiday() -> None:
    assert Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-04-02 18:00")) == Status("closed")


def test_an_opening_before_the_uncertain_holiday_is_promised() -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-04-01 18:00"))
    assert status == Status("closed", local("2026-04-02 09:00"))


def test_hours_of_their_own_for_holidays_are_used() -> None:
    schedule = Schedule.parse("Mo-Fr 09:00-18:00; PH 10:00-12:00")
    assert schedule.status(local("2026-04-03 11:00")) == Status("open", local("2026-04-03 12:00"), "holiday")
    assert schedule.status(local("2026-04-03 15:00")).state == "closed"


@pytest.mark.parametrize("text", ["Mo-Fr 09:00-17:00; Sa,PH off", "Mo-Fr 09:00-17:00; PH,Su closed"])
def test_holidays_in_a_list_of_days_count(text: str) -> None:
    assert Schedule.parse(text).status(local("2026-04-03 10:00")).state == "closed"


def test_a_holiday_named_before_other_rules_is_uncertain() -> None:
    schedule = Schedule.parse("PH off; Mo-Fr 09:00-17:00")
    assert schedule.status(local("2026-04-03 10:00")) == Status("uncertain", None, "holiday")
    assert schedule.status(local("2026-04-02 10:00")).state == "open"


def test_round_the_clock_every_day_means_holidays_too() -> None:
    assert Schedule.parse("24/7").status(local("2026-04-03 10:00")) == Status("open")


def test_a_night_that_began_before_the_holiday_goes_on() -> None:
    schedule = Schedule.parse("Mo-Sa 20:00-02:00; PH off")
    assert schedule.status(local("2026-04-03 01:30")).state == "open"
    assert schedule.status(local("2026-04-03 21:00")).state == "closed"


def test_a_holiday_has_no_night_after_it() -> None:
    assert Schedule.parse("Mo-Sa 20:00-02:00; PH off").status(local("2026-04-04 01:30")).state == "closed"
