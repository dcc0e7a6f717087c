"""After an import, staff see which lines were taken over and which were left, and why."""

from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.intake.models import IntakeLine
from tests.client import Page
from tests.directory.exchange import official_file
from tests.directory.keeping import edit, place, stored, take_back
from tests.directory.test_look_through_import import IMPORTS, here, take, upload
from tests.office import Colleague, colleague

OLD = {"id": "9", "nom": "Avant", "horaires": "Mo-Fr 09:00-12:00", "frais_a_charge": "Gratuit"}
NEW = {**OLD, "nom": "Après", "horaires": "Mo-Fr 14:00-18:00", "frais_a_charge": "Payant", "date_maj": "2025-01-01"}
LINES = ({"id": "1", "nom": "Nouveau"}, {"id": "2", "nom": ""}, {"id": "3", "nom": "Douteux", "telephone": "12"}, NEW)


def read(app: Flask, folder: Path) -> tuple[Colleague, Page]:
    """Somebody, before the file that waits to be looked through; one of its places is known already."""
    stored(app, folder, OLD)
    person = colleague(app, "staff")
    return person, upload(person, official_file(folder / "lieux.csv", *LINES))


def rows(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("tbody")[0].iter("tr")]


def test_what_would_change_is_said_in_words(app: Flask, database: Session, tmp_path: Path) -> None:
    person, _ = read(app, tmp_path)
    words = person.get(f"{here(database)}?group=changed").text()
    assert "Horaires d’ouverture" in words and "de 14 h à 18 h" in words and "Source mise à jour" in words
    assert "01/01/2025" in words
    assert not [raw for raw in ("horaires Mo", "frais_a_charge", "date_maj", "Mo-Fr") if raw in words]


def test_the_result_lists_what_was_taken_over_with_the_way_to_each_place(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    person, _ = read(app, tmp_path)
    page = take(person, f"{here(database)}?group=to_check", chosen=[])
    assert "2 lignes importées" in page.text()
    assert [row.split()[0] for row in rows(page)] == ["Nouveau", "Après"]
    assert f"/staff/places/{place(database, name='Nouveau').id}" in page.links()


def test_the_result_says_why_a_line_was_left(app: Flask, database: Session, tmp_path: Path) -> None:
    person, _ = read(app, tmp_path)
    take(person, f"{here(database)}?group=to_check", chosen=[])
    refused, unticked = rows(person.get(f"{here(database)}?group=left"))
    assert refused.startswith("Une ligne sans nom") and "manque" in refused
    assert unticked.startswith("Douteux") and "pas cochée" in unticked and "téléphone" in unticked


def test_a_line_that_has_come_to_nothing_meanwhile_was_left(app: Flask, database: Session, tmp_path: Path) -> None:
    person, _ = read(app, tmp_path)
    stored(app, tmp_path, NEW)
    take(person, here(database))
    (line,) = [row for row in rows(person.get(f"{here(database)}?group=left")) if row.startswith("Après")]
    assert "Rien de nouveau" in line
    assert not database.scalars(select(IntakeLine.is_chosen).where(IntakeLine.name == "Après")).one()


def test_the_result_is_found_in_the_list_of_files_and_taken_back_there(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    person, _ = read(app, tmp_path)
    take(person, here(database))
    listed = person.get(IMPORTS)
    assert "importées : 2, laissées : 2" in listed.text().replace("\xa0", " ")
    assert here(database) in listed.links()
    assert "Rien n’a encore changé" in take_back(person, person.get(here(database))).text()
    assert "annulé" in person.get(IMPORTS).text()


def test_what_staff_wrote_and_kept_is_a_reason(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, OLD)
    person = colleague(app, "staff")
    edit(person, place(database).id, name="Le nôtre")
    upload(person, official_file(tmp_path / "lieux.csv", {**OLD, "nom": "Le leur"}, {"id": "1", "nom": "Nouveau"}))
    numbers = [str(number) for number in database.scalars(select(IntakeLine.number))]
    take(person, f"{here(database)}?group=to_check", chosen=numbers)
    (left,) = rows(person.get(f"{here(database)}?group=left"))
    assert "« Le nôtre »" in left.replace("\xa0", " ") and "« Le leur »" in left.replace("\xa0", " ")
