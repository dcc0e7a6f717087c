"""The committee's evening in a real browser: figures, a review, an answer that is owed, what residents see of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.office import PASSWORD, add_user

pytestmark = ON_ONE_DATABASE
DESK = (1440, 900)
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
SAID, DONE = "Le matin, c’est trop tôt.", "Un atelier a lieu chaque mardi à 18 heures."


def signed_in(screens: Screens, server: Town, name: str, role: str = "committee", *, scripts: bool = True) -> Page:
    email = add_user(server.app, role, email=f"{name}@mediatheque.example")
    page = screens.open("/sign-in", size=DESK, scripts=scripts)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").first.click()
    page.wait_for_url(re.compile(r"/(committee|staff)/"))
    return page


def open_review(page: Page) -> None:
    """From the home of the committee; the one that is open, or was closed today, where there is one."""
    page.locator('.tile[href="/committee/reviews"]').click()
    page.locator("main form .main, .notice .main").first.click()
    if page.locator("#held_on-error").count():
        page.locator("main tbody a").first.click()
        page.locator('form[action$="/reopening"] button').first.click()
    expect(page.locator("#duties")).to_be_visible()


def answer_theme(page: Page, words: str) -> None:
    """Write the answer that is owed, and publish it."""
    page.locator('#duties a[href$="/answers/new"]').first.click()
    page.locator("#said").fill(SAID)
    page.locator("#done").fill(words)
    page.locator("#main-form .main").click()
    page.locator('form[action$="/publication"] button').first.click()


@WITH_AND_WITHOUT_SCRIPTS
def test_a_review_is_closed_when_what_is_owed_is_answered(screens: Screens, server: Town, scripts: bool) -> None:
    page = signed_in(screens, server, f"review-{scripts}", scripts=scripts)
    open_review(page)
    if page.locator('#duties a[href$="/answers/new"]').count():
        page.locator('form[action$="/closing"] button').click()
        expect(page.locator(".form-summary")).to_be_focused()
        answer_theme(page, f"{DONE} ({scripts})")
        page.goto("/committee/")
        open_review(page)
    page.locator('form[action$="/closing"] button').click()
    expect(page.locator('form[action$="/reopening"] button').first).to_be_visible()


def test_residents_see_the_answer_in_french_until_it_is_translated(screens: Screens, server: Town) -> None:
    page = screens.open("/ar/answers", PHONE)
    expect(page.locator(".answer").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    for text in page.locator('.answer dd [lang="fr"]').all():
        expect(text).not_to_have_attribute("dir", "rtl")


def test_figures_are_filtered_and_each_chart_has_its_table(screens: Screens, server: Town) -> None:
    page = signed_in(screens, server, "figures")
    page.locator('.tile[href="/committee/figures"]').click()
    expect(page.locator("table").first).to_be_visible()
    page.locator("#language").select_option("ar")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("language=ar"))
    charts = page.locator("main svg:not(.icon)")
    assert charts.count() and all(one.get_attribute("aria-hidden") == "true" for one in charts.all())


@pytest.mark.parametrize("size", (DESK, PHONE), ids=("desk", "phone"))
def test_axe_finds_nothing_in_the_rooms_of_the_committee(screens: Screens, server: Town, size: tuple[int, int]) -> None:
    page = signed_in(screens, server, f"axe-{size[0]}")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = []
    for address in ("", "figures", "figures?language=ar", "reviews", "themes", "themes/1", "themes/new"):
        page.goto(f"/committee/{address}")
        found += axe.violations(page)
    assert not found


@pytest.mark.parametrize("size", (DESK, PHONE), ids=("desk", "phone"))
def test_axe_finds_nothing_in_the_rooms_of_staff(screens: Screens, server: Town, size: tuple[int, int]) -> None:
    page = signed_in(screens, server, f"staff-axe-{size[0]}", "staff")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    workshop = server.workshops["open"]
    found = []
    for address in (
        "feedback",
        "comments",
        "kiosks",
        "tallies",
        "tallies/new",
        "set-aside",
        f"workshops/{workshop}/group",
    ):
        page.goto(f"/staff/{address}")
        found += axe.violations(page)
    assert not found
