"""Parts of pages that htmx replaces: each is a block of its page, and swapping equals reloading."""

from xml.etree.ElementTree import Element, tostring

import pytest
from flask import Flask

from tests.client import Page, Visitor

PAGES = (
    "/fr/places",
    "/fr/places?page=2",
    "/fr/places?with=service:access",
    "/fr/places?q=mediateque",
    "/ar/places?with=open",
    "/fr/places/filters",
    "/fr/places/filters?with=fee:free",
)


def element(page: Page, name: str) -> Element:
    found = next(one for one in page.root.iter() if one.get("id") == name)
    found.tail = None
    return found


@pytest.mark.parametrize("address", PAGES)
def test_every_request_of_htmx_says_what_it_replaces(visitor: Visitor, address: str) -> None:
    page = visitor.get(address)
    asking = [one for one in page.root.iter() if one.get("hx-get") or one.get("hx-post")]
    assert asking
    for one in asking:
        target = one.get("hx-target") or ""
        assert target.startswith("#")
        assert one.get("hx-select") == target
        assert one.get("hx-swap") == "outerHTML"


@pytest.mark.parametrize("address", PAGES)
def test_a_swap_equals_a_reload(town: Flask, visitor: Visitor, address: str) -> None:
    page = visitor.get(address)
    for one in [one for one in page.root.iter("a") if one.get("hx-get")]:
        target, next_address = (one.get("hx-target") or "")[1:], one.get("hx-get") or ""
        fragment = visitor.client.get(next_address, headers={"HX-Request": "true", "HX-Target": target})
        whole = visitor.get(next_address)
        swapped = Page(fragment, is_whole=False)
        assert "<header" not in swapped.html
        assert tostring(element(swapped, target)) == tostring(element(whole, target))


def test_an_unknown_target_gets_the_whole_page(visitor: Visitor) -> None:
    page = visitor.get("/fr/places", headers={"HX-Request": "true", "HX-Target": "nowhere"})
    assert page.all("header")


def test_caches_keep_parts_and_pages_apart(visitor: Visitor) -> None:
    assert "HX-Target" in visitor.get("/fr/places").headers["Vary"]
