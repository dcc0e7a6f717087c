"""Cells as the values of a place: what is put right, what is dropped, and that both are said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.directory.exchange.cells import safe_cell, with_formula
from kiosk.directory.exchange.normalization import complete
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.rows import Row
from kiosk.directory.exchange.texts import plain
from kiosk.directory.standard import COLUMNS

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
USUAL = {"id": "1", "nom": "Maison", "commune": "Ostwald", "adresse": "1 rue", "code_postal": "67540"}
NAMES = [column.name for column in COLUMNS]


def row(**cells: str) -> Row:
    return complete(Row(1, USUAL | cells), TODAY)


def changes(row: Row) -> list[tuple[str, str]]:
    return [(change.code, change.after) for change in row.changes]


def warnings(row: Row) -> list[tuple[str, str]]:
    return [(warning.code, warning.details.get("text", "")) for warning in row.warnings]


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
    ("before", "after"),
    [
        ("+33388907760", "+33388907760"),
        ("03 88 90 77 60", "+33388907760"),
        ("02.43.82.55.11", "+33243825511"),
        ("+33 (0)3 88 90 77 60", "+33388907760"),
        ("0262790049", "+262262790049"),
        ("05 94 29 80 48", "+594594298048"),
        ("+269269662010", "+262269662010"),
        ("0 809 36 12 12", "+33809361212"),
        ("Tél : 03 88 90 77 60 (accueil)", "+33388907760"),
    ],
)
def test_a_telephone_number_can_be_dialled_from_anywhere(before: str, after: str) -> None:
    found = row(telephone=before)
    assert found.values["phone"] == after
    assert changes(found) == ([("phone", after)] if before != after else [])


@pytest.mark.parametrize("text", ["0388907760 / 0388907761", "0388907760;0388907761", "03 88 90 77 60 ou 0388907761"])
def test_of_several_numbers_the_first_is_kept_and_said(text: str) -> None:
    found = row(telephone=text)
    assert changes(found) == [("several_phones", "+33388907760")]


@pytest.mark.parametrize("text", ["36 46", "demander Mireille", "+49 7851 1234", "03 88 90", "+", "0" * 5000])
def test_what_is_no_french_number_is_dropped_and_kept_in_the_warning(text: str) -> None:
    found = row(telephone=text)
    assert (found.values["phone"], warnings(found)) == ("", [("not_a_phone", text[:200])])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://www.exemple.fr/a?b=1&c=2#d", ("https://www.exemple.fr/a?b=1&c=2#d",)),
        ("www.exemple.fr", ("http://www.exemple.fr",)),
        ("exemple.fr:8080/x", ("http://exemple.fr:8080/x",)),
        ("//exemple.fr/x", ("http://exemple.fr/x",)),
        ("https://a.fr|https://b.fr", ("https://a.fr", "https://b.fr")),
        ("https://a.fr ; https://b.fr, www.c.fr", ("https://a.fr", "https://b.fr", "http://www.c.fr")),
        ('https://a.fr/é d"<x>', ("https://a.fr/é%20d%22%3Cx%3E",)),
        ("https://a.fr/%C3%A9%20", ("https://a.fr/%C3%A9%20",)),
        ("https://bibliothèque.fr/", ("https://bibliothèque.fr/",)),
    ],
)
def test_a_web_address_can_be_followed(before: str, after: tuple[str, ...]) -> None:
    found = row(site_web=before)
    assert (found.values["websites"], warnings(found)) == (after, [])


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " \x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "ftp://exemple.fr",
        "https://www.exemple.fr@mal.example/", "blob:https://exemple.fr/x",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("field", "attribute"), [("site_web", "websites"), ("prise_rdv", "appointment_url")])
def test_a_dangerous_address_is_dropped(field: str, attribute: str, text: str) -> None:
    found = row(**{field: text})
    assert not found.values[attribute]
    assert [code for code, _ in warnings(found)] == ["dangerous_link"]


@pytest.mark.parametrize(
    "text", ["néant", "http://", "http://[", "https:\\\\exemple.fr", "http://-.fr", "http://a.fr:x"]
)
def test_what_is_no_web_address_is_dropped(text: str) -> None:
    found = row(fiche_acces_libre=text)
    assert (found.values["accessibility_url"], warnings(found)) == ("", [("not_a_link", text)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a@exemple.fr", ("a@exemple.fr",)),
        ("mailto:a@exemple.fr", ("a@exemple.fr",)),
        ("Accueil <a@exemple.fr>; b@exemple.fr", ("a@exemple.fr", "b@exemple.fr")),
    ],
)
def test_mail_addresses_are_taken_out_of_what_is_around_them(before: str, after: tuple[str, ...]) -> None:
    assert row(courriels=before).values["emails"] == after


@pytest.mark.parametrize("text", ["epn@blanzy71 fr", "=cmd@exemple.fr", "a@exemple", "néant", "@"])
def test_what_is_no_mail_address_is_dropped(text: str) -> None:
    found = row(courriels=text)
    assert not found.values["emails"]
    assert [code for code, _ in warnings(found)] == ["not_an_email"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("Aide aux démarches administratives", ("procedures",), ""),
        ("aide aux demarches administratives", ("procedures",), "spelling"),
        ("Comprehension du monde numérique", ("understanding",), "spelling"),
        ("Parentalité et éducation avec le numérique;Accès internet et matériel informatique",
         ("parenting", "access"), "separator"),
        ("Aide aux démarches administratives|Aide aux démarches administratives", ("procedures",), "duplicate_value"),
    ],
)  # fmt: skip
def test_services_are_recognised_however_they_are_written(before: str, after: tuple[str, ...], code: str) -> None:
    found = row(services=before)
    assert found.values["services"] == after
    assert [change.code for change in found.changes] == ([code] if code else [])


@pytest.mark.parametrize(
    ("field", "attribute", "text", "code"),
    [
        ("formations_labels", "labels", "Étapes numériques (La Poste)", "la_poste"),
        ("modalites_acces", "access_modes", "Ce lieu n’accueille pas de public", "not_public"),
        ("dispositif_programmes_nationaux", "programmes", "Point d’accès numérique CAF", "caf"),
        ("frais_a_charge", "fees", "Payant : L'accès au lieu est payant", "paying"),
        ("itinerance", "mobility", "itinerant", "travelling"),
        ("typologie", "kinds", "bib", "BIB"),
        ("typologie", "kinds", "Autre", "Autre"),
    ],
)
def test_near_variants_of_the_official_wording_are_recognised(field: str, attribute: str, text: str, code: str) -> None:
    assert row(**{field: text}).values[attribute] == (code,)


@pytest.mark.parametrize("field", ["services", "frais_a_charge", "typologie", "itinerance"])
def test_an_unknown_value_is_dropped_and_said(field: str) -> None:
    found = row(**{field: "Réparer des vélos"})
    assert warnings(found) == [("unknown_value", "Réparer des vélos")]


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


@given(cells=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=12))
@example(cells={"latitude": "nan", "longitude": "1e999"})
@example(cells={"commune": "İ", "nom": "ß"})
def test_no_text_makes_a_cell_fail_and_every_value_can_be_stored(cells: dict[str, str]) -> None:
    found = complete(Row(1, USUAL | cells), TODAY)
    texts = [value for value in found.values.values() if isinstance(value, str)]
    texts += [piece for value in found.values.values() if isinstance(value, tuple) for piece in value]
    assert all("\x00" not in text and text.encode() is not None for text in texts)
    assert all("|" not in piece for value in found.values.values() if isinstance(value, tuple) for piece in value)


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
