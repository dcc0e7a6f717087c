"""The inbox of comments in a real browser: read and decide with the keyboard, or without any script."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.extensions import db
from kiosk.feedback.comments.writing import written
from kiosk.feedback.models import Comment, Tap, Theme, Touchpoint
from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import KIOSK, PHONE, Screens
from tests.browser.town import Town
from tests.conftest import TUESDAY_MORNING
from tests.office import PASSWORD, add_user

pytestmark = ON_ONE_DATABASE
WORDS = (
    ("La salle est trop petite, appelez-moi au 06 12 34 56 78", "fr"),
    ("المكان جميل لكن الانتظار طويل، بريدي nom@mail.fr", "ar"),
    ("Дуже привітні люди, але надто гучно", "uk"),
)


@pytest.fixture
def comments(server: Town) -> Iterator[list[int]]:
    """Three that wait, in three languages."""
    with server.app.app_context(), Session(db.engine) as session:
        session.execute(delete(Comment))
        made = [
            written(text, locale, a_tap(session, number), TUESDAY_MORNING)
            for number, (text, locale) in enumerate(WORDS)
        ]
        themes = [Theme(title="Salles", keywords="salle, bruit"), Theme(title="Accueil", keywords="люди")]
        session.add_all((*made, *themes))
        session.commit()
        ids, theme_ids = [comment.id for comment in made], [theme.id for theme in themes]
    yield ids
    with server.app.app_context(), Session(db.engine) as session:
        session.execute(delete(Comment))
        session.execute(delete(Theme).where(Theme.id.in_(theme_ids)))
        session.commit()


def a_tap(session: Session, number: int) -> Tap:
    touchpoint = session.scalar(select(Touchpoint).filter_by(code="kiosk")) or Touchpoint(code="kiosk", kind="kiosk")
    facts = {"channel": "kiosk", "language": "fr", "state": "counted", "question": 1, "digest": ""}
    moments = {"captured_at": TUESDAY_MORNING, "received_at": TUESDAY_MORNING}
    tap = Tap(id=uuid4(), touchpoint=touchpoint, value=number % 3 + 1, **facts, **moments)
    session.add(tap)
    session.flush()
    return tap


def signed_in(screens: Screens, server: Town, name: str, *, scripts: bool = True) -> Page:
    email = add_user(server.app, "staff", email=f"{name}@mediatheque.example", name="Camille")
    page = screens.open("/sign-in", size=KIOSK, scripts=scripts)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").first.click()
    page.wait_for_url("**/staff/")
    page.goto("/staff/comments")
    return page


def test_keys_lead_on_decide_and_undo(screens: Screens, server: Town, comments: list[int]) -> None:
    page = signed_in(screens, server, "keys")
    text = page.locator("blockquote")
    for key, words in (
        ("j", "المكان"),
        ("ArrowRight", "Дуже"),
        ("k", "المكان"),
        ("ArrowLeft", "salle"),
        ("1", "المكان"),
    ):
        page.keyboard.press(key)
        expect(text).to_contain_text(words)
    page.keyboard.press("2")
    expect(text).to_contain_text("Дуже")
    page.keyboard.press("u")
    expect(text).to_contain_text("المكان")
    expect(page.locator(".tab-count")).to_have_text(["2", "1", "0", "0"])


def test_a_rejection_asks_for_its_reason_first(screens: Screens, server: Town, comments: list[int]) -> None:
    page = signed_in(screens, server, "reasons")
    page.keyboard.press("3")
    expect(page.locator("#reason-name")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.locator(".tab-count")).to_have_text(["2", "0", "0", "1"])


def test_nothing_happens_while_one_types_or_when_the_keys_are_off(
    screens: Screens, server: Town, comments: list[int]
) -> None:
    page = signed_in(screens, server, "typing")
    page.locator("#names").press_sequentially("j1?")
    expect(page.locator("#names")).to_have_value("j1?")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.locator("#keys button").click()
    page.locator("h1").click()
    page.keyboard.press("1")
    page.reload()
    page.keyboard.press("1")
    expect(page.locator(".tab-count").first).to_have_text("3")


def test_everything_works_without_scripts(screens: Screens, server: Town, comments: list[int]) -> None:
    page = signed_in(screens, server, "no-scripts", scripts=False)
    page.locator("#names").fill("petite")
    page.locator(".comment-hide button").click()
    expect(page.locator(".comment-text .masked")).to_have_count(2)
    page.locator("button[value=public]").click()
    page.locator("#reason-unclear").check()
    page.locator("button[value=rejected]").click()
    page.locator(".done button").click()
    expect(page.locator("blockquote")).to_have_attribute("lang", "ar")
    expect(page.locator("[data-keys-opener]")).to_be_hidden()


def test_axe_finds_nothing_and_everything_can_be_tapped(screens: Screens, server: Town, comments: list[int]) -> None:
    page, found = signed_in(screens, server, "axe-of-comments"), []
    page.locator("button[value=public]").click()
    page.wait_for_url("**done=*")
    addresses = (page.url, "/staff/comments?state=public", "/staff/comments?state=rejected")
    for address in (*addresses, f"/staff/comments/{comments[1]}/translations/fr"):
        page.goto(address)
        found += axe.violations(page)
        for size in (KIOSK, PHONE):
            found += geometry.faults(page, size, Limits(least=44))
    assert not found
