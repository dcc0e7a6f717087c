"""The programme for other programs and other sites: schema.org events, and a list to embed."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.web.locale import LANGUAGES
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Workshop
from tests.client import Visitor
from tests.conftest import TUESDAY_MORNING

FEEDS = ("/calendar.ics", "/workshops.json", "/embed/workshops")


def document(app: Flask, address: str = "/workshops.json") -> list[dict[str, object]]:
    found = app.test_client().get(address).get_json(force=True)
    assert found["@context"] == "https://schema.org"
    events: list[dict[str, object]] = found["@graph"]
    return events


def first(database: Session) -> Workshop:
    return database.scalars(select(Workshop).order_by(Workshop.starts_at, Workshop.id)).all()[0]


def test_an_event_says_when_where_and_for_whom(town: Flask) -> None:
    event = document(town)[0]
    assert event["@type"] == "EducationEvent"
    assert (event["startDate"], event["endDate"]) == ("2026-11-24T14:00:00+01:00", "2026-11-24T16:00:00+01:00")
    assert event["location"] == {
        "@type": "Place",
        "name": "Médiathèque Olympe de Gouges (Centre ville)",
        "address": {"@type": "PostalAddress", "addressLocality": "Strasbourg", "addressCountry": "FR"},
        "geo": {"@type": "GeoCoordinates", "latitude": 48.58477, "longitude": 7.7394},
    }
    assert (event["inLanguage"], event["educationalLevel"], event["isAccessibleForFree"]) == (
        ["fr", "ar", "tr"], "beginner", True,
    )  # fmt: skip


def test_a_seat_that_is_taken_is_not_left(town: Flask, database: Session) -> None:
    before = document(town)[0]
    workshop = database.scalars(Workshop.locked(first(database).id)).one()
    database.add(workshop.register("Exemple", Contact(), 2, key="k" * 16, now=TUESDAY_MORNING))
    database.commit()
    after = document(town)[0]
    assert (before["maximumAttendeeCapacity"], after["maximumAttendeeCapacity"]) == (8, 8)
    assert (before["remainingAttendeeCapacity"], after["remainingAttendeeCapacity"]) == (2, 0)


def test_what_is_cancelled_is_said_to_be_and_has_no_seats(town: Flask) -> None:
    status = "https://schema.org/EventCancelled"
    cancelled = [event for event in document(town) if event["eventStatus"] == status]
    assert [event["remainingAttendeeCapacity"] for event in cancelled] == [0]


def test_what_costs_something_is_not_said_to_be_free(town: Flask) -> None:
    paying = [event["name"] for event in document(town) if not event["isAccessibleForFree"]]
    assert [str(name).endswith("Fabriquer un livre de photos") for name in paying] == [True]


def test_no_program_can_take_an_example_for_real(town: Flask) -> None:
    for event in document(town, "/workshops.json?locale=en"):
        assert event["additionalType"] == "Example"
        assert "Example · " in str(event["name"])
        assert str(event["description"]).startswith("This is an example.")


def test_a_real_workshop_carries_no_such_mark(town: Flask, database: Session) -> None:
    first(database).course.is_example = False
    database.commit()
    event = document(town, "/workshops.json?locale=en")[0]
    assert "additionalType" not in event
    assert event["name"] == "First steps with a smartphone"


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_may_be_kept_for_a_moment_and_sets_no_cookie(town: Flask, address: str) -> None:
    answer = town.test_client().get(address)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert town.test_client().get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_to_embed_is_a_sound_page_in_its_language(visitor: Visitor, locale: str) -> None:
    page = visitor.get(f"/embed/workshops?locale={locale}")
    html = page.all("html")[0]
    assert (html.get("lang"), html.get("dir")) == (LANGUAGES[locale].html, LANGUAGES[locale].direction)
    assert len(page.all("li")) == 12
    assert not page.all("header")


def test_links_of_the_list_open_the_workshop_beside_the_other_site(visitor: Visitor, database: Session) -> None:
    link = visitor.get("/embed/workshops?locale=de").all("a")[0]
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    page = visitor.get((link.get("href") or "").removeprefix("http://localhost"))
    assert page.text(page.all("h1")[0]) == "Erste Schritte mit dem Smartphone"


def test_only_the_list_may_be_framed(visitor: Visitor) -> None:
    policies = {
        address: visitor.client.get(address).headers["Content-Security-Policy"]
        for address in ("/embed/workshops", "/fr/workshops", "/workshops.json")
    }
    framed = [address for address, policy in policies.items() if policy.endswith("frame-ancestors *")]
    assert framed == ["/embed/workshops"]


def test_the_list_can_be_that_of_one_place(visitor: Visitor, database: Session) -> None:
    place = first(database).place
    page = visitor.get(f"/embed/workshops?place={place.id}")
    names = [page.text(name) for name in page.all("bdi")]
    assert names.count(place.title) == len(page.all("li")) < 12


def test_a_place_without_workshops_says_so(visitor: Visitor) -> None:
    page = visitor.get("/embed/workshops?place=0&locale=en")
    assert "There is no workshop in the next weeks." in page.text()
