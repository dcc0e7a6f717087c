"""Cells as the values of a place: what is put right, what is dropped, and that both are said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.directory.exchange.cells import safe_cell, with_formula
from kiosk.directory.exchange.normalization import complete
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.rows import Row
from kiosk.directory.exchange.texts import plain
from kiosk.directory.hours.opening import Schedule
from kiosk.directory.standard import COLUMNS
from tests.directory.normalized import TODAY, USUAL, changes, row, warnings

DATA = Path(__file__).parents[1] / "data"
NAMES = [column.name for column in COLUMNS]


def test_a_usual_row_has_all_values_and_nothing_to_say() -> None:
    found = row()
    assert set(found.values) == {column.attribute for column in COLUMNS}
    assert (found.changes, found.warnings, found.refusal) == ([], [], None)
    assert (found.values["services"], found.values["phone"], found.values["latitude"]) == ((), "", None)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("4  place ", "4 place", "spaces"),
        ("a\tb\nc", "a b c", "spaces"),
        ("Clic' &amp; Ressources", "Clic' & Ressources", "markup"),
        ("<b>Salle</b><br/>B", "Salle B", "markup"),
        ("<script>alert(1)</script>Salle", "Salle", "markup"),
        ("&lt;img src=x onerror=alert(1)&gt;Salle", "Salle", "markup"),
        ("\\- **Salle** B", "- Salle B", "markup"),
        ("3 < 4 et 5 > 4", "3 < 4 et 5 > 4", ""),
        ("Sal\u00adle\u202e B\x07", "Salle B", "characters"),
        ("e\u0301cole", "école", "characters"),
        ("«\xa0Le Relais\xa0»", "«\xa0Le Relais\xa0»", ""),
    ],
)
def test_a_text_is_made_plain(before: str, after: str, code: str) -> None:
    found = row(complement_adresse=before)
    assert found.values["address_complement"] == after
    assert changes(found) == ([(code, after)] if code else [])


def test_a_description_keeps_its_paragraphs() -> None:
    found = row(presentation_detail="<p>Un</p>\r\n<ul><li>deux</li><li>trois</li></ul>\n\n\n\nquatre")
    assert found.values["description"] == "Un\n\ndeux\ntrois\n\nquatre"


@pytest.mark.parametrize("text", ["=1+1", "+33 rue", "@nom", "-2+3"])
def test_a_formula_stays_as_text_and_is_warned_of(text: str) -> None:
    found = row(adresse=text)
    assert (found.values["address"], warnings(found)) == (text, [("formula", text)])


@pytest.mark.parametrize("name", ["1", "265 901 785 00", "https://www.croix-rouge.fr/x", "www.exemple.fr", "---"])
def test_an_odd_name_is_kept_and_to_be_checked(name: str) -> None:
    found = row(nom=name)
    assert (found.values["name"], found.refusal) == (name, None)
    assert ("odd_name", name) in warnings(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bibliothèque municipale", "Bibliothèque municipale"),
        ("harmonie", "Harmonie"),
        ("e-Collectivités", "e-Collectivités"),
        ("iMac-café", "iMac-café"),
        ("LA POSTE", "LA POSTE"),
    ],
)
def test_a_name_begins_with_a_capital(before: str, after: str) -> None:
    assert row(nom=before).values["name"] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("STRASBOURG", "Strasbourg"),
        ("NIEDERBRONN-LES-BAINS", "Niederbronn-les-Bains"),
        ("illkirch graffenstaden", "Illkirch-Graffenstaden"),
        ("HOENHEIM", "Hœnheim"),
        ("LA ROCHEFOUCAULD-EN-ANGOUMOIS", "La Rochefoucauld-en-Angoumois"),
        ("VILLENEUVE D'ASCQ", "Villeneuve d'Ascq"),
        ("L'ILE ROUSSE", "L'Ile Rousse"),
        ("SÉLESTAT", "Sélestat"),
        ("LE MANS", "Le Mans"),
        ("MARSEILLE 1ER", "Marseille 1er"),
        ("Val de Moder", "Val de Moder"),
    ],
)
def test_a_commune_has_its_usual_capitals(before: str, after: str) -> None:
    found = row(commune=before, code_postal="")
    assert found.values["commune"] == after
    assert changes(found) == ([("capitals", after)] if before != after else [])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("1670", "01670", "leading_zero"),
        ("67 540", "67540", "spaces"),
        ("67540.0", "67540", "spaces"),
        ("F-67540", "67540", "spaces"),
        ("6754", "06754", "leading_zero"),
        ("675", "", "doubtful_postal_code"),
        ("Ostwald", "", "doubtful_postal_code"),
        ("٦٧٥٤٠", "", "doubtful_postal_code"),
    ],
)
def test_a_postal_code_has_five_figures(before: str, after: str, said: str) -> None:
    found = row(code_postal=before)
    assert found.values["postal_code"] == after
    assert said in [code for code, _ in changes(found) + warnings(found)]


@pytest.mark.parametrize(
    ("insee", "postal", "codes"),
    [
        ("67365", "67540", []),
        ("2a004", "20090", []),
        ("97411", "97400", []),
        ("67482", "67540", ["insee_mismatch"]),
        ("57463", "67540", ["insee_mismatch", "other_department"]),
        ("673", "67540", ["doubtful_insee_code"]),
    ],
)
def test_the_code_of_the_commune_is_checked(insee: str, postal: str, codes: list[str]) -> None:
    found = row(code_insee=insee, code_postal=postal, latitude="48.54", longitude="7.71")
    told = [code for code, _ in warnings(found) if code not in ("other_region", "other_commune")]
    assert sorted(told) == codes


@pytest.mark.parametrize(
    ("before", "after"),
    [("401 092 267 00020", "40109226700020"), ("00000000000000", "00000000000000"), ("W691049", ""), ("?", "")],
)
def test_a_pivot_is_a_number_without_spaces(before: str, after: str) -> None:
    found = row(pivot=before)
    assert found.values["pivot"] == after
    assert warnings(found) == ([] if after else [("doubtful_pivot", before)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-04-27", date(2022, 4, 27)),
        ("2022-04-27T10:00:00Z", date(2022, 4, 27)),
        ("27/04/2022", date(2022, 4, 27)),
        ("1969-12-31", None), ("1970-01-01", None), ("2026-11-25", None), ("31/02/2022", None), ("hier", None),
    ],
)  # fmt: skip
def test_a_date_that_nobody_can_believe_is_dropped(text: str, expected: date | None) -> None:
    found = row(date_maj=text)
    assert warnings(found) == ([("doubtful_date", text)] if expected is None else [])
    assert found.values["updated_on"] == expected


def test_a_summary_that_is_too_long_goes_into_the_description_as_a_whole() -> None:
    whole = "Un lieu pour tous. " * 20
    found = row(presentation_resume=whole, presentation_detail="Et plus encore.")
    assert found.values["description"] == f"{whole.strip()}\n\nEt plus encore."
    assert (len(found.values["summary"]) <= 280, found.values["summary"][-1]) == (True, "…")
    assert [change.code for change in found.changes if change.code == "shortened"] == ["shortened"] * 2


@pytest.mark.parametrize("field", ["id", "nom", "commune"])
def test_a_row_without_identifier_name_or_commune_is_refused(field: str) -> None:
    assert row(**{field: " "}).refusal == ("missing", field, {})


def test_a_row_with_neither_address_nor_position_is_refused() -> None:
    assert row(adresse="").refusal == ("nowhere", "adresse", {})


def test_a_row_with_a_position_needs_no_address() -> None:
    found = row(adresse="", latitude="48.5436", longitude="7.7101")
    assert (found.refusal, found.warnings) == (None, [("missing", "adresse", {})])


def test_hours_stay_as_they_are_written() -> None:
    hours = "lundi au vendredi : 9h - 12h<br />samedi sur RDV"
    assert row(horaires=hours).values["opening_hours"] == "lundi au vendredi : 9h - 12h\nsamedi sur RDV"


@pytest.mark.parametrize("file", ["lieux-multisources-2023-02.v0.json", "lieux-charente-2023-07.v0.json"])
def test_what_was_put_right_once_is_right(file: str) -> None:
    for found in rows(DATA / file, today=TODAY):
        again = complete(Row(1, exported(found.values)), TODAY)
        assert again.values == found.values
        assert not again.changes


def exported(values: dict[str, Any]) -> dict[str, str]:
    """The cells of our own export, as the reader of a file hands them on."""
    return {column.name: with_formula(safe_cell(column, values[column.attribute])) for column in COLUMNS}


@settings(deadline=None)
@given(cells=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=12))
@example(cells={"latitude": "nan", "longitude": "1e999"})
@example(cells={"commune": "İ", "nom": "ß"})
def test_no_text_makes_a_cell_fail_and_every_value_can_be_stored(cells: dict[str, str]) -> None:
    found = complete(Row(1, USUAL | cells), TODAY)
    texts = [value for value in found.values.values() if isinstance(value, str)]
    texts += [piece for value in found.values.values() if isinstance(value, tuple) for piece in value]
    assert all("\x00" not in text and text.encode() is not None for text in texts)
    assert all("|" not in piece for value in found.values.values() if isinstance(value, tuple) for piece in value)


@settings(deadline=None)
@given(text=st.text(st.sampled_from("<>&;/!-#*\\ \n\xa0abrlt(amp)\u0301\u00ad"), max_size=60))
@example(text="&amp;" * 3 + "amp;" * 30)
@example(text="\\" * 30 + "-")
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    for is_multiline in (False, True):
        once = plain(text, is_multiline)
        assert plain(once, is_multiline) == once


@pytest.mark.parametrize("text", ["<" * 50_000, "&amp" * 30_000, "\xa0" * 100_000, "a@" * 50_000, "\n \n" * 30_000])
def test_no_text_takes_forever(text: str) -> None:
    for field in ("nom", "courriels", "site_web", "telephone", "horaires", "services", "date_maj", "latitude"):
        row(**{field: text})


def test_hours_that_no_screen_will_call_open_are_told_to_whoever_imports() -> None:
    doubted = [row for row in rows(DATA / "lieux-france-2022-12.v1.csv") if row.values["opening_hours"]]
    told = [row for row in doubted if "uncertain_hours" in {remark.code for remark in row.warnings}]
    assert len(told) == sum(not Schedule.parse(row.values["opening_hours"]).is_understood for row in doubted) > 57
