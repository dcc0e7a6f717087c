"""After each change of the programme, a line says what was saved, and takes the focus so that it is heard."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.workshops.models import Workshop
from tests.client import Page
from tests.office import Colleague
from tests.workshops.conftest import TOMORROW
from tests.workshops.planning import RULE, add_series, digital_day, words

ALL, SERIES, COURSES = "/staff/workshops", "/staff/series", "/staff/courses"
COURSE: dict[str, Any] = {
    "title": "Ma messagerie",
    "topic": "email",
    "level": "beginner",
    "fee": "free",
    "languages": ["fr"],
}


def done(page: Page) -> str:
    """What the line says, where there is one."""
    lines = page.all("div", class_="done", role="status", tabindex="-1")
    return page.text(lines[0]).replace("\xa0", " ") if lines else ""


def test_a_workshop_is_planned(workshop: Workshop, mediator: Colleague) -> None:
    page = mediator.submit(f"{ALL}/new", ALL, **words(workshop))
    assert done(page) == "Enregistré : l’atelier est programmé."


@pytest.mark.parametrize(
    ("typed", "says"), [({"room": "Salle 2"}, "Enregistré : l’atelier est modifié."), ({}, "Rien à enregistrer")]
)
def test_a_workshop_is_changed(workshop: Workshop, mediator: Colleague, typed: dict[str, str], says: str) -> None:
    form = words(workshop, day=TOMORROW.date().isoformat(), **typed)
    assert says in done(mediator.submit(f"{ALL}/{workshop.id}/edit", f"{ALL}/{workshop.id}", **form))


def test_of_a_series_the_number_is_said(workshop: Workshop, mediator: Colleague, database: Session) -> None:
    add_series(workshop, 3, database)
    one = f"{ALL}/{workshop.id}"
    form = words(workshop, day=TOMORROW.date().isoformat(), room="Salle 2", scope="all")
    assert "3 ateliers sont modifiés" in done(mediator.submit(f"{one}/edit", one, **form))
    cancelled = mediator.submit(one, f"{one}/cancellation", reason="Grève", scope="all")
    assert "3 ateliers sont annulés" in done(cancelled)
    restored = mediator.send(cancelled, f"{one}/restoration", together="1")
    assert "3 ateliers auront bien lieu" in done(restored)


def test_a_series_and_a_day_are_planned(workshop: Workshop, mediator: Colleague) -> None:
    form = words(workshop, **RULE)
    page = mediator.get(f"{SERIES}/preview", query_string=form)
    page = mediator.send(page, SERIES, **form, dates=["2026-12-01", "2026-12-15"])
    assert "la série est programmée, avec 2 ateliers" in done(page)
    page = mediator.submit(f"{SERIES}/day", f"{SERIES}/day", **digital_day(workshop, day="2026-12-02"))
    assert "la journée numérique est programmée, avec 2 ateliers" in done(page)


def test_a_course_is_written_changed_translated_and_deleted(mediator: Colleague, database: Session) -> None:
    page = mediator.submit(f"{COURSES}/new", COURSES, **COURSE)
    assert "la formation est créée" in done(page)
    address = next(one for one in page.links() if one.endswith("/edit")).removesuffix("/edit")
    assert "la formation est modifiée" in done(mediator.submit(f"{address}/edit", address, **COURSE))
    page = mediator.submit(f"{address}/translations/de", f"{address}/translations/de", title="Meine E-Mails")
    assert "la traduction" in done(page)
    assert "la formation est supprimée" in done(mediator.send(page, f"{address}/deletion"))


@pytest.mark.parametrize("query", ["", "?done=", "?done=everything", "?number=3"])
def test_nothing_is_said_where_nothing_was_done(workshop: Workshop, mediator: Colleague, query: str) -> None:
    assert not done(mediator.get(f"{ALL}/{workshop.id}{query}"))


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999"])
def test_a_number_that_means_nothing_breaks_nothing(workshop: Workshop, mediator: Colleague, number: str) -> None:
    assert done(mediator.get(f"{ALL}/{workshop.id}?done=changed&number={number}"))
