"""What speaks against a date is said before anything is made, forbids nothing, and is seen later on too."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Series, Workshop
from tests.client import Page
from tests.office import Colleague
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.planning import RULE, add_series, announce, digital_day, words

NEW, ALL, DAY, SERIES = "/staff/workshops/new", "/staff/workshops", "/staff/series/day", "/staff/series"
CLOSED, ROOM, THERE = "dit que le lieu est fermé", "occupe cette salle", "s’y tient à la même heure"
DECEMBER = date(2026, 12, 1)


def count(database: Session) -> int:
    database.rollback()
    return database.scalar(select(func.count(Workshop.id))) or 0


def warned(page: Page) -> str:
    """The words before which nothing is saved."""
    return page.text(page.all("div", class_="notice warnings")[0])


def test_a_notice_that_closes_the_place_is_read_first_and_then_one_may_go_on(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    announce(database, workshop, "closed", DECEMBER, text="Travaux")
    page = mediator.submit(NEW, ALL, 422, **words(workshop, partner="Emmaüs"))
    assert f"{CLOSED} mardi 1er décembre. Travaux" in warned(page)
    assert page.all("input", id="partner")[0].get("value") == "Emmaüs"
    assert count(database) == 1
    mediator.send(page, ALL, **words(workshop))
    assert count(database) == 2


def test_another_date_is_another_question(workshop: Workshop, mediator: Colleague, database: Session) -> None:
    announce(database, workshop, "closed", DECEMBER, days=3)
    page = mediator.submit(NEW, ALL, 422, **words(workshop))
    page = mediator.send(page, ALL, 422, **words(workshop, day="2026-12-02"))
    assert "Mercredi 2 décembre 2026" in warned(page)
    mediator.send(page, ALL, **words(workshop, day="2026-12-04"))
    assert count(database) == 2


@pytest.mark.parametrize(("kind", "asks"), [("closed", True), ("moved", True), ("info", False)])
def test_only_what_closes_or_moves_the_place_is_asked_about(
    workshop: Workshop, mediator: Colleague, database: Session, kind: str, asks: bool
) -> None:
    announce(database, workshop, kind, DECEMBER, text="Au 3 quai Neuf")
    page = mediator.submit(NEW, ALL, 422 if asks else 200, **words(workshop))
    assert (f"/staff/places/{workshop.place_id}/notices" in page.links()) == asks


@pytest.mark.parametrize(
    ("rooms", "typed", "says"),
    [
        (("", ""), {}, THERE), (("Salle 2", ""), {}, THERE), (("Salle 2", "salle 2"), {}, ROOM),
        (("Salle 2", "Salle 3"), {}, ""), (("", ""), {"start": "16:00", "end": "17:00"}, ""),
        (("", ""), {"start": "15:59", "end": "17:00"}, THERE),
    ],
)  # fmt: skip
def test_two_workshops_at_one_hour_in_one_place_are_asked_about(
    plan: Planner, mediator: Colleague, rooms: tuple[str, str], typed: dict[str, str], says: str
) -> None:
    known = plan(room=rooms[0])
    form = words(known, day=TOMORROW.date().isoformat(), room=rooms[1], **typed)
    page = mediator.submit(NEW, ALL, 422 if says else 200, **form)
    assert not says or (says in warned(page) and f"{ALL}/{known.id}" in page.links())


def test_a_workshop_that_is_cancelled_is_in_nobodys_way(plan: Planner, mediator: Colleague, database: Session) -> None:
    known = plan(cancelled_at=NOW)
    mediator.submit(NEW, ALL, **words(known, day=TOMORROW.date().isoformat()))
    assert count(database) == 2


def change(mediator: Colleague, workshop: Workshop, status: int = 200, **typed: Any) -> Page:
    usual = words(workshop, day=TOMORROW.date().isoformat())
    return mediator.submit(f"{ALL}/{workshop.id}/edit", f"{ALL}/{workshop.id}", status, **usual | typed)


def test_what_was_known_before_is_not_asked_about_again(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    announce(database, workshop, "closed", TOMORROW.date())
    page = change(mediator, workshop, capacity="9")
    assert CLOSED in page.text()


def test_moving_a_workshop_to_a_closed_day_is_asked_about(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    announce(database, workshop, "closed", DECEMBER)
    page = change(mediator, workshop, 422, day="2026-12-01")
    assert CLOSED in warned(page)
    assert database.get_one(Workshop, workshop.id).starts_at == TOMORROW
    mediator.send(page, f"{ALL}/{workshop.id}", **words(workshop))
    database.rollback()
    assert database.get_one(Workshop, workshop.id).starts_at.date() == DECEMBER


def test_of_a_series_only_the_dates_that_become_worse_are_named(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    add_series(workshop, 3, database)
    announce(database, workshop, "closed", TOMORROW.date() + timedelta(weeks=1, days=1))
    moved = (TOMORROW + timedelta(days=1)).date().isoformat()
    said = warned(change(mediator, workshop, 422, day=moved, scope="all"))
    assert (said.count(CLOSED), said.count("Jeudi 3 décembre 2026")) == (1, 1)


def preview(mediator: Colleague, form: dict[str, Any]) -> Page:
    return mediator.get(f"{SERIES}/preview", query_string=form)


def test_each_date_of_a_series_has_its_words_and_the_tick_is_enough(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    announce(database, workshop, "closed", DECEMBER, days=3)
    form = words(workshop, **RULE)
    page = preview(mediator, form)
    rows = [page.text(row) for row in page.all("tr")[1:]]
    assert [CLOSED in row for row in rows] == [True, False, False, False, False]
    mediator.send(page, SERIES, **form, dates=["2026-12-01", "2026-12-15"])
    assert count(database) == 3


def test_what_was_announced_since_the_preview_is_read_first(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    form = words(workshop, **RULE, dates=["2026-12-01", "2026-12-15"])
    page = preview(mediator, form)
    announce(database, workshop, "closed", date(2026, 12, 15))
    page = mediator.send(page, SERIES, 422, **form)
    assert CLOSED in page.text() and "#dates" in page.links()
    assert not database.scalars(select(Series)).all()
    mediator.send(page, SERIES, **form)
    assert count(database) == 3


def test_workshops_of_one_day_that_meet_are_asked_about(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    form = digital_day(workshop, **{"start-3": "11:00", "room-3": ""})
    page = mediator.submit(DAY, DAY, 422, **form)
    assert warned(page).count(THERE) == 2 and not [one for one in page.links() if one.startswith(f"{ALL}/1")]
    mediator.send(page, DAY, **form)
    assert count(database) == 3


def test_a_notice_that_is_written_later_is_seen_wherever_the_workshop_stands(
    plan: Planner, mediator: Colleague, database: Session
) -> None:
    workshop = plan(NOW.replace(hour=14))
    announce(database, workshop, "closed", NOW.date(), text="Panne")
    for page in (ALL, f"{ALL}/today", f"{ALL}/{workshop.id}", f"/staff/courses/{workshop.course_id}"):
        assert "annonce dit" in mediator.get(page).text(), page


def test_what_is_over_or_cancelled_bears_no_sign(plan: Planner, mediator: Colleague, database: Session) -> None:
    workshop = plan(NOW - timedelta(days=1))
    plan(NOW + timedelta(days=1), cancelled_at=NOW)
    announce(database, workshop, "closed", NOW.date() - timedelta(days=1), days=5)
    for page in (ALL, f"{ALL}?when=past"):
        assert "annonce dit" not in mediator.get(page).text()


def test_the_notices_of_a_place_name_the_workshops_they_touch(
    workshop: Workshop, mediator: Colleague, database: Session
) -> None:
    page = mediator.get(f"/staff/places/{workshop.place_id}/notices?first=2026-11-25&last=2026-11-27")
    assert "1 atelier y est programmé" in page.text() and f"{ALL}/{workshop.id}" in page.links()
    announce(database, workshop, "closed", TOMORROW.date())
    rows = mediator.get(f"/staff/places/{workshop.place_id}/notices").all("th", scope="row")
    assert "1 atelier y est programmé" in page.text(rows[0])


@pytest.mark.parametrize("query", ["", "first=2026-12-01", "first=x&last=y", "first=2026-12-05&last=2026-11-20"])
def test_days_without_a_workshop_say_so(workshop: Workshop, mediator: Colleague, query: str) -> None:
    page = mediator.get(f"/staff/places/{workshop.place_id}/notices?{query}")
    assert "Aucun atelier" in page.text() and f"{ALL}/{workshop.id}" not in page.links()
