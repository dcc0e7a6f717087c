"""Saying what one thinks: one tap counts, with and without scripts, with and without a network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import func, select

from kiosk.extensions import db
from kiosk.feedback.models import Comment, Tap
from tests.browser.screens import KIOSK, PHONE, UPRIGHT, Screens
from tests.browser.town import Town

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
LOCALES = ("fr", "ar", "fr-falc")
QUESTION = "/fr/feedback/kiosk"
THANKS = re.compile(r"/taps/[\w-]+")


def face(page: Page, value: int) -> Locator:
    return page.locator(f'.face[data-value="{value}"]')


@pytest.fixture
def new_taps(server: Town) -> Callable[[], int]:
    """How many taps have come since the test began."""
    before = number_of_taps(server)
    return lambda: number_of_taps(server) - before


def stumble(route: Route) -> None:
    """The server breaks over the worst face, and takes the others."""
    if '"value":1' in (route.request.post_data or ""):
        route.fulfill(status=503)
    else:
        route.continue_()


def number_of_taps(server: Town) -> int:
    with server.app.app_context():
        return db.session.scalar(select(func.count(Tap.id))) or 0


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_one_tap_counts_and_the_rest_is_optional(
    screens: Screens, new_taps: Callable[[], int], locale: str, scripts: bool
) -> None:
    page = screens.open(f"/{locale}/", scripts=scripts)
    page.locator(f'a[href^="/{locale}/feedback/kiosk"]').tap()
    for value in (1, 2, 3):
        expect(face(page, value)).to_be_in_viewport(ratio=1)
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    assert new_taps() == 1
    expect(face(page, 3)).to_have_attribute("aria-pressed", "true")
    page.locator("#reason-time").tap()
    expect(page.locator("#reason-time")).to_have_attribute("aria-pressed", "true")
    face(page, 1).tap()
    expect(face(page, 1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#reason-time")).to_have_attribute("aria-pressed", "true")
    assert new_taps() == 1


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize(("locale", "words"), [("fr", "Trop de monde le mardi"), ("ar", "الشرح واضح جدا شكرا لكم")])
def test_a_word_is_sent_and_a_faulty_one_is_kept(
    screens: Screens, server: Town, locale: str, words: str, scripts: bool
) -> None:
    page = screens.open(f"/{locale}/feedback/kiosk?new=1", scripts=scripts)
    face(page, 2).tap()
    page.wait_for_url(THANKS)
    page.locator('a[href*="/words"]').tap()
    page.locator("main form button").tap()
    expect(page.locator(".field-error")).to_be_visible()
    page.locator("#text").fill(words)
    page.locator("main form button").tap()
    page.wait_for_url(re.compile("said=1"))
    with server.app.app_context():
        assert words in db.session.scalars(select(Comment.text)).all()


@pytest.mark.parametrize("size", (KIOSK, UPRIGHT, PHONE), ids=("kiosk", "upright", "phone"))
@pytest.mark.parametrize("locale", LOCALES)
def test_the_faces_follow_the_direction_of_reading(screens: Screens, locale: str, size: tuple[int, int]) -> None:
    page = screens.open(f"/{locale}/feedback/kiosk", size)
    boxes = [face(page, value).bounding_box() for value in (1, 2, 3)]
    places = [(box["y"], -box["x"] if locale == "ar" else box["x"]) for box in boxes if box]
    assert places == sorted(places) and len(set(places)) == 3
    for box in boxes:
        assert box and min(box["width"], box["height"]) >= 96


@WITH_AND_WITHOUT_SCRIPTS
def test_a_telephone_finds_its_own_answer_again(screens: Screens, new_taps: Callable[[], int], scripts: bool) -> None:
    page = screens.open("/F/KIOSK", PHONE, scripts=scripts)
    face(page, 2).tap()
    page.wait_for_url(THANKS)
    page.goto("/f/kiosk")
    face(page, 3).tap()
    expect(face(page, 3)).to_have_attribute("aria-pressed", "true")
    assert new_taps() == 1


def test_without_a_network_the_tap_is_kept_and_sent_later(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    page.context.set_offline(True)
    face(page, 1).tap()
    expect(page.locator("[data-thanks-title]")).to_be_visible()
    expect(page.locator("p[data-unsent]").first).to_be_visible()
    page.locator("[data-change]").tap()
    page.wait_for_timeout(1600)
    face(page, 3).tap()
    expect(page.locator("[data-thanks-title]")).to_be_visible()
    assert new_taps() == 0
    page.context.set_offline(False)
    page.goto("/fr/outbox")
    expect(page.locator("[data-waiting]")).to_have_text("0")
    assert new_taps() == 1


def test_what_waits_is_sent_from_whichever_page_comes_next(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    context = page.context
    context.set_offline(True)
    face(page, 2).tap()
    expect(page.locator("p[data-unsent]").first).to_be_visible()
    page.close()
    context.set_offline(False)
    later = context.new_page()
    with later.expect_response("**/events"):
        later.goto("/fr/places")
    assert new_taps() == 1


def test_two_people_without_a_network_are_two(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    page.context.set_offline(True)
    for value in (1, 2):
        face(page, value).tap()
        page.locator("[data-next]").tap()
        page.wait_for_timeout(1600)
    page.context.set_offline(False)
    page.goto("/fr/outbox")
    page.locator("[data-send]").tap()
    expect(page.locator("[data-waiting]")).to_have_text("0")
    assert new_taps() == 2


def test_without_a_network_nobody_ends_on_an_error_of_the_browser(screens: Screens) -> None:
    page = screens.open("/fr/places")
    page.context.set_offline(True)
    page.locator(".tool").first.tap()
    expect(page.locator("[data-no-network]")).to_be_visible()
    page.locator("[data-fresh-start]").tap()
    expect(page.locator("main")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator(".entrance")).to_be_visible()


def test_a_screen_waits_for_a_server_that_is_away(screens: Screens) -> None:
    page = screens.open()
    page.clock.install()
    page.goto("/fr/places")
    page.route("**/healthz", lambda route: route.abort())
    page.locator("[data-fresh-start]").tap()
    expect(page.locator("[data-no-network]")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    page.unroute("**/healthz")
    page.clock.run_for(6000)
    expect(page.locator(".entrance")).to_be_visible()


def test_without_a_network_a_telephone_keeps_its_tap_too(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open("/f/service-access", PHONE)
    page.context.set_offline(True)
    face(page, 2).tap()
    expect(page.locator("p[data-unsent]").first).to_be_visible()
    page.context.set_offline(False)
    page.goto("/fr/outbox")
    expect(page.locator("[data-waiting]")).to_have_text("0")
    assert new_taps() == 1


def test_what_the_server_stumbles_over_does_not_keep_the_others_waiting(
    screens: Screens, new_taps: Callable[[], int]
) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    page.context.set_offline(True)
    for value in (1, 2):
        face(page, value).tap()
        page.locator("[data-next]").tap()
        page.wait_for_timeout(1600)
    page.route("**/events", stumble)
    page.context.set_offline(False)
    page.goto("/fr/outbox")
    expect(page.locator("[data-waiting]")).to_have_text("1")
    assert new_taps() == 1
    screens.faults.clear()


def test_a_hand_that_trembles_taps_once(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    face(page, 3).dblclick(no_wait_after=True)
    page.wait_for_url(THANKS)
    assert new_taps() == 1


def test_who_walks_away_leaves_the_question_to_the_next_person(screens: Screens) -> None:
    page = screens.open()
    page.clock.install()
    page.goto(f"{QUESTION}?new=1")
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    page.clock.run_for(7000)
    expect(page.locator("[data-return]")).to_be_visible()
    page.locator("[data-return-stay]").tap()
    page.clock.run_for(1000)
    expect(page.locator("[data-return]")).to_be_hidden()
    page.clock.run_for(90_000)
    expect(page).to_have_url(re.compile(r"/fr/feedback/kiosk\?new=1"))
    page.go_back(wait_until="commit")
    expect(page.locator('.face[aria-pressed="true"]')).to_have_count(0)


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
