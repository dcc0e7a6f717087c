"""Requests that no screen of ours would send: a translated page with the right status, never a crash."""

from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.client import Page, Visitor

PATHS = (
    "/fr/places",
    "/ar/places/filters",
    "/uk/needs",
    "/tr/map",
    "/de/language",
    "/en/display",
    "/fr-falc/calibration",
)
NAMES = st.sampled_from(("q", "with", "page", "part", "visit", "open", "density", "x\0y"))
ODD = st.text(max_size=60) | st.sampled_from(
    ("‮", "0", "-1", "9" * 400, "%00", "a\r\nSet-Cookie: x=1", "service:", "<script>")
)


@pytest.mark.parametrize(
    ("address", "status", "language"),
    [
        ("/xx/", 404, "fr"),
        ("/xx/places", 404, "fr"),
        ("/de/nowhere", 404, "de"),
        ("/ar/places/999999999", 404, "ar"),
        ("/tr/places/0", 404, "tr"),
        ("/fr/places/99999999999999999999999", 404, "fr"),
        ("/uk/needs?part=99", 404, "uk"),
        ("/P/XX/1", 404, "fr"),
        ("/P/FR/999999999", 404, "fr"),
        ("/static/nothing.css", 404, "fr"),
    ],
)
def test_what_does_not_exist_says_so_in_the_language_of_the_address(
    visitor: Visitor, address: str, status: int, language: str
) -> None:
    page = visitor.get(address, status)
    assert page.all("html")[0].get("lang") == language


def test_a_wrong_method_is_refused_and_names_the_right_ones(visitor: Visitor) -> None:
    page = Page(visitor.client.delete("/de/places"))
    assert page.status == 405
    assert "GET" in page.headers["Allow"]
    assert page.all("html")[0].get("lang") == "de"


def test_a_form_without_its_token_is_refused(visitor: Visitor) -> None:
    page = Page(visitor.client.post("/ar/display", data={"size": "large"}))
    assert page.status == 400
    assert page.all("html")[0].get("dir") == "rtl"


def test_a_very_long_query_is_only_read_at_its_beginning(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?q=" + quote("médiathèque " * 900))
    assert page.all("a", class_="place")
    assert len(page.html) < 60_000


def test_a_body_that_is_too_large_is_refused(visitor: Visitor) -> None:
    assert Page(visitor.client.post("/fr/display", data={"size": "x" * 200_000})).status == 413


def test_an_address_of_another_site_is_never_linked(visitor: Visitor) -> None:
    for foreign in (
        "https://example.org/fr/",
        "//example.org/fr/",
        "/\\example.org",
        "javascript:alert(1)",
        "http://[",
    ):
        for screen in ("language", "display"):
            page = visitor.get(f"/fr/{screen}?page={quote(foreign)}")
            assert all(link.startswith(("/", "#")) and not link.startswith(("//", "/\\")) for link in page.links())


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), arguments=st.lists(st.tuples(NAMES, ODD), max_size=6), target=ODD)
def test_no_argument_breaks_a_page(town: Flask, path: str, arguments: list[tuple[str, str]], target: str) -> None:
    query = "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in arguments)
    headers = {"HX-Target": "".join(sign for sign in target if sign.isascii() and sign.isprintable())}
    response = town.test_client().get(f"{path}?{query}", headers=headers)
    assert response.status_code in (200, 303, 404)
    assert not any("x=1" in value for value in response.headers.getlist("Set-Cookie"))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.text(max_size=40),
    raw=st.binary(max_size=20),
    method=st.sampled_from(("GET", "POST", "PUT", "HEAD", "PATCH")),
)
def test_no_address_breaks_the_kiosk(town: Flask, path: str, raw: bytes, method: str) -> None:
    address = "/" + quote(path, errors="replace").lstrip("/") + "".join(f"%{byte:02x}" for byte in raw)
    cookies = {"Cookie": f"display={quote(path)}; screen={quote(raw)}"}
    response = town.test_client().open(address, method=method, headers=cookies)
    assert response.status_code < 500
