"""The rules of axe on every kind of page, in every language, and on both grounds."""

import pytest

from kiosk.config import LOCALES
from tests.browser import axe
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import Screens
from tests.browser.town import Town

pytestmark = ON_ONE_DATABASE


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_any_language(screens: Screens, server: Town, locale: str) -> None:
    page = screens.open()
    found = []
    for address in server.pages(locale) + server.ticket_pages(locale):
        page.goto(address)
        found += axe.violations(page)
    assert not found


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_very_large_white_on_black(screens: Screens, server: Town, locale: str) -> None:
    page = screens.open(cookies={"display": "largest-contrast"})
    found = []
    for address in server.pages(locale) + server.ticket_pages(locale):
        page.goto(address)
        assert page.locator("html").get_attribute("data-theme") == "contrast"
        found += axe.violations(page)
    assert not found


def test_the_rules_are_awake(screens: Screens) -> None:
    page = screens.open("/fr/")
    page.locator("h1").evaluate("heading => heading.style.color = '#888888'")
    page.locator(".bar-tools a").first.evaluate("link => link.textContent = ''")
    rules = {violation.split(": ")[1] for violation in axe.violations(page)}
    assert {"color-contrast-enhanced", "link-name"} <= rules
