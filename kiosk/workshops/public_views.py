"""Workshops near here, and a seat in one of them: what residents see and do without an account."""

from calendar import Calendar
from datetime import date
from hashlib import sha256
from uuid import uuid4

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.kept import kept
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.transaction import writing
from kiosk.web.visit import belong_to_visit, mark_personal
from kiosk.workshops.contact import Contact
from kiosk.workshops.forms import SignUpForm
from kiosk.workshops.messages.notices import confirm, sendable
from kiosk.workshops.models import Registration, Workshop
from kiosk.workshops.programme import HORIZON, Programme
from kiosk.workshops.refusals import AddressShared, SignUpRefused
from kiosk.workshops.selection import Selection
from kiosk.workshops.snapshot import current_programme, programme_state

PAGE_SIZE = 4
FAMILIES = ("when", "topic", "level", "language", "place", "fee")
CHOICES_PER_SCREEN = {"fr-falc": 4}
WORKSHOP = "<int(max=2147483647):id>"
views = Blueprint("workshops", __name__, url_prefix="/<locale:locale>")
short_views = Blueprint("workshop_codes", __name__)
belong_to_visit(views, "index", "filters", "calendar", "show", "new")


@views.get("/workshops")
@kept(programme_state)
def index() -> ResponseReturnValue:
    """The workshops that fit, the next one first."""
    selection, programme = requested_selection(), current_programme(clock.now())
    found = programme.having(selection.facets)
    pages = max(1, -(-len(found.offers) // PAGE_SIZE))
    selection = selection.at_page(min(selection.page, pages))
    offered = quick_facets(programme)
    counts = programme.counts(selection.facets, {*offered, *selection.facets})
    return render(
        "workshops/index.html", selection=selection, found=found, offers=found.page(selection.page, PAGE_SIZE),
        pages=pages, counts=counts, offered=offered, is_empty=not programme.offers, is_free=programme.is_free,
        now=clock.now(),
    )  # fmt: skip


@views.get("/workshops/filters")
def filters() -> ResponseReturnValue:
    """What matters to the visitor? One question at a time, each choice with the number of workshops that it leaves."""
    selection, programme = requested_selection(), current_programme(clock.now())
    family = request.args.get("by", "")
    facets = choices(programme, family)
    offered = facets or questions(programme)
    size = CHOICES_PER_SCREEN.get(g.language.locale, 6)
    # Where one screen does not hold them, one of the choices on it is to see more.
    step = size if len(offered) <= size else size - 1
    selection = selection.at_page(min(selection.page, -(-len(offered) // step)))
    shown = offered[(selection.page - 1) * step : selection.page * step]
    return render(
        "workshops/filters.html", selection=selection, family=family if facets else "", shown=shown,
        has_more=len(offered) > selection.page * step, is_free=programme.is_free,
        counts=programme.counts(selection.facets, facets), total=len(programme.having(selection.facets).offers),
        places={f"place:{one.workshop.place_id}": one.workshop.place for one in programme.offers},
    )  # fmt: skip


@views.get("/workshops/calendar")
@kept(programme_state)
def calendar() -> ResponseReturnValue:
    """A month at a glance: each day leads to its workshops."""
    today = clock.now().date()
    month = requested_month(today)
    programme = current_programme(clock.now())
    counts = programme.counts((), [f"day:{day}" for day in days_of(month)])
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return render("workshops/calendar.html", month=month, weeks=weeks, counts=counts, today=today, **around(month))


@views.get(f"/workshops/{WORKSHOP}")
def show(id: int) -> ResponseReturnValue:
    """Everything about one workshop, and the way to a seat."""
    workshop = db.get_or_404(Workshop, id)
    return render("workshops/show.html", workshop=workshop, **circumstances(workshop))


@views.get(f"/workshops/{WORKSHOP}/sign-up")
def new(id: int) -> ResponseReturnValue:
    """A first name, and that is all."""
    workshop = db.get_or_404(Workshop, id)
    if workshop.refusal(clock.now()):
        return redirect(url_for("workshops.show", id=id), 303)
    return form_page(id, SignUpForm(client_id=str(uuid4())))


@views.post(f"/workshops/{WORKSHOP}/registrations")
def create(id: int) -> ResponseReturnValue:
    """The seat, or a rank in line; the same form sent again leads to the same ticket."""
    form = SignUpForm()
    if not form.validate():
        return form_page(id, form), 422
    try:
        with writing():
            registration = registered(db.one_or_404(Workshop.locked(id)), form)
            token = registration.token(current_app.config["SECRET_KEY"])
    except AddressShared:
        form.contact.errors = ["shared"]
        return form_page(id, form), 422
    except SignUpRefused:
        workshop = db.get_or_404(Workshop, id)
        return render("workshops/show.html", workshop=workshop, **circumstances(workshop)), 409
    return redirect(url_for("tickets.show", token=token), 303)


@short_views.get(f"/W/<code>/{WORKSHOP}")
@short_views.get(f"/w/<code>/{WORKSHOP}")
def open_on_phone(code: str, id: int) -> ResponseReturnValue:
    """The address in a workshop's QR code, on its poster or on the kiosk."""
    locale = code.lower()
    if locale not in LOCALES:
        raise NotFound
    return mark_personal(redirect(url_for("workshops.show", locale=locale, id=id, visit=None), 303))


def form_page(id: int, form: SignUpForm) -> Response:
    workshop = db.get_or_404(Workshop, id)
    return render("workshops/new.html", workshop=workshop, form=form, **circumstances(workshop))


def registered(workshop: Workshop, form: SignUpForm) -> Registration:
    """The registration that this form asks for, made once. Raises SignUpRefused."""
    request_digest = digest_of_request(workshop.id, form) if form.client_id.data else None
    known: Registration | None = db.session.scalar(Registration.of_request(request_digest)) if request_digest else None
    if known:
        return known
    key, contact = current_app.config["SECRET_KEY"], Contact.parse(form.contact.data)
    registration: Registration = workshop.register(
        form.name.data, contact, int(form.seats.data), key=key, now=clock.now()
    )
    registration.request_digest, registration.locale = request_digest, g.language.locale
    registration.source = "phone" if g.is_personal else "kiosk"
    db.session.add(registration)
    db.session.flush()
    confirm(db.session(), registration, clock.now(), sendable(current_app.config))
    return registration


def digest_of_request(workshop_id: int, form: SignUpForm) -> str:
    """One form of one visit with its words: a page that two people got from one cache is not one request."""
    parts = (form.client_id.data, g.visit, workshop_id, form.name.data, form.contact.data, form.seats.data)
    return sha256(repr(parts).encode()).hexdigest()


def requested_selection() -> Selection:
    """The choices in the address."""
    return Selection.parse(request.args.getlist("with"), request.args.get("page", ""))


def choices(programme: Programme, family: str) -> list[str]:
    """The answers to one question that at least one workshop fits."""
    plain = {"when": ("today", "week", "left"), "fee": ("free",)}.get(family)
    if plain is None:
        return programme.known(family)
    return [facet for facet in plain if programme.having([facet]).offers]


def questions(programme: Programme) -> list[str]:
    """What one may choose by; what it costs only where something does."""
    return [family for family in FAMILIES if family != "fee" or not programme.is_free]


def quick_facets(programme: Programme) -> tuple[str, ...]:
    """The choices that stand above the list."""
    return ("week", "left", *(() if programme.is_free else ("free",)), *personal_facets())


def personal_facets() -> tuple[str, ...]:
    """The language of the page; French is spoken everywhere."""
    return () if g.language.html == "fr" else (f"language:{g.language.html}",)


def requested_month(today: date) -> date:
    """The first day of the month that the address names; this month where it names none of the next ones."""
    try:
        month = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return today.replace(day=1)
    return month if today.replace(day=1) <= month <= today + HORIZON else today.replace(day=1)


def days_of(month: date) -> list[date]:
    return [day for day in Calendar().itermonthdates(month.year, month.month) if day.month == month.month]


def around(month: date) -> dict[str, date | None]:
    """The months before and after, as far as the programme goes."""
    today = clock.now().date()
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    return {
        "previous": before if before >= today.replace(day=1) else None,
        "following": following if following <= today + HORIZON else None,
    }


def circumstances(workshop: Workshop) -> dict[str, object]:
    """What the pages about one workshop say beside the workshop itself."""
    now = clock.now()
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return {
        "now": now,
        "selection": requested_selection(),
        "left": len(workshop.free_seats),
        "refusal": type(workshop.refusal(now)).__name__,
        "short_address": f"{host}/W/{g.language.locale}/{workshop.id}".upper(),
        "qr_code": qr_code,
    }
