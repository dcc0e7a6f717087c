"""Planning one workshop: the form, its refusals, its copy, and the list by week."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.workshops.models import Workshop
from tests.office import Colleague, colleague
from tests.workshops.conftest import Planner
from tests.workshops.planning import merged_away, words

NEW, ALL = "/staff/workshops/new", "/staff/workshops"


@pytest.fixture
def staff(app: Flask) -> Colleague:
    return colleague(app, "staff")


def newest(database: Session) -> Workshop:
    return database.scalars(select(Workshop).order_by(Workshop.id.desc())).first() or Workshop()


def test_a_workshop_is_planned_with_its_seats_and_its_window(
    workshop: Workshop, staff: Colleague, database: Session
) -> None:
    staff.submit(NEW, ALL, **words(workshop, room="Salle 2", partner="Emmaüs", opens_days="14", closes_hours="2"))
    made = newest(database)
    assert (made.capacity, made.minimum, made.room, made.partner) == (8, 4, "Salle 2", "Emmaüs")
    assert made.starts_at == datetime(2026, 12, 1, 14, tzinfo=TOWN)
    assert made.opens_at == datetime(2026, 11, 17, 0, tzinfo=TOWN)
    assert made.closes_at == datetime(2026, 12, 1, 12, tzinfo=TOWN)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"course": ""}, "course"),
        ({"place": "", "place_query": "nowhere"}, "place_query"),
        ({"day": "tomorrow"}, "day"),
        ({"day": "2026-11-01"}, "day"),
        ({"start": "25:00"}, "start"),
        ({"end": "13:00"}, "end"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "3"}, "minimum"),
        ({"room": "x" * 121}, "room"),
        ({"opens_days": "soon"}, "opens_days"),
        ({"day": "2027-03-28", "start": "02:30", "end": "04:00"}, "start"),
        ({"day": "2027-10-31", "start": "02:30", "end": "04:00"}, "start"),
    ],
)
def test_a_wrong_form_comes_back_with_its_words(
    workshop: Workshop, staff: Colleague, database: Session, typed: dict[str, str], wrong: str
) -> None:
    form = words(workshop, partner="Emmaüs") | typed
    page = staff.submit(NEW, ALL, 422, **form)
    assert page.all("input", id="partner")[0].get("value") == "Emmaüs"
    assert page.all("p", id=f"{wrong}-error")
    assert f"#{wrong}" in page.links()
    assert newest(database).id == workshop.id


def test_a_place_is_found_by_a_part_of_its_name(plan: Planner, staff: Colleague, database: Session) -> None:
    place = database.get_one(Workshop, plan().id).place
    place.search_text = "mediatheque du parc strasbourg"
    database.commit()
    fragment = staff.client.get("/staff/workshops/places?place_query=Média parc", headers={"HX-Target": "places"})
    assert f'value="{place.id}"' in fragment.text
    staff.submit(NEW, ALL, **words(newest(database), place="", place_query="médiathèque parc"))
    assert newest(database).place_id == place.id


def test_a_place_that_was_merged_into_another_one_is_not_offered(
    workshop: Workshop, staff: Colleague, database: Session
) -> None:
    kept = database.get_one(Workshop, workshop.id).place
    gone = merged_away(database, kept)
    kept.search_text = gone.search_text = "mediatheque du parc"
    database.commit()
    page = staff.get("/staff/workshops/places?place_query=mediatheque")
    assert [one.get("value") for one in page.all("input", name="place")] == [str(kept.id)]


def test_a_copy_is_a_week_later(workshop: Workshop, staff: Colleague) -> None:
    page = staff.get(f"{NEW}?copy={workshop.id}")
    later = workshop.starts_at + timedelta(weeks=1)
    assert page.all("input", id="day")[0].get("value") == later.date().isoformat()
    assert page.all("input", id="start")[0].get("value") == "14:00"


def test_a_holiday_and_a_closed_place_are_warned_of(workshop: Workshop, staff: Colleague, database: Session) -> None:
    database.get_one(Workshop, workshop.id).place.opening_hours = "Mo-Fr 09:00-12:00; PH off"
    database.commit()
    form = words(workshop, day="2026-12-25")
    page = staff.send(staff.submit(NEW, ALL, 422, **form), ALL, **form)
    assert len(page.all("p", class_="notice")) == 2
    assert newest(database).starts_at.day == 25


@pytest.mark.parametrize(("query", "count"), [("", 3), ("?when=past", 1), ("?place=999", 0), ("?when=x&course=y", 3)])
def test_the_list_goes_by_week_and_keeps_to_its_filters(
    plan: Planner, staff: Colleague, query: str, count: int
) -> None:
    first = plan()
    for weeks in (-1, 1, 2):
        plan(first.starts_at + timedelta(weeks=weeks))
    page = staff.get(f"{ALL}{query}")
    assert len(page.all("th", role="rowheader")) == len(page.all("section", class_="week")) == count


def test_an_empty_list_says_what_to_do_next(staff: Colleague) -> None:
    assert "/staff/courses/new" in staff.get(ALL).links()


@pytest.mark.parametrize("typed", [{"copy": "x"}, {"copy": "99999999999999"}, {"page": "0"}, {"place": "9" * 40}])
def test_an_address_that_means_nothing_is_an_empty_form(staff: Colleague, typed: dict[str, Any]) -> None:
    assert staff.client.get(NEW, query_string=typed).status_code == 200
    assert staff.client.get(ALL, query_string=typed).status_code == 200
