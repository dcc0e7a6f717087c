"""Saying what one thinks: one tap counts, with and without scripts, with and without a network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from kiosk.extensions import db
from kiosk.feedback.models import Comment
from tests.browser.opinion import QUESTION, REST, THANKS, at_rest, face, kept, unsent
from tests.browser.screens import KIOSK, PHONE, UPRIGHT, Screens
from tests.browser.town import Town

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
LOCALES = ("fr", "ar", "fr-falc")


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_one_tap_counts(screens: Screens, new_taps: Callable[[], int], locale: str, scripts: bool) -> None:
    page = screens.open(f"/{locale}/", scripts=scripts)
    page.locator(f'a[href^="/{locale}/feedback/kiosk"]').tap()
    page.wait_for_url("**/feedback/kiosk*")
    for value in (1, 2, 3):
        expect(face(page, value)).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(REST)
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    expect(face(page, 3)).to_have_attribute("aria-pressed", "true")
    assert new_taps() == 1


@WITH_AND_WITHOUT_SCRIPTS
@pytest.mark.parametrize("locale", LOCALES)
def test_the_rest_is_optional(screens: Screens, new_taps: Callable[[], int], locale: str, scripts: bool) -> None:
    page = screens.open(f"/{locale}/feedback/kiosk?new=1", scripts=scripts)
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    page.wait_for_timeout(REST)
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
    expect(face(page, 2)).to_have_attribute("aria-pressed", "true")
    face(page, 3).tap()
    expect(face(page, 3)).to_have_attribute("aria-pressed", "true")
    assert new_taps() == 1


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


@pytest.mark.parametrize("size", (KIOSK, UPRIGHT, PHONE), ids=("kiosk", "upright", "phone"))
@pytest.mark.parametrize("value", (1, 2, 3))
def test_a_second_press_changes_nothing_on_the_next_page(screens: Screens, size: tuple[int, int], value: int) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1", size)
    changes: list[str] = []
    page.on("request", lambda request: changes.append(request.url) if request.method == "POST" else None)
    box = face(page, value).bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(*middle)
    page.wait_for_url(THANKS)
    page.clock.run_for(REST - 100)
    page.touchscreen.tap(*middle)
    assert [address.rpartition("/")[2] for address in changes] == ["events"]
    expect(face(page, value)).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.reasons [aria-pressed="true"]')).to_have_count(0)


def test_faces_and_reasons_rest_after_a_tap_and_then_answer(screens: Screens) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    for choice in (face(page, 1), page.locator("#reason-time")):
        choice.tap()
        expect(choice).to_have_attribute("aria-pressed", "false")
    page.clock.run_for(REST)
    for choice in (face(page, 1), page.locator("#reason-time"), page.locator("#reason-staff")):
        choice.tap()
        expect(choice).to_have_attribute("aria-pressed", "true")


def test_the_next_person_s_question_rests_too(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    page.locator("[data-way-on]").tap()
    page.wait_for_url("**/kiosk?new=1")
    face(page, 1).tap()
    expect(page.locator("[data-asked]")).to_be_visible()
    assert new_taps() == 1
    page.clock.run_for(REST)
    face(page, 1).tap()
    page.wait_for_url(THANKS)
    assert new_taps() == 2


def test_a_hand_that_trembles_taps_once(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    face(page, 3).dblclick(no_wait_after=True)
    page.wait_for_url(THANKS)
    assert new_taps() == 1


def test_a_hand_that_trembles_taps_once_without_a_network(screens: Screens) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(True)
    face(page, 3).dblclick(no_wait_after=True)
    expect(unsent(page)).to_be_visible()
    page.locator("[data-change]").tap()
    expect(page.locator("[data-asked]")).to_be_hidden()
    page.clock.run_for(REST)
    page.locator("[data-change]").tap()
    face(page, 1).tap()
    expect(page.locator("[data-asked]")).to_be_visible()
    assert [(record["value"], record["revision"]) for record in kept(page)] == [(3, 1)]


@pytest.mark.parametrize("failure", ("throw new Error()", "const it = {}; setTimeout(() => it.onerror()); return it"))
def test_a_browser_that_keeps_nothing_sends_the_first_tap(
    screens: Screens, new_taps: Callable[[], int], failure: str
) -> None:
    page = screens.open()
    page.add_init_script(f"IDBFactory.prototype.open = () => {{ {failure}; }}")
    page.goto(f"{QUESTION}?new=1")
    face(page, 2).tap()
    page.wait_for_url(THANKS)
    expect(face(page, 2)).to_have_attribute("aria-pressed", "true")
    assert new_taps() == 1
