"""Files of the older standard and of a form of their own, through a table of what they mean."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.directory.exchange import mapping as mapping_module
from kiosk.directory.exchange.mapping import mapping_of, read_mapping
from kiosk.directory.exchange.reading import detected_format, rows
from kiosk.directory.exchange.rows import Row, UnusableFile

DATA = Path(__file__).parents[1] / "data"
SHIPPED = Path(__file__).parents[2] / "kiosk" / "directory" / "data"
BUS = DATA / "bus-france-services-charente.brut.json"
CHARENTE = DATA / "lieux-charente-2023-07.v0.json"
MULTISOURCES = DATA / "lieux-multisources-2023-02.v0.json"
BFC = (DATA / "mednum-bfc-2023.brut.csv", DATA / "mednum-bfc.mapping.json")
LIBRARIES = (SHIPPED / "libraries-osm.csv", SHIPPED / "libraries-osm.mapping.json")

Mapped = Callable[[dict[str, Any], dict[str, str]], Row]


@pytest.fixture
def mapped(tmp_path: Path) -> Mapped:
    """The row that a mapping makes of one line."""

    def row(mapping: dict[str, Any], cells: dict[str, str]) -> Row:
        path = tmp_path / "places.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([cells.keys(), cells.values()])
        (found,) = rows(path, mapping=mapping_of(mapping))
        return found

    return row


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


def test_libraries_without_address_and_identifier_are_places() -> None:
    path, mapping = LIBRARIES
    found = list(rows(path, mapping=read_mapping(mapping)))
    assert len({row.values["external_id"] for row in found}) == len(found) == 34
    assert {(row.values["source"], row.values["kinds"], row.refusal) for row in found} == {
        ("openstreetmap", ("BIB",), None)
    }
    assert {row.values["name"][0] for row in found} == {"B", "L", "M"}


def test_a_house_format_with_half_days_is_read_by_its_mapping_file() -> None:
    path, mapping = BFC
    found = {row.values["external_id"]: row for row in rows(path, mapping=mapping)}
    first, third = found["mednumBFC_TL_1_"], found["mednumBFC_TL_3_"]
    assert [row.refusal for row in found.values()] == [None] * 697
    assert first.values["opening_hours"] == "Mo-Fr 08:30-12:00,13:30-17:00"
    assert (third.values["kinds"], third.values["programmes"]) == (("MSAP", "RFS"), ("france_services",))
    assert third.values["support_modes"] == ("alone", "individual", "workshop")


@pytest.mark.parametrize(
    ("morning", "afternoon", "hours"),
    [
        ("9h-12h", "", "Mo 09:00-12:00"),
        ("9h12h", "14h18h", "Mo 09:00-12:00,14:00-18:00"),
        ("08h30 - 12:15", "-", "Mo 08:30-12:15"),
        ("-", "fermé", ""),
        ("x", "14h-18h", 'Mo 14:00-18:00; Mo "lundi matin : x"'),
        ("14h-12h", "", 'Mo "lundi matin : 14h-12h"'),
        ('9h "sur RDV"', "", "Mo \"lundi matin : 9h 'sur RDV'\""),
    ],
)
def test_half_days_become_hours(mapped: Mapped, morning: str, afternoon: str, hours: str) -> None:
    cells = {"nom": "M", "commune": "S", "adresse": "r", "lundi matin": morning, "lundi après-midi": afternoon}
    row = mapped({"hours": {"lundi matin": "Mo", "lundi après-midi": "Mo"}, "id": ["nom"]}, cells)
    assert row.values["opening_hours"] == hours
    assert ("unclear_hours" in [warning.code for warning in row.warnings]) is ('"' in hours)


def test_columns_are_joined_constants_added_and_values_sent_where_they_belong(mapped: Mapped) -> None:
    mapping = {
        "columns": {"Ville": "commune", "public": ["publics_specifiquement_adresses", "prise_en_charge_specifique"]},
        "constants": {"source": "essai", "nom": "Relais"},
        "values": {"genre": {"M": {"typologie": "MUNI"}, "?": None}},
        "joined": {"adresse": {"from": ["numero", "voie"], "with": ", "}},
        "id": ["nom", "Ville"],
    }
    row = mapped(
        mapping, {"ville": "OSTWALD", "public": "Seniors|Surdité", "genre": "M", "numero": "3", "voie": "r. X"}
    )
    assert row.values["external_id"] == "relais-ostwald"
    assert (row.values["commune"], row.values["address"], row.values["kinds"]) == ("Ostwald", "3, r. X", ("MUNI",))
    assert (row.values["audiences"], row.values["special_care"]) == (("seniors",), ("deafness",))
    assert row.values["source"] == "essai"


def test_languages_equipment_and_access_are_our_own_columns(mapped: Mapped) -> None:
    mapping = {
        "columns": {
            "langues": "languages",
            "ordinateurs": "equipment.computer",
            "imprimante": "equipment.printer",
            "scanner": "equipment.scanner",
            "plain-pied": "is_step_free",
        }
    }
    place = {"id": "1", "nom": "M", "commune": "S", "adresse": "r"}
    own = {"langues": "français, Arabe et turc", "ordinateurs": "12", "imprimante": "oui", "scanner": "non"}
    row = mapped(mapping, place | own | {"plain-pied": "Oui"})
    assert row.extension["languages"] == ("fr", "ar", "tr")
    assert row.extension["equipment"] == {"computer": 12, "printer": None}
    assert row.extension["is_step_free"] is True


def test_what_our_own_columns_cannot_mean_is_said(mapped: Mapped) -> None:
    mapping = {"columns": {"langues": "languages", "postes": "equipment.computer", "accès": "is_step_free"}}
    place = {"id": "1", "nom": "M", "commune": "S", "adresse": "r", "code_postal": "67000"}
    row = mapped(mapping, place | {"langues": "klingonais ancien", "postes": "plusieurs", "accès": "peut-être"})
    assert row.extension == {"languages": (), "is_position_doubtful": False}
    assert [warning.code for warning in row.warnings] == ["unknown_value"] * 3


def test_made_identifiers_are_unique(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    line = "Mairie,Eschau,48.49,7.71\n"
    path.write_text(f"nom,commune,latitude,longitude\n{line}{line}{line}", encoding="utf-8")
    found = rows(path, mapping=mapping_of({"id": ["nom", "commune"]}))
    assert [row.values["external_id"] for row in found] == [
        "mairie-eschau", "mairie-eschau-48-49-7-71", "mairie-eschau-48-49-7-71-2",
    ]  # fmt: skip


def test_a_column_that_only_the_mapping_knows_is_said(mapped: Mapped) -> None:
    row = mapped({"columns": {"fax": "telephone"}}, {"id": "1", "nom": "M", "commune": "S", "adresse": "r"})
    assert ("missing_column", "fax", "") in warned(row)


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        ([], ""),
        ({"colonnes": {}}, "colonnes"),
        ({"columns": {"ville": "town"}}, "ville"),
        ({"columns": {"ville": []}}, "ville"),
        ({"constants": {"source": 3}}, "source"),
        ({"values": {"genre": {"M": {"kind": "MUNI"}}}}, "genre"),
        ({"hours": {"lundi": "Lu"}}, "lundi"),
        ({"joined": {"adresse": "voie"}}, "adresse"),
        ({"id": "nom"}, "id"),
    ],
)
def test_a_mapping_that_cannot_be_meant_names_the_key(mapping: object, key: str) -> None:
    with pytest.raises(UnusableFile) as caught:
        mapping_of(mapping)
    assert (caught.value.code, caught.value.details["key"]) == ("bad_mapping", key)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 5000])
def test_a_mapping_file_that_is_no_json_is_unusable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mapping.json").write_bytes(content)
    with pytest.raises(UnusableFile, match="bad_mapping"):
        read_mapping(tmp_path / "mapping.json")


def test_the_example_of_the_documentation_can_be_used() -> None:
    documentation = mapping_module.__doc__ or ""
    example = re.sub(r"(?m)(?<=\S) {2,}[\w“].*$", "", documentation[documentation.index("    {\n") :])
    mapping = mapping_of(json.loads(example))
    assert mapping.hours == {"lundi matin": "Mo", "lundi après-midi": "Mo"}
    assert mapping.columns["ordinateurs"] == ("equipment.computer",)
