"""The ticket: what whoever holds its secret may see and do, without an account. A GET changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, after_this_request, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound, TooManyRequests

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.address import public_address
from kiosk.web.locale import LANGUAGES
from kiosk.web.page import render
from kiosk.web.qr import picture_pair, qr_code
from kiosk.web.transaction import writing
from kiosk.web.visit import belong_to_visit, mark_personal
from kiosk.workshops.arrival import BY_TICKET, alone
from kiosk.workshops.guesses import PAUSE, is_one_too_many
from kiosk.workshops.hearing import Difference, hearing_of
from kiosk.workshops.ics import reminder
from kiosk.workshops.messages.notices import announce, confirm, sendable, will_remind
from kiosk.workshops.models import Attendance, Registration, Workshop
from kiosk.workshops.refusals import ReturnRefused, SeatAwaited, SignUpRefused
from kiosk.workshops.returning import give_back, restoration_refusal, return_refusal
from kiosk.workshops.returning import restore as restore_seat
from kiosk.workshops.stage import VALID, stage
from kiosk.workshops.ticket import TOKEN_LENGTH, digest_of, is_genuine
from kiosk.workshops.wording import entry

views = Blueprint("tickets", __name__)
belong_to_visit(views, "show", "slip", "event", "cancel", "restore")


@views.before_request
def recognize_phone() -> None:
    """An address without the mark of a visit was not made by a shared screen: it was scanned or kept."""
    if "visit" not in request.args and not g.is_personal:
        g.is_personal = True
        after_this_request(mark_personal)


@views.get("/t/<token>")
@views.get("/T/<token>", alias=True)
def show(token: str) -> ResponseReturnValue:
    """The seat, or the rank in line, with everything one needs to get there."""
    return render("workshops/ticket.html", is_late=False, **ticket(of_ticket(token), token))


@views.get("/t/<token>/slip")
def slip(token: str) -> ResponseReturnValue:
    """The ticket on paper: a sheet of A6, or a strip of 80 mm."""
    return render("workshops/ticket_slip.html", **ticket(of_ticket(token), token))


@views.get("/t/<token>.ics")
def event(token: str) -> ResponseReturnValue:
    """The workshop for the holder's own calendar, which rings the day before."""
    registration = of_ticket(token)
    address = public_address(url_for("tickets.show", token=token, visit=None))
    body = reminder(entry(registration.workshop, address), registration.state, clock.now())
    return Response(body, mimetype="text/calendar", headers={"Cache-Control": "no-store"})


@views.post("/t/<token>/cancellation")
def cancel(token: str) -> ResponseReturnValue:
    """Give the seats of this ticket back, and of no other; not when they have been used.

    Where others wait for them there is no way back, so that the holder is asked once.
    """
    try:
        with held(token) as registration:
            if registration.state != "cancelled":
                now = clock.now()
                promoted = give_back(registration, attendance_of(registration), now, is_sure="sure" in request.form)
                announce(db.session(), promoted, "promoted", now, sendable(current_app.config))
    except SeatAwaited:
        return render("workshops/give_back.html", registration=of_ticket(token), token=token), 422
    except ReturnRefused:
        return render("workshops/ticket.html", is_late=True, **ticket(of_ticket(token), token)), 409
    return redirect(url_for("tickets.show", token=token), 303)


@views.post("/t/<token>/restoration")
def restore(token: str) -> ResponseReturnValue:
    """Take the cancellation back: a seat where one is free, else the end of the line."""
    with suppress(SignUpRefused), held(token) as registration:
        if registration.state == "cancelled":
            now = clock.now()
            restore_seat(registration, attendance_of(registration), now)
            confirm(db.session(), registration, now, sendable(current_app.config))
    return redirect(url_for("tickets.show", token=token), 303)


@views.errorhandler(NotFound)
def show_unknown(_error: NotFound) -> ResponseReturnValue:
    """What is said of a ticket that was erased, or of an address that was copied with a mistake."""
    return render("workshops/unknown.html", is_ticket=True), 404


@contextmanager
def held(token: str) -> Iterator[Registration]:
    """The registration to change, its workshop locked first."""
    workshop_id = of_ticket(token).workshop_id
    with writing() as session:
        session.scalars(Workshop.locked(workshop_id)).one()
        alone(session, BY_TICKET, digest_of(token))
        yield of_ticket(token)


def attendance_of(registration: Registration) -> Attendance | None:
    """What staff have noted of this registration."""
    return db.session.get(Attendance, registration.id)


def of_ticket(token: str) -> Registration:
    """What the token opens, in the language of who signed up. Raises what `wrong_token` says for any other text."""
    found = Registration.of_ticket(token)
    registration: Registration | None = db.session.scalar(found) if len(token) == TOKEN_LENGTH else None
    if registration is None or not is_genuine(token, registration.token_digest):
        raise wrong_token()
    g.language = LANGUAGES[request.args.get("in", registration.locale, known_locale)]
    return registration


def wrong_token() -> HTTPException:
    """The answer to a secret that opens nothing: there is no such page, or one has guessed too often to be told."""
    g.language = LANGUAGES[request.args.get("in", g.language.locale, known_locale)]
    return TooManyRequests(retry_after=PAUSE) if is_one_too_many(request.remote_addr or "") else NotFound()


def known_locale(text: str) -> str:
    """The text; raises ValueError where it is no locale, so that it counts as not said."""
    return LOCALES[LOCALES.index(text)]


def ticket(registration: Registration, token: str) -> dict[str, Any]:
    """What the ticket shows."""
    now = clock.now()
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    is_waiting = registration.state == "waiting"
    channels = sendable(current_app.config)
    workshop = registration.workshop
    is_given_back = registration.state == "cancelled"
    refusal = restoration_refusal(registration, now) if is_given_back else workshop.refusal(now)
    attendance = attendance_of(registration)
    reached = stage(registration, attendance, now)
    return {
        "registration": registration,
        "workshop": workshop,
        "stage": reached,
        "is_valid": reached in VALID,
        "refusal": type(refusal).__name__,
        "keeping": type(return_refusal(registration, attendance, now)).__name__,
        "rank": db.session.scalars(registration.ahead()).one() + 1 if is_waiting else None,
        "left": len(workshop.free_seats),
        "is_told": registration.channel in channels,
        "is_reminded": will_remind(registration, now, channels),
        "change": change_to_show(registration, now),
        "token": token,
        "address": f"{host}/T/{token}".upper(),
        "pictures": picture_pair(token.upper()),
        "qr_code": qr_code,
        "now": now,
    }


def change_to_show(registration: Registration, now: datetime) -> Difference | None:
    """What is otherwise since they signed up, until the workshop is over."""
    is_off = registration.state == "cancelled" or registration.workshop.cancelled_at is not None
    is_of_use = not is_off and now < registration.workshop.ends_at
    return hearing_of(db.session(), registration).last_change if is_of_use else None
