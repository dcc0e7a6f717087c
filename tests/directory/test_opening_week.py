"""The regular week and the dates that differ from it, as a page can say them in a sentence."""

from datetime import date, time

import pytest

from kiosk.directory.hours.opening import Schedule
from kiosk.directory.hours.week import Exceptional, Group, Range
from tests.directory.real_hours import library

MARCH = date(2026, 3, 4)
MORNING = Range(time(9), time(12))
AFTERNOON = Range(time(14), time(18))


def test_days_with_equal_hours_are_one_group_and_the_closed_days_come_last() -> None:
    assert Schedule.parse("Mo-Fr 09:00-12:00,14:00-18:00").groups(MARCH) == (
        Group((0, 1, 2, 3, 4), (MORNING, AFTERNOON)),
        Group((5, 6), ()),
    )


def test_equal_hours_are_one_group_even_on_days_apart() -> None:
    groups = Schedule.parse("Mo-Fr 14:00-18:00; Sa 09:00-12:00; Tu,Th off").groups(MARCH)
    assert groups == (Group((0, 2, 4), (AFTERNOON,)), Group((5,), (MORNING,)), Group((1, 3, 6), ()))


def test_a_later_rule_replaces_the_hours_of_its_day() -> None:
    week = Schedule.parse("Mo-Fr 09:00-12:00,14:00-18:00; Tu 09:00-12:00").week(MARCH)
    assert [day.ranges for day in week[:3]] == [(MORNING, AFTERNOON), (MORNING,), (MORNING, AFTERNOON)]


def test_the_week_begins_on_monday() -> None:
    week = Schedule.parse("Mo-Fr 09:00-12:00").week(MARCH)
    assert (week[0].date, week[6].date, len(week)) == (date(2026, 3, 2), date(2026, 3, 8), 7)


def test_hours_that_touch_are_shown_as_one_range() -> None:
    week = Schedule.parse("Mo 09:00-13:00,13:00-17:00").week(MARCH)
    assert week[0].ranges == (Range(time(9), time(17)),)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    week = Schedule.parse("Fr 20:00-02:00; Sa 10:00-12:00").week(MARCH)
    assert week[4].ranges == (Range(time(20), time(2)),)
    assert week[5].ranges == (Range(time(10), time(12)),)


def test_round_the_clock_is_one_group_from_midnight_to_midnight() -> None:
    assert Schedule.parse("24/7").groups(MARCH) == (Group(tuple(range(7)), (Range(time(0), time(0)),)),)


@pytest.mark.parametrize("text", ["", "Mo-Fr 10h00-12h30", "SH Mo-Fr 10:00-12:00"])
def test_hours_that_were_not_understood_have_no_week(text: str) -> None:
    schedule = Schedule.parse(text)
    assert (schedule.week(MARCH), schedule.groups(MARCH), schedule.upcoming_exceptions(MARCH)) == ((), (), ())


@pytest.mark.parametrize(
    ("days", "runs"),
    [((0, 1, 2, 3, 4), ((0, 4),)), ((5, 6), ((5, 5), (6, 6))), ((1, 3, 4, 5), ((1, 1), (3, 5))), ((2,), ((2, 2),))],
)
def test_three_days_in_a_row_are_a_run(days: tuple[int, ...], runs: tuple[tuple[int, int], ...]) -> None:
    assert Group(days, ()).runs == runs


def test_the_week_is_that_of_the_season() -> None:
    schedule = Schedule.parse(library("Olympe de Gouges"))
    assert schedule.groups(date(2026, 5, 20))[0] == Group((1, 2, 3, 4, 5), (Range(time(10), time(19)),))
    assert schedule.groups(date(2026, 7, 22))[0] == Group((1, 2, 3, 4), (Range(time(13), time(18)),))


def test_a_weekday_that_the_rules_contradict_is_a_group_of_its_own() -> None:
    groups = Schedule.parse(library("Frida Kahlo")).groups(MARCH)
    assert Group((4,), None) in groups
    assert groups[-1] == Group((0, 6), ())


