"""A ticket in the holder's own calendar, which rings the day before."""

from datetime import timedelta

from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Registration, Workshop
from tests.client import Visitor
from tests.conftest import TUESDAY_MORNING


def tickets(app: Flask, database: Session, state: str) -> list[tuple[Registration, str]]:
    """The registrations in this state, with their addresses."""
    found = database.scalars(select(Registration).join(Workshop).order_by(Workshop.starts_at, Registration.position))
    wanted = [one for one in found if one.state == state and not one.workshop.cancelled_at]
    return [(one, f"/t/{one.token(app.config['SECRET_KEY'])}") for one in wanted]


def event(app: Flask, address: str) -> Event:
    answer = app.test_client().get(f"{address}.ics")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/calendar", "no-store")
    found = Calendar.from_ical(answer.get_data())
    assert isinstance(found, Calendar)
    return found.events[0]


def test_the_workshop_rings_the_day_before(town: Flask, database: Session) -> None:
    registration, address = tickets(town, database, "seated")[0]
    found = event(town, address)
    assert (found.start, found.uid, found.status) == (
        registration.workshop.starts_at, registration.workshop.uid, "CONFIRMED",
    )  # fmt: skip
    assert [alarm.decoded("TRIGGER") for alarm in found.walk("VALARM")] == [timedelta(days=-1)]
    assert found["URL"] == f"http://localhost{address}"


def test_it_speaks_the_language_of_whoever_signed_up(town: Flask, database: Session) -> None:
    registration, address = tickets(town, database, "seated")[0]
    assert registration.locale == "tr"
    assert "Akıllı telefonla ilk adımlar" in str(event(town, address).summary)


def test_an_unknown_language_counts_as_not_said(town: Flask, database: Session) -> None:
    _, address = tickets(town, database, "seated")[0]
    assert town.test_client().get(f"{address}.ics?in=xx").status_code == 200
    assert Visitor(town).get(f"{address}?in=xx").all("html")[0].get("lang") == "tr"


def test_a_rank_in_line_is_not_yet_certain(town: Flask, database: Session) -> None:
    _, address = tickets(town, database, "waiting")[0]
    assert event(town, address).status == "TENTATIVE"


def test_a_seat_that_was_given_back_is_cancelled_and_rings_no_more(town: Flask, database: Session) -> None:
    registration, address = tickets(town, database, "seated")[0]
    registration.workshop.cancel_registration(registration, "holder", TUESDAY_MORNING)
    database.commit()
    found = event(town, address)
    assert (found.status, found.walk("VALARM")) == ("CANCELLED", [])


def test_a_wrong_token_opens_nothing(town: Flask, database: Session) -> None:
    _, address = tickets(town, database, "seated")[0]
    for wrong in (f"{address[:-1]}1", address[:-1], f"{address}A", "/t/", "/t/é"):
        assert town.test_client().get(f"{wrong}.ics").status_code == 404
