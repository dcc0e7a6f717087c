"""Cards: made in batches, printed as a sheet, given a nickname and a language at most, revoked when lost."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.transaction import writing
from kiosk.workshops.forms import plain
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
    cards = db.session.scalars(select(Card).order_by(Card.batch.desc(), Card.id)).all()
    return render("workshops/staff/cards.html", cards=cards, sheet=SHEET, most=MOST, error=None, count=SHEET)


@views.post("/")
def create() -> ResponseReturnValue:
    """A batch of new cards, and the sheet to print."""
    count = whole_number(request.form.get("count", ""))
    if not 0 < count <= MOST:
        cards = db.session.scalars(select(Card).order_by(Card.batch.desc(), Card.id)).all()
        typed = request.form.get("count", "")[:9]
        return render("workshops/staff/cards.html", cards=cards, sheet=SHEET, most=MOST, error="count", count=typed), 422
    writing()
    batch, by = db.session.scalars(Card.next_batch()).one(), gesture().by
    db.session.add_all(
        Card.new(batch, by, key=current_app.config["SECRET_KEY"], now=clock.now()) for _ in range(count)
    )
    audited("cards.made", None, {"batch": batch, "count": count})
    db.session.commit()
    return redirect(url_for("cards.sheet", batch=batch), 303)


@views.get("/sheets/<int(max=2147483647):batch>")
def sheet(batch: int) -> ResponseReturnValue:
    """The cards of a batch on paper, to cut out: QR code, short code, a line for a nickname."""
    cards = db.session.scalars(select(Card).where(Card.batch == batch, Card.revoked_at.is_(None)).order_by(Card.id)).all()
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
    card = card_to_change(id)
    locale = request.form.get("locale", "")
    card.nickname = plain(request.form.get("nickname", ""))[:LONGEST_NAME]
    card.locale = locale if locale in LOCALES else ""
    return changed(card, "card.described")


@views.post(f"/{NUMBER}/revocation")
def revoke(id: int) -> ResponseReturnValue:
    """The card was lost: whoever finds it cannot use it."""
    card = card_to_change(id)
    if not card.revoked_at:
        card.revoke(gesture().by, clock.now())
    return changed(card, "card.revoked")


@views.post(f"/{NUMBER}/reinstatement")
def reinstate(id: int) -> ResponseReturnValue:
    """It was found again."""
    card = card_to_change(id)
    card.reinstate()
    return changed(card, "card.reinstated")


def card_to_change(id: int) -> Card:
    writing()
    return db.one_or_404(select(Card).where(Card.id == id).with_for_update())


def changed(card: Card, action: str) -> ResponseReturnValue:
    audited(action, card)
    db.session.commit()
    return redirect(url_for("cards.edit", id=card.id), 303)
