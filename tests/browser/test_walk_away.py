"""Walking away from an answer: the next person finds the question, and nothing of the one before."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opinion import QUESTION, REST, THANKS, at_rest, face, kept, unsent
from tests.browser.screens import Screens

QUIET = 5000  # milliseconds
COUNTDOWN = 20_000
TICK = 1000
ASKED = re.compile(r"/fr/feedback/kiosk\?new=1")


@pytest.fixture(params=(True, False), ids=("network", "no network"))
def answered(request: pytest.FixtureRequest, screens: Screens) -> Page:
    """The screen of somebody who has just answered."""
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(not request.param)
    face(page, 3).tap()
    if request.param:
        page.wait_for_url(THANKS)
    else:
        expect(unsent(page)).to_be_visible()
    return page


def is_asked_afresh(page: Page) -> None:
    expect(page).to_have_url(ASKED)
    expect(page.locator("[data-asked]")).to_be_visible()
    expect(page.locator("[data-return]")).to_be_hidden()


def test_the_next_person_is_announced_for_twenty_seconds(answered: Page) -> None:
    answered.clock.run_for(QUIET - TICK)
    expect(answered.locator("[data-return]")).to_be_hidden()
    answered.clock.run_for(2 * TICK)
    expect(answered.locator("[data-return]")).to_be_visible()
    expect(answered.locator("[data-return-count]")).to_have_text("19")
    answered.clock.run_for(COUNTDOWN - 2 * TICK)
    expect(answered.locator("[data-return-count]")).to_have_text("1")
    answered.clock.run_for(2 * TICK)
    is_asked_afresh(answered)


def test_whoever_wants_to_stay_stays_a_minute_more(answered: Page) -> None:
    answered.clock.run_for(QUIET + 2 * TICK)
    answered.locator("[data-return-stay]").tap()
    answered.clock.run_for(TICK)
    expect(answered.locator("[data-return]")).to_be_hidden()
    answered.clock.run_for(60_000 + QUIET)
    expect(answered.locator("[data-return]")).to_be_visible()
    answered.clock.run_for(COUNTDOWN)
    is_asked_afresh(answered)


def test_nothing_is_left_behind_the_back_button(screens: Screens) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    page.clock.run_for(QUIET + COUNTDOWN + TICK)
    expect(page).to_have_url(ASKED)
    page.go_back(wait_until="commit")
    expect(page.locator('.face[aria-pressed="true"]')).to_have_count(0)


def test_whoever_wants_to_change_and_walks_away_leaves_the_next_person_their_own_answer(screens: Screens) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(True)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    page.clock.run_for(REST)
    page.locator("[data-change]").tap()
    page.clock.run_for(QUIET + COUNTDOWN + TICK)
    expect(page.locator("[data-return]")).to_be_hidden()
    page.clock.run_for(REST)
    face(page, 3).tap()
    expect(unsent(page)).to_be_visible()
    assert [(record["value"], record["revision"]) for record in kept(page)] == [(1, 1), (3, 1)]


def test_a_telephone_is_left_to_its_owner(screens: Screens) -> None:
    page = at_rest(screens, "/f/service-access")
    page.context.set_offline(True)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    page.clock.run_for(10 * (QUIET + COUNTDOWN))
    expect(unsent(page)).to_be_visible()
    expect(page.locator("[data-return]")).to_have_count(0)


def test_what_was_half_written_is_dropped(screens: Screens) -> None:
    page = screens.open()
    page.clock.install()
    page.goto(f"{QUESTION}?new=1")
    face(page, 1).tap()
    page.wait_for_url(THANKS)
    page.locator('a[href*="/words"]').tap()
    page.locator("#text").fill("Je voulais dire")
    page.clock.run_for(59_000)
    expect(page.locator("[data-return]")).to_be_hidden()
    page.clock.run_for(30_000)
    expect(page).to_have_url(re.compile(r"/fr/feedback/kiosk\?new=1"))
    page.go_back(wait_until="commit")
    expect(page.locator("textarea")).to_have_count(0)
