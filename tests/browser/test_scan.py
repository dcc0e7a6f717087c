"""The scanner in a real browser: camera, USB scanner, photo, typing; ticket, workshop, card and every refusal."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, Playwright, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.models import Card, Course, Registration, Workshop
from tests.browser import axe, browsers, camera
from tests.browser.conftest import MISSING, ON_ONE_DATABASE, started, watched
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.conftest import TUESDAY_MORNING
from tests.office import PASSWORD, add_user
from tests.workshops.scanner import SOON, signed_up, ticket

pytestmark = ON_ONE_DATABASE
NO_CAMERA = MISSING.format(need="with a camera starts here", package="chromium-headless-shell")
DECODED = """async (png) => {
  const { pixels, read } = await import("/static/js/scan/reader.js");
  const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  return read(pixels(picture, picture.width, picture.height, 1280));
}"""
# A scanner presses the keys of the American keyboard; an AZERTY computer makes other signs of them.
TYPED = """([keys, end]) => {
  const field = document.activeElement;
  const press = (key, code, shiftKey) => {
    const event = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
    if (field.dispatchEvent(event) && key.length === 1 && "value" in field) field.value += key;
  };
  for (const [key, code, shiftKey] of keys) press(key, code, shiftKey);
  press(end, end, false);
}"""
AZERTY = {"A": "Q", "Q": "A", "Z": "W", "W": "Z", "M": "?"} | dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
SIGNS = {
    "/": ("Slash", False, "!"),
    ":": ("Semicolon", True, "M"),
    ".": ("Period", False, ":"),
    "-": ("Minus", False, ")"),
}


class Door(NamedTuple):
    """A town with somebody of the staff, and what is needed to come to a workshop."""

    app: Flask
    email: str
    video: Path

    def plan(self, starts_at: datetime = SOON, capacity: int = 2) -> Workshop:
        """A workshop in some place of the town."""
        with self.app.app_context(), Session(db.engine, expire_on_commit=False) as session:
            place = session.scalars(select(Place).limit(1)).one()
            facts = {"course": Course(title="Premiers pas", topic="devices"), "place": place}
            ends_at = starts_at + timedelta(hours=2)
            workshop = Workshop.planned(capacity=capacity, starts_at=starts_at, ends_at=ends_at, **facts)
            session.add(workshop)
            session.commit()
            return workshop

    def change(self, statement: Any) -> None:
        with self.app.app_context(), db.engine.begin() as connection:
            connection.execute(statement)

    def card(self) -> str:
        """The address on a new card."""
        key = self.app.config["SECRET_KEY"]
        with self.app.app_context(), Session(db.engine) as session:
            card = Card.new(1, "Camille", key=key, now=TUESDAY_MORNING)
            session.add(card)
            session.commit()
            return f"HTTP://LOCALHOST/C/{card.token(key)}"


@pytest.fixture(scope="session")
def door(server: Town, tmp_path_factory: pytest.TempPathFactory) -> Door:
    email = add_user(server.app, "staff", email="scanner@mediatheque.example", name="Camille")
    return Door(server.app, email, tmp_path_factory.mktemp("camera") / "picture.y4m")


@pytest.fixture(scope="session")
def camera_browser(playwright: Playwright, door: Door) -> Iterator[Browser]:
    """A browser whose camera sees the file `door.video`, and that knows this machine by an insecure name too."""
    camera.show(door.video, "nothing yet")
    yield from started(lambda playwright: browsers.filming_browser(playwright, door.video), playwright, NO_CAMERA)


@pytest.fixture
def refusing(playwright: Playwright, server: Town, door: Door) -> Iterator[Screens]:
    """Screens of a browser that is not let at the camera."""
    with browsers.filming_browser(playwright, door.video, "=deny") as browser:
        yield from watched(Screens(browser, server.address))


@pytest.fixture
def filming(camera_browser: Browser, server: Town) -> Iterator[Screens]:
    yield from watched(Screens(camera_browser, server.address))


@pytest.fixture
def insecure(camera_browser: Browser, server: Town) -> Iterator[Screens]:
    yield from watched(Screens(camera_browser, server.address.replace("127.0.0.1", "kiosk.lan")))


def scanner(
    screens: Screens, door: Door, address: str = "/staff/scan", camera: bool | None = None, **options: Any
) -> Page:
    """The scanner, signed in; `camera` says whether the browser lets it look."""
    page = screens.open("/sign-in", **options)
    if camera is not None:
        page.context.grant_permissions(["camera"] if camera else [])
    page.locator("#email").fill(door.email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").click()
    page.goto(address)
    return page


def looking(screens: Screens, door: Door, address: str = "/staff/scan", **options: Any) -> Page:
    """The scanner with its camera on."""
    page = scanner(screens, door, address, **options)
    page.locator("[data-camera-start]").click()
    return page


def answer(page: Page, outcome: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", outcome)


def cancelled(door: Door, registration: Registration) -> None:
    mine = Registration.id == registration.id
    door.change(update(Registration).where(mine).values(cancelled_at=SOON, cancelled_by="holder"))


def workshop_cancelled(door: Door, registration: Registration) -> None:
    mine = Workshop.id == registration.workshop_id
    door.change(update(Workshop).where(mine).values(cancelled_at=SOON, cancel_reason="salle fermée"))


def test_the_camera_checks_a_ticket_in_and_undo_takes_it_back(filming: Screens, door: Door) -> None:
    samira = signed_up(door.app, door.plan())
    camera.show(door.video, ticket(door.app, samira))
    page = looking(filming, door, size=PHONE)
    answer(page, "checked_in")
    expect(page.locator("#headline")).to_contain_text("Samira")
    expect(page.locator("#announcer")).to_contain_text("Samira")
    page.locator("[data-camera-stop]").click()
    page.locator(".answer-act button").click()
    answer(page, "taken_back")


def test_the_camera_opens_a_workshop_and_then_knows_a_card(filming: Screens, door: Door) -> None:
    workshop = door.plan()
    camera.show(door.video, f"HTTP://LOCALHOST/W/FR/{workshop.id}", door.card())
    page = looking(filming, door)
    # The camera shows the two in turn: on a slow machine the card may come a second time before we look.
    answer(page, re.compile("^(signed_up|already_in)$"))
    expect(page.locator('[name="workshop_id"][form="scan"]')).to_have_value(str(workshop.id))


def test_a_code_that_stays_before_the_camera_is_scanned_once(filming: Screens, door: Door) -> None:
    samira = signed_up(door.app, door.plan())
    camera.show(door.video, ticket(door.app, samira))
    page = looking(filming, door)
    answer(page, "checked_in")
    page.wait_for_timeout(1500)
    answer(page, "checked_in")


@pytest.mark.parametrize(
    ("outcome", "signal", "arrange"),
    [
        ("cancelled", "red", cancelled),
        ("workshop_cancelled", "red", workshop_cancelled),
        ("checked_in", "green", lambda door, samira: None),
    ],
)
def test_the_camera_answers_in_a_colour(
    filming: Screens, door: Door, outcome: str, signal: str, arrange: Callable[[Door, Registration], None]
) -> None:
    samira = signed_up(door.app, door.plan())
    arrange(door, samira)
    camera.show(door.video, ticket(door.app, samira))
    page = looking(filming, door)
    answer(page, outcome)
    expect(page.locator(f".answer-{signal} .answer-picture svg")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"HTTP://LOCALHOST/T/{'A' * 26}", "forged"),
        (f"HTTP://LOCALHOST/C/{'A' * 26}", "forged"),
        ("3661234", "unknown"),
    ],
)
def test_the_camera_is_not_deceived(filming: Screens, door: Door, text: str, outcome: str) -> None:
    camera.show(door.video, text)
    answer(looking(filming, door), outcome)


@pytest.mark.parametrize(("days", "outcome"), [(1, "wrong_day"), (-1, "wrong_day")])
def test_the_camera_knows_the_day(filming: Screens, door: Door, days: int, outcome: str) -> None:
    samira = signed_up(door.app, door.plan(SOON + timedelta(days=days)))
    camera.show(door.video, ticket(door.app, samira))
    answer(looking(filming, door), outcome)


def test_the_camera_knows_the_hour_and_the_room(filming: Screens, door: Door) -> None:
    samira = signed_up(door.app, door.plan(SOON + timedelta(hours=5)))
    camera.show(door.video, ticket(door.app, samira))
    answer(looking(filming, door), "too_early")
    answer(looking(filming, door, f"/staff/scan?workshop={door.plan().id}"), "wrong_workshop")


def test_who_waits_is_let_in_by_a_tap(filming: Screens, door: Door) -> None:
    workshop = door.plan(capacity=1)
    bo = [signed_up(door.app, workshop, name) for name in ("Samira", "Bo")][1]
    camera.show(door.video, ticket(door.app, bo))
    page = looking(filming, door)
    answer(page, "waiting")
    page.locator("[data-camera-stop]").click()
    page.locator("#reason").fill("vient de loin")
    page.locator(".answer-act button").click()
    answer(page, "let_in")


def test_a_refused_camera_says_what_to_do(refusing: Screens, door: Door) -> None:
    page = looking(refusing, door)
    expect(page.locator("[data-camera-refused]")).to_be_visible()


def test_a_missing_camera_says_what_to_do(screens: Screens, door: Door) -> None:
    page = looking(screens, door)
    expect(page.locator("[data-camera-missing]")).to_be_visible()
    expect(page.locator("[data-camera-other]")).to_be_hidden()


def test_where_nothing_is_secure_a_photo_is_enough(insecure: Screens, door: Door) -> None:
    samira = signed_up(door.app, door.plan())
    page = scanner(insecure, door, size=PHONE)
    assert not page.evaluate("isSecureContext")
    expect(page.locator("[data-camera-start]")).to_be_hidden()
    page.locator("[data-photo]").set_input_files(photo(camera.scene("", 90).resize((64, 48))))
    expect(page.locator("[data-photo-empty]")).to_be_visible()
    page.locator("[data-photo]").set_input_files(photo(camera.perspective(ticket(door.app, samira))))
    answer(page, "checked_in")
    expect(page.locator("[data-photo-empty]")).to_be_hidden()


def strokes(text: str) -> list[tuple[str, str, bool]]:
    """What an AZERTY computer makes of the keys that the scanner presses: sign, key, whether Shift is held."""
    keys = []
    for sign in text:
        code, is_shifted, shown = SIGNS.get(
            sign, (f"Digit{sign}" if sign.isdigit() else f"Key{sign}", sign.isalpha(), "")
        )
        keys.append((shown or AZERTY.get(sign, sign), code, is_shifted))
    return keys


@pytest.mark.parametrize("end", ("Enter", "Tab"))
@pytest.mark.parametrize("focus", ("#text", "#name", "body"))
def test_a_usb_scanner_is_understood_on_an_azerty_computer(screens: Screens, door: Door, end: str, focus: str) -> None:
    workshop = door.plan()
    samira = signed_up(door.app, workshop)
    page = scanner(screens, door, f"/staff/scan?workshop={workshop.id}")
    page.locator("#name").fill("Do")
    page.locator(focus).evaluate("field => field.focus()")
    page.evaluate(TYPED, [strokes(ticket(door.app, samira)), end])
    answer(page, "checked_in")
    assert page.locator("#text").input_value() == ""


def test_a_hand_that_types_is_no_scanner(screens: Screens, door: Door) -> None:
    page = scanner(screens, door, f"/staff/scan?workshop={door.plan().id}")
    page.locator("#name").focus()
    page.keyboard.type("dorothea", delay=80)
    page.keyboard.press("Tab")
    expect(page.locator("#name")).to_have_value("dorothea")
    expect(page.locator("[data-outcome]")).to_have_count(0)


@pytest.mark.parametrize("scripts", (True, False))
def test_the_short_code_is_typed_with_and_without_scripts(screens: Screens, door: Door, scripts: bool) -> None:
    samira = signed_up(door.app, door.plan())
    page = scanner(screens, door, scripts=scripts)
    page.locator("#text").fill(f"{samira.code[:3]} {samira.code[3:]}".lower())
    page.locator("#scan button").click()
    answer(page, "checked_in")
    page.locator(".answer-act button").click()
    answer(page, "taken_back")


@pytest.mark.parametrize("scripts", (True, False))
def test_somebody_is_signed_up_with_one_field(screens: Screens, door: Door, scripts: bool) -> None:
    page = scanner(screens, door, f"/staff/scan?workshop={door.plan().id}", scripts=scripts)
    page.locator("#name").fill("Dora")
    page.locator(".scan-open form button").click()
    answer(page, "signed_up")


@pytest.mark.parametrize("scripts", (True, False))
def test_the_list_is_worked_through_with_taps(screens: Screens, door: Door, scripts: bool) -> None:
    workshop = door.plan()
    samira = signed_up(door.app, workshop)
    page = scanner(screens, door, f"/staff/workshops/{workshop.id}/roster", scripts=scripts)
    line = page.locator(f"#line-{samira.id}")
    line.locator("form").first.locator("button").click()
    expect(line).to_have_attribute("data-status", "seen")
    line.locator('form[action$="/reversal"] button').click()
    expect(line).to_have_attribute("data-status", "unknown")


def test_every_hard_picture_is_read(screens: Screens, door: Door) -> None:
    workshop = door.plan(capacity=5)
    people = {name: signed_up(door.app, workshop, name) for name in ("Ada", "Bo", "Cléo", "Dora", "Emil")}
    texts = {name: ticket(door.app, one) for name, one in people.items()}
    page = scanner(screens, door)
    pictures = list(camera.hard_pictures(texts))
    assert len(pictures) == 55
    unread = [name for name, text, png in pictures if page.evaluate(DECODED, b64encode(png).decode()) != text]
    assert unread == []


@pytest.mark.parametrize("size", ((1440, 900), PHONE))
def test_axe_finds_nothing_at_the_door(screens: Screens, door: Door, size: tuple[int, int]) -> None:
    workshop = door.plan()
    samira = signed_up(door.app, workshop)
    door.card()
    page = scanner(screens, door, size=size)
    found = axe.violations(page)
    for text in (ticket(door.app, samira), ticket(door.app, samira), "AAAAAA", f"HTTP://LOCALHOST/W/FR/{workshop.id}"):
        page.locator("#text").fill(text)
        page.locator("#scan button").click()
        expect(page.locator("#text")).to_have_value("")
        found += axe.violations(page)
    roster = f"/staff/workshops/{workshop.id}/roster"
    for address in (
        roster,
        f"{roster}/sheet",
        "/staff/workshops/today",
        "/staff/cards/",
        "/staff/cards/1",
        "/staff/cards/sheets/1",
    ):
        page.goto(address)
        found += axe.violations(page)
    assert not found


def photo(picture: Image.Image) -> FilePayload:
    """A picture as the phone's camera hands it over."""
    return {"name": "photo.png", "mimeType": "image/png", "buffer": camera.png(picture)}


def test_a_name_that_is_being_written_stays_when_somebody_else_scans(screens: Screens, door: Door) -> None:
    workshop = door.plan(capacity=3)
    samira = signed_up(door.app, workshop)
    page = scanner(screens, door, f"/staff/scan?workshop={workshop.id}")
    page.locator("#name").fill("Bo")
    page.evaluate(TYPED, [strokes(ticket(door.app, samira)), "Enter"])
    answer(page, "checked_in")
    expect(page.locator("#name")).to_have_value("Bo")
    page.locator("#name").press("Enter")
    answer(page, "signed_up")
    expect(page.locator("#name")).to_have_value("")
