"""The committee looks at all figures, chooses what it wants to see, and takes them along."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.web.models import AuditEntry
from tests.client import Page
from tests.feedback.conftest import NOW, Tapper
from tests.feedback.counted import OCTOBER, SEPTEMBER, count
from tests.office import Colleague, colleague
from tests.paper import words as words_on_paper

FIGURES = "/committee/figures"
TAPS = "/committee/figures/taps"


@pytest.fixture
def member(app: Flask) -> Colleague:
    """Somebody of the users' committee."""
    return colleague(app, "committee")


def words(page: Page) -> str:
    return page.text().replace("\u00a0", " ").replace("\u202f", " ")


def file(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def rows(member: Colleague, query: str = "") -> dict[tuple[str, str], str]:
    """How many answered, by list and value."""
    found = file(member.client.get(f"{FIGURES}.csv{query}").data)
    return {(line["by"], line["code"]): line["answers"] for line in found}


def table(page: Page, name: str) -> list[str]:
    """The lines of the table of this name."""
    [frame] = [one for one in page.all("div", class_="table-frame") if one.get("aria-label") == name]
    rows = [[page.text(cell) for cell in row if cell.tag in ("th", "td")] for row in frame.iter("tr")]
    return [" ".join(row) for row in rows[1:]]


def test_small_numbers_are_no_secret_to_the_committee(member: Colleague, database: Session, library: Place) -> None:
    count(database, bad=1, place=library.id, aside=2)
    count(database, good=9, day=NOW.date())
    assert rows(member)["all", ""] == "10" and rows(member)["place", str(library.id)] == "1"
    assert "2" in words(member.get(FIGURES))


def test_filters_stand_in_the_address(member: Colleague, database: Session, library: Place) -> None:
    count(database, good=3, place=library.id, kind="workshop", language="ar", hour=9)
    count(database, good=5, day=SEPTEMBER)
    for query, n in (("?from=2026-09&to=2026-09", "5"), (f"?place={library.id}", "3"), ("?kind=workshop", "3"),
                     ("?language=ar&kind=workshop", "3"), ("?language=ar&kind=kiosk", "0"), ("", "8")):  # fmt: skip
        assert rows(member, query)["all", ""] == n, query
    page = member.get(f"{FIGURES}?kind=workshop")
    assert [one.get("value") for one in page.all("option", selected="")] == ["2025-12", "2026-11", "workshop"]


def test_papers_can_be_looked_at_alone(member: Colleague, database: Session) -> None:
    count(database, good=4, language="", hour=24)
    count(database, good=5)
    assert rows(member, "?language=paper")["all", ""] == "4"


def test_all_four_at_once_are_told_apart_by_nobody(member: Colleague, database: Session, library: Place) -> None:
    count(database, good=4, place=library.id)
    found = rows(member, f"?place={library.id}&kind=kiosk&language=fr")
    assert {by for by, _ in found} == {"all", "month"}


def test_nobody_has_answered_what_fits(member: Colleague) -> None:
    page = member.get(f"{FIGURES}?from=2030-01&to=2030-03")
    assert page.all("div", class_="figures-empty") and not page.all("table")


def test_a_month_that_is_surely_better_is_announced(member: Colleague, database: Session) -> None:
    count(database, good=40)
    count(database, bad=40, day=SEPTEMBER)
    assert "Octobre 2026 – mieux que le mois précédent" in words(member.get(FIGURES))


def test_places_of_which_nobody_speaks_are_named(member: Colleague, database: Session, library: Place) -> None:
    count(database, good=4)
    assert "Médiathèque du Parc" in words(member.get(FIGURES)).partition("lieu dont personne")[2]


def test_places_are_sorted_as_the_address_says(member: Colleague, database: Session, library: Place) -> None:
    count(database, good=30, place=library.id)
    count(database, bad=40, aside=1)
    for sort, first in (("n", "Sans lieu"), ("score", "Médiathèque"), ("aside", "Sans lieu"), ("name", "Médiathèque")):
        assert table(member.get(f"{FIGURES}?sort={sort}"), "Par lieu")[0].startswith(first)


def test_a_merged_place_is_the_one_that_is_kept(
    member: Colleague, database: Session, library: Place, duplicate: Place
) -> None:
    count(database, good=6, place=library.id, reasons=("time",))
    count(database, good=5, place=duplicate.id, reasons=("time",))
    assert rows(member)["place", str(library.id)] == "11" and ("place", str(duplicate.id)) not in rows(member)
    for id in (library.id, duplicate.id):
        found = rows(member, f"?place={id}")
        assert (found["all", ""], found["kind", "kiosk"], found["reason", "time"]) == ("11", "11", "11")
    assert "Double" not in words(member.get(FIGURES))


@pytest.mark.parametrize(("n", "said"), [(29, "29 – – trop peu"), (30, "30 100 %")])
def test_the_committee_too_compares_places_from_thirty_on(
    member: Colleague, database: Session, library: Place, n: int, said: str
) -> None:
    count(database, good=n, place=library.id)
    assert f"Parc {said}" in table(member.get(FIGURES), "Par lieu")[0].replace("\u00a0", " ")


def test_how_it_is_counted_can_be_read(app: Flask, member: Colleague, database: Session) -> None:
    count(database, good=1)
    for person, page in ((member, FIGURES), (colleague(app, "coordinator"), f"{TAPS}/new")):
        assert "/fr/results/dictionary" in person.get(page).links()


def test_reasons_are_counted_with_their_answers(member: Colleague, database: Session) -> None:
    count(database, bad=4, reasons=("screen", "time"))
    count(database, good=2, reasons=("time",))
    page = member.get(FIGURES)
    assert table(page, "Pourquoi") == ["Le temps, l’horaire 6 2 0 4", "L’écran, les ordinateurs 4 0 0 4"]
    assert "ne sont pas comptées par langue" in words(member.get(f"{FIGURES}?language=fr"))


@pytest.mark.parametrize(("n", "said"), [(99, "Pas encore"), (100, "peut être placé à côté")])
def test_the_country_is_compared_from_a_hundred_on(member: Colleague, database: Session, n: int, said: str) -> None:
    count(database, good=n)
    assert said in words(member.get(FIGURES))


def test_what_is_shown_can_be_printed_and_read_by_programs(
    member: Colleague, database: Session, library: Place
) -> None:
    count(database, good=12, place=library.id)
    paper = words_on_paper(member.client.get(f"{FIGURES}.pdf?place={library.id}").data)
    assert {"Médiathèque", "indicatif", "Réponse"} <= set(paper) and "Répondre" not in paper
    data = member.client.get(f"{FIGURES}.json?place={library.id}").get_json()
    assert data["chosen"]["place"] == str(library.id) and data["lines"][0]["answers"] == 12


def test_the_room_of_the_committee_leads_there(member: Colleague) -> None:
    assert FIGURES in member.get("/committee/").links()


@pytest.mark.parametrize(("role", "status"), [("committee", 403), ("staff", 403), ("coordinator", 200), ("admin", 200)])
def test_whole_rows_are_for_whoever_answers_for_the_data(
    app: Flask, monkeypatch: pytest.MonkeyPatch, role: str, status: int
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    client = colleague(app, role).client
    assert (client.get(f"{TAPS}/new").status_code, client.post(TAPS).status_code) == (status, status)


def test_whole_rows_are_taken_out_and_written_down(
    app: Flask, database: Session, tapped: Tapper, library: Place
) -> None:
    tapped(1, f"place-{library.id}", place_id=library.id, reasons=("time", "staff"))
    tapped(3, state="burst")
    officer = colleague(app, "coordinator")
    form = officer.get(f"{TAPS}/new?from=2026-11&to=2026-11")
    fields = {one.get("name"): one.get("value") for one in form.all("input", type="hidden")}
    found = file(officer.client.post(TAPS, data=fields).data)
    assert sorted((line["value"], line["reasons"], line["state"]) for line in found) == [
        ("1", "time staff", "counted"), ("3", "", "burst"),
    ]  # fmt: skip
    assert found[0]["captured_at"] == "2026-11-24 10:05"
    database.rollback()
    entry = database.scalars(select(AuditEntry).where(AuditEntry.action == "taps.exported")).one()
    assert entry.detail == {"months": "2026-11 – 2026-11", "count": 2}


def test_whole_rows_name_the_place_that_is_kept(app: Flask, tapped: Tapper, library: Place, duplicate: Place) -> None:
    tapped(1, place_id=duplicate.id)
    officer = colleague(app, "coordinator")
    fields = {one.get("name"): one.get("value") for one in officer.get(f"{TAPS}/new").all("input", type="hidden")}
    [line] = file(officer.client.post(TAPS, data=fields).data)
    assert (line["place"], line["place_name"]) == (str(library.id), "Médiathèque du Parc")


def test_no_row_says_who_it_is_of(app: Flask, tapped: Tapper) -> None:
    one = tapped(restored_by="Camille", restored_because="essai")
    officer = colleague(app, "coordinator")
    form = officer.get(f"{TAPS}/new")
    fields = {one.get("name"): one.get("value") for one in form.all("input", type="hidden")}
    content = officer.client.post(TAPS, data=fields).text
    assert "essai" in content and "Camille" not in content and str(one.id) not in content


def test_months_without_opinions_offer_no_file(app: Flask, database: Session) -> None:
    count(database, good=1, day=OCTOBER)
    page = colleague(app, "coordinator").get(f"{TAPS}/new?from=2030-01&to=2030-01")
    assert not page.all("input", name="from", type="hidden")
