"""The browsers of this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
ANY = ("chromium-headless-shell", "chromium", "google-chrome")
# The headless shell keeps no page for the Back button (it answers `BackForwardCacheDisabledForDelegate`).
WHOLE = ("chromium", "google-chrome")


@contextmanager
def any_browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=installed(ANY), args=ARGUMENTS)
    yield browser
    browser.close()


@contextmanager
def caching_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that keeps pages alive for the Back button, as those of visitors do and Playwright's do not."""
    browser = playwright.chromium.launch(
        executable_path=installed(WHOLE) or playwright.chromium.executable_path,
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@contextmanager
def filming_browser(playwright: Playwright, video: Path, answer: str = "") -> Iterator[Browser]:
    """A browser whose camera sees this video, where whoever is asked says yes, or gives this `answer`: `=deny`.

    `kiosk.lan` is this machine, by a name that browsers do not trust.
    """
    browser = playwright.chromium.launch(
        executable_path=installed(ANY),
        args=[
            *ARGUMENTS,
            "--use-fake-device-for-media-stream",
            f"--use-fake-ui-for-media-stream{answer}",
            f"--use-file-for-fake-video-capture={video.absolute()}",
            "--host-resolver-rules=MAP kiosk.lan 127.0.0.1",
        ],
    )
    yield browser
    browser.close()


def installed(names: tuple[str, ...]) -> str | None:
    """The path of the first of these programs that this machine has; None means the one that Playwright brings."""
    return next(filter(None, map(shutil.which, names)), None)
