"""Files of the standard before its version 1, through the table that ships with the program."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.directory.exchange.reading import detected_format, rows
from kiosk.directory.exchange.rows import Row

DATA = Path(__file__).parents[1] / "data"
BUS = DATA / "bus-france-services-charente.brut.json"
CHARENTE = DATA / "lieux-charente-2023-07.v0.json"
MULTISOURCES = DATA / "lieux-multisources-2023-02.v0.json"


@pytest.fixture
def old(tmp_path: Path) -> Callable[..., Row]:
    """The row of one line in the older standard."""

    def row(**cells: str) -> Row:
        path = tmp_path / "places.json"
        usual = {"id": "1", "nom": "M", "commune": "S", "adresse": "1 rue", "code_postal": "67000"}
        path.write_text(json.dumps([usual | cells]), encoding="utf-8")
        (found,) = rows(path, "v0")
        return found

    return row


def warned(row: Row) -> list[tuple[str, str, str]]:
    return [(warning.code, warning.field, warning.details.get("text", "")) for warning in row.warnings]


def test_older_services_become_todays_and_the_change_is_said(old: Callable[..., Row]) -> None:
    row = old(services="Prendre en main un ordinateur;Créer avec le numérique;Utiliser le numérique au quotidien")
    assert row.values["services"] == ("everyday", "creation")
    assert ("mapped", "services") in [(change.code, change.field) for change in row.changes]


def test_the_long_wording_behind_a_colon_does_not_count(old: Callable[..., Row]) -> None:
    row = old(conditions_access="Gratuit : Je peux accéder gratuitement au lieu; Payant : L'accès est payant")
    assert row.values["fees"] == ("free", "paying")


def test_the_public_is_told_apart_from_the_special_care(old: Callable[..., Row]) -> None:
    row = old(publics_accueillis="Seniors (+ 65 ans);Surdité;Personnes en situation d'illettrisme")
    assert row.values["audiences"] == ("seniors",)
    assert row.values["special_care"] == ("deafness", "illiteracy")


def test_a_doubtful_translation_is_to_be_confirmed(old: Callable[..., Row]) -> None:
    row = old(conditions_acces="Adhésion : L'accès nécessite d'y adhérer", publics_accueillis="Adultes")
    assert row.values["fees"] == ("paying",)
    assert warned(row) == [
        ("to_confirm", "frais_a_charge", "Adhésion : L'accès nécessite d'y adhérer"),
        ("unknown_value", "publics_specifiquement_adresses", "Adultes"),
    ]


def test_a_value_that_neither_standard_knows_is_dropped_and_said(old: Callable[..., Row]) -> None:
    row = old(labels_nationaux="CNFS;APTIC", services="Réparer des vélos")
    assert (row.values["programmes"], row.values["services"]) == (("digital_advisers",), ())
    assert set(warned(row)) == {
        ("unknown_value", "dispositif_programmes_nationaux", "APTIC"),
        ("unknown_value", "services", "Réparer des vélos"),
    }


def test_values_of_todays_standard_pass_through_the_older_one(old: Callable[..., Row]) -> None:
    row = old(services="Aide aux démarches administratives", labels_nationaux="Étapes numériques(La Poste)")
    assert (row.values["services"], row.values["labels"]) == (("procedures",), ("la_poste",))


def test_the_older_and_the_converted_file_of_the_charente_say_the_same() -> None:
    today = {row.values["external_id"]: row.values for row in rows(DATA / "lieux-charente-2023-07.v1.csv")}
    for row in rows(CHARENTE):
        assert comparable(row.values) == comparable(today[row.values["external_id"]])


def comparable(values: dict[str, Any]) -> dict[str, object]:
    """Without the code that the conversion has looked up, and without an order of several values."""
    return {
        name: frozenset(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name != "insee_code"
    }


def test_no_row_of_seven_mixed_sources_is_refused_or_loses_a_service() -> None:
    found = list(rows(MULTISOURCES))
    assert len(found) == 3811
    assert all(row.refusal is None and row.values["services"] for row in found)


def test_the_bus_keeps_its_odd_and_even_weeks() -> None:
    found = list(rows(BUS))
    assert detected_format(BUS) == "v0"
    assert [row.warnings[0].code for row in found] == ["alternate_weeks"] * 12
    assert found[0].values["opening_hours"] == 'Mo 09:30-12:30,13:30-15:30 "Semaine impaire"; PH off'
    assert sum('"Semaine paire"' in row.values["opening_hours"] for row in found) == 6


def test_the_bus_loses_nothing_else() -> None:
    first, *_ = rows(BUS)
    assert (first.values["pivot"], first.values["postal_code"]) == ("40109226700020", "16140")
    assert first.values["services"] == ("procedures", "employment", "access")
    assert not [warning for row in rows(BUS) for warning in row.warnings if warning.code == "unknown_column"]
