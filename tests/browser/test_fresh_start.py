"""The next visitor never sees the last one, whatever the browser keeps, with and without scripts (criterion A7).

Playwright's browsers do not keep pages for the Back button, visitors' do: the tests run on both kinds.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import Screens, words
from tests.browser.town import EVERYTHING, Town

SEARCHED, TYPED = "Zanzibar", "Quetzalcoatl"
TIMES_BACK = 5
KEPT = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
  history.state, document.cookie,
])"""
NOTE_PERSISTED = "addEventListener('pageshow', (event) => { globalThis.isFromCache = event.persisted; })"
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
ON_BOTH_KINDS = pytest.mark.parametrize("kind", ("caching_screens", "screens"))


@pytest.fixture
def shared(request: pytest.FixtureRequest, kind: str, server: Town) -> Screens:
    """Screens of a browser that keeps pages alive, and of one that does not."""
    screens: Screens = request.getfixturevalue(kind)
    return screens


def finished_visit(shared: Screens, server: Town, scripts: bool) -> Page:
    """The attract screen after a visitor who chose, typed, read, and said that he is done."""
    page = shared.open("/", scripts=scripts)
    page.locator('.language[href="/tr/"]').tap()
    page.locator('.tool[href*="/display"]').tap()
    page.locator('[value="largest"]').tap()
    page.locator('[value="contrast"]').tap()
    expect(page.locator('[value="contrast"][aria-pressed="true"]')).to_be_visible()
    page.goto("/tr/places")
    page.locator("#q").fill(SEARCHED)
    page.locator("#q").press("Enter")
    expect(page.locator("#chip-query")).to_contain_text(SEARCHED)
    page.goto(f"/tr/places/{server.places[EVERYTHING]}")
    page.goto("/tr/places")
    page.locator("#q").fill(TYPED)
    page.locator("[data-fresh-start]").tap()
    expect(page.locator(".entrance")).to_be_visible()
    return page


def wanderings(page: Page) -> Iterator[Page]:
    """What a curious visitor does: Back five times, forward, reload."""
    for _ in range(TIMES_BACK):
        page.go_back(wait_until="commit")
        yield page
    page.go_forward(wait_until="commit")
    yield page
    page.reload()
    yield page


def traces(page: Page) -> list[str]:
    """The words of the last visitor in the page and in its fields."""
    seen = words(page)
    return [word for word in (SEARCHED, TYPED) if word in seen]


@ON_BOTH_KINDS
def test_back_always_leads_to_the_attract_screen(shared: Screens, server: Town) -> None:
    for page in wanderings(finished_visit(shared, server, scripts=True)):
        expect(page).to_have_url(f"{server.address}/")
        expect(page.locator(".entrance")).to_be_visible()
        assert not traces(page)


@ON_BOTH_KINDS
def test_back_shows_nothing_of_the_last_visitor_without_scripts(shared: Screens, server: Town) -> None:
    for page in wanderings(finished_visit(shared, server, scripts=False)):
        expect(page.locator("h1")).to_be_visible()
        assert not traces(page)
        expect(page.locator("html")).to_have_attribute("data-size", "normal")
        expect(page.locator("html")).to_have_attribute("data-theme", "light")


@ON_BOTH_KINDS
def test_nothing_is_left_in_any_store(shared: Screens, server: Town) -> None:
    page = finished_visit(shared, server, scripts=True)
    for _ in wanderings(page):
        expect(page).to_have_url(f"{server.address}/")
    kept = page.evaluate(KEPT)
    assert SEARCHED not in kept
    assert TYPED not in kept
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"visit", "mark", "session"}


def test_the_browser_of_these_tests_does_keep_pages(caching_screens: Screens) -> None:
    page = caching_screens.open()
    page.add_init_script(NOTE_PERSISTED)
    page.goto("/fr/help")
    page.goto("/fr/privacy")
    page.go_back(wait_until="commit")
    expect(page).to_have_url(f"{caching_screens.address}/fr/help")
    assert page.evaluate("isFromCache")


@ON_BOTH_KINDS
def test_within_a_visit_back_goes_back(shared: Screens) -> None:
    page = shared.open("/fr/places")
    page.locator("#chip-open").tap()
    expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()
    page.goto("/fr/help")
    page.go_back(wait_until="commit")
    expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()
    page.go_back(wait_until="commit")
    expect(page.locator('#chip-open[aria-pressed="false"]')).to_be_visible()
