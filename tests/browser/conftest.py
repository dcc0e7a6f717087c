"""A real server and real browsers, each started once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect, sync_playwright

from tests.browser import browsers
from tests.browser.opinion import number_of_taps
from tests.browser.screens import PATIENCE, Screens
from tests.browser.town import Town, served_town

# For what depends on the page alone: `test_both_databases.py` proves that both give the same pages.
ON_ONE_DATABASE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
expect.set_options(timeout=PATIENCE)
MISSING = "No browser {need}. As root: apt-get install {package} libatomic1. Or: playwright install chromium"


@pytest.fixture(scope="session")
def server(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo town as residents see it, on both databases."""
    with served_town(new_database(), tmp_path_factory.mktemp("served")) as town:
        yield town


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    missing = MISSING.format(need="starts here", package="chromium-headless-shell")
    yield from started(browsers.any_browser, playwright, missing)


@pytest.fixture(scope="session")
def caching_browser(playwright: Playwright) -> Iterator[Browser]:
    """One that keeps pages alive for the Back button."""
    missing = MISSING.format(need="here keeps pages for the Back button", package="chromium")
    yield from started(browsers.caching_browser, playwright, missing)


def started(
    launch: Callable[[Playwright], AbstractContextManager[Browser]], playwright: Playwright, missing: str
) -> Iterator[Browser]:
    """A browser, or an error with the line that installs one: tests are never skipped."""
    try:
        launching = launch(playwright)
        browser = launching.__enter__()
    except Error as error:
        raise RuntimeError(missing) from error
    yield browser
    launching.__exit__(None, None, None)


@pytest.fixture
def screens(browser: Browser, server: Town) -> Iterator[Screens]:
    """Screens of one test; at its end, no page may have said or done anything wrong."""
    yield from watched(Screens(browser, server.address))


@pytest.fixture
def caching_screens(caching_browser: Browser, server: Town) -> Iterator[Screens]:
    yield from watched(Screens(caching_browser, server.address))


@pytest.fixture
def new_taps(server: Town) -> Callable[[], int]:
    """How many taps have come since the test began."""
    before = number_of_taps(server)
    return lambda: number_of_taps(server) - before


def watched(screens: Screens) -> Iterator[Screens]:
    yield screens
    screens.close()
    assert not screens.faults
