"""Staff import a file of places."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import DirectoryChange, Organization, Place, Source
from tests.directory.exchange import (
    BAS_RHIN,
    CHARENTE,
    FRANCE,
    MULTIPLE_SOURCES,
    codes,
    counts,
    imported,
    number_of_places,
    official_file,
    run_import,
)


def test_new_places_are_created(app: Flask, database: Session, tmp_path: Path) -> None:
    report = imported(app, official_file(tmp_path / "places.csv", {"id": "1"}, {"id": "2"}))
    assert counts(report) == (2, 0, 0, 0)
    assert [place.external_id for place in database.scalars(select(Place))] == ["1", "2"]


def test_a_place_keeps_the_values_of_the_standard_as_codes(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"services": "Parentalité et éducation avec le numérique"}))
    place = database.scalars(select(Place)).one()
    assert (place.services, place.updated_on, place.insee_code) == (("parenting",), date(2024, 4, 2), "67482")


def test_the_second_import_of_a_file_changes_nothing(app: Flask, database: Session, tmp_path: Path) -> None:
    path = official_file(tmp_path / "places.csv", {"id": "1"}, {"id": "2"})
    imported(app, path)
    assert counts(imported(app, path)) == (0, 0, 2, 0)
    assert len(database.scalars(select(DirectoryChange)).all()) == 1


def test_the_real_files_are_imported_once_and_then_updated_by_newer_ones(app: Flask, database: Session) -> None:
    for path, places in ((BAS_RHIN, 62), (CHARENTE, 188), (FRANCE, 4930)):
        assert imported(app, path)["refused"] == 0
        assert counts(imported(app, path)) == (0, 0, places, 0)
    update = imported(app, MULTIPLE_SOURCES)
    # 2,545 of the France file, and one that only the Bas-Rhin file has.
    assert (update["created"], update["updated"] + update["unchanged"]) == (1265, 2546)


def test_a_newer_line_updates_the_place(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "old.csv", {"nom": "Avant"}))
    report = imported(app, official_file(tmp_path / "new.csv", {"nom": "Après", "date_maj": "2024-05-01"}))
    assert counts(report) == (0, 1, 0, 0)
    assert database.scalars(select(Place.name)).all() == ["Après"]


def test_an_older_line_does_not_touch_the_place(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "new.csv", {"nom": "Récent"}))
    report = imported(app, official_file(tmp_path / "old.csv", {"nom": "Ancien", "date_maj": "2020-01-01"}))
    assert counts(report) == (0, 0, 1, 0)
    assert codes(report) == ["older"]
    assert database.scalars(select(Place.name)).all() == ["Récent"]


def test_a_line_without_a_date_updates_values_but_not_the_date(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "dated.csv", {"nom": "Avant"}))
    undated = official_file(tmp_path / "undated.csv", {"nom": "Après", "date_maj": ""})
    assert counts(imported(app, undated)) == (0, 1, 0, 0)
    assert counts(imported(app, undated)) == (0, 0, 1, 0)
    assert database.execute(select(Place.name, Place.updated_on)).one() == ("Après", date(2024, 4, 2))


def test_of_two_lines_for_one_place_the_newest_is_kept(app: Flask, database: Session, tmp_path: Path) -> None:
    newest, older = {"nom": "Récent", "date_maj": "2024-05-01"}, {"nom": "Ancien"}
    report = imported(app, official_file(tmp_path / "places.csv", newest, older))
    assert counts(report) == (1, 0, 1, 0)
    assert (codes(report, 0), codes(report, 1)) == ([], ["duplicate"])
    assert database.scalars(select(Place.name)).all() == ["Récent"]


def test_of_two_lines_of_one_day_the_most_complete_is_kept(app: Flask, database: Session, tmp_path: Path) -> None:
    complete, short = {"nom": "Complet", "telephone": "+33388000000"}, {"nom": "Court"}
    imported(app, official_file(tmp_path / "places.csv", complete, short))
    assert database.scalars(select(Place.name)).all() == ["Complet"]


def test_of_two_equal_lines_the_last_is_kept(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"nom": "Premier"}, {"nom": "Dernier"}))
    assert database.scalars(select(Place.name)).all() == ["Dernier"]


def test_two_sources_may_number_their_places_alike(app: Flask, database: Session, tmp_path: Path) -> None:
    one, other = {"source": "Hinaura", "nom": "Mairie"}, {"source": "siao", "nom": "Foyer"}
    report = imported(app, official_file(tmp_path / "places.csv", one, other))
    assert counts(report) == (2, 0, 0, 0)
    assert (codes(report, 0), codes(report, 1)) == ([], ["shared_id"])


def test_all_places_of_the_mixed_file_stay_apart_and_its_240_shared_ids_are_told(app: Flask, database: Session) -> None:
    report = imported(app, MULTIPLE_SOURCES)
    shared = [line for line in report["lines"] if "shared_id" in [warning["code"] for warning in line["warnings"]]]
    assert len(shared) == 240
    assert number_of_places(database) == report["created"] == report["rows"] - report["refused"]


def test_a_trial_run_reports_the_same_and_writes_nothing(app: Flask, database: Session, tmp_path: Path) -> None:
    path = official_file(tmp_path / "places.csv", {"id": "1"}, {"id": "2", "nom": ""})
    trial = imported(app, path, "--dry-run")
    assert number_of_places(database) == 0
    database.rollback()
    assert imported(app, path) == trial


def test_lines_without_a_source_get_the_one_of_the_command(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"source": ""}), "--source", "Ville")
    assert database.scalars(select(Place.source)).all() == database.scalars(select(Source.name)).all() == ["Ville"]


def test_lines_without_a_source_get_the_name_of_the_file(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "mairie.csv", {"source": ""}))
    assert database.scalars(select(Source.name)).all() == ["mairie"]


def test_places_of_one_pivot_belong_to_one_organization(app: Flask, database: Session, tmp_path: Path) -> None:
    named = {"id": "2", "structure_parente": "Ville de Strasbourg"}
    imported(app, official_file(tmp_path / "places.csv", {"id": "1"}, named))
    organization = database.scalars(select(Organization)).one()
    assert (organization.name, len(organization.places)) == ("Ville de Strasbourg", 2)


def test_a_pivot_of_zeros_names_no_organization(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"pivot": "00000000000000"}))
    assert database.scalars(select(Place.organization_id)).all() == [None]


def test_servers_are_told_that_the_directory_has_changed(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    assert database.scalars(select(DirectoryChange.reason)).all() == ["import-places places.csv"]


def test_the_search_text_is_folded(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {"nom": "Médiathèque ÉTOILÉE"}))
    assert "mediatheque etoilee" in database.scalars(select(Place.search_text)).one()


def test_what_an_import_does_not_bring_is_kept(app: Flask, database: Session, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "places.csv", {}))
    database.scalars(select(Place)).one().is_step_free = True
    database.commit()
    imported(app, official_file(tmp_path / "places.csv", {"nom": "Après"}))
    assert database.execute(select(Place.name, Place.is_step_free)).one() == ("Après", True)


def test_the_summary_is_in_plain_french(app: Flask, tmp_path: Path) -> None:
    output = run_import(app, official_file(tmp_path / "places.csv", {"id": "1"}, {"id": "2", "nom": ""})).output
    assert "places.csv\xa0: 2 lignes lues." in output
    assert "Lieux ajoutés\xa0: 1" in output


@pytest.mark.parametrize(("length", "outcome"), [(200, "created"), (201, "refused")])
def test_a_name_that_no_screen_can_show_is_refused(app: Flask, tmp_path: Path, length: int, outcome: str) -> None:
    report = imported(app, official_file(tmp_path / "places.csv", {"nom": "M" * length}))
    line = report["lines"][0]
    assert line["outcome"] == outcome
    assert line["refusal"] is None or (line["refusal"]["code"], line["refusal"]["field"]) == ("too_long", "nom")
