"""The days that a rule gives."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import TOWN
from kiosk.holidays import is_public_holiday
from kiosk.workshops.refusals import TimeSkipped, TimeTwice
from kiosk.workshops.school_holidays import known_until, school_holiday
from kiosk.workshops.series import LONGEST, MOST_TIMES, NTHS, Rule, occurrences
from kiosk.workshops.town_time import moment

TWO, FOUR = time(14), time(16)
FIRST_DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
ENDS = st.one_of(
    st.builds(lambda times: {"times": times}, st.integers(1, 30)),
    st.builds(lambda days: {"span": days}, st.integers(0, 700)),
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    first, end, nth = draw(FIRST_DAYS), draw(ENDS), draw(st.sampled_from((0, *NTHS)))
    until = first + timedelta(days=end["span"]) if "span" in end else None
    return Rule(first, draw(WEEKDAYS), draw(st.integers(1, 8)), nth, until, end.get("times"))


def plan(rule: Rule, is_out_of_school: bool = False) -> list[date]:
    found = occurrences(rule, TWO, FOUR, skips_school_holidays=is_out_of_school)
    return [one.day for one in found if not one.obstacle]


@given(rules())
def test_days_come_in_order_within_their_limits_and_on_their_weekdays(rule: Rule) -> None:
    days = [one.day for one in occurrences(rule, TWO, FOUR, skips_school_holidays=True)]
    assert all(before < after for before, after in pairwise(days))
    assert all(rule.first <= day <= min(rule.until or date.max, rule.first + LONGEST) for day in days)
    assert {day.weekday() for day in days} <= set(rule.weekdays)


@given(rules())
def test_nothing_is_held_on_a_holiday_and_every_skipped_day_says_why(rule: Rule) -> None:
    for one in occurrences(rule, TWO, FOUR, skips_school_holidays=True):
        assert (one.obstacle == "public_holiday") == is_public_holiday(one.day)
        assert one.obstacle or not school_holiday(one.day)
        assert bool(one.name) == (one.obstacle == "school_holiday")


@given(rules())
def test_a_number_of_times_counts_what_is_held(rule: Rule) -> None:
    held, longest = plan(rule), [*rule.days()]
    possible = [day for day in longest if not is_public_holiday(day)]
    assert held == possible[: rule.times or MOST_TIMES]


@given(rules())
def test_weeks_are_counted_from_the_first_day(rule: Rule) -> None:
    monday = rule.first - timedelta(days=rule.first.weekday())
    if not rule.nth:
        assert all((day - monday).days // 7 % rule.weeks == 0 for day in rule.days())


@given(rules())
def test_a_month_has_its_nth_weekday_once(rule: Rule) -> None:
    for day in rule.days() if rule.nth else ():
        later, earlier = day + timedelta(days=7), day - timedelta(days=7 * max(rule.nth, 0))
        assert later.month != day.month if rule.nth == -1 else earlier.month != day.month
        assert rule.nth == -1 or (day - timedelta(days=7 * (rule.nth - 1))).month == day.month


@given(rules())
def test_what_is_written_is_read_again(rule: Rule) -> None:
    known = Rule.parse(rule.text, rule.first)
    assert known
    assert list(known.days()) == list(rule.days())
    assert (known.until, known.times) == (rule.until, None if rule.until else rule.times)


@given(rules(), st.times(time(6), time(22)))
def test_the_time_stays_the_same_across_both_changes_of_the_clock(rule: Rule, at: time) -> None:
    at = at.replace(microsecond=0)
    assert all(moment(day, at).astimezone(TOWN).time() == at for day in rule.days())


def test_every_second_tuesday_goes_on_over_a_year_of_53_weeks() -> None:
    days = plan(Rule(date(2026, 12, 15), (1,), weeks=2, times=3))
    assert days == [date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 12)]


def test_holidays_of_alsace_and_of_the_schools_are_skipped() -> None:
    rule = Rule(date(2026, 3, 27), (4,), times=3)
    assert plan(rule) == [date(2026, 3, 27), date(2026, 4, 10), date(2026, 4, 17)]  # the 3rd is Good Friday
    assert plan(rule, is_out_of_school=True) == [date(2026, 3, 27), date(2026, 4, 10), date(2026, 5, 15)]


@pytest.mark.parametrize(("nth", "days"), [(1, [2, 7]), (3, [16, 21]), (-1, [30, 28])])
def test_every_month_on_one_of_its_wednesdays(nth: int, days: list[int]) -> None:
    assert [day.day for day in plan(Rule(date(2026, 9, 1), (2,), nth=nth, times=2))] == days


def test_what_other_programs_write_is_not_understood() -> None:
    texts = ("", "FREQ=WEEKLY;INTERVAL=4", "FREQ=DAILY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=1")
    assert [Rule.parse(text, date(2026, 1, 1)) for text in texts] == [None] * 4


def test_an_hour_that_is_left_out_or_comes_twice_is_refused() -> None:
    with pytest.raises(TimeSkipped):
        moment(date(2027, 3, 28), time(2, 30))
    with pytest.raises(TimeTwice):
        moment(date(2026, 10, 25), time(2, 30))
    assert moment(date(2026, 10, 25), TWO) == datetime(2026, 10, 25, 14, tzinfo=TOWN)


def test_a_night_course_says_that_its_hour_is_missing() -> None:
    found = occurrences(Rule(date(2027, 3, 21), (6,), times=2), time(2), time(4), skips_school_holidays=False)
    assert [(one.day.day, one.obstacle) for one in found] == [(21, ""), (28, "time_skipped"), (4, "")]


def test_the_school_holidays_reach_far_enough() -> None:
    assert known_until() >= date(2028, 8, 31)
