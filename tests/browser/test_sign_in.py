"""The back office in a real browser: the door with and without scripts, passkeys, axe, and what one taps."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.test_invitations import invite
from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE, watched
from tests.browser.geometry import Limits
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.office import PASSWORD, add_user, colleague, office_pages

pytestmark = ON_ONE_DATABASE
DESK = (1440, 900)
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def named_screens(browser: Browser, server: Town) -> Iterator[Screens]:
    """Screens that know the kiosk by a name: a passkey belongs to a name, never to a number."""
    yield from watched(Screens(browser, server.address.replace("127.0.0.1", "localhost")))


def sign_in(page: Page, email: str) -> None:
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").click()


@WITH_AND_WITHOUT_SCRIPTS
def test_the_door_opens_and_closes(screens: Screens, server: Town, scripts: bool) -> None:
    email = add_user(server.app, "staff", email=f"door-{scripts}@mediatheque.example")
    page = screens.open("/staff/", size=PHONE, scripts=scripts)
    sign_in(page, "nobody@mediatheque.example")
    expect(page.locator("[role=alert]")).to_be_focused()
    expect(page.locator("#email")).to_have_value("nobody@mediatheque.example")
    sign_in(page, email)
    assert urlsplit(page.url).path == "/staff/"
    page.locator(".office-opener").click()
    page.locator('form[action="/sign-out"] button').click()
    expect(page.locator("#password")).to_be_visible()
    page.go_back()
    expect(page.locator("#password")).to_be_visible()


def test_a_password_can_be_looked_at_and_is_hidden_again(screens: Screens) -> None:
    page = screens.open("/sign-in", size=PHONE)
    field, button = page.locator("#password"), page.locator("[data-reveal=password]")
    field.fill("four quiet blue horses")
    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_contain_text("Masquer")
    button.click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value("four quiet blue horses")


def test_without_scripts_a_new_password_is_asked_for_twice(screens: Screens, server: Town) -> None:
    link = invite(colleague(server.app, "admin"))
    page = screens.open(link, size=PHONE, scripts=False)
    expect(page.locator("[data-reveal]")).to_be_hidden()
    page.locator("#password").fill("four quiet blue horses")
    page.locator("#repeat").fill("four quiet blue houses")
    page.locator("main form .main").click()
    expect(page.locator("#repeat-error")).to_be_visible()


def test_a_passkey_is_made_and_opens_the_door(named_screens: Screens, server: Town) -> None:
    email = add_user(server.app, "coordinator", email="passkey@mediatheque.example")
    page = named_screens.open("/sign-in", size=DESK)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, email)
    page.goto("/account/passkeys/new")
    page.locator("[data-passkey] .main").click()
    expect(page.locator(".codes li")).to_have_count(8)
    page.locator('form[action="/sign-out"] button').click()
    sign_in(page, email)
    page.locator("[data-passkey] .main").click()
    page.wait_for_url("**/staff/")


def test_another_device_does_not_pass_for_the_passkey(named_screens: Screens, server: Town) -> None:
    email = add_user(server.app, "staff", email="thief@mediatheque.example")
    page = named_screens.open("/sign-in", size=DESK)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, email)
    page.goto("/account/passkeys/new")
    page.locator("[data-passkey] .main").click()
    expect(page.locator(".codes li")).to_have_count(8)
    session.send("WebAuthn.removeVirtualAuthenticator", device)
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.locator('form[action="/sign-out"] button').click()
    sign_in(page, email)
    page.locator("[data-passkey] .main").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()


def test_without_scripts_or_a_name_the_other_way_is_offered(screens: Screens, server: Town) -> None:
    email = add_user(server.app, "staff", email="number@mediatheque.example")
    page = screens.open("/account/passkeys/new", size=DESK)
    sign_in(page, email)
    expect(page.locator("[data-passkey-missing]")).to_be_visible()
    expect(page.locator("[data-passkey]")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_axe_finds_nothing_in_the_back_office(screens: Screens, server: Town, theme: str) -> None:
    email = add_user(server.app, "admin", email=f"axe-{theme}@mediatheque.example", is_demo=True)
    page = screens.open("/sign-in", size=DESK, cookies={"display": f"normal-{theme}"})
    found = axe.violations(page)
    sign_in(page, email)
    for address in office_pages(server.app, "admin"):
        page.goto(address)
        found += axe.violations(page)
    assert not found


def test_everything_can_be_tapped_on_a_desk_and_a_phone(screens: Screens, server: Town) -> None:
    email = add_user(server.app, "admin", email="taps@mediatheque.example", is_demo=True)
    page = screens.open("/sign-in", size=DESK)
    sign_in(page, email)
    found = []
    for address in office_pages(server.app, "admin"):
        page.goto(address)
        for size in (DESK, PHONE):
            found += geometry.faults(page, size, Limits(least=44))
    assert not found
