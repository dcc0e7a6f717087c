"""A real server and real browsers."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlalchemy import select
from waitress import create_server, wasyncore

from kiosk import demo
from kiosk.directory.models import Place
from kiosk.extensions import db
from tests.browser.screens import Screens
from tests.conftest import dispose, new_app

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
ANY_BROWSER = ("chromium-headless-shell", "chromium", "google-chrome")
# The headless shell has no back/forward cache (it answers `BackForwardCacheDisabledForDelegate`); the whole browser has.
WHOLE_BROWSER = ("chromium", "google-chrome")


class Server(NamedTuple):
    """Where the demo town is served, and the ids of its places by name."""

    address: str
    places: Mapping[str, int]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo town on a Tuesday morning, served as it is in production."""
    folder = tmp_path_factory.mktemp("served")
    app = new_app(f"sqlite:///{folder / 'kiosk.sqlite'}", folder)
    with app.app_context():
        upgrade()
        demo.load(app)
        places = {name: id for name, id in db.session.execute(select(Place.name, Place.id))}
    with served(app) as address:
        yield Server(address, places)
    dispose(app)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application, at a free port, until the end of the block."""
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    browser = playwright.chromium.launch(executable_path=installed(*ANY_BROWSER), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def caching_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that keeps pages alive for the Back button, as those of visitors do and Playwright's does not."""
    browser = playwright.chromium.launch(
        executable_path=installed(*WHOLE_BROWSER) or playwright.chromium.executable_path,
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def installed(*names: str) -> str | None:
    """The first of these programs that this machine has."""
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture
def screens(browser: Browser, server: Server) -> Iterator[Screens]:
    """Screens of this test; at its end, no page may have said or done anything wrong."""
    yield from closing(Screens(browser, server.address))


@pytest.fixture
def caching_screens(caching_browser: Browser, server: Server) -> Iterator[Screens]:
    yield from closing(Screens(caching_browser, server.address))


def closing(screens: Screens) -> Iterator[Screens]:
    yield screens
    screens.close()
    assert not screens.faults
