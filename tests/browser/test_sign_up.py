"""Holding a seat on the kiosk, and the ticket on one's own phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import KIOSK, PHONE, UPRIGHT, Screens, words
from tests.browser.town import ALMOST, Town

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
LOCALES = ("fr", "ar", "fr-falc")
SUBMIT = ".sign-up button[type=submit]"
# Whether something else lies over the lower edge.
COVERED = """one => {
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.bottom - 4);
  return !(one.contains(top) || top.contains(one));
}"""


def tapped(page: Page, *steps: str) -> int:
    """Tap each of these in turn; the number of taps."""
    for step in steps:
        page.locator(step).first.tap()
    return len(steps)


def signed_up(page: Page, locale: str) -> int:
    """From the attract screen to the ticket with a first name; the number of taps."""
    taps = tapped(page, f'.language[href="/{locale}/"]', f'.tile[href^="/{locale}/workshops"]')
    # Others have signed up for the first ones.
    taps += tapped(page, "#chip-left")
    expect(page.locator('#chip-left[aria-pressed="true"]')).to_be_visible()
    taps += tapped(page, ".place", ".sheet-actions .main", "#name")
    page.locator("#name").fill("Samira")
    taps += tapped(page, SUBMIT)
    expect(page.locator(".ticket-code")).to_be_visible()
    return taps


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_a_seat_is_seven_taps_and_one_word_away(screens: Screens, locale: str, scripts: bool) -> None:
    page = screens.open("/", scripts=scripts)
    assert signed_up(page, locale) <= 8
    expect(page.locator("h1")).to_contain_text("Samira")
    expect(page.locator(".ticket .qr")).to_be_in_viewport(ratio=1)
    expect(page.locator(".ticket-code")).to_be_in_viewport(ratio=1)
    expect(page.locator("html")).to_have_attribute("data-locale", locale)


def test_three_screens_and_two_fields_lead_from_the_workshop_to_the_ticket(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr/workshops/{server.workshops['open']}")
    seen = {page.url.partition("?")[0]}
    page.on("framenavigated", lambda frame: seen.add(frame.url.partition("?")[0]))
    page.locator(".sheet-actions .main").tap()
    expect(page.locator(".sign-up input:not([type=hidden], [type=radio])")).to_have_count(2)
    page.locator("#name").fill("Samira")
    page.locator(SUBMIT).tap()
    expect(page.locator(".ticket-code")).to_be_visible()
    assert len(seen) <= 3


@pytest.mark.parametrize("size", (KIOSK, UPRIGHT), ids=("lying", "upright"))
@pytest.mark.parametrize("locale", LOCALES)
def test_all_of_the_form_is_seen_at_once(screens: Screens, server: Town, locale: str, size: tuple[int, int]) -> None:
    page = screens.open(size=size)
    for kind in ("open", "full"):
        page.goto(f"/{locale}/workshops/{server.workshops[kind]}/sign-up")
        assert (
            page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight - innerHeight)") <= 0
        )


@pytest.mark.parametrize("size", (KIOSK, PHONE), ids=("kiosk", "phone"))
def test_in_very_large_letters_the_head_of_the_form_and_of_the_ticket_comes_first(
    screens: Screens, server: Town, size: tuple[int, int]
) -> None:
    page = screens.open(size=size, cookies={"display": "largest-light"})
    page.goto(f"/fr/workshops/{server.workshops['full']}/sign-up")
    fade = "getComputedStyle(document.querySelector('.sheet-actions'), '::before').content"
    assert page.evaluate(fade) == "none"
    page.goto(server.tickets["seated"])
    head, code = page.locator("h1").bounding_box(), page.locator(".ticket .qr").bounding_box()
    assert head and code and 0 < head["y"] < code["y"]


def test_what_is_wrong_takes_the_focus_and_nothing_typed_is_lost(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr/workshops/{server.workshops['open']}/sign-up")
    page.locator("#contact").fill("06 39")
    page.locator(SUBMIT).tap()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#contact")).to_have_value("06 39")
    page.locator('.errors a[href="#name"]').tap()
    expect(page.locator("#name")).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
def test_on_a_phone_nothing_of_the_form_is_covered(screens: Screens, server: Town, locale: str) -> None:
    for kind in ("open", "full"):
        page = screens.open(f"/{locale}/workshops/{server.workshops[kind]}/sign-up", PHONE)
        for choice in page.locator("label.choice").all():
            expect(choice).to_be_in_viewport(ratio=1)
            assert choice.evaluate(COVERED) is False


@pytest.mark.parametrize("size", (KIOSK, PHONE), ids=("kiosk", "phone"))
def test_what_has_to_be_corrected_is_not_covered(screens: Screens, server: Town, size: tuple[int, int]) -> None:
    page = screens.open(size=size)
    for address in (f"workshops/{server.workshops['open']}/sign-up", f"help-requests/new?{ALMOST}&place=anywhere"):
        page.goto(f"/fr/{address}")
        page.locator("#contact").fill("06 39")
        page.locator(SUBMIT).tap()
        for field in ("#name", "#contact"):
            page.locator(f'.errors a[href="{field}"]').tap()
            expect(page.locator(field)).to_be_in_viewport(ratio=1)
            assert page.locator(field).evaluate(COVERED) is False


@WITH_AND_WITHOUT_SCRIPTS
def test_the_phone_opens_the_same_ticket_and_gives_the_seat_back(screens: Screens, scripts: bool) -> None:
    kiosk = screens.open("/")
    signed_up(kiosk, "fr")
    address = kiosk.url.partition("?")[0]
    phone = screens.open(address, PHONE, scripts=scripts)
    assert pictures(phone) == pictures(kiosk)
    expect(phone.locator("html")).to_have_attribute("data-device", "personal")
    phone.locator(".apart button").tap()
    expect(phone.locator(".step")).to_have_count(0)
    phone.locator(".apart button").tap()
    expect(phone.locator(".ticket .qr")).to_be_visible()


def test_a_double_tap_is_one_seat(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr/workshops/{server.workshops['open']}/sign-up")
    page.locator("#name").fill("Samira")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator(SUBMIT).dblclick(no_wait_after=True)
    expect(page.locator(".ticket-code")).to_be_visible()
    assert len(sent) == 1


@WITH_AND_WITHOUT_SCRIPTS
def test_the_next_visitor_does_not_find_the_ticket(caching_screens: Screens, scripts: bool) -> None:
    page = caching_screens.open("/", scripts=scripts)
    signed_up(page, "fr")
    page.locator("[data-fresh-start]").first.tap()
    expect(page.locator(".entrance")).to_be_visible()
    for _ in range(5):
        page.go_back(wait_until="commit")
        expect(page.locator("h1")).to_be_visible()
        assert "Samira" not in words(page)


def pictures(page: Page) -> str:
    return page.locator(".ticket .pair").inner_html()
