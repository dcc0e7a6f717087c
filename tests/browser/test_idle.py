"""A screen that was left: it asks, waits, and erases; any touch goes on, as often as one likes (criterion A6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from kiosk.web.speech import render_speech
from tests.browser.conftest import watched
from tests.browser.screens import PHONE, Screens
from tests.browser.town import EVERYTHING, Town, served

# The browsers of test machines have no voices.
SPEECH = """
globalThis.spoken = [];
Object.defineProperty(globalThis, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "fr-FR" }, { lang: "ar-SA" }],
  speak: (speech) => { spoken.push(speech.text); document.documentElement.dataset.spoken = spoken.length; },
  cancel: () => spoken.push(""),
} });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
SOUNDS = """
globalThis.Audio = class extends Audio {
  constructor(address) {
    super(address);
    this.ontimeupdate = this.onpause = () => { document.documentElement.dataset.playing = !this.paused; };
  }
};
"""
TOUCHES = {
    "a tap": lambda page: page.touchscreen.tap(20, 20),
    "a key": lambda page: page.keyboard.press("Shift"),
    "the wheel": lambda page: page.mouse.wheel(0, 40),
    "the button": lambda page: page.locator("[data-idle-stay]").tap(),
}


def left_alone(screens: Screens, path: str, seconds: int = 0) -> Page:
    """A screen whose clock is in our hands, left for so many seconds."""
    page = screens.open()
    page.clock.install()
    page.goto(path)
    wait(page, seconds)
    return page


def wait(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def warning(page: Page) -> str:
    return "open" if page.locator("[data-idle-warning]").is_visible() else "closed"


def test_after_two_minutes_the_screen_asks_and_then_erases(screens: Screens) -> None:
    page = left_alone(screens, "/fr/places", 119)
    before = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert warning(page) == "closed"
    wait(page, 2)
    assert warning(page) == "open"
    wait(page, 43)
    expect(page).to_have_url(f"{screens.address}/fr/places")
    wait(page, 3)
    expect(page).to_have_url(f"{screens.address}/")
    after = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    assert before["visit"] != after["visit"]
    assert before["mark"] != after["mark"]


@pytest.mark.parametrize("touch", TOUCHES)
def test_any_touch_goes_on(screens: Screens, touch: str) -> None:
    page = left_alone(screens, "/fr/places", 110)
    for _ in range(2):
        assert warning(page) == "closed"
        wait(page, 15)
        assert warning(page) == "open"
        TOUCHES[touch](page)
        expect(page.locator("[data-idle-warning]")).to_be_hidden()
        wait(page, 110)
    expect(page).to_have_url(f"{screens.address}/fr/places")


def test_one_may_go_on_as_often_as_one_likes(screens: Screens) -> None:
    page = left_alone(screens, "/fr/places")
    for _ in range(12):
        wait(page, 130)
        page.locator("[data-idle-stay]").tap()
        expect(page.locator("[data-idle-warning]")).to_be_hidden()
    expect(page).to_have_url(f"{screens.address}/fr/places")


def test_typing_is_a_sign_of_life(screens: Screens) -> None:
    page = left_alone(screens, "/fr/places")
    page.locator("#q").focus()
    for letter in "bibliothèque":
        wait(page, 100)
        page.keyboard.insert_text(letter)
    assert warning(page) == "closed"
    expect(page.locator("#q")).to_have_value("bibliothèque")


def test_the_warning_counts_down_and_has_the_focus(screens: Screens) -> None:
    page = left_alone(screens, "/fr/places", 121)
    expect(page.locator("[data-idle-stay]")).to_be_focused()
    wait(page, 10)
    assert 30 <= int(page.locator("[data-idle-count]").inner_text()) <= 36


@pytest.mark.parametrize("locale", ("fr", "ar"))
def test_the_warning_is_spoken_and_hushed(screens: Screens, locale: str) -> None:
    page = screens.open()
    page.add_init_script(SPEECH)
    page.clock.install()
    page.goto(f"/{locale}/")
    wait(page, 121)
    title = page.locator("#idle-title").inner_text()
    assert page.evaluate("spoken[0]").startswith(title)
    page.keyboard.press("Enter")
    assert page.evaluate("spoken.at(-1)") == ""


@pytest.fixture
def speaking_screens(
    app: Flask, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Screens]:
    """Screens of a kiosk that has its warning as a file."""
    monkeypatch.setitem(app.config, "DATA_DIR", tmp_path)
    render_speech(app)
    with served(app) as address:
        yield from watched(Screens(browser, address))


def test_the_warning_plays_its_file_and_a_touch_ends_it(speaking_screens: Screens) -> None:
    page = speaking_screens.open()
    page.add_init_script(SOUNDS)
    page.clock.install()
    page.goto("/fr/help")
    with page.expect_response("**/fr/audio/idle-*") as played:
        wait(page, 121)
    assert (played.value.ok, played.value.headers["content-type"]) == (True, "audio/wav")
    expect(page.locator("html")).to_have_attribute("data-playing", "true")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-playing", "false")


def test_no_file_is_fetched_before_the_warning(speaking_screens: Screens) -> None:
    page = speaking_screens.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto("/fr/help")
    wait(page, 115)
    assert asked and not [url for url in asked if "/audio/" in url]


def test_without_its_file_the_warning_uses_the_voice_of_the_browser(speaking_screens: Screens) -> None:
    page = speaking_screens.open()
    page.add_init_script(SPEECH)
    page.route("**/audio/*", lambda route: route.abort())
    page.clock.install()
    page.goto("/fr/help")
    wait(page, 121)
    expect(page.locator("html")).to_have_attribute("data-spoken", "1")
    assert page.evaluate("spoken[0]").startswith(page.locator("#idle-title").inner_text())


def test_a_phone_is_never_hurried(screens: Screens, server: Town) -> None:
    page = screens.open(size=PHONE)
    page.clock.install()
    page.goto(f"/P/FR/{server.places[EVERYTHING]}")
    wait(page, 600)
    expect(page.locator("[data-idle-warning]")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-device", "personal")


def test_the_attract_screen_asks_nobody_and_begins_afresh(screens: Screens) -> None:
    page = left_alone(screens, "/", 119)
    before = page.context.cookies()
    with page.expect_navigation(url="**/"):
        wait(page, 2)
    assert warning(page) == "closed"
    assert page.context.cookies() != before


def test_the_tap_that_answers_touches_nothing_else(screens: Screens) -> None:
    page = left_alone(screens, "/fr/places", 121)
    page.locator("[data-idle-stay]").tap()
    expect(page.locator("[data-idle-warning]")).to_be_hidden()
    page.wait_for_timeout(1000)
    expect(page).to_have_url(f"{screens.address}/fr/places")
