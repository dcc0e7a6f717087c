"""What a screen sends by itself: new, the same, revised, in conflict, taken back; clocks that lie."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.feedback.models import Conflict, Withdrawal
from kiosk.feedback.record import Record
from tests.feedback.conftest import NOW
from tests.feedback.sending import new_record, send, states, taps, totals
from tests.office import colleague


def test_a_new_record_counts(app: Flask, database: Session) -> None:
    assert send(app, new_record(value=2, reasons=["time", "staff"])) == (201, "created")
    (tap,) = taps(database)
    assert (tap.value, tap.reasons, tap.channel, tap.language) == (2, ("staff", "time"), "kiosk", "fr")
    assert totals(database) == (0, 1, 0, 0)


def test_the_same_record_again_changes_nothing(app: Flask, database: Session) -> None:
    record = new_record()
    send(app, record)
    later = {**record, "sent_at": (NOW + timedelta(minutes=5)).isoformat()}
    assert [send(app, later) for _ in range(3)] == [(200, "repeated")] * 3
    assert totals(database) == (0, 0, 1, 0)


def test_a_higher_revision_replaces_and_a_lower_one_is_overtaken(app: Flask, database: Session) -> None:
    record = new_record(value=3)
    assert send(app, {**record, "revision": 3, "value": 1}) == (201, "created")
    assert send(app, {**record, "revision": 2, "value": 2}) == (200, "overtaken")
    assert send(app, {**record, "revision": 4, "value": 2, "reasons": ["clear"]}) == (200, "revised")
    assert totals(database) == (0, 1, 0, 0)
    assert taps(database)[0].reasons == ("clear",)


def test_another_word_under_the_same_revision_is_kept_for_staff(app: Flask, database: Session) -> None:
    record = new_record(value=3)
    send(app, record)
    assert [send(app, {**record, "value": 1}) for _ in range(2)] == [(409, "conflict")] * 2
    assert totals(database) == (0, 0, 1, 0)
    conflict = database.scalars(select(Conflict)).one()
    assert (str(conflict.tap_id), conflict.record["value"]) == (record["id"], 1)


def test_a_revision_about_something_else_is_a_conflict(app: Flask, database: Session) -> None:
    record = new_record()
    send(app, record)
    assert send(app, {**record, "revision": 2, "touchpoint": "service-access"}) == (409, "conflict")


def test_what_was_taken_back_never_comes_again(app: Flask, database: Session) -> None:
    record = new_record()
    send(app, record)
    assert send(app, {**record, "revision": 2, "withdrawn": True, "value": None}) == (200, "withdrawn")
    assert [send(app, one) for one in (record, {**record, "revision": 3})] == [(410, "gone")] * 2
    assert totals(database) == (0, 0, 0, 0) and not taps(database)


@pytest.mark.parametrize("order", [(1, 2, 3), (1, 3, 2), (2, 1, 3), (3, 2, 1), (3, 1, 2)])
def test_what_was_taken_back_is_gone_in_whatever_order_it_comes(
    app: Flask, database: Session, order: tuple[int, ...]
) -> None:
    record = new_record()
    known = {1: record, 2: {**record, "revision": 2, "withdrawn": True}, 3: {**record, "revision": 3, "value": 1}}
    for number in order:
        send(app, known[number])
    assert totals(database) == (0, 0, 0, 0) and not taps(database)


def test_what_was_taken_back_leaves_no_contradiction(app: Flask, database: Session) -> None:
    record = new_record()
    for one in (record, {**record, "value": 1}, {**record, "withdrawn": True}):
        send(app, one)
    assert not database.scalars(select(Conflict)).all()


def test_a_place_of_which_people_have_spoken_cannot_be_taken_away(
    app: Flask, database: Session, library: Place
) -> None:
    send(app, new_record(touchpoint=f"place-{library.id}"))
    database.rollback()
    database.delete(library)
    with pytest.raises(IntegrityError):
        database.commit()


def test_what_is_kept_says_no_seconds(app: Flask, database: Session) -> None:
    record = new_record(captured_at=NOW - timedelta(seconds=17), gap_ms=4321)
    send(app, record)
    send(app, {**record, "value": 1})
    send(app, {**new_record(), "withdrawn": True})
    conflict, withdrawal = database.scalars(select(Conflict)).one(), database.scalars(select(Withdrawal)).one()
    assert "4321" not in str(conflict.record) and conflict.record["captured_at"] == "2026-11-24T10:04+01:00"
    assert {conflict.received_at.second, withdrawal.withdrawn_at.second} == {0}
    (tap,) = taps(database)
    assert Record.parse({**record, "captured_at": NOW.isoformat()[:14] + "04:59+01:00"}).digest == tap.digest


def test_a_screen_whose_clock_is_wrong_makes_no_bursts(app: Flask, database: Session) -> None:
    sent_at = NOW - timedelta(days=2000)
    for minutes in range(0, 50, 5):
        send(app, new_record(captured_at=sent_at - timedelta(minutes=minutes), sent_at=sent_at))
    assert states(database) == ["counted"] * 10 and all(one.is_clock_doubtful for one in taps(database))


def test_who_is_signed_in_when_it_is_sent_does_not_matter(app: Flask, database: Session) -> None:
    office = colleague(app, "staff").client
    assert office.post("/events", json=new_record()).status_code == 201
    assert office.post("/events", json=new_record(test=True, gap_ms=9000)).status_code == 201
    assert sorted(states(database)) == ["counted", "test"]


def test_what_is_taken_back_before_it_came_does_not_come(app: Flask, database: Session) -> None:
    record = new_record()
    assert send(app, {**record, "revision": 2, "withdrawn": True})[0] == 200
    assert send(app, record) == (410, "gone")
    assert database.scalar(select(func.count(Withdrawal.id))) == 1


@pytest.mark.parametrize(
    ("captured", "sent", "expected", "is_doubtful"),
    [
        (timedelta(hours=-30), timedelta(), timedelta(hours=-30), False),
        (timedelta(minutes=-9), timedelta(minutes=-4), timedelta(minutes=-5), False),
        (timedelta(days=-3000), timedelta(days=-2999), timedelta(), True),
        (timedelta(days=40), timedelta(days=40), timedelta(), True),
        (timedelta(hours=2), timedelta(hours=1), timedelta(), True),
    ],
    ids=("waited for a day", "runs slow", "years behind", "ahead", "tapped after it was sent"),
)
def test_a_clock_that_lies_is_not_believed(
    app: Flask, database: Session, captured: timedelta, sent: timedelta, expected: timedelta, is_doubtful: bool
) -> None:
    send(app, new_record(captured_at=NOW + captured, sent_at=NOW + sent))
    (tap,) = taps(database)
    assert (tap.captured_at - NOW, tap.is_clock_doubtful) == (expected, is_doubtful)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "7"), ("id", None), ("id", 7), ("revision", 0), ("revision", "1"), ("revision", True),
        ("value", 4), ("value", 0), ("value", "3"), ("value", None), ("value", 2.5), ("touchpoint", "elsewhere"),
        ("touchpoint", "place-0"), ("touchpoint", "place-999999"), ("touchpoint", "service-nothing"),
        ("touchpoint", None),
        ("reasons", "time"), ("reasons", ["nothing"]), ("reasons", [["time"]]), ("question", 99), ("language", "es"),
        ("language", ["fr"]), ("captured_at", "yesterday"), ("captured_at", "2026-11-24T10:05"), ("sent_at", 3),
        ("gap_ms", -1), ("gap_ms", "5"), ("new_person", "yes"), ("group", 3), ("group", "\ud800"),
        ("group", "a" * 33), ("withdrawn", 1), ("test", "no"),
        ("captured_at", "0001-01-01T00:00:00Z"), ("captured_at", "9999-12-31T23:59:59-14:00"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_its_name(app: Flask, database: Session, field: str, value: Any) -> None:
    answer = app.test_client().post("/events", json=new_record(**{field: value}))
    assert (answer.status_code, answer.get_json()) == (422, {"outcome": "unreadable", "field": field})
    assert not taps(database)


@pytest.mark.parametrize("body", [[], "text", 3])
def test_what_is_no_record_is_refused(app: Flask, body: Any) -> None:
    assert send(app, body) == (422, "unreadable")


@pytest.mark.parametrize("body", ["[" * 100_000, '{"id": ' + "[" * 30_000, "{", ""])
def test_what_nobody_can_read_is_refused_without_a_fault(app: Flask, body: str) -> None:
    answer = app.test_client().post("/events", data=body, content_type="application/json")
    assert answer.status_code in (413, 422)


def test_a_record_that_waited_longer_than_a_screen_can_has_a_wrong_date(app: Flask, database: Session) -> None:
    send(app, new_record(captured_at=NOW - timedelta(days=91)))
    assert taps(database)[0].is_clock_doubtful


def test_only_our_pages_send_records(app: Flask, database: Session) -> None:
    assert send(app, new_record(), headers={"Origin": "https://elsewhere.example"}) == (403, "foreign")
    assert app.test_client().post("/events", data={"id": str(uuid4())}).status_code == 403
    assert send(app, new_record(), headers={"Origin": "http://localhost"})[0] == 201


def test_a_screen_that_staff_have_ended_keeps_what_it_has(app: Flask, database: Session) -> None:
    kiosk = Kiosk.enrolled("Accueil", None, "secret", "Camille", NOW)
    database.add(kiosk)
    database.commit()
    client = app.test_client()
    client.set_cookie("kiosk", "secret")
    assert client.post("/events", json=new_record()).status_code == 201
    assert taps(database)[0].kiosk_id == kiosk.id
    kiosk.end("Camille", NOW)
    database.commit()
    assert client.post("/events", json=new_record()).get_json() == {"outcome": "ended"}


def test_the_moment_is_told_in_any_offset(app: Flask, database: Session) -> None:
    send(app, new_record(captured_at=NOW.astimezone(UTC), sent_at=NOW.astimezone(UTC)))
    assert taps(database)[0].captured_at == NOW and isinstance(NOW, datetime)


@pytest.mark.parametrize("first", [True, False])
def test_a_burst_that_one_takes_back_is_none(app: Flask, database: Session, first: bool) -> None:
    burst = [new_record(captured_at=NOW - timedelta(seconds=9 * number), gap_ms=9000) for number in range(7)]
    taken_back = {**burst[3], "revision": 2, "withdrawn": True}
    for record in (taken_back, *burst) if first else (*burst, taken_back):
        send(app, record)
    assert states(database) == ["counted"] * 6 and totals(database) == (0, 0, 6, 0)


def test_of_the_same_minute_in_another_order_the_same_is_set_aside(app: Flask, database: Session) -> None:
    burst = [new_record(captured_at=NOW - timedelta(seconds=5 * number), gap_ms=9000) for number in range(9)]
    for record in [*burst[::2], *burst[1::2]]:
        send(app, record)
    assert states(database) == ["burst"] * 9 and totals(database) == (0, 0, 0, 9)
