"""What the network carries, compressed (criterion A9), and to whom."""

from collections import Counter
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Request

from kiosk.config import LOCALES
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import Screens
from tests.browser.town import EVERYTHING, Town
from tests.conftest import TUESDAY_MORNING

pytestmark = ON_ONE_DATABASE

KB = 1000
FIRST = {
    "/": 150, "/fr/": 150, "/fr/places": 150, "/fr-falc/places": 150, "/de/places": 150, "/en/places": 150,
    "/tr/places": 150, "/uk/places": 150, "/ar/": 200, "/ar/places": 200,
}  # fmt: skip
NEXT = 25
SCRIPTS = 45
WAY = (
    "",
    "needs",
    "places/filters?with=service:procedures",
    "places",
    "places?page=2",
    "map",
    "help",
    "workshops",
    "workshops/filters?by=topic",
    "workshops/calendar",
    "answers",
)


class Scale:
    """Weighs what a page asks for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.finished: list[Request] = []
        page.on("requestfinished", lambda request: self.finished.append(request))

    def load(self, path: str) -> Counter[str]:
        """Bytes by kind of resource, headers included, for this page and its fonts."""
        self.finished.clear()
        self.page.goto(path, wait_until="networkidle")
        weights: Counter[str] = Counter()
        for request in self.finished:
            sizes = request.sizes()
            weights[request.resource_type] += sizes["responseBodySize"] + sizes["responseHeadersSize"]
        return weights


@pytest.mark.parametrize(("path", "limit"), FIRST.items())
def test_the_first_page_is_light(screens: Screens, path: str, limit: int) -> None:
    weights = Scale(screens.open()).load(path)
    assert weights["document"] and weights["stylesheet"] and weights["font"] and weights["script"]
    assert weights.total() <= limit * KB, weights
    assert weights["script"] <= SCRIPTS * KB, weights


@pytest.mark.parametrize("turn", range(len(LOCALES)))
def test_the_first_screen_is_light_in_every_language(
    screens: Screens, server: Town, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    monkeypatch.setitem(server.app.config, "FROZEN_NOW", TUESDAY_MORNING + timedelta(minutes=2 * turn))
    weights = Scale(screens.open()).load("/")
    assert weights.total() <= FIRST["/"] * KB, weights


@pytest.mark.parametrize("locale", ("fr", "ar", "uk"))
def test_the_next_pages_are_lighter_still(screens: Screens, server: Town, locale: str) -> None:
    scale = Scale(screens.open())
    scale.load("/")
    scale.load(f"/{locale}/")
    place = f"places/{server.places[EVERYTHING]}"
    workshop = f"workshops/{server.workshops['open']}"
    weights = {path: scale.load(f"/{locale}/{path}") for path in (*WAY, place, f"{place}/slip", workshop)}
    assert not {path: weight for path, weight in weights.items() if weight.total() > NEXT * KB}


def test_a_turned_page_of_the_list_is_lighter_than_the_list(screens: Screens) -> None:
    page = screens.open("/fr/places")
    with page.expect_response("**/places?*") as turned:
        page.locator("#pager-next").tap()
    assert turned.value.request.sizes()["responseBodySize"] <= NEXT * KB
    assert "<header" not in turned.value.text()
