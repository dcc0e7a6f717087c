"""Language, size of the text and colours, from any screen and back to it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import Screens

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))


def font_size(page: Page) -> float:
    """The letters of the page, in pixels."""
    size: float = page.locator("html").evaluate("root => parseFloat(getComputedStyle(root).fontSize)")
    return size


@WITH_AND_WITHOUT_SCRIPTS
def test_the_language_changes_on_the_same_page_in_two_taps(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/places?page=2&with=open", scripts=scripts)
    names = page.locator(".place strong").all_inner_texts()
    page.locator('.tool[href*="/language"]').tap()
    page.locator('.language[hreflang="ar"]').tap()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator('#chip-open[aria-pressed="true"]')).to_be_visible()
    assert page.locator(".place strong").all_inner_texts() == names


@WITH_AND_WITHOUT_SCRIPTS
def test_very_large_letters_in_white_on_black_stay_for_the_visit(screens: Screens, scripts: bool) -> None:
    page = screens.open("/fr/help", scripts=scripts)
    before = font_size(page)
    page.locator('.tool[href*="/display"]').tap()
    page.locator('[name="size"][value="largest"]').tap()
    page.locator('[name="theme"][value="contrast"]').tap()
    expect(page.locator('[aria-pressed="true"]')).to_have_count(2)
    page.locator("main .actions .main").tap()
    expect(page).to_have_url(f"{screens.address}/fr/help")
    assert font_size(page) == pytest.approx(before * 8.7 / 4.9, rel=0.01)
    assert (
        page.locator("body").evaluate("body => getComputedStyle(body.parentElement).backgroundColor") == "rgb(0, 0, 0)"
    )


@WITH_AND_WITHOUT_SCRIPTS
def test_erasing_is_one_tap_away_and_forgets_the_display(screens: Screens, scripts: bool) -> None:
    page = screens.open("/tr/places", cookies={"display": "largest-contrast"}, scripts=scripts)
    old = visit(page)
    page.locator("[data-fresh-start]").tap()
    expect(page).to_have_url(f"{screens.address}/")
    expect(page.locator("html")).to_have_attribute("data-size", "normal")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert visit(page) != old


def test_a_bank_card_measures_the_screen_for_good(screens: Screens) -> None:
    page = screens.open("/fr/calibration")
    page.locator("#density").fill("590")
    width = page.locator("[data-card]").evaluate("card => card.getBoundingClientRect().width")
    assert width == pytest.approx(85.6 * 5.9, abs=1)
    page.locator("main button").tap()
    expect(page.locator("main .notice")).to_be_visible()
    page.locator("[data-fresh-start]").tap()
    expect(page).to_have_url(f"{screens.address}/")
    assert font_size(page) == pytest.approx(4.9 * 5.9 / 0.714, abs=0.5)


def visit(page: Page) -> str:
    """The secret of the visit."""
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "visit")
