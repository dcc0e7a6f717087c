"""The question, the thanks, and what a screen keeps meanwhile."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, Route
from sqlalchemy import func, select

from kiosk.extensions import db
from kiosk.feedback.models import Tap
from tests.browser.screens import KIOSK, Screens
from tests.browser.town import Town

QUESTION = "/fr/feedback/kiosk"
THANKS = re.compile(r"/taps/[\w-]+")
REST = 1500
"""Milliseconds in which nobody can have read what has appeared under their finger."""
OUTBOX = "import('/static/js/feedback/outbox.js')"


def face(page: Page, value: int) -> Locator:
    return page.locator(f'.face[data-value="{value}"]')


def number_of_taps(server: Town) -> int:
    with server.app.app_context():
        return db.session.scalar(select(func.count(Tap.id))) or 0


def at_rest(screens: Screens, path: str, size: tuple[int, int] = KIOSK) -> Page:
    """A page on whose screen no time goes by but by `page.clock.run_for`."""
    page = screens.open(size=size)
    page.clock.install(time=1_000_000_000)
    page.clock.pause_at(1_000_000_001)
    page.goto(path)
    return page


def unsent(page: Page) -> Locator:
    return page.locator("p[data-unsent]").first


def kept(page: Page) -> list[dict[str, Any]]:
    """The records on this screen."""
    found: list[dict[str, Any]] = page.evaluate(f"{OUTBOX}.then((outbox) => outbox.kept())")
    return found


def keep(page: Page, number: int, first: int = 0) -> None:
    """As many records of earlier people, the first one with the last id."""
    # What the page sends by itself must not meet half of them.
    page.evaluate(f"{OUTBOX}.then((outbox) => outbox.flush())")
    keeping = f"(records) => {OUTBOX}.then((outbox) => Promise.all(records.map(outbox.keep)))"
    page.evaluate(keeping, [a_record(position) for position in range(first, first + number)])


def a_record(position: int) -> dict[str, Any]:
    return {
        "id": f"{9 - position}0000000-0000-4000-8000-000000000000",
        "revision": 1,
        "touchpoint": "kiosk",
        "value": 1,
        "captured_at": f"2026-10-06T08:0{position}:00.000Z",
    }


class Server:
    """Answers to what the outbox sends in the place of the real server, and remembers it."""

    def __init__(self, page: Page, status: int) -> None:
        self.status = status
        self.records: list[dict[str, Any]] = []
        page.route("**/events", self.answer)

    def answer(self, route: Route) -> None:
        self.records.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(status=self.status)
