"""Telephone numbers, web and mail addresses: what can be dialled and followed, and what is dropped."""

import pytest

from tests.directory.normalized import changes, row, warnings


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
