"""The demo town on a Tuesday morning, served as it is in production."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import select
from waitress import create_server, wasyncore

from kiosk import demo
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.schema import upgrade
from kiosk.workshops.models import Registration, Workshop
from tests.conftest import dispose, new_app

EVERYTHING = "Espace numérique du Fil rouge (exemple)"
WITH_NOTICE = "Permanence du quartier (exemple)"
ALMOST = "need=access&language=fr&week=any&hours=any"
HOURS_UNKNOWN = "Médiathèque Gisèle Halimi"


class Town(NamedTuple):
    """Where the kiosk is served, by which application, and the ids of its places by name."""

    address: str
    app: Flask
    places: Mapping[str, int]
    workshops: Mapping[str, int]
    tickets: Mapping[str, str]

    def pages(self, locale: str) -> list[str]:
        """One address for every kind of page in one language, the attract screen included."""
        place, notice, unknown = (self.places[name] for name in (EVERYTHING, WITH_NOTICE, HOURS_UNKNOWN))
        pages = (
            "", "needs", "needs?part=2", "places/filters", "places/filters?with=service:procedures&with=fee:free",
            "places", "places?page=2&with=service:access", "places?q=mediateque", "places?q=zzzzzzzz",
            "places?with=service:family&with=language:uk&with=open", "map",
            f"places/{place}", f"places/{place}/slip", f"places/{place}/large", f"places/{notice}", f"places/{unknown}",
            "workshops", "workshops?page=3&with=left", "workshops?with=level:advanced&with=today", "workshops/filters",
            "workshops/filters?by=topic", "workshops/calendar",
            *(f"workshops/{id}" for id in self.workshops.values()), f"workshops/{self.workshops['open']}/sign-up",
            f"workshops/{self.workshops['full']}/sign-up",
            "help-requests/new", "help-requests/new?week=any&hours=any",
            "help-requests/new?week=any&hours=any&need=access", f"help-requests/new?{ALMOST}",
            f"help-requests/new?{ALMOST}&place=anywhere",
            "answers", "results", "results/dictionary", "results/words", "feedback/kiosk", "outbox",
            f"feedback/place-{place}", f"feedback/workshop-{self.workshops['open']}", "sources", "help", "privacy",
            "accessibility", "language?page=/fr/places", "display", "calibration",
            "places/0",
        )  # fmt: skip
        return ["/", *(f"/{locale}/{page}" for page in pages)]

    def ticket_pages(self, locale: str) -> list[str]:
        """A ticket of each state, as its holder's own phone shows it."""
        shown = [f"{ticket}?in={locale}" for ticket in self.tickets.values()]
        return [*shown, f"{self.tickets['seated']}/slip?in={locale}"]


@contextmanager
def served_town(database: str, folder: Path) -> Iterator[Town]:
    """The town in this empty database, at a free port until the end of the block."""
    app = new_app(database, folder)
    with app.app_context():
        upgrade()
        demo.load(app)
        places = {place.name: place.id for place in db.session.scalars(select(Place))}
        kinds, tickets = dict(workshops(app)), dict(example_tickets(app))
    with served(app) as address:
        yield Town(address, app, places, kinds, tickets)
    dispose(app)


def workshops(app: Flask) -> Iterator[tuple[str, int]]:
    """One workshop of each kind: open, full, and those that refuse, by the names of their refusals."""
    for workshop in db.session.scalars(select(Workshop).order_by(Workshop.starts_at.desc(), Workshop.id)):
        refusal = workshop.refusal(app.config["FROZEN_NOW"])
        yield type(refusal).__name__ if refusal else "open" if workshop.free_seats else "full", workshop.id


def example_tickets(app: Flask) -> Iterator[tuple[str, str]]:
    """The path of a ticket by its state."""
    for registration in db.session.scalars(select(Registration)):
        yield registration.state, f"/t/{registration.token(app.config['SECRET_KEY'])}"


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of an application, at a free port until the end of the block."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page and its parts do wait for one another
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=8)
    thread = Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    thread.join()
    server.task_dispatcher.shutdown()
