"""The directory's back office in a real browser, with and without scripts: a place, a file, two places that are one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import PHONE, Screens
from tests.browser.town import HOURS_UNKNOWN, Town
from tests.directory.exchange import official_file
from tests.office import PASSWORD, add_user

pytestmark = ON_ONE_DATABASE
DESK = (1440, 900)
TIMES = ("9", "12h", "14", "18h30")
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))


def signed_in(screens: Screens, server: Town, scripts: bool = True, size: tuple[int, int] = DESK) -> Page:
    email = f"keeper-{len(screens.contexts)}-{scripts}-{size[0]}-{id(screens)}@mediatheque.example"
    add_user(server.app, "staff", email=email)
    page = screens.open("/staff/places", size=size, scripts=scripts)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").click()
    return page


@WITH_AND_WITHOUT_SCRIPTS
def test_a_place_is_found_changed_and_taken_back(screens: Screens, server: Town, scripts: bool) -> None:
    page = signed_in(screens, server, scripts)
    page.locator("#q").fill("halimi")
    page.locator("#q").press("Enter")
    page.locator("table").get_by_role("link", name=HOURS_UNKNOWN).click()
    page.locator("#hours-way-week").check()
    for field, time in zip(page.locator("[aria-label^='Lundi, ']:visible").all(), TIMES, strict=True):
        field.fill(time)
    if not scripts:
        page.locator("button[name=preview]").click()
    expect(page.locator("#hours")).to_contain_text("14 h à 18 h 30")
    page.locator(".keep .main").click()
    expect(page.locator("#opening_hours")).to_have_value("Mo-Fr 09:00-12:00,14:00-18:30")
    page.locator(".done button").click()
    expect(page.locator("#hours-way-unknown")).to_be_checked()


@WITH_AND_WITHOUT_SCRIPTS
def test_the_days_are_shown_as_far_as_they_are_needed(screens: Screens, server: Town, scripts: bool) -> None:
    page = signed_in(screens, server, scripts)
    page.goto("/staff/places/new")
    expect(page.locator(".hours-week")).to_be_hidden()
    page.locator("#hours-way-week").check()
    expect(page.locator(".hours-times:visible")).to_have_count(1)
    page.locator("#hours-Sa").select_option("open")
    expect(page.locator(".hours-times:visible")).to_have_count(2)
    page.locator("button[value=Sa]").click()
    expect(page.locator("[name=start-Sa]")).to_have_count(3)


@WITH_AND_WITHOUT_SCRIPTS
def test_a_file_is_looked_through_taken_over_and_taken_back(
    screens: Screens, server: Town, scripts: bool, tmp_path: Path
) -> None:
    page = signed_in(screens, server, scripts)
    page.goto("/staff/places/imports")
    page.locator("#file").set_input_files(official_file(tmp_path / "lieux.csv", {"id": "1"}, {"id": "2", "nom": ""}))
    page.locator("main form .main").click()
    expect(page.locator(".intake-table tbody tr")).to_have_count(1)
    page.locator(".keep .main").click()
    expect(page.locator(".good")).to_be_visible()
    page.locator(".done button").click()
    expect(page.locator(".done button")).to_have_count(0)
    expect(page.locator(".keep .main")).to_be_visible()


@WITH_AND_WITHOUT_SCRIPTS
def test_two_places_are_merged_and_parted_again(screens: Screens, server: Town, scripts: bool) -> None:
    page = signed_in(screens, server, scripts)
    page.goto("/staff/places/duplicates")
    pairs = page.locator("table tbody tr").count()
    page.locator("table .button.main").first.click()
    page.locator(".keep .main").click()
    expect(page.locator(".facts")).to_contain_text("(")
    page.locator(".done button").click()
    page.goto("/staff/places/duplicates")
    expect(page.locator("table tbody tr")).to_have_count(pairs)


def test_a_place_is_checked_with_the_keyboard_alone(screens: Screens, server: Town) -> None:
    page = signed_in(screens, server)
    page.goto("/staff/places/old")
    before = page.locator("[data-announce]").inner_text()
    page.locator("table form button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_be_visible()
    assert page.locator("[data-announce]").inner_text() != before
    page.locator(".done button").press("Enter")
    expect(page.locator("[data-announce]")).to_have_text(before)


def pages(page: Page, server: Town, folder: Path) -> list[str]:
    """An address for each kind of screen that needs something to show."""
    here = f"/staff/places/{server.places[HOURS_UNKNOWN]}"
    page.goto("/staff/places/duplicates")
    pair = page.locator("table .button.main").first.get_attribute("href")
    lines = ({"id": "1", "telephone": "12"}, {"id": "2", "nom": ""})
    page.goto("/staff/places/imports")
    page.locator("#file").set_input_files(official_file(folder / "lieux.csv", *lines))
    page.locator("main form .main").click()
    return [here, f"{here}/notices", f"{here}/texts", str(pair), page.url, f"{page.url}?group=refused"]


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_axe_finds_nothing(screens: Screens, server: Town, tmp_path: Path, theme: str) -> None:
    page = signed_in(screens, server)
    page.context.add_cookies([{"name": "display", "value": f"normal-{theme}", "url": server.address}])
    found = []
    for address in pages(page, server, tmp_path):
        page.goto(address)
        found += axe.violations(page)
    assert not found


def test_everything_can_be_tapped(screens: Screens, server: Town, tmp_path: Path) -> None:
    page = signed_in(screens, server)
    found = []
    for address in pages(page, server, tmp_path):
        page.goto(address)
        for size in (DESK, PHONE):
            found += geometry.faults(page, size, Limits(least=44))
    assert not found
