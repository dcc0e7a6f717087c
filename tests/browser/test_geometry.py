"""Sizes and places of what one taps, on three screens (criteria A1, A2, A4)."""

import pytest
from playwright.sync_api import Page

from tests.browser import geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import KIOSK, PHONE, UPRIGHT, Screens
from tests.browser.town import Town

pytestmark = ON_ONE_DATABASE

LOCALES = ("fr", "fr-falc", "ar", "de")
ON_KIOSKS = Limits(least=72, gap=2.54 * 3.78)
ON_PHONES = Limits(least=44)
MEASURED = Limits(least=12.7 * 5.9, gap=2.54 * 5.9, pins=44)
SHAPES = ((KIOSK, ON_KIOSKS), (UPRIGHT, ON_KIOSKS), (PHONE, ON_PHONES))


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_large_apart_and_within_reach(screens: Screens, server: Town, locale: str) -> None:
    page = screens.open()
    found = []
    for address in server.pages(locale) + server.ticket_pages(locale):
        page.goto(address)
        for size, limits in SHAPES:
            found += geometry.faults(page, size, limits, mains=main_actions(page))
    assert not found


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_lost_in_very_large_letters(screens: Screens, server: Town, locale: str) -> None:
    page = screens.open(cookies={"display": "largest-light"})
    found = []
    for address in server.pages(locale) + server.ticket_pages(locale):
        page.goto(address)
        for size, _ in SHAPES:
            found += geometry.faults(page, size, ON_PHONES)
    assert not found


def test_a_measured_screen_has_true_millimetres(screens: Screens, server: Town) -> None:
    page = screens.open(cookies={"screen": "590"})  # 5.9 pixels in a millimetre: 10.1 inches, 1280 by 800
    found = []
    for address in server.pages("fr") + server.ticket_pages("fr"):
        page.goto(address)
        found += geometry.faults(page, KIOSK, MEASURED)
    assert not found
    size = page.locator("body").evaluate("body => parseFloat(getComputedStyle(body).fontSize)")
    assert size * 0.714 / 5.9 == pytest.approx(4.9, abs=0.05)


def test_the_measures_are_awake(screens: Screens) -> None:
    page = screens.open("/fr/")
    page.locator(".tile").first.evaluate("tile => tile.style.cssText = 'padding: 0; border: 0; inline-size: 40px'")
    page.locator(".tile").last.evaluate("tile => tile.style.cssText = 'margin-block: -400px 900px'")
    found = " ".join(geometry.faults(page, KIOSK, ON_KIOSKS, mains=".doors .tile"))
    for fault in ("is 40.0 ×", "stick out", "covers", "only by scrolling"):
        assert fault in found


def main_actions(page: Page) -> str:
    """What this page is for, which must be seen without scrolling."""
    return next((selector for selector in geometry.MAIN_ACTIONS if page.locator(selector).count()), "")
