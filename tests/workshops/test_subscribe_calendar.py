"""The programme in a calendar of one's own: read back with a calendar's eyes."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.workshops.models import Course, Workshop
from tests.conftest import TUESDAY_MORNING

# The day before the clock changes, and the Monday after it at 14:00, as it stands on the clocks of the world.
CHANGES = (
    (datetime(2026, 10, 24, 8, tzinfo=UTC), datetime(2026, 10, 26, 13, tzinfo=UTC)),
    (datetime(2027, 3, 27, 8, tzinfo=UTC), datetime(2027, 3, 29, 12, tzinfo=UTC)),
)


def calendar(app: Flask, address: str = "/calendar.ics") -> Calendar:
    found = Calendar.from_ical(app.test_client().get(address).get_data())
    assert isinstance(found, Calendar)
    return found


def events(app: Flask, database: Session, address: str = "/calendar.ics") -> dict[Workshop, Event]:
    """The events of the calendar by their workshop."""
    workshops = {workshop.uid: workshop for workshop in database.scalars(select(Workshop))}
    return {workshops[str(event.uid)]: event for event in calendar(app, address).events}


def test_every_workshop_to_come_is_there_once_at_its_time(town: Flask, database: Session) -> None:
    found = events(town, database)
    assert len(found) == len(calendar(town).events) == 25
    for workshop, event in found.items():
        assert (event.start, event.end) == (workshop.starts_at, workshop.ends_at)
        assert event["URL"] == f"http://localhost/w/fr/{workshop.id}"
        assert workshop.place.title in str(event.location)


def test_an_event_says_plainly_that_it_is_an_example(town: Flask) -> None:
    for event in calendar(town, "/calendar.ics?locale=en").events:
        assert "Example · " in str(event.summary)
        assert "This workshop does not take place." in str(event.description)


def test_the_calendar_speaks_the_language_that_is_asked_for(town: Flask) -> None:
    first = calendar(town, "/calendar.ics?locale=tr").events[0]
    assert "Akıllı telefonla ilk adımlar" in str(first.summary)
    assert first["SUMMARY"].params["LANGUAGE"] == "tr"
    assert calendar(town, "/calendar.ics?locale=xx").events[0]["SUMMARY"].params["LANGUAGE"] == "fr"


def test_a_cancelled_workshop_is_cancelled_in_every_calendar(town: Flask, database: Session) -> None:
    for workshop, event in events(town, database).items():
        assert event.status == ("CANCELLED" if workshop.cancelled_at else "CONFIRMED")
        assert event.sequence == workshop.sequence
    assert [event.sequence for event in calendar(town).events if event.status == "CANCELLED"] == [1]


def test_a_change_keeps_the_event_and_counts(town: Flask, database: Session) -> None:
    workshop, before = next(iter(events(town, database).items()))
    workshop.starts_at, workshop.sequence = workshop.starts_at + timedelta(minutes=30), workshop.sequence + 1
    database.commit()
    after = events(town, database)[workshop]
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.start == before.start + timedelta(minutes=30)


@pytest.mark.parametrize(("now", "instant"), CHANGES)
def test_14_h_stays_14_h_when_the_clock_changes(
    town: Flask, database: Session, monkeypatch: pytest.MonkeyPatch, now: datetime, instant: datetime
) -> None:
    monkeypatch.setitem(town.config, "FROZEN_NOW", now)
    workshop = added(database, instant)
    event = events(town, database)[workshop]
    assert event["DTSTART"].to_ical() == instant.astimezone(TOWN).strftime("%Y%m%dT140000").encode()
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event.start == instant


def added(database: Session, instant: datetime) -> Workshop:
    """A workshop that lasts two hours from this instant on."""
    course, place = database.scalars(select(Course)).first(), database.scalars(select(Place)).first()
    workshop = Workshop.planned(course=course, place=place, starts_at=instant, ends_at=instant + timedelta(hours=2))
    database.add(workshop)
    database.commit()
    return workshop


@pytest.mark.parametrize(("now", "instant"), CHANGES)
def test_the_calendar_brings_the_rule_of_its_clock(town: Flask, now: datetime, instant: datetime) -> None:
    zone = calendar(town).timezones[0].to_tz()
    for moment in (now, instant, instant - timedelta(hours=36), instant - timedelta(hours=35)):
        local = moment.astimezone(TOWN).replace(tzinfo=None)
        assert zone.utcoffset(local) == TOWN.utcoffset(local), local


def test_positions_that_are_doubtful_are_not_given(town: Flask, database: Session) -> None:
    for workshop, event in events(town, database).items():
        assert ("GEO" in event) == (workshop.place.position is not None)
    assert len({"GEO" in event for event in calendar(town).events}) == 2


def test_one_place_has_a_calendar_of_its_own(town: Flask, database: Session) -> None:
    place = database.scalars(select(Workshop.place_id).order_by(Workshop.starts_at)).first()
    found = events(town, database, f"/calendar.ics?place={place}")
    assert {workshop.place_id for workshop in found} == {place}
    assert len(found) < 25
    assert not calendar(town, "/calendar.ics?place=nowhere").events


def test_what_has_not_changed_is_not_sent_again(town: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = town.test_client()
    first = client.get("/calendar.ics", headers={"Accept-Encoding": "gzip"})
    monkeypatch.setitem(town.config, "FROZEN_NOW", TUESDAY_MORNING + timedelta(minutes=10))
    again = client.get("/calendar.ics", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")


def test_a_cancellation_is_sent_at_once(town: Flask, database: Session) -> None:
    client = town.test_client()
    tag = client.get("/calendar.ics").headers["ETag"]
    database.scalars(select(Workshop)).all()[0].cancelled_at = TUESDAY_MORNING
    database.commit()
    assert client.get("/calendar.ics", headers={"If-None-Match": tag}).status_code == 200


def test_nobody_is_named_and_nothing_rings(town: Flask) -> None:
    answer = town.test_client().get("/calendar.ics").text
    assert "Exemple 1" not in answer
    assert "VALARM" not in answer
