"""Values of the closed lists of the national standard, however they are written."""

import pytest

from tests.directory.normalized import row, warnings


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
