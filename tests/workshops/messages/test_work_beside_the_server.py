"""The kiosk's own worker: messages are sent while visitors are served, whatever goes wrong."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask import Flask

from kiosk.upkeep import work_in_background
from kiosk.workshops.models import Workshop
from tests.client import Visitor
from tests.workshops.messages.conftest import Library
from tests.workshops.messages.servers import MailServer, waiting


@pytest.fixture
def background(library: Library) -> Iterator[None]:
    """A worker that works all the time."""
    end = Event()
    thread = Thread(target=work_in_background, args=(library.app, end, 0.01))
    thread.start()
    yield
    end.set()
    thread.join()


@pytest.mark.usefixtures("background")
def test_a_message_leaves_without_anybody_asking(library: Library, workshop: Workshop, mail: MailServer) -> None:
    has_come = Event()
    mail.on_data = has_come.set
    library.join(workshop)
    assert has_come.wait(30)


@pytest.mark.usefixtures("background")
def test_a_server_that_is_silent_keeps_no_visitor_waiting(
    app: Flask, library: Library, workshop: Workshop, mail: MailServer
) -> None:
    is_sending, may_end = Event(), Event()
    mail.on_data = waiting(is_sending, may_end)
    library.join(workshop)
    assert is_sending.wait(30)
    library.join(workshop, "", "Marie")
    Visitor(app).get("/fr/workshops")
    may_end.set()


@pytest.mark.usefixtures("background")
def test_a_fault_in_one_round_does_not_end_the_work(
    library: Library, workshop: Workshop, mail: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    has_come, now = Event(), library.now
    mail.on_data = has_come.set
    library.app.config["FROZEN_NOW"] = "a clock that fails"
    while not caplog.records:
        Event().wait(0.01)
    library.app.config["FROZEN_NOW"] = now
    library.join(workshop)
    assert has_come.wait(30)
