"""What people think, as residents read it: a month at a time."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from tests.client import Page, Visitor
from tests.feedback.counted import OCTOBER, SEPTEMBER, count
from tests.paper import words as words_on_paper

RESULTS = "/fr/results"


@pytest.fixture
def resident(app: Flask) -> Visitor:
    return Visitor(app)


def plain(text: str) -> str:
    """With spaces that may break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def words(page: Page) -> str:
    return plain(page.text())


def lines(page: Page) -> dict[str, str]:
    """Each line of the list, by its name."""
    table = page.all("table", class_="figures-table")[0]
    rows = [[plain(page.text(cell)) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    return {row[0]: " ".join(row[1:]) for row in rows[1:]}


def test_the_page_says_how_many_answered_and_what(resident: Visitor, database: Session) -> None:
    count(database, bad=5, fair=7, good=18, aside=12)
    text = words(resident.get(RESULTS))
    for part in ("Octobre 2026", "60 %", "7,2", "30 réponses", "12 mises de côté", "42", "75"):
        assert part in text


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_has_its_page(resident: Visitor, database: Session, locale: str) -> None:
    count(database, good=30)
    for query in ("", "?by=kind", "?by=hour", "?by=language", "?by=place", "?by=month", "?by=kind&of=kiosk"):
        assert resident.get(f"/{locale}/results{query}").all("table")


def test_before_the_first_month_is_over_the_page_says_when_to_come_back(resident: Visitor) -> None:
    page = resident.get(RESULTS)
    assert "vendredi 4 décembre" in words(page) and not page.all("table")


def test_a_month_is_shown_once_late_answers_have_come(app: Flask, resident: Visitor, database: Session) -> None:
    count(database, good=30)
    count(database, bad=40, day=SEPTEMBER)
    for day, month in ((3, "Septembre"), (4, "Octobre")):
        now = app.config["FROZEN_NOW"]
        app.config["FROZEN_NOW"] = now.replace(day=day)
        assert f"{month} 2026" in words(resident.get(RESULTS))
        app.config["FROZEN_NOW"] = now


def test_the_month_that_is_not_over_is_not_shown(resident: Visitor, database: Session) -> None:
    count(database, good=30)
    count(database, bad=50, day=OCTOBER.replace(month=11))
    assert "Octobre 2026" in words(resident.get(f"{RESULTS}?month=2026-11"))


@pytest.mark.parametrize("few", [1, 9])
def test_a_month_with_few_answers_says_that_it_says_nothing(resident: Visitor, database: Session, few: int) -> None:
    count(database, good=few)
    page = resident.get(RESULTS)
    assert "Trop peu de réponses" in words(page) and not page.all("table")
    assert not [link for link in page.links() if ".pdf" in link]


def test_few_answers_are_marked_as_a_hint(resident: Visitor, database: Session) -> None:
    count(database, good=29)
    assert "Peu de réponses" in words(resident.get(RESULTS))
    count(database, good=1)
    assert "Peu de réponses" not in words(resident.get(RESULTS))


def test_a_place_with_few_answers_hides_the_next_smallest_too(
    resident: Visitor, database: Session, library: Place
) -> None:
    count(database, good=40, place=library.id)
    count(database, good=20)
    count(database, good=3, place=977)
    assert {*lines(resident.get(f"{RESULTS}?by=place"))} == {"Médiathèque du Parc", "Autres lieux"}


def test_a_third_is_one_number_on_the_page_and_on_paper(resident: Visitor, database: Session) -> None:
    count(database, bad=10, fair=10, good=10)
    said = {plain(resident.get(RESULTS).text(one)) for one in resident.get(RESULTS).all("strong")}
    row = resident.get(RESULTS).all("tr", class_="figures-row-good")[0]
    paper = " ".join(words_on_paper(resident.client.get("/fr/results.pdf").data))
    assert "33 %" in said and "33 %" in plain(resident.get(RESULTS).text(row))
    assert plain(paper).count("33 % – Très bien") == 1 and "Très bien 33 %" in plain(paper)


@pytest.mark.parametrize(("n", "said"), [(29, "Trop peu de réponses pour comparer. 29"), (30, "100 % 10,0 30")])
def test_places_are_laid_beside_each_other_from_thirty_on(
    resident: Visitor, database: Session, library: Place, n: int, said: str
) -> None:
    count(database, good=n, place=library.id)
    page = resident.get(f"{RESULTS}?by=place")
    assert lines(page)["Médiathèque du Parc"] == said
    assert len(page.all("svg", class_="figures-bar")) == (n == 30) and "ni part ni note pour un lieu" in words(page)


def test_what_was_merged_counts_for_the_place_that_is_kept(
    resident: Visitor, database: Session, library: Place, duplicate: Place
) -> None:
    count(database, good=8, place=duplicate.id)
    count(database, good=22, place=library.id)
    assert lines(resident.get(f"{RESULTS}?by=place")) == {"Médiathèque du Parc": "100 % 10,0 30"}
    page = resident.get(f"{RESULTS}?by=place&of={duplicate.id}")
    assert "30 réponses" in words(page) and "Médiathèque du Parc" in words(page)


def test_a_place_leads_to_its_own_months(resident: Visitor, database: Session, library: Place) -> None:
    count(database, good=40, place=library.id)
    count(database, bad=40, place=library.id, day=SEPTEMBER)
    [link] = [one for one in resident.get(f"{RESULTS}?by=place").links() if f"of={library.id}" in one]
    page = resident.get(link)
    assert lines(page)["Septembre 2026"].startswith("0 %")
    assert "Mieux que le mois précédent" in words(page) and page.all("svg", class_="figures-chart")


def test_papers_have_no_hour_and_no_language(resident: Visitor, database: Session) -> None:
    count(database, good=40)
    count(database, good=30, language="", hour=24)
    for by in ("language", "hour"):
        assert lines(resident.get(f"{RESULTS}?by={by}"))["Sur papier"].startswith("100 %")


def test_hours_are_put_together_to_times_of_day(resident: Visitor, database: Session) -> None:
    for hour in (10, 11, 14):
        count(database, good=20, hour=hour)
    found = lines(resident.get(f"{RESULTS}?by=hour"))
    assert " 40" in found["De 10 h à 12 h"] and "Personne" in found["Avant 10 h"]


@pytest.mark.parametrize(
    "query", ["?month=2026-13", "?month=9999-01", "?by=colour", "?by=place&of=x", "?of=3", "?by=kind&of=-1"]
)
def test_what_is_not_offered_is_as_if_nobody_had_asked(resident: Visitor, database: Session, query: str) -> None:
    count(database, good=40)
    assert "Octobre 2026" in words(resident.get(f"{RESULTS}{query}"))


def test_drawings_are_for_the_eyes_and_the_table_says_the_same(resident: Visitor, database: Session) -> None:
    count(database, good=40)
    count(database, good=40, day=SEPTEMBER)
    page = resident.get(f"{RESULTS}?by=month")
    assert page.all("svg", class_="figures-chart") and {*lines(page)} == {"Octobre 2026", "Septembre 2026"}
    drawings = [one for one in page.all("svg") if "icon" not in (one.get("class") or "")]
    assert all(one.get("aria-hidden") == "true" for one in drawings)


def test_the_months_lead_to_each_other(resident: Visitor, database: Session) -> None:
    count(database, good=40)
    count(database, bad=40, day=SEPTEMBER)
    [before] = [link for link in resident.get(RESULTS).links() if "month=2026-09" in link]
    page = resident.get(before)
    assert "Septembre 2026" in words(page) and [link for link in page.links() if "month=2026-10" in link]
    assert not [link for link in page.links() if "month=2026-08" in link]


def test_the_dictionary_says_what_each_column_is(resident: Visitor) -> None:
    page = resident.get(f"{RESULTS}/dictionary")
    assert [page.text(one) for one in page.all("bdi", lang="en")][:2] == ["month", "by"]
    assert all(page.text(cell) for cell in page.all("td"))
    for code in ("indicative", "too_few", "not_compared", "no_score", "month", "reason", "place", "kind", "hour"):
        assert code in " ".join(page.text(cell) for cell in page.all("td"))


def walk(resident: Visitor, start: str) -> Iterator[Page]:
    """Every page of the results that links lead to."""
    seen, waiting = set[str](), [start]
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen.add(address)
            page = resident.get(address)
            yield page
            waiting += [link for link in page.links() if link.startswith(f"{RESULTS}?")]


def test_no_page_shows_a_number_below_ten(resident: Visitor, database: Session, library: Place) -> None:
    for place, kind, language, good in ((library.id, "place", "ar", 7), (5, "kiosk", "fr", 33), (6, "stop", "tr", 45)):
        count(database, good=good, place=place, kind=kind, language=language, hour=good % 24)
    pages = list(walk(resident, RESULTS))
    assert len(pages) > 8
    assert not [page for page in pages if " 7 " in f" {words(page)} "]
