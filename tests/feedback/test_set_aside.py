"""What is kept without being counted: repetitions, bursts, the closed place; nothing is blocked, nothing is lost."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.feedback.honesty import MOST_IN_WINDOW, WINDOW, burst
from tests.feedback.conftest import NOW
from tests.feedback.sending import new_record, states, taps, totals


@pytest.fixture
def kiosk(app: Flask, database: Session, library: Place) -> Any:
    """A tablet of the library, which is open on Tuesdays from ten to six."""
    library.opening_hours = "Tu 10:00-18:00"
    database.add(Kiosk.enrolled("Accueil", library.id, "secret", "Camille", NOW))
    database.commit()
    client = app.test_client()
    client.set_cookie("kiosk", "secret")
    return client


def sent(client: Any, *seconds: float, **facts: Any) -> None:
    """One tap after the other, so many seconds from now, sent ten minutes later."""
    for second in seconds:
        moment = NOW + timedelta(seconds=second)
        record = new_record(captured_at=moment, sent_at=NOW + timedelta(minutes=10), **facts)
        assert client.post("/events", json=record).status_code == 201


@pytest.fixture
def later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(minutes=10))


def test_a_second_tap_within_five_seconds_is_a_repetition(kiosk: Any, database: Session) -> None:
    for gap in (None, 4999, 5000):
        kiosk.post("/events", json=new_record(gap_ms=gap))
    assert sorted(states(database)) == ["counted", "counted", "repeat"]


def test_a_new_person_may_be_quick(kiosk: Any, database: Session) -> None:
    for _ in range(3):
        kiosk.post("/events", json=new_record(gap_ms=900, new_person=True))
    assert states(database) == ["counted"] * 3


def test_without_a_measured_gap_the_clock_decides(kiosk: Any, database: Session, later: None) -> None:
    sent(kiosk, -30, -26, -10)
    assert states(database) == ["counted", "repeat", "counted"]


def test_six_in_a_minute_count_and_the_seventh_sets_all_of_them_aside(
    kiosk: Any, database: Session, later: None
) -> None:
    sent(kiosk, *range(-60, 0, 10), gap_ms=9000)
    assert totals(database) == (0, 0, 6, 0)
    sent(kiosk, -5, gap_ms=9000)
    assert states(database) == ["burst"] * 7 and totals(database) == (0, 0, 0, 7)
    sent(kiosk, 120, gap_ms=9000)
    assert totals(database) == (0, 0, 1, 7)


def test_other_screens_and_other_questions_have_bursts_of_their_own(app: Flask, kiosk: Any, database: Session) -> None:
    for number in range(6):
        kiosk.post("/events", json=new_record(gap_ms=9000, touchpoint="kiosk" if number % 2 else "service-access"))
        app.test_client().post("/events", json=new_record(gap_ms=9000))
    assert totals(database)[2] == 12


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2026, 11, 24, 9, 59, tzinfo=TOWN), "outside_hours"),
        (datetime(2026, 11, 24, 10, 0, tzinfo=TOWN), "counted"),
        (datetime(2026, 11, 22, 12, 0, tzinfo=TOWN), "outside_hours"),
    ],
)
def test_what_is_tapped_while_the_place_is_closed_is_set_aside(
    kiosk: Any, database: Session, moment: datetime, state: str
) -> None:
    kiosk.post("/events", json=new_record(captured_at=moment))
    assert states(database) == [state]


def test_where_the_hours_are_not_known_nothing_is_too_late(kiosk: Any, database: Session, library: Place) -> None:
    library.opening_hours = "selon le temps"
    database.commit()
    kiosk.post("/events", json=new_record(captured_at=NOW - timedelta(hours=8)))
    assert states(database) == ["counted"]


def test_what_is_set_aside_is_kept_whole(kiosk: Any, database: Session, library: Place) -> None:
    kiosk.post("/events", json=new_record(value=1, reasons=["time"], gap_ms=10))
    (tap,) = taps(database)
    assert (tap.value, tap.reasons, tap.place_id, tap.state) == (1, ("time",), library.id, "repeat")


@given(st.lists(st.integers(0, 400), max_size=40).map(sorted))
def test_a_moment_is_in_a_burst_just_when_a_window_around_it_is_too_full(seconds: list[int]) -> None:
    moments = [NOW + timedelta(seconds=second) for second in seconds]
    starts = [NOW + timedelta(seconds=second) for second in range(-60, 401)]
    full = [start for start in starts if sum(start <= one < start + WINDOW for one in moments) > MOST_IN_WINDOW]
    expected = [
        position for position, one in enumerate(moments) if any(start <= one < start + WINDOW for start in full)
    ]
    assert burst(moments) == expected
