"""A page that is kept for everybody gives nobody anything of somebody else."""

from flask import Flask

from kiosk.web.kept import KEY, MOST
from kiosk.web.visit import PERSONAL_COOKIE
from tests.client import Visitor

LIST = "/fr/places"
TARGET = {"HX-Request": "true", "HX-Target": "places"}


def mark(visitor: Visitor, address: str = LIST) -> str:
    return visitor.get(address).all("html")[0].get("data-visit") or ""


def test_each_visitor_gets_the_same_page_with_their_own_mark(town: Flask) -> None:
    one, other = Visitor(town), Visitor(town)
    first, second = mark(one), mark(other)
    assert first != second
    pages = one.get(LIST).html, other.get(LIST).html
    assert first not in pages[1]
    assert second not in pages[0]
    assert pages[0].replace(first, "") == pages[1].replace(second, "")


def test_the_address_of_an_earlier_visit_opens_no_kept_page(town: Flask) -> None:
    one, other = Visitor(town), Visitor(town)
    address = f"{LIST}?visit={mark(one)}"
    one.get(address)
    assert other.client.get(address).status_code == 303


def test_who_comes_with_a_phone_gets_a_page_without_marks(town: Flask) -> None:
    Visitor(town).get(LIST)
    phone = Visitor(town)
    phone.client.set_cookie(PERSONAL_COOKIE, "1")
    assert not any("visit=" in link for link in phone.get(LIST).links())


def test_the_size_of_one_visitor_is_not_that_of_the_next(town: Flask) -> None:
    one = Visitor(town)
    one.post("/fr/display", size="largest")
    assert one.get(LIST).all("html")[0].get("data-size") == "largest"
    assert Visitor(town).get(LIST).all("html")[0].get("data-size") == "normal"


def test_a_part_of_a_page_is_never_kept_as_the_page(town: Flask) -> None:
    visitor = Visitor(town)
    for _ in range(2):
        part, page = visitor.client.get(LIST, headers=TARGET), visitor.client.get(LIST)
        assert "<html" not in part.text
        assert "<html" in page.text
        assert "HX-Target" in part.headers["Vary"]
        assert "HX-Target" in page.headers["Vary"]


def test_only_the_pages_that_were_asked_for_last_are_kept(town: Flask) -> None:
    visitor = Visitor(town)
    for number in range(1, MOST + 3):
        visitor.client.get(f"{LIST}?page={number}")
    assert len(town.extensions[KEY]) == MOST
