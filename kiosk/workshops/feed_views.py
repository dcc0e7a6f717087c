"""The programme for other calendars, programs and web sites. Nothing of it is about a person, and no cookie is set."""

from collections.abc import Iterable
from hashlib import sha256

from flask import Blueprint, Response, g, json, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.address import public_address
from kiosk.web.headers import POLICY
from kiosk.web.locale import DEFAULT, LANGUAGES
from kiosk.web.page import render
from kiosk.workshops.educational_event import graph
from kiosk.workshops.ics import Entry, feed
from kiosk.workshops.models import Seat, Workshop
from kiosk.workshops.programme import HORIZON
from kiosk.workshops.wording import entry, event_words

EMBEDDED = 12  # workshops in a list on another site
SECONDS = 300
views = Blueprint("feeds", __name__)


@views.before_request
def choose_language() -> None:
    """The language that the address asks for, else French."""
    g.language = LANGUAGES.get(request.args.get("locale", ""), LANGUAGES[DEFAULT])


@views.get("/calendar.ics")
def calendar() -> ResponseReturnValue:
    """The workshops to come, to subscribe to."""
    body = feed(entries(coming_workshops()), event_words().calendar_name(), clock.now())
    return for_everybody(Response(body, mimetype="text/calendar"))


@views.get("/workshops.json")
def workshops() -> ResponseReturnValue:
    """The workshops to come, with the seats that are left."""
    found = coming_workshops()
    totals = {id: (seats, left) for id, seats, left in db.session.execute(Seat.totals([one.id for one in found]))}
    document = json.dumps(graph(entries(found), totals), ensure_ascii=False)
    return for_everybody(Response(document, mimetype="application/ld+json"))


@views.get("/embed/workshops")
def embed() -> ResponseReturnValue:
    """A list to show inside the page of another site."""
    found = coming_workshops()[:EMBEDDED]
    left = dict(db.session.execute(Seat.left([one.id for one in found])).all())
    response = render("workshops/embed.html", workshops=found, left=left, now=clock.now(), address=address)
    response.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    return for_everybody(response)


def coming_workshops() -> list[Workshop]:
    """Those of the next two months, the cancelled ones too, in the place that the address names."""
    now, place = clock.now(), request.args.get("place")
    found = db.session.scalars(Workshop.between(now, now + HORIZON))
    return [workshop for workshop in found if place in (None, str(workshop.place_id))]


def entries(workshops: Iterable[Workshop]) -> list[Entry]:
    return [entry(workshop, address(workshop)) for workshop in workshops]


def address(workshop: Workshop) -> str:
    """The page of the workshop, on the reader's own device."""
    return public_address(url_for("workshop_codes.open_on_phone", code=g.language.locale, id=workshop.id))


def for_everybody(response: Response) -> Response:
    """Let caches keep the answer for a moment, and other sites read it."""
    response.cache_control.public, response.cache_control.max_age = True, SECONDS
    response.headers["Access-Control-Allow-Origin"] = "*"
    # The moment of writing alone makes no other calendar.
    lines = (line for line in response.get_data().splitlines() if not line.startswith(b"DTSTAMP"))
    response.set_etag(sha256(b"\n".join(lines)).hexdigest()[:32], weak=True)
    response.make_conditional(request)
    return response
