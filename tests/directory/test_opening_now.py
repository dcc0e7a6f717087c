"""Open, closed or not certain at a moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from opening_hours import OpeningHours, validate

from kiosk.config import TOWN
from kiosk.directory.hours.opening import Schedule, Status
from tests.directory.real_hours import every_half_hour, france, library, local, several_sources

NOT_BELIEVED = (
    "We 08:00", "Th 09:00-12:00-14:00", "Mo-Fr 10h00-12h30", "Du lundi au vendredi de 9h à 12h", "24h/24",
    "Mo 08:00+", "Mo-Fr", "open", "off", "PH off", "Mo 10:00-12:00 unknown", 'Mo 10:00-12:00 "sur rendez-vous"',
    'Mo-Fr 09:00-12:00 || "sur rendez-vous"', "sunrise-sunset", "easter off", "Mo 09:00-17:00/01:00",
    "SH off", "SH Mo-Fr 10:00-12:00", "Mo-Fr 09:00-12:00; SH,PH off", "PH Mo-Fr 09:00-10:00",
    "Mo 14:00-14:00", "Fr 17:00-12:00", "Th 04:00-18:00", "Th 09:00-17:00,14:00-17:00", "mo-fr 09:00-12:00",
    "Mo-Fr 09:00-12:00; " * 100,
)  # fmt: skip


@dataclass
class Dated:
    """A notice for the days from `starts_on` to `ends_on`."""

    kind: str
    starts_on: date = date(2026, 3, 4)
    ends_on: date = date(2026, 3, 4)
    opening_hours: str = ""


def test_an_open_place_says_when_it_closes() -> None:
    status = Schedule.parse("Mo-Fr 09:00-12:00,14:00-18:00").status(local("2026-03-04 10:00"))
    assert status == Status("open", local("2026-03-04 12:00"))


@pytest.mark.parametrize(
    ("now", "opens"),
    [("2026-03-04 08:59", "2026-03-04 09:00"), ("2026-03-04 12:00", "2026-03-04 14:00"),
     ("2026-03-04 18:00", "2026-03-05 09:00"), ("2026-03-06 18:00", "2026-03-09 09:00")],
)  # fmt: skip
def test_a_closed_place_says_when_it_opens(now: str, opens: str) -> None:
    status = Schedule.parse("Mo-Fr 09:00-12:00,14:00-18:00").status(local(now))
    assert status == Status("closed", local(opens))


def test_an_opening_in_more_than_two_weeks_is_not_announced() -> None:
    schedule = Schedule.parse("Mar 20 09:00-12:00")
    assert schedule.status(local("2026-03-06 08:00")).until is None
    assert schedule.status(local("2026-03-06 09:00")).until == local("2026-03-20 09:00")


def test_hours_that_touch_are_one_opening() -> None:
    status = Schedule.parse("Mo-Fr 09:00-13:00,13:00-17:00").status(local("2026-03-04 10:00"))
    assert status.until == local("2026-03-04 17:00")


def test_a_later_rule_wins() -> None:
    schedule = Schedule.parse("Mo-Fr 14:00-18:00; Sa 09:00-12:00; Tu,Th off")
    assert schedule.status(local("2026-03-05 15:00")) == Status("closed", local("2026-03-06 14:00"))


@pytest.mark.parametrize("text", ["Fr 20:00-02:00; Sa 10:00-12:00", "Fr 20:00-26:00; Sa 10:00-12:00"])
def test_a_night_lasts_into_the_next_day(text: str) -> None:
    schedule = Schedule.parse(text)
    assert schedule.status(local("2026-03-06 23:00")) == Status("open", local("2026-03-07 02:00"))
    assert schedule.status(local("2026-03-07 01:59")).state == "open"
    assert schedule.status(local("2026-03-07 02:00")) == Status("closed", local("2026-03-07 10:00"))


@pytest.mark.parametrize("now", ["2026-03-04 03:00", "2026-03-15 23:00", "2026-10-25 00:30"])
def test_round_the_clock_never_closes(now: str) -> None:
    assert Schedule.parse("24/7").status(local(now)) == Status("open")


@pytest.mark.parametrize("text", ["", "  ", ";"])
def test_no_hours_at_all_are_unknown(text: str) -> None:
    assert Schedule.parse(text).status(local("2026-03-04 10:00")) == Status("unknown")


@pytest.mark.parametrize("text", NOT_BELIEVED)
def test_hours_that_cannot_be_believed_are_uncertain(text: str) -> None:
    schedule = Schedule.parse(text)
    assert not schedule.is_understood
    assert {schedule.status(now) for now in every_half_hour("2026-03-02")} == {Status("uncertain")}


def test_odd_weeks_never_open_two_weeks_in_a_row() -> None:
    schedule = Schedule.parse("week 01-53/2 Mo 10:00-12:00")
    states = {schedule.status(local(f"{day} 10:30")).state for day in ("2026-12-28", "2027-01-04")}
    assert states == {"uncertain"}


def test_the_texts_that_no_parser_reads_are_never_open() -> None:
    refused = [[text for text in texts if not validate(text)] for texts in (france(), several_sources())]
    # Counted as places; as different texts they are 50 and 119.
    assert [len(texts) for texts in refused] == [57, 120]
    assert [len(set(texts)) for texts in refused] == [50, 119]
    for text in {text for texts in refused for text in texts}:
        schedule = Schedule.parse(text)
        assert {schedule.status(now).state for now in every_half_hour("2026-03-02")} == {"uncertain"}


def test_what_is_understood_is_what_the_parser_says() -> None:
    for text in {*france(), *several_sources()}:
        schedule = Schedule.parse(text)
        if schedule.is_understood:
            hours = OpeningHours(text)
            for hour in range(9, 7 * 24, 4):
                now = datetime(2026, 3, 2) + timedelta(hours=hour, minutes=10)
                assert (schedule.status(now.replace(tzinfo=TOWN)).state == "open") == hours.is_open(now)


def test_most_real_hours_are_understood() -> None:
    texts = france()
    assert sum(Schedule.parse(text).is_understood for text in texts) == 4249 - 57 - 31


def test_a_day_that_the_rules_contradict_is_uncertain_and_the_others_are_not() -> None:
    schedule = Schedule.parse(library("Frida Kahlo"))
    assert schedule.status(local("2026-03-06 11:00")) == Status("uncertain")
    assert schedule.status(local("2026-03-05 16:00")) == Status("open", local("2026-03-05 18:00"))
    assert schedule.status(local("2026-07-15 13:30")) == Status("closed", local("2026-07-15 14:00"))


@pytest.mark.parametrize(
    ("now", "state"),
    [("2026-06-30 10:30", "open"), ("2026-07-01 10:30", "closed"), ("2026-07-04 17:00", "open"),
     ("2026-09-01 10:30", "open"), ("2026-09-07 10:30", "closed"), ("2026-05-01 10:30", "closed")],
)  # fmt: skip
def test_hours_by_month_follow_the_month(now: str, state: str) -> None:
    assert Schedule.parse(library("Olympe de Gouges")).status(local(now)).state == state


def test_a_comma_adds_hours_where_a_semicolon_would_replace_them() -> None:
    schedule = Schedule.parse(library("Vendenheim"))
    assert schedule.status(local("2026-03-04 10:00")) == Status("open", local("2026-03-04 12:30"))
    assert schedule.status(local("2026-03-04 13:00")) == Status("closed", local("2026-03-04 14:00"))


def test_a_closing_notice_wins_over_the_hours() -> None:
    notices = [Dated("hours", opening_hours="24/7"), Dated("closed"), Dated("moved")]
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-03-04 10:00"), notices)
    assert status == Status("closed", local("2026-03-05 09:00"), "notice")


def test_a_notice_replaces_the_hours_of_its_days_only() -> None:
    schedule, notices = Schedule.parse("Mo-Fr 09:00-17:00"), [Dated("hours", opening_hours="14:00-16:00")]
    assert schedule.status(local("2026-03-04 15:00"), notices) == Status("open", local("2026-03-04 16:00"), "notice")
    assert schedule.status(local("2026-03-05 10:00"), notices) == Status("open", local("2026-03-05 17:00"))


def test_a_notice_gives_hours_where_there_were_none() -> None:
    notices = [Dated("hours", opening_hours="14:00-16:00")]
    assert Schedule.parse("").status(local("2026-03-04 15:00"), notices).state == "open"
    assert Schedule.parse("").status(local("2026-03-05 15:00"), notices).state == "unknown"


def test_a_place_that_has_moved_is_not_open_at_its_usual_address() -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-03-04 10:00"), [Dated("moved")])
    assert status == Status("uncertain", None, "notice")


def test_a_notice_for_information_changes_nothing() -> None:
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-03-04 10:00"), [Dated("info")])
    assert status == Status("open", local("2026-03-04 17:00"))


def test_hours_of_a_notice_that_cannot_be_believed_are_uncertain() -> None:
    notices = [Dated("hours", opening_hours="fermé l'après-midi")]
    status = Schedule.parse("Mo-Fr 09:00-17:00").status(local("2026-03-04 10:00"), notices)
    assert status == Status("uncertain", None, "notice")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_clock_on_the_wall_counts_on_the_days_when_it_changes(day: str) -> None:
    schedule = Schedule.parse("Su 10:00-18:00")
    assert schedule.status(local(f"{day} 01:30")) == Status("closed", local(f"{day} 10:00"))
    assert schedule.status(local(f"{day} 17:59")) == Status("open", local(f"{day} 18:00"))


def test_a_night_over_the_hour_that_comes_twice_ends_once() -> None:
    schedule = Schedule.parse("Sa 20:00-02:30")
    first, second = (datetime(2026, 10, 25, 2, 15, tzinfo=TOWN, fold=fold) for fold in (0, 1))
    assert schedule.status(first).state == "open"
    assert schedule.status(second).state == "closed"


def test_a_night_over_the_hour_that_is_skipped_ends_after_it() -> None:
    status = Schedule.parse("Sa 20:00-02:30").status(local("2026-03-29 01:59"))
    assert status == Status("open", local("2026-03-29 03:30"))


def test_the_moment_may_be_told_in_any_time_zone() -> None:
    now = datetime(2026, 3, 4, 18, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert Schedule.parse("We 10:00-12:00").status(now) == Status("open", local("2026-03-04 12:00"))


days = st.sampled_from(["", "Mo-Fr", "Tu-Sa", "We", "Sa,Su", "Fr-Mo", "Sa[1]", "Mo,PH", "Jul-Aug Tu-Fr", "Dec 24-26"])
times = st.sampled_from(["09:00-12:00,13:30-17:00", "08:00-13:00,13:00-18:00", "10:00-19:00", "20:00-02:30", "off"])
rules = st.tuples(days, times).map(" ".join)
texts = st.lists(rules, min_size=1, max_size=4).map("; ".join) | st.just("24/7; PH off")
moments = st.datetimes(datetime(2025, 1, 1), datetime(2029, 12, 1), timezones=st.just(TOWN))


@given(texts, st.sampled_from(["", "; PH off"]), moments)
def test_the_state_turns_when_it_is_said_to_and_not_before(text: str, holidays: str, now: datetime) -> None:
    schedule = Schedule.parse(text.strip() + holidays)
    status = schedule.status(now)
    assume(status.until)
    assert status.until is not None
    assert status.until.timestamp() > now.timestamp()
    between = datetime.fromtimestamp((now.timestamp() + status.until.timestamp()) / 2, TOWN)
    assert schedule.status(between).state == status.state
    assert schedule.status(status.until).state != status.state


@given(st.text(max_size=60))
def test_whatever_is_written_gets_an_answer(text: str) -> None:
    assert Schedule.parse(text).status(local("2026-03-04 10:00")).state in {"closed", "uncertain", "unknown"}
