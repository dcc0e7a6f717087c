"""The keyboard alone: everything is reached, the focus is seen and never lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import Screens
from tests.browser.town import EVERYTHING, Town

TREMOR = 700  # milliseconds after which a second press is meant
STOPS = "a[href], button:not([hidden]), input:not([type=hidden])"
FOCUS = """() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const mark = one.querySelector(".map-target");
  const ring = mark ? getComputedStyle(mark).strokeWidth : outlineStyle === "none" ? "0" : outlineWidth;
  return [one === document.body ? "" : one.outerHTML.slice(0, 120), parseFloat(ring)];
}"""


OPENINGS = "all => all.map((one) => one.outerHTML.slice(0, 120))"
WAY = ('.language[href="/fr/"]', ".doors .tile >> nth=0", ".needs .tile >> nth=0", "#choices .main", ".place >> nth=0")


def tabbed(page: Page) -> list[tuple[str, float]]:
    """What the Tab key reaches in turn, until it leaves the page: the element and how wide its ring is, in pixels."""
    stops: list[tuple[str, float]] = []
    while True:
        page.keyboard.press("Tab")
        element, ring = page.evaluate(FOCUS)
        if not element or element in [stop for stop, _ in stops]:
            return stops
        stops.append((element, ring))


@pytest.mark.parametrize("locale", ("fr", "ar"))
@pytest.mark.parametrize("path", ("", "places?q=mediateque", "places/filters", "display", "map", "calibration"))
def test_tab_reaches_everything_and_shows_where_it_is(screens: Screens, locale: str, path: str) -> None:
    page = screens.open(f"/{locale}/{path}")
    stops = tabbed(page)
    expected = page.locator(STOPS).locator("visible=true").evaluate_all(OPENINGS)
    assert {element for element, _ in stops} == set(expected)
    assert not [element for element, ring in stops if ring < 3]


def test_the_attract_screen_and_a_place_are_reached_too(screens: Screens, server: Town) -> None:
    for path in ("/", f"/fr/places/{server.places[EVERYTHING]}"):
        page = screens.open(path)
        assert len(tabbed(page)) == page.locator(STOPS).locator("visible=true").count()


def test_the_first_stop_skips_to_the_content(screens: Screens) -> None:
    page = screens.open("/fr/places")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()


def test_a_place_is_found_without_touching_the_screen(screens: Screens) -> None:
    page = screens.open("/")
    for target in WAY:
        tab_to(page, target)
        page.keyboard.press("Enter")
    expect(page.locator("main .qr")).to_be_visible()


@pytest.mark.parametrize("name", ("chip-open", "pager-next"))
def test_the_focus_stays_where_it_was_after_a_part_of_the_page_changed(screens: Screens, name: str) -> None:
    page = screens.open("/fr/places")
    page.locator(f"#{name}").focus()
    page.keyboard.press("Enter")
    expect(page.locator('#chip-open[aria-pressed="true"], #pager-previous').first).to_be_visible()
    expect(page.locator(f"#{name}")).to_be_focused()


def test_a_choice_is_toggled_from_the_keyboard_and_back(screens: Screens) -> None:
    page = screens.open("/fr/places/filters")
    page.locator("#choice-3").focus()
    for pressed in ("true", "false"):
        page.keyboard.press("Enter")
        expect(page.locator("#choice-3")).to_have_attribute("aria-pressed", pressed)
        expect(page.locator("#choice-3")).to_be_focused()
        page.wait_for_timeout(TREMOR)


def test_what_disappears_hands_the_focus_to_the_content(screens: Screens) -> None:
    page = screens.open("/fr/places?q=mediateque")
    page.locator("#chip-query").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chip-query")).to_have_count(0)
    expect(page.locator("main, main *").locator(":focus").or_(page.locator("main:focus"))).to_have_count(1)


@pytest.mark.parametrize("locale", ("fr", "ar"))
def test_the_count_is_said_after_each_change(screens: Screens, locale: str) -> None:
    page = screens.open(f"/{locale}/places")
    expect(page.locator("#announcer")).to_be_empty()
    page.locator("#chip-open").press("Enter")
    expect(page.locator("#announcer")).not_to_be_empty()
    assert page.locator("#announcer").inner_text() == page.locator("[data-announce]").inner_text()


def tab_to(page: Page, target: str) -> None:
    page.locator(target).wait_for()
    while not page.locator(target).evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
