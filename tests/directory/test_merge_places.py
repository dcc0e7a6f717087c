"""Staff find that two places are one, and make them one; or that they are two."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.duplicates.models import PlaceDistinction
from kiosk.directory.models import Place, PlaceMerge
from tests.client import Page
from tests.conftest import TUESDAY_MORNING
from tests.directory.exchange import codes, exported, imported, lines_of, official_file
from tests.directory.keeping import changes, place, questions, send, stored, take_back
from tests.office import Colleague, colleague

LIST = "/staff/places/duplicates"
ONE = {"id": "1", "source": "ville", "nom": "Maison du fil", "telephone": "+33388000000"}
OTHER = {"id": "2", "source": "pays", "nom": "La maison du fil", "telephone": "+33388111111", "date_maj": "2026-01-01"}


@pytest.fixture
def person(app: Flask, tmp_path: Path) -> Colleague:
    stored(app, tmp_path, ONE, OTHER)
    return colleague(app, "staff")


def side_by_side(database: Session) -> str:
    return f"{LIST}/{place(database, source='ville').id}/{place(database, source='pays').id}"


def merge(person: Colleague, database: Session, **fields: Any) -> Page:
    return send(person, side_by_side(database), f"{side_by_side(database)}/merges", 200, **fields)


def test_two_that_look_alike_stand_in_the_list(person: Colleague) -> None:
    words = person.get(LIST).text()
    assert "La maison du fil" in words
    assert f"{LIST}/" in " ".join(person.get(LIST).links())


def test_one_stays_with_what_was_chosen_of_each(person: Colleague, database: Session) -> None:
    before = changes(database)
    merge(person, database, kept="one", **{"take-name": "other", "take-phone": "one"})
    kept = place(database, source="ville")
    assert (kept.name, kept.phone, changes(database) - before) == ("La maison du fil", "+33388000000", 1)
    assert database.scalars(select(PlaceMerge.kept_id)).all() == [kept.id]


@pytest.mark.parametrize(("kept", "source"), [("one", "ville"), ("other", "pays")])
def test_what_nobody_has_chosen_stays_with_the_one_that_stays(
    person: Colleague, database: Session, kept: str, source: str
) -> None:
    before = place(database, source=source).name
    person.submit(side_by_side(database), f"{side_by_side(database)}/merges", kept=kept)
    assert place(database, source=source).name == before


def test_the_list_asks_no_more_for_many_pairs_than_for_one(
    app: Flask, person: Colleague, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, *[{**ONE, "id": str(number)} for number in range(10, 13)])
    person.get(LIST)
    before = questions(database, lambda: person.get(LIST))
    ids = database.scalars(select(Place.id).order_by(Place.id)).all()
    pairs = [PlaceDistinction(first_id=one, second_id=other) for one, other in combinations(ids, 2)]
    for pair in pairs:
        pair.made_at, pair.made_by = TUESDAY_MORNING, "Camille"
    database.add_all(pairs)
    database.commit()
    assert questions(database, lambda: person.get(LIST)) == before


def test_residents_see_one_place_and_old_papers_lead_to_it(person: Colleague, database: Session) -> None:
    gone = place(database, source="pays").id
    merge(person, database, kept="one")
    kept = place(database, source="ville").id
    found = [link for link in person.get("/fr/places?q=maison+du+fil").links() if "/fr/places/" in link]
    assert len({link.partition("?")[0] for link in found} & {f"/fr/places/{kept}", f"/fr/places/{gone}"}) == 1
    answer = person.client.get(f"/fr/places/{gone}?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/fr/places/{kept}?page=2")
    assert person.client.get(f"/staff/places/{gone}").headers["Location"] == f"/staff/places/{kept}"


@pytest.mark.parametrize("source", ["ville", "pays"])
def test_what_is_new_at_either_source_reaches_the_one_place(
    app: Flask, person: Colleague, database: Session, tmp_path: Path, source: str
) -> None:
    merge(person, database, kept="one", **{"take-name": "one", "take-phone": "one"})
    line = {**(ONE if source == "ville" else OTHER), "date_maj": "2026-11-01", "adresse": "2 quai Neuf"}
    imported(app, official_file(tmp_path / "next.csv", line))
    assert place(database, source="ville").address == "2 quai Neuf"
    assert place(database, source="ville").name == "Maison du fil"


def test_the_choice_of_staff_outlives_both_files(
    app: Flask, person: Colleague, database: Session, tmp_path: Path
) -> None:
    merge(person, database, kept="one", **{"take-phone": "other", "take-name": "one"})
    report = imported(app, official_file(tmp_path / "same.csv", ONE, OTHER))
    assert (report["updated"], report["created"], report["warnings"]) == (0, 0, 0)
    newer = {**ONE, "telephone": "+33388222222", "date_maj": "2026-11-01"}
    assert "staff_edit" in codes(imported(app, official_file(tmp_path / "newer.csv", newer)))
    assert place(database, source="ville").phone == "+33388111111"


def test_a_file_never_wins_over_a_place_of_our_own(
    app: Flask, person: Colleague, database: Session, tmp_path: Path
) -> None:
    facts = {"name": "Maison du fil", "commune": "Strasbourg", "address": "1 quai Neuf"}
    send(person, "/staff/places/new", "/staff/places", 200, **facts)
    own, gone = place(database, source="staff").id, place(database, source="ville").id
    send(person, f"{LIST}/{own}/{gone}", f"{LIST}/{own}/{gone}/merges", 200, kept="one", **{"take-address": "one"})
    newer = {**ONE, "adresse": "9 rue Neuve", "date_maj": "2026-11-01"}
    assert "staff_edit" in codes(imported(app, official_file(tmp_path / "newer.csv", newer)))
    assert place(database, source="staff").address == "1 quai Neuf"


def test_merging_is_taken_back(person: Colleague, database: Session) -> None:
    page = merge(person, database, kept="other", **{"take-name": "one"})
    take_back(person, page)
    assert place(database, source="pays").name == "La maison du fil"
    assert database.scalars(select(PlaceMerge)).all() == []


def test_what_was_merged_before_goes_along(app: Flask, person: Colleague, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {**ONE, "id": "3", "source": "etat"})
    merge(person, database, kept="one")
    first, third = place(database, source="ville").id, place(database, source="etat").id
    send(person, f"{LIST}/{first}/{third}", f"{LIST}/{first}/{third}/merges", 200, kept="other")
    database.rollback()
    assert {one.kept_id for one in database.scalars(select(PlaceMerge))} == {third}
    assert len(database.scalars(select(PlaceMerge)).all()) == 2


def test_the_official_file_names_the_one_place_once(
    app: Flask, person: Colleague, database: Session, tmp_path: Path
) -> None:
    merge(person, database, kept="one", **{"take-name": "one"})
    exported(app, tmp_path / "out.csv")
    assert [line["nom"] for line in lines_of(tmp_path / "out.csv")] == ["Maison du fil"]


def test_those_told_apart_are_not_asked_about_again_until_somebody_wants_it(
    person: Colleague, database: Session
) -> None:
    address = side_by_side(database)
    page = person.submit(LIST, f"{address}/distinctions")
    assert not [link for link in page.links() if link.startswith(f"{LIST}/")]
    database.rollback()
    assert len(database.scalars(select(PlaceDistinction)).all()) == 1
    page = person.submit(LIST, f"{address}/distinction-removals")
    assert [link for link in page.links() if link.startswith(f"{LIST}/")]


def test_a_place_is_not_merged_with_itself_or_twice(person: Colleague, database: Session) -> None:
    address, id = side_by_side(database), place(database, source="ville").id
    person.get(f"{LIST}/{id}/{id}", 404)
    merge(person, database, kept="one")
    person.get(address, 404)


def test_what_was_merged_away_is_not_edited_any_more(person: Colleague, database: Session) -> None:
    gone = place(database, source="pays").id
    token = person.get(LIST).all("input", name="csrf_token")[0].get("value")
    merge(person, database, kept="one")
    assert person.client.post(f"/staff/places/{gone}/checks", data={"csrf_token": token}).status_code == 404
