import pytest

from tests.client import Visitor


@pytest.mark.parametrize(("size", "theme"), [("largest", "light"), ("normal", "contrast"), ("small", "light")])
def test_size_and_colours_hold_for_every_page(visitor: Visitor, size: str, theme: str) -> None:
    visitor.post("/fr/display", size=size, theme=theme)
    html = visitor.get("/ar/places").all("html")[0]
    assert (html.get("data-size"), html.get("data-theme")) == (size, theme)


def test_one_choice_leaves_the_other_as_it_was(visitor: Visitor) -> None:
    visitor.post("/fr/display", size="large")
    visitor.post("/fr/display", theme="contrast")
    html = visitor.get("/fr/").all("html")[0]
    assert (html.get("data-size"), html.get("data-theme")) == ("large", "contrast")


def test_what_is_not_offered_changes_nothing(visitor: Visitor) -> None:
    visitor.post("/fr/display", size="gigantic")
    assert visitor.get("/fr/").all("html")[0].get("data-size") == "normal"


def test_the_way_back_leads_to_the_page_one_came_from(visitor: Visitor) -> None:
    page = visitor.post("/fr/display?page=/fr/places", size="large", page="/fr/places")
    assert "/fr/places" in page.links()
