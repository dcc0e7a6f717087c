"""A series: the dates before anything is made, and the workshops on those that are kept."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.workshops.models import Series, Workshop
from tests.client import Page
from tests.office import Colleague, colleague
from tests.workshops.planning import RULE, announce, digital_day, words

PREVIEW, ALL, DAY = "/staff/series/preview", "/staff/series", "/staff/series/day"


@pytest.fixture
def staff(app: Flask) -> Colleague:
    return colleague(app, "staff")


def preview(staff: Colleague, form: dict[str, Any], status: int = 200) -> Page:
    return staff.get(PREVIEW, status, query_string=form)


def ticked(page: Page) -> list[str]:
    return [one.get("value", "") for one in page.all("input", name="dates", checked="")]


def planned(database: Session) -> list[date]:
    starts = database.scalars(select(Workshop.starts_at).where(Workshop.series_id.is_not(None)).order_by("starts_at"))
    return [moment.astimezone(TOWN).date() for moment in starts]


def test_every_date_is_shown_before_anything_is_made(workshop: Workshop, staff: Colleague, database: Session) -> None:
    page = preview(staff, words(workshop, **RULE))
    shown = [one.get("value", "") for one in page.all("input", name="dates")]
    assert ticked(page) == ["2026-12-01", "2026-12-15", "2027-01-12", "2027-01-26"]
    assert set(shown) - set(ticked(page)) == {"2026-12-29"}
    assert not planned(database)


def test_the_dates_that_are_kept_become_workshops(workshop: Workshop, staff: Colleague, database: Session) -> None:
    form = words(workshop, **RULE)
    staff.send(preview(staff, form), ALL, **{**form, "dates": ["2026-12-01", "2026-12-29", "2026-12-30"]})
    assert planned(database) == [date(2026, 12, 1), date(2026, 12, 29)]
    assert database.scalars(select(Series.rule)).one() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4"


def test_the_same_form_sent_twice_makes_one_series(workshop: Workshop, staff: Colleague, database: Session) -> None:
    form = words(workshop, **RULE, dates=["2026-12-01", "2026-12-15"])
    page = preview(staff, form)
    first, second = (staff.send(page, ALL, **form) for _ in range(2))
    assert first.text() == second.text()
    assert planned(database) == [date(2026, 12, 1), date(2026, 12, 15)]


def test_a_form_that_is_opened_anew_does_not_make_the_same_series_again(
    workshop: Workshop, staff: Colleague, database: Session
) -> None:
    form = words(workshop, **RULE, dates=["2026-12-01", "2026-12-15"])
    staff.send(preview(staff, form), ALL, **form)
    known = database.scalars(select(Series.id)).one()
    database.rollback()
    page = staff.send(preview(staff, form), ALL, 422, **form)
    assert f"{ALL}/{known}" in page.links() and "#dates" in page.links()
    assert planned(database) == [date(2026, 12, 1), date(2026, 12, 15)]


@pytest.mark.parametrize("other", [{"room": "Salle 2"}, {"dates": ["2026-12-15", "2027-01-12"]}])
def test_what_is_otherwise_is_another_series(
    workshop: Workshop, staff: Colleague, database: Session, other: dict[str, Any]
) -> None:
    form = words(workshop, **RULE, dates=["2026-12-01", "2026-12-15"])
    for words_of_it in (form, form | other):
        staff.send(preview(staff, words_of_it), ALL, **words_of_it)
    assert len(planned(database)) == 4


def test_a_digital_day_is_not_made_again(workshop: Workshop, staff: Colleague, database: Session) -> None:
    staff.submit(DAY, DAY, **digital_day(workshop))
    known = database.scalars(select(Series.id)).one()
    database.rollback()
    assert f"{ALL}/{known}" in staff.submit(DAY, DAY, 422, **digital_day(workshop)).links()
    assert len(planned(database)) == 2


def test_the_way_back_to_the_rule_tells_no_secret(workshop: Workshop, staff: Colleague) -> None:
    page = preview(staff, words(workshop, **RULE, title="Une démarche par mois"))
    assert not page.all("button", formmethod="get")
    (back,) = (link for link in page.links() if link.startswith("/staff/series/new?"))
    assert "csrf_token" not in back and "client_id" not in back
    assert staff.get(back).all("input", id="title")[0].get("value") == "Une démarche par mois"


def test_the_same_digital_day_sent_twice_is_one_day(workshop: Workshop, staff: Colleague, database: Session) -> None:
    page = staff.get(DAY)
    for _ in range(2):
        staff.send(page, DAY, **digital_day(workshop))
    assert len(planned(database)) == 2


def test_without_any_date_nothing_is_made(workshop: Workshop, staff: Colleague, database: Session) -> None:
    form = words(workshop, **RULE)
    page = staff.send(preview(staff, form), ALL, 422, **form)
    assert "#dates" in page.links()
    assert not planned(database)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"weeks": "0"}, "weeks"), ({"weekdays": []}, "weekdays"), ({"times": "101"}, "times"),
        ({"ending": "until", "until": "2026-11-30"}, "until"), ({"repeat": "month", "nth": "5"}, "nth"),
        ({"repeat": "month", "nth": "1", "weekday": "8"}, "weekday"), ({"title": "x" * 121}, "title"),
        ({"day": ""}, "day"), ({"course": "0"}, "course"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_meant_comes_back_with_its_words(
    workshop: Workshop, staff: Colleague, typed: dict[str, Any], wrong: str
) -> None:
    page = preview(staff, words(workshop, **RULE, partner="Emmaüs") | typed, 422)
    assert page.all("input", id="partner")[0].get("value") == "Emmaüs"
    assert page.all("p", id=f"{wrong}-error")


def test_every_month_on_the_first_tuesday(workshop: Workshop, staff: Colleague) -> None:
    form = words(workshop, repeat="month", nth="1", weekday="1", ending="until", until="2027-03-31")
    assert ticked(preview(staff, form)) == ["2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02"]


def test_the_way_back_keeps_what_was_typed(workshop: Workshop, staff: Colleague) -> None:
    form = words(workshop, **RULE, title="Une démarche par mois")
    page = staff.get("/staff/series/new", query_string=form)
    assert page.all("input", id="title")[0].get("value") == "Une démarche par mois"
    assert [one.get("value") for one in page.all("input", name="weekdays", checked="")] == ["1"]


def test_the_page_of_a_series_lists_its_workshops(workshop: Workshop, staff: Colleague) -> None:
    form = words(workshop, **RULE)
    page = staff.send(preview(staff, form), ALL, **{**form, "dates": ["2026-12-01", "2026-12-15"]})
    assert len(page.all("th", role="rowheader")) == 2


def test_a_digital_day_is_several_workshops_in_one_place(
    workshop: Workshop, staff: Colleague, database: Session
) -> None:
    staff.submit(DAY, DAY, **digital_day(workshop))
    made = database.scalars(select(Workshop).where(Workshop.series_id.is_not(None)).order_by(Workshop.starts_at)).all()
    assert [(one.starts_at.astimezone(TOWN).hour, one.room) for one in made] == [(10, ""), (14, "Salle 2")]
    assert {one.place_id for one in made} == {workshop.place_id}
    assert not database.scalars(select(Series.rule)).one()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"title": ""}, "title"), ({"end-3": ""}, "end-3"), ({"course-3": ""}, "course-3"), ({"day": ""}, "day")],
)
def test_a_wrong_digital_day_comes_back(
    workshop: Workshop, staff: Colleague, database: Session, typed: dict[str, str], wrong: str
) -> None:
    page = staff.submit(DAY, DAY, 422, **digital_day(workshop, **typed))
    assert page.all("p", id=f"{wrong}-error")
    assert not planned(database)


def number(page: Page) -> str:
    """How many workshops the page says will be made."""
    return page.text(page.all("p", role="status", data_tally="dates")[0]).rpartition(" ")[2]


def test_the_number_is_that_of_the_ticks(workshop: Workshop, staff: Colleague, database: Session) -> None:
    form = words(workshop, **RULE)
    page = preview(staff, form)
    assert (number(page), len(ticked(page))) == ("4", 4)
    announce(database, workshop, "closed", date(2026, 12, 15))
    page = staff.send(page, ALL, 422, **form, dates=["2026-12-15", "2026-12-29"])
    assert (number(page), ticked(page)) == ("2", ["2026-12-15", "2026-12-29"])


def test_a_date_that_is_over_does_not_count(workshop: Workshop, staff: Colleague) -> None:
    page = preview(staff, words(workshop, **RULE) | {"day": "2026-11-10"})
    assert number(page) == str(len(ticked(page))) == "3"
