"""Individual help from end to end: asked for on the kiosk, answered by staff, agreed to on one's own phone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import KIOSK, PHONE, UPRIGHT, Screens, words
from tests.browser.test_sign_in import DESK, WITH_AND_WITHOUT_SCRIPTS, sign_in
from tests.browser.town import Town
from tests.office import add_user

pytestmark = ON_ONE_DATABASE
CHOICES = ("week=next", "hours=afternoon", "need=procedures", "language=fr", "place=anywhere")
OFFICE = "/staff/help-requests"
SUBMIT = "main form .main"
TO_TAP = Limits(least=44)


def ask(page: Page, name: str, locale: str = "fr") -> str:
    """Tap through the five questions and write a name; the path of the slip."""
    page.goto(f"/{locale}/help-requests/new")
    for choice in CHOICES:
        page.locator(f'.tile[href*="{choice}"]').first.tap()
    page.locator("#name").fill(name)
    page.locator(SUBMIT).tap()
    expect(page.locator("h1[data-state=asked]")).to_be_visible()
    return urlsplit(page.url).path


def desk(screens: Screens, server: Town, name: str, scripts: bool = True) -> Page:
    """Somebody of the staff, signed in."""
    email = add_user(server.app, "staff", email=f"{name}@mediatheque.example", name="Camille Exemple")
    page = screens.open("/sign-in", size=DESK, scripts=scripts)
    sign_in(page, email)
    return page


def propose(page: Page, name: str) -> None:
    """Take the request of this person and propose a time."""
    page.goto(OFFICE)
    page.get_by_role("link", name=name, exact=True).click()
    page.locator("button[value=taken]").click()
    page.locator("#place").select_option(index=1)
    page.locator("#day").fill("2026-11-26")
    page.locator("#hour").fill("14:30")
    page.locator('form[action*="proposals"] .button').click()
    expect(page.locator('form[action*="proposals"]')).to_have_count(1)


@WITH_AND_WITHOUT_SCRIPTS
def test_help_is_asked_for_proposed_and_agreed_to(screens: Screens, server: Town, scripts: bool) -> None:
    name = f"Samira{scripts}"
    slip = ask(screens.open(size=KIOSK, scripts=scripts), name)
    office = desk(screens, server, f"queue-{scripts}", scripts)
    propose(office, name)
    phone = screens.open(slip, size=PHONE, scripts=scripts)
    expect(phone.locator("h1[data-state=proposed]")).to_be_visible()
    expect(phone.locator("button[value=agreed]")).to_be_in_viewport(ratio=1)
    phone.locator("button[value=agreed]").tap()
    expect(phone.locator("h1[data-state=agreed]")).to_be_visible()
    office.goto(f"{OFFICE}?stage=agreed")
    expect(office.get_by_role("link", name=name, exact=True)).to_be_visible()


@WITH_AND_WITHOUT_SCRIPTS
def test_what_was_withdrawn_by_mistake_is_taken_back(screens: Screens, scripts: bool) -> None:
    page = screens.open(size=PHONE, scripts=scripts)
    ask(page, "Fatih")
    page.locator("button[value=closed]").tap()
    expect(page.locator("h1[data-state=closed]")).to_be_visible()
    page.locator('form[action*="reversal"] button').tap()
    expect(page.locator("h1[data-state=asked]")).to_be_visible()


@pytest.mark.parametrize("locale", ["fr", "ar", "fr-falc"])
def test_asking_takes_eight_taps_and_one_word(screens: Screens, locale: str) -> None:
    page = screens.open(size=KIOSK)
    page.add_init_script(
        "addEventListener('click', () => sessionStorage.taps = +(sessionStorage.taps || 0) + 1, true)"
    )  # fmt: skip
    page.goto(f"/{locale}/help-requests/new")
    for choice in CHOICES:
        tile = page.locator(f'.tile[href*="{choice}"]').first
        expect(tile).to_be_in_viewport(ratio=1)
        tile.tap()
    page.locator("#name").fill("Samira")
    expect(page.locator(SUBMIT)).to_be_in_viewport(ratio=1)
    page.locator(SUBMIT).tap()
    expect(page.locator(".ticket-code")).to_be_visible()
    assert int(page.evaluate("sessionStorage.taps")) <= 8


def test_what_is_wrong_takes_the_focus(screens: Screens) -> None:
    page = screens.open("/fr/help-requests/new?need=access&language=fr&week=any&hours=any&place=anywhere")
    page.locator(SUBMIT).tap()
    expect(page.locator("[data-focus]")).to_be_focused()


def test_the_next_visitor_finds_no_slip(screens: Screens) -> None:
    page = screens.open(size=KIOSK)
    ask(page, "Zoubida")
    address = page.url
    page.goto("/reset")
    page.goto(address)
    expect(page).to_have_url(re.compile(r"/$"))
    assert "Zoubida" not in words(page)


def test_axe_and_the_ruler_find_nothing(screens: Screens, server: Town) -> None:
    kiosk, office, found = screens.open(size=KIOSK), desk(screens, server, "ruler"), list[str]()
    slip = ask(kiosk, "Ada")
    found += axe.violations(screens.open(slip, size=PHONE))
    propose(office, "Ada")
    for address in (slip, f"{slip}/slip"):
        phone = screens.open(address, size=PHONE)
        found += axe.violations(phone)
        for size in (KIOSK, UPRIGHT, PHONE):
            found += geometry.faults(phone, size, TO_TAP)
    for address in (urlsplit(office.url).path, OFFICE, f"{OFFICE}/new"):
        office.goto(address)
        found += axe.violations(office)
        for size in (DESK, PHONE):
            found += geometry.faults(office, size, TO_TAP)
    assert not found
