"""Screens that watch themselves: what their pages should not do is kept, to fail the test."""

import time
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response

KIOSK = (1280, 800)
UPRIGHT = (800, 1280)
PHONE = (390, 844)
PATIENCE = 20_000  # milliseconds, for a machine that does much else
NETWORK_NOISE = "Failed to load resource"  # said of every error page; answers are watched apart
LEFT_MEANWHILE = "navigat"  # in each of the driver's ways to say that the page went while it was read
WORDS = """() => {
  const fields = [...document.querySelectorAll("input, textarea, select")].map((field) => field.value);
  return [document.documentElement.outerHTML, ...fields].join(" ");
}"""


def words(page: Page) -> str:
    """All that the page holds and all that its fields hold, read again when the page leads elsewhere meanwhile."""
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            return str(page.evaluate(WORDS))
        except Error as error:
            if LEFT_MEANWHILE not in error.message or time.monotonic() > deadline:
                raise


class Screens:
    """Opens screens, each for a visitor of its own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(
        self,
        path: str = "",
        size: tuple[int, int] = KIOSK,
        cookies: Mapping[str, str] | None = None,
        scripts: bool = True,
    ) -> Page:
        """A touch screen of this size in pixels, at this page of the kiosk; without a page, still white."""
        viewport: Any = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(
            base_url=self.address, viewport=viewport, has_touch=True, java_script_enabled=scripts
        )
        context.set_default_timeout(PATIENCE)
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": self.address}])
        self.contexts.append(context)
        return self.watched(context.new_page(), path)

    def watched(self, page: Page, path: str) -> Page:
        page.on("console", self.note_message)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.note_request)
        page.on("response", self.note_response)
        if path:
            page.goto(path)
        return page

    def note_message(self, message: ConsoleMessage) -> None:
        """Errors, and refusals of the content security policy."""
        if message.type in ("error", "warning") and not message.text.startswith(NETWORK_NOISE):
            self.faults.append(message.text)

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"asked another origin: {request.url}")

    def note_response(self, response: Response) -> None:
        accepted = 499 if response.request.resource_type == "document" else 399
        if response.status > accepted:
            self.faults.append(f"{response.status} {response.url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()
