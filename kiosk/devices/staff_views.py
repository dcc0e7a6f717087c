"""The screens of the house: which tablets staff have set up, what they are called, where they stand."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from kiosk.devices.draft import NOWHERE, Draft
from kiosk.devices.models import Kiosk, new_token
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.page import render
from kiosk.web.session import sign_out
from kiosk.web.transaction import writing
from kiosk.web.visit import KIOSK_COOKIE, end_visit, mark_kiosk

KIOSK = "<int(max=2147483647):id>"
views = restricted(Blueprint("kiosks", __name__, url_prefix="/staff/kiosks"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """The screens in use, and those that are not any more."""
    kiosks, ended = (db.session.scalars(query).all() for query in (Kiosk.listed(), Kiosk.ended()))
    return render("devices/staff/index.html", kiosks=kiosks, ended=ended, here=this_kiosk())


@views.get("/new")
def new() -> ResponseReturnValue:
    """What makes this browser a screen of the house."""
    return form_page(Draft())


@views.post("")
def create() -> ResponseReturnValue:
    """This browser is a screen of the house; who set it up is signed out, so that residents find no open session."""
    draft, errors = typed()
    if errors or this_kiosk():
        return form_page(draft, errors), 422
    token = new_token()
    with writing() as database:
        kiosk = Kiosk.enrolled(draft.name, draft.place_id, token, current_user.name, clock.now())
        database.add(kiosk)
        audited("kiosk.enrolled", kiosk)
    sign_out()
    return mark_kiosk(end_visit(redirect(url_for("entrance.show"), 303)), token)


@views.get(f"/{KIOSK}")
def edit(id: int) -> ResponseReturnValue:
    """Its name and its place."""
    kiosk = db.get_or_404(Kiosk, id)
    return form_page(Draft.of(kiosk), kiosk=kiosk)


@views.post(f"/{KIOSK}")
def update(id: int) -> ResponseReturnValue:
    """It has another name, or stands somewhere else from now on."""
    draft, errors = typed(id)
    if errors:
        return form_page(draft, errors, db.get_or_404(Kiosk, id)), 422
    with writing():
        kiosk = db.one_or_404(Kiosk.locked(id))
        before = known_of(kiosk)
        kiosk.name, kiosk.place_id = draft.name, draft.place_id
        db.session.flush()
        db.session.expire(kiosk, ["place"])
        audited("kiosk.changed", kiosk, {"changes": changes(before, known_of(kiosk))})
    return redirect(url_for("kiosks.index", done="changed"), 303)


@views.post(f"/{KIOSK}/end")
def end(id: int) -> ResponseReturnValue:
    """It is no longer a screen of the house."""
    with writing():
        kiosk = db.one_or_404(Kiosk.locked(id))
        if not kiosk.ended_at:
            kiosk.end(current_user.name, clock.now())
        audited("kiosk.ended", kiosk)
    return redirect(url_for("kiosks.index", done="ended"), 303)


@views.post(f"/{KIOSK}/reversal")
def resume(id: int) -> ResponseReturnValue:
    """It is one after all."""
    with writing():
        kiosk = db.one_or_404(Kiosk.locked(id))
        kiosk.resume()
        audited("kiosk.resumed", kiosk)
    return redirect(url_for("kiosks.index", done="resumed"), 303)


def this_kiosk() -> Kiosk | None:
    """The screen of the house that this browser is."""
    kiosk: Kiosk | None = db.session.scalar(Kiosk.known(request.cookies.get(KIOSK_COOKIE, "")))
    return kiosk


def typed(id: int | None = None) -> tuple[Draft, dict[str, str]]:
    """What the form says of this screen, or of a new one, and what is wrong with it by field."""
    draft, kiosks = Draft.parse(request.form), db.session.scalars(Kiosk.listed()).all()
    place_ids = [place.id for place in db.session.scalars(Place.listed())]
    return draft, draft.errors(place_ids, [kiosk.name for kiosk in kiosks if kiosk.id != id])


def known_of(kiosk: Kiosk) -> dict[str, str]:
    """What may change, in words for the audit log."""
    return {"title": kiosk.name, "place": kiosk.place.title if kiosk.place else "–"}


def form_page(draft: Draft, errors: dict[str, str] | None = None, kiosk: Kiosk | None = None) -> Response:
    context: dict[str, Any] = {"draft": draft, "errors": errors or {}, "kiosk": kiosk, "nowhere": NOWHERE}
    places = db.session.scalars(Place.listed()).all()
    return render("devices/staff/form.html", places=places, here=this_kiosk(), **context)
