"""The resident's way: from the attract screen to a place to take away, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import Screens

LOCALES = ("fr", "ar", "fr-falc")
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
# Milliseconds after which a tap is meant, and no trembling of the hand.
SECOND_TAP = 700
TREMOR = 700  # milliseconds after which a second tap is meant
FIRST_PLACE = ".place >> nth=0"


def walk(page: Page, *steps: str) -> int:
    """Tap each of these in turn; the number of taps."""
    for step in steps:
        page.locator(step).first.tap()
    return len(steps)


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_the_code_to_take_away_is_four_taps_away(screens: Screens, locale: str, scripts: bool) -> None:
    page = screens.open("/", scripts=scripts)
    taps = walk(page, f'.language[href="/{locale}/"]', f'.tile[href^="/{locale}/places"]', FIRST_PLACE)
    assert taps <= 4
    expect(page.locator("main .qr")).to_be_in_viewport(ratio=1)
    expect(page.locator("html")).to_have_attribute("data-locale", locale)


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_a_need_leads_to_a_place_step_by_step(screens: Screens, locale: str, scripts: bool) -> None:
    page = screens.open("/", scripts=scripts)
    walk(page, f'.language[href="/{locale}/"]', f'.tile[href="/{locale}/needs"]', '.tile[href*="service:procedures"]')
    expect(page.locator(".step[aria-current]")).to_have_count(1)
    page.locator('#choices .tile[href*="fee:free"]').tap()
    expect(page.locator('.tile[aria-pressed="true"]')).to_have_count(1)
    walk(page, "#choices .main", FIRST_PLACE)
    expect(page.locator("main .qr")).to_be_in_viewport(ratio=1)


@WITH_AND_WITHOUT_SCRIPTS
def test_the_list_is_turned_page_by_page(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/places", scripts=scripts)
    first = page.locator(".place strong").all_inner_texts()
    page.locator("#pager-next").tap()
    expect(page.locator("#pager-previous")).to_be_visible()
    assert not set(first) & set(page.locator(".place strong").all_inner_texts())
    page.locator("#pager-previous").tap()
    expect(page.locator("#pager-previous")).to_have_count(0)
    assert page.locator(".place strong").all_inner_texts() == first


@WITH_AND_WITHOUT_SCRIPTS
def test_open_places_are_asked_for_by_one_tap(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/places", scripts=scripts)
    page.locator("#chip-open").tap()
    expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()
    assert page.locator(".place").count() == page.locator(".place .status-open").count()
    page.wait_for_timeout(SECOND_TAP)
    page.wait_for_timeout(TREMOR)
    page.locator("#chip-open").tap()
    expect(page.locator('#chip-open[aria-pressed="false"]')).to_be_visible()


def test_a_tap_that_trembles_counts_once(screens: Screens) -> None:
    page = screens.open("/fr/places")
    for _ in range(2):
        page.locator("#chip-open").tap()
        expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()
    page.wait_for_timeout(TREMOR)
    expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("typed", ("mediateque", "مكتبة", "Kütüphane", "медіатека"))
def test_a_search_forgives_errors_and_scripts(screens: Screens, typed: str, scripts: bool) -> None:
    page = screens.open("/fr/places", scripts=scripts)
    page.locator("#q").fill(typed)
    page.locator(".search button").tap()
    expect(page.locator("#chip-query")).to_contain_text(typed)
    expect(page.locator(".place").first).to_contain_text("édiathèque")


@WITH_AND_WITHOUT_SCRIPTS
def test_an_empty_list_has_a_way_out(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/places", scripts=scripts)
    page.locator("#q").fill("zzzzzzzz")
    page.locator("#q").press("Enter")
    expect(page.locator(".place")).to_have_count(0)
    page.locator('main .actions .main[href^="/fr/places"]').tap()
    expect(page.locator(".place").first).to_be_visible()


@WITH_AND_WITHOUT_SCRIPTS
def test_choices_that_fit_nowhere_can_be_given_up(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/places?with=service:family&with=language:uk&with=open", scripts=scripts)
    expect(page.locator(".place")).to_have_count(0)
    page.locator("main .stack .tile").first.tap()
    expect(page.locator(".place").first).to_be_visible()


def test_back_returns_to_the_list_as_it_was(screens: Screens) -> None:
    page = screens.open("/fr/places")
    page.locator("#pager-next").tap()
    expect(page.locator("#pager-previous")).to_be_visible()
    names = page.locator(".place strong").all_inner_texts()
    page.locator(FIRST_PLACE).tap()
    expect(page.locator("main .qr")).to_be_visible()
    page.go_back()
    expect(page.locator(".place strong")).to_have_text(names, use_inner_text=True)


def test_a_pin_of_the_map_leads_to_its_place(screens: Screens) -> None:
    page = screens.open("/fr/map")
    pin = page.locator(".map-pin").nth(1)
    name = (pin.get_attribute("aria-label") or "").split(". ", 1)[1]
    pin.tap()
    expect(page.locator("h1")).to_have_text(name)
