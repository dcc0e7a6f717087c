"""The demo town on a Tuesday morning, served as it is in production."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from waitress import create_server, wasyncore

from kiosk import demo
from kiosk.directory.models import Place
from kiosk.extensions import db
from tests.conftest import dispose, new_app

EVERYTHING = "Espace numérique du Fil rouge (exemple)"
WITH_NOTICE = "Permanence du quartier (exemple)"
HOURS_UNKNOWN = "Médiathèque Gisèle Halimi"


class Town(NamedTuple):
    """Where the kiosk is served, by which application, and the ids of its places by name."""

    address: str
    app: Flask
    places: Mapping[str, int]

    def pages(self, locale: str) -> list[str]:
        """One address for every kind of page in one language, the attract screen included."""
        place, notice, unknown = (self.places[name] for name in (EVERYTHING, WITH_NOTICE, HOURS_UNKNOWN))
        pages = (
            "", "needs", "needs?part=2", "places/filters", "places/filters?with=service:procedures&with=fee:free",
            "places", "places?page=2&with=service:access", "places?q=mediateque", "places?q=zzzzzzzz",
            "places?with=service:family&with=language:uk&with=open", "map",
            f"places/{place}", f"places/{place}/slip", f"places/{place}/large", f"places/{notice}", f"places/{unknown}",
            "sources", "help", "privacy", "accessibility", "language?page=/fr/places", "display", "calibration",
            "places/0",
        )  # fmt: skip
        return ["/", *(f"/{locale}/{page}" for page in pages)]


@contextmanager
def served_town(database: str, folder: Path) -> Iterator[Town]:
    """The town in this empty database, at a free port until the end of the block."""
    app = new_app(database, folder)
    with app.app_context():
        upgrade()
        demo.load(app)
        places = {place.name: place.id for place in db.session.scalars(select(Place))}
    with served(app) as address:
        yield Town(address, app, places)
    dispose(app)


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
