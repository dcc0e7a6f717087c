"""The slip of a help request: what whoever holds its secret may see and answer. A GET changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flask import Blueprint, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.locale import LANGUAGES
from kiosk.web.page import render
from kiosk.web.qr import picture_pair, qr_code
from kiosk.web.transaction import writing
from kiosk.web.visit import belong_to_visit
from kiosk.workshops.holder_views import known_locale, recognize_phone, wrong_token
from kiosk.workshops.messages.notices import sendable
from kiosk.workshops.models import Actor, HelpRequest
from kiosk.workshops.models.help_step import WITHDRAWN
from kiosk.workshops.refusals import StepOutOfTurn, StepRefused
from kiosk.workshops.ticket import TOKEN_LENGTH, is_genuine

HOLDER = Actor()
ANSWERS = {"agreed": "", "declined": "", "closed": WITHDRAWN}
"""What the person may answer, with the outcome that is written down."""

views = Blueprint("help_slips", __name__)
belong_to_visit(views, "show", "slip", "create_step", "undo")
views.before_request(recognize_phone)


@views.get("/h/<token>")
@views.get("/H/<token>", alias=True)
def show(token: str) -> ResponseReturnValue:
    """What has become of the request, and what one can answer."""
    return render("workshops/help_requests/show.html", **known_of(of_slip(token), token))


@views.get("/h/<token>/slip")
def slip(token: str) -> ResponseReturnValue:
    """The same on a sheet of A6."""
    back = url_for("help_slips.show", token=token)
    return render("workshops/help_requests/slip.html", back=back, is_office=False, **known_of(of_slip(token), token))


@views.post("/h/<token>/steps")
def create_step(token: str) -> ResponseReturnValue:
    """Agree to what was proposed, ask for another time, or withdraw."""
    kind: Any = request.form.get("kind", "")
    if kind not in ANSWERS:
        raise NotFound
    with suppress(StepRefused), held(token) as help_request:
        help_request.take_step(kind, HOLDER, clock.now(), outcome=ANSWERS[kind])
    return redirect(url_for("help_slips.show", token=token), 303)


@views.post("/h/<token>/reversal")
def undo(token: str) -> ResponseReturnValue:
    """Take one's own last answer back."""
    with suppress(StepRefused), held(token) as help_request:
        help_request.undo(HOLDER, clock.now())
    return redirect(url_for("help_slips.show", token=token), 303)


@views.errorhandler(NotFound)
def show_unknown(_error: NotFound) -> ResponseReturnValue:
    """What is said of a request that was erased, or of an address that was copied with a mistake."""
    return render("workshops/unknown.html", is_ticket=False), 404


@contextmanager
def held(token: str) -> Iterator[HelpRequest]:
    """The request to change, locked. Raises StepOutOfTurn where the page no longer said what is true."""
    id = of_slip(token).id
    with writing() as session:
        help_request = session.scalars(HelpRequest.locked(id)).one()
        if request.form.get("after") != str(help_request.last_number):
            raise StepOutOfTurn
        yield help_request


def of_slip(token: str) -> HelpRequest:
    """What the token opens, in the language of who asked. Raises what `wrong_token` says for any other text."""
    found = HelpRequest.of_slip(token)
    help_request: HelpRequest | None = db.session.scalar(found) if len(token) == TOKEN_LENGTH else None
    if help_request is None or not is_genuine(token, help_request.token_digest or ""):
        raise wrong_token()
    g.language = LANGUAGES[request.args.get("in", help_request.locale, known_locale)]
    return help_request


def known_of(help_request: HelpRequest, token: str) -> dict[str, Any]:
    """What the slip shows, on the screen and on paper."""
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return {
        "help_request": help_request,
        "proposal": help_request.proposal,
        "undoable": help_request.undoable(HOLDER),
        "is_told": help_request.channel in sendable(current_app.config),
        "token": token,
        "address": f"{host}/H/{token}".upper(),
        "pictures": picture_pair(token.upper()),
        "qr_code": qr_code,
        "now": clock.now(),
    }
