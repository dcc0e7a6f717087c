"""Cards: made in batches, printed as a sheet, given a nickname and a language at most, revoked when lost."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.fields import plain
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.transaction import writing
from kiosk.workshops.models import Card
from kiosk.workshops.models.workshop import LONGEST_NAME
from kiosk.workshops.staff_views import gesture, whole_number

SHEET = 8
MOST = 48
NUMBER = "<int(max=2147483647):id>"
views = restricted(Blueprint("cards", __name__, url_prefix="/staff/cards"), "staff")


@views.get("/")
def index() -> ResponseReturnValue:
    """Every card, the newest batch first."""
    return page(error=None, count=SHEET)


@views.post("/")
def create() -> ResponseReturnValue:
    """A batch of new cards, and the sheet to print."""
    count = whole_number(request.form.get("count", ""))
    if not 0 < count <= MOST:
        return page(error="count", count=request.form.get("count", "")[:9]), 422
    key, by, now = current_app.config["SECRET_KEY"], gesture().by, clock.now()
    with writing() as database:
        batch = add_batch(database, [Card.new(0, by, key=key, now=now) for _ in range(count)])
        audited("cards.made", None, {"batch": batch, "count": count})
    return redirect(url_for("cards.sheet", batch=batch), 303)


@views.get("/sheets/<int(max=2147483647):batch>")
def sheet(batch: int) -> ResponseReturnValue:
    """The cards of a batch on paper, to cut out: QR code, short code, a line for a nickname."""
    valid = (Card.batch == batch, Card.revoked_at.is_(None))
    cards = db.session.scalars(select(Card).where(*valid).order_by(Card.id)).all()
    if not cards:
        raise NotFound
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    addresses = {card.id: f"{host}/C/{card.token(current_app.config['SECRET_KEY'])}".upper() for card in cards}
    return render("workshops/staff/cards_sheet.html", cards=cards, addresses=addresses, qr_code=qr_code, batch=batch)


@views.get(f"/{NUMBER}")
def edit(id: int) -> ResponseReturnValue:
    """One card: a nickname and a language, if its bearer likes."""
    return render("workshops/staff/card.html", card=db.get_or_404(Card, id), locales=LOCALES)


@views.post(f"/{NUMBER}")
def update(id: int) -> ResponseReturnValue:
    """The nickname and the language of a card; both may be empty."""
    locale = request.form.get("locale", "")
    with writing():
        card = db.one_or_404(Card.locked(id))
        card.nickname = plain(request.form.get("nickname", ""))[:LONGEST_NAME]
        card.locale = locale if locale in LOCALES else ""
        audited("card.described", card)
    return redirect(url_for("cards.edit", id=id), 303)


@views.post(f"/{NUMBER}/revocation")
def revoke(id: int) -> ResponseReturnValue:
    """The card was lost: whoever finds it cannot use it."""
    with writing():
        card = db.one_or_404(Card.locked(id))
        if not card.revoked_at:
            card.revoke(gesture().by, clock.now())
        audited("card.revoked", card)
    return redirect(url_for("cards.edit", id=id), 303)


@views.post(f"/{NUMBER}/reinstatement")
def reinstate(id: int) -> ResponseReturnValue:
    """It was found again."""
    with writing():
        card = db.one_or_404(Card.locked(id))
        card.reinstate()
        audited("card.reinstated", card)
    return redirect(url_for("cards.edit", id=id), 303)


def add_batch(database: Session, cards: Sequence[Card]) -> int:
    """Add new cards under a number that no other batch can have, made at the same moment or not: the first one's id."""
    database.add(cards[0])
    database.flush()  # so that it gets its id
    for card in cards:
        card.batch = cards[0].id
    database.add_all(cards)
    return cards[0].id


def page(**context: Any) -> Response:
    cards = db.session.scalars(select(Card).order_by(Card.batch.desc(), Card.id)).all()
    return render("workshops/staff/cards.html", cards=cards, most=MOST, **context)
