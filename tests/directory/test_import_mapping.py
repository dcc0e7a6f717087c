"""Files of a form of their own, through a table of what their columns mean."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.directory.exchange import mapping as mapping_module
from kiosk.directory.exchange.mapping import mapping_of, read_mapping
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.rows import Row, UnusableFile

DATA = Path(__file__).parents[1] / "data"
SHIPPED = Path(__file__).parents[2] / "kiosk" / "directory" / "data"
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


def warned(row: Row) -> list[tuple[str, str, str]]:
    return [(warning.code, warning.field, warning.details.get("text", "")) for warning in row.warnings]


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
    own = {"langues": "languages", "ordinateurs": "equipment.computer", "imprimante": "equipment.printer"}
    mapping = {"columns": own | {"scanner": "equipment.scanner", "plain-pied": "is_step_free"}}
    place = {"id": "1", "nom": "M", "commune": "S", "adresse": "r"}
    cells = {"langues": "français, Arabe et turc", "ordinateurs": "12", "imprimante": "oui", "scanner": "non"}
    row = mapped(mapping, place | cells | {"plain-pied": "Oui"})
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
