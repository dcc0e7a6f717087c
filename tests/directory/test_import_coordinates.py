"""Positions held against the map."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.exchange.coordinates import position, territory
from kiosk.directory.exchange.mapping import read_mapping
from kiosk.directory.exchange.normalization import complete
from kiosk.directory.exchange.outlines import Point
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.rows import Row
from kiosk.directory.exchange.streets import named_after

DATA = Path(__file__).parents[1] / "data"
SHIPPED = Path(__file__).parents[2] / "kiosk" / "directory" / "data"
BAS_RHIN = SHIPPED / "places-bas-rhin.csv"
LIBRARIES = (SHIPPED / "libraries-osm.csv", SHIPPED / "libraries-osm.mapping.json")
USUAL = {"id": "1", "nom": "Maison", "commune": "Strasbourg", "adresse": "1 rue X", "code_postal": "67000"}
# Whether a row is marked for a person to check its position, by these codes.
DOUBTS = ("far_from_stop", "other_commune", "other_region")


def row(latitude: str, longitude: str, **cells: str) -> Row:
    return complete(Row(1, USUAL | {"latitude": latitude, "longitude": longitude} | cells))


def where(row: Row) -> tuple[object, object]:
    return row.values["latitude"], row.values["longitude"]


def codes(row: Row) -> list[str]:
    return [warning.code for warning in row.warnings]


@pytest.mark.parametrize(
    ("latitude", "longitude", "change"),
    [
        ("48.5818", "7.7510", None),
        ("48,5818", "7,7510", "decimal_comma"),
        ("7.7510", "48.5818", "swapped"),
        ("7,7510", "48,5818", "swapped"),
    ],
)
def test_a_position_is_put_right_and_said(latitude: str, longitude: str, change: str | None) -> None:
    found = row(latitude, longitude)
    assert where(found) == (48.5818, 7.751)
    assert [one.code for one in found.changes] == ([change] * 2 if change else [])
    assert not found.warnings


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("0", "0", "null_position"),
        ("0.0", "0,0", "null_position"),
        ("40.7", "-74.0", "abroad"),
        ("91", "7.7", "abroad"),
        ("48.58", "", "incomplete_position"),
        ("", "7.75", "incomplete_position"),
        ("nord", "7.75", "not_a_number"),
        ("nan", "7.75", "not_a_number"),
        ("inf", "-inf", "not_a_number"),
    ],
)
def test_a_position_that_cannot_be_meant_is_dropped_and_said(latitude: str, longitude: str, code: str) -> None:
    found = row(latitude, longitude)
    assert (where(found), codes(found)) == ((None, None), [code])


@pytest.mark.parametrize(
    ("latitude", "longitude", "postal_code"),
    [("-21.038163", "55.299961", "97400"), ("14.61", "-61.07", "97200"), ("42.70", "9.45", "20200")],
)
def test_france_has_parts_far_from_europe(latitude: str, longitude: str, postal_code: str) -> None:
    found = row(latitude, longitude, commune="X", code_postal=postal_code)
    assert where(found) == (float(latitude), float(longitude))
    assert not found.warnings


def test_a_position_in_another_part_of_france_than_its_postal_code_is_to_be_checked() -> None:
    found = row("14.61", "-61.07", code_postal="67000")
    assert codes(found) == ["other_region"]
    assert found.extension["is_position_doubtful"] is True


def test_a_position_in_another_commune_is_to_be_checked_with_its_distance() -> None:
    found = row("48.4887", "7.7137", commune="Schiltigheim", code_postal="67300")
    (warning,) = found.warnings
    assert (warning.code, warning.details["commune"], warning.details["actual"]) == (
        "other_commune", "Schiltigheim", "Eschau",
    )  # fmt: skip
    assert 12 < warning.details["km"] < 13
    assert found.extension["is_position_doubtful"] is True


def test_a_position_in_the_eurometropole_is_doubted_for_a_place_of_elsewhere() -> None:
    assert codes(row("48.5818", "7.7510", commune="Haguenau", code_postal="67500")) == ["other_commune"]


def test_a_district_is_no_other_commune() -> None:
    assert not codes(row("48.5668", "7.7605", commune="Strasbourg Neudorf", code_postal="67100"))
    assert not codes(row("48.5668", "7.7605", commune="STRASBOURG CEDEX", code_postal="67100"))


def test_just_beyond_a_simplified_border_is_no_doubt() -> None:
    town = territory().outlines["67447"]
    beyond = [Point(48.6 + step / 1000, 7.75) for step in range(40)]
    near = [point for point in beyond if 0 < town.distance_km(point) <= 0.3]
    assert near
    assert not any(codes(row(str(p.latitude), "7.75", commune="Schiltigheim", code_postal="67300")) for p in near)


def test_a_position_far_from_the_stop_that_bears_the_name_of_the_street_is_to_be_checked() -> None:
    (found,) = (row for row in rows(BAS_RHIN) if "Schoelcher" in row.values["name"])
    (warning,) = found.warnings
    assert (warning.code, warning.details["stop"], warning.details["km"]) == ("far_from_stop", "Rieth", 4.5)
    assert found.extension["is_position_doubtful"] is True


def test_all_other_places_of_strasbourg_are_where_they_say() -> None:
    doubted = [row.values["name"] for row in strasbourg() if set(codes(row)) & set(DOUBTS)]
    assert doubted == ["Association du Centre Social et Culturel Victor Schoelcher"]


def strasbourg() -> Iterator[Row]:
    yield from rows(BAS_RHIN)
    yield from rows(LIBRARIES[0], mapping=read_mapping(LIBRARIES[1]))


@pytest.mark.parametrize("file", ["lieux-france-2022-12.v1.csv", "lieux-multisources-2023-02.v0.json"])
def test_of_all_places_of_france_only_the_wrong_one_is_doubted(file: str) -> None:
    doubted = [row.values["name"] for row in rows(DATA / file) if set(codes(row)) & set(DOUBTS)]
    assert ["Victor Schoelcher" in name for name in doubted] == [True]


def test_a_place_beside_a_stop_in_the_street_of_its_name_is_not_doubted() -> None:
    stops = [stop for namesakes in territory().stops.values() for stop in namesakes if stop.commune == "67482"]
    doubted = [stop.name for stop in stops if codes(row(*map(str, stop.point), adresse=f"3 rue {stop.name}"))]
    assert len(stops) > 600
    assert not doubted


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("56 RUE DU RIETH", "rieth"),
        ("Rieth", "rieth"),
        ("12 bis, avenue de la Forêt-Noire, 67000 Strasbourg", "foret noire"),
        ("3-5 place d'Ostwald", "ostwald"),
        ("48 RTE DU POLYGONE", "polygone"),
        ("Marne (déviation marché)", "marne"),
        ("1 place de la Gare", ""),
        ("Mairie", ""),
        ("", ""),
        ("12", ""),
    ],
)
def test_a_street_and_a_stop_share_what_they_are_named_after(name: str, core: str) -> None:
    assert named_after(name) == core


def test_each_library_lies_in_the_commune_that_its_source_has_computed() -> None:
    with LIBRARIES[0].open(encoding="utf-8", newline="") as file:
        for library in csv.DictReader(file):
            point = Point(float(library["latitude"]), float(library["longitude"]))
            assert territory().commune_at(point) == library["code_insee"]


@settings(deadline=None)
@given(latitude=st.floats(41.3, 51.1), longitude=st.floats(-5.2, 9.6))
def test_a_position_in_france_comes_back_as_it_was_whichever_way_round(latitude: float, longitude: float) -> None:
    right, wrong = position(str(latitude), str(longitude)), position(str(longitude), str(latitude))
    assert right.point == wrong.point == (latitude, longitude)
    assert (right.change, wrong.change) == ("", "swapped")
