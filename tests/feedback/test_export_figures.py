"""The published figures as files and on paper: the same cells as on the pages, hidden ones included."""

import csv
import io
import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.feedback.figures.rows import COLUMNS
from tests.client import Visitor
from tests.feedback.counted import SEPTEMBER, count
from tests.paper import words


@pytest.fixture
def resident(app: Flask) -> Visitor:
    return Visitor(app)


def rows(resident: Visitor, query: str = "") -> list[dict[str, str]]:
    answer = resident.client.get(f"/fr/results.csv{query}")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_table_has_a_line_for_everything_that_is_published(
    resident: Visitor, database: Session, library: Place
) -> None:
    count(database, bad=5, fair=7, good=18, aside=12, place=library.id)
    total, place, *others = rows(resident)
    assert tuple(total) == COLUMNS
    assert [total[name] for name in COLUMNS[:4]] == ["2026-10", "all", "", ""]
    assert [total[name] for name in COLUMNS[4:]] == ["30", "18", "7", "5", "60", "42", "75", "7.2", "12", ""]
    assert (place["code"], place["name"], place["answers"]) == (str(library.id), "Médiathèque du Parc", "30")
    assert {line["by"] for line in others} == {"kind", "language", "hour"}


def test_what_is_hidden_is_said_and_empty(resident: Visitor, database: Session) -> None:
    count(database, good=40)
    count(database, good=9, kind="stop")
    found = {line["code"]: line for line in rows(resident) if line["by"] == "kind"}
    assert {code for code, line in found.items() if line["note"] == "too_few"} == {*found}
    assert not any(line["answers"] or line["set_aside"] for line in found.values())


def test_a_month_with_few_answers_is_a_line_without_numbers(resident: Visitor, database: Session) -> None:
    count(database, good=9)
    [line] = rows(resident)
    assert (line["month"], line["note"], line["answers"]) == ("2026-10", "too_few", "")


def test_data_say_the_same_as_the_table(resident: Visitor, database: Session) -> None:
    count(database, bad=5, fair=7, good=18)
    count(database, good=40, day=SEPTEMBER)
    data = json.loads(resident.client.get("/fr/results.json").data)
    assert [{name: "" if one[name] is None else str(one[name]) for name in COLUMNS} for one in data] == rows(resident)


def test_one_month_can_be_taken_alone(resident: Visitor, database: Session) -> None:
    count(database, good=40)
    count(database, good=50, day=SEPTEMBER)
    assert {line["month"] for line in rows(resident, "?month=2026-09")} == {"2026-09"}


def test_the_month_that_is_not_over_is_in_no_file(resident: Visitor, database: Session) -> None:
    count(database, good=40, day=SEPTEMBER.replace(month=11))
    assert rows(resident) == rows(resident, "?month=2026-11")
    assert json.loads(resident.client.get("/fr/results.json").data)[0]["answers"] is None


@pytest.mark.parametrize("locale", LOCALES)
def test_a_month_can_be_printed(resident: Visitor, database: Session, library: Place, locale: str) -> None:
    count(database, bad=5, fair=7, good=18, place=library.id)
    answer = resident.client.get(f"/{locale}/results.pdf?month=2026-10")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert {"Médiathèque", "18"} <= {*words(answer.data)}


def on_paper(resident: Visitor) -> str:
    return " ".join(words(resident.client.get("/fr/results.pdf").data)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_paper_hides_what_the_page_hides(resident: Visitor, database: Session, library: Place) -> None:
    count(database, good=40)
    count(database, bad=7, kind="stop", language="ar", hour=19, place=library.id)
    count(database, fair=33, kind="place", language="tr", hour=13)
    said = on_paper(resident)
    for few in ("7 réponses", "33 réponses", "73 réponses", "Médiathèque"):
        assert few not in said
    assert said.count("Trop peu de réponses pour") > 4 and "80 réponses" in said


@pytest.mark.parametrize(("n", "is_hint"), [(29, True), (30, False)])
def test_the_paper_says_that_few_answers_are_a_hint(
    resident: Visitor, database: Session, n: int, is_hint: bool
) -> None:
    count(database, good=n)
    assert ("Peu de réponses : c’est indicatif." in on_paper(resident)) == is_hint


def test_places_with_fewer_than_thirty_answers_have_no_score_in_any_list(
    resident: Visitor, database: Session, library: Place
) -> None:
    count(database, good=12, place=library.id)
    count(database, good=30)
    few, many = sorted((line for line in rows(resident) if line["by"] == "place"), key=lambda line: line["answers"])
    assert (few["answers"], few["good"], few["very_good_percent"], few["score"]) == ("12", "12", "", "")
    assert (few["note"], many["note"], many["score"]) == ("not_compared", "", "10.0")
    said = on_paper(resident).partition("Par lieu")[2].partition("Par langue")[0]
    assert "– – 12 réponses" in said and "Trop peu de réponses pour comparer." in said


def test_a_merged_place_has_no_line_of_its_own(
    resident: Visitor, database: Session, library: Place, duplicate: Place
) -> None:
    count(database, good=4, place=duplicate.id)
    count(database, good=7, place=library.id)
    [line] = [line for line in rows(resident) if line["by"] == "place"]
    assert (line["code"], line["answers"]) == (str(library.id), "11")


def test_there_is_no_paper_of_a_month_with_few_answers(resident: Visitor, database: Session) -> None:
    count(database, good=9)
    assert resident.client.get("/fr/results.pdf").status_code == 404