@pytest.mark.parametrize(
    ("text", "days"),
    [("Mo 09:00-12:00; Mo 14:00-17:00", (0,)), ("Tu off; Mo-Fr 09:00-12:00", (1,)),
     ("Jul-Aug Mo 10:00-12:00; Mo-Tu 08:00-18:00", (0,)), ("Mo,Tu 09:00-12:00; Mo,We 14:00-17:00", (0,))],
)  # fmt: skip
def test_a_rule_that_undoes_an_earlier_narrower_one_is_doubtful(text: str, days: tuple[int, ...]) -> None:
    assert Group(days, None) in Schedule.parse(text).groups(MARCH)


@pytest.mark.parametrize(
    "text",
    ["Mo-Fr 09:00-12:00; Tu 14:00-18:00", "Mo-Th 09:00-12:00; We,Fr 14:00-18:00", "Mo 09:00-12:00, Mo 14:00-18:00",
     "Mo-Fr 09:00-12:00; Jul-Aug Mo-Fr 14:00-18:00", "Sa 09:00-12:00; Sa[1] off", "Mo-Sa 09:00-12:00; Mo-Su off"],
)  # fmt: skip
def test_a_rule_that_narrows_an_earlier_one_is_certain(text: str) -> None:
    assert all(group.ranges is not None for group in Schedule.parse(text).groups(MARCH))


def test_a_holiday_does_not_hide_the_regular_week_and_is_marked() -> None:
    week = Schedule.parse("Mo-Fr 09:00-12:00; PH off").week(date(2026, 4, 1))
    assert [day.is_exception for day in week] == [False, False, False, False, True, False, False]
    assert week[4].ranges == (MORNING,)


def test_coming_holidays_are_announced_as_closed() -> None:
    coming = Schedule.parse("Mo-Fr 09:00-12:00; PH off").upcoming_exceptions(date(2026, 3, 30))
    assert coming == (
        Exceptional(date(2026, 4, 3), is_closed=True, ranges=(), is_holiday=True),
        Exceptional(date(2026, 4, 6), is_closed=True, ranges=(), is_holiday=True),
    )


def test_coming_holidays_are_uncertain_where_the_source_is_silent() -> None:
    coming = Schedule.parse("Mo-Fr 09:00-12:00").upcoming_exceptions(date(2026, 12, 20))
    assert [(day.date, day.is_closed) for day in coming] == [(date(2026, 12, 25), None), (date(2027, 1, 1), None)]


def test_coming_holidays_with_hours_of_their_own_say_them() -> None:
    (coming,) = Schedule.parse("Mo-Fr 14:00-18:00; PH 09:00-12:00").upcoming_exceptions(date(2026, 7, 10), days=7)
    assert coming == Exceptional(date(2026, 7, 14), is_closed=False, ranges=(MORNING,), is_holiday=True)


@pytest.mark.parametrize(("today", "count"), [("2026-03-20", 0), ("2026-03-21", 1), ("2026-04-03", 2)])
def test_exceptions_are_told_from_today_on_for_two_weeks(today: str, count: int) -> None:
    coming = Schedule.parse("Mo-Fr 09:00-12:00; PH off").upcoming_exceptions(date.fromisoformat(today))
    assert len(coming) == count


def test_dates_that_the_text_names_are_exceptions_and_not_the_regular_week() -> None:
    schedule = Schedule.parse(library("Nationale Universitaire"))
    coming = schedule.upcoming_exceptions(date(2026, 12, 20))
    assert [day.date.day for day in coming if day.is_closed] == [24, 25, 26, 31, 1]
    assert schedule.groups(date(2026, 12, 23)) == schedule.groups(MARCH)


def test_the_first_saturday_of_the_month_is_an_exception() -> None:
    (coming,) = Schedule.parse("Tu-Fr 09:00-12:00; Sa[1] 14:00-18:00").upcoming_exceptions(MARCH)
    assert coming == Exceptional(date(2026, 3, 7), is_closed=False, ranges=(AFTERNOON,), is_holiday=False)


def test_the_change_of_season_is_no_exception() -> None:
    schedule = Schedule.parse("Mo-Sa 10:00-19:00; Jul-Aug Mo-Sa 09:00-12:00; PH off")
    assert schedule.upcoming_exceptions(date(2026, 6, 20), days=21) == ()
