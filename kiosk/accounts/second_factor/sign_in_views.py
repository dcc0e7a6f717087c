"""The second step at the door: a code or a passkey."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from kiosk.accounts.door import known_device, let_in, seconds_to_wait, too_many
from kiosk.accounts.models import User
from kiosk.accounts.second_factor import passkeys
from kiosk.accounts.second_factor.authenticator import authenticator
from kiosk.accounts.second_factor.passkeys import PasskeyRefused, Site
from kiosk.accounts.sign_in_views import HALF_WAY
from kiosk.accounts.throttle import code_counters, count_wrong, forget_wrong
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.page import render
from kiosk.web.transaction import writing

PATIENCE = timedelta(minutes=10)
CHALLENGE = "challenge"
views = Blueprint("second_step", __name__)


@views.get("/sign-in/second-step")
def new() -> ResponseReturnValue:
    user = half_signed_in()
    if user is None:
        return redirect(url_for("sign_in.new", next=request.args.get("next")), 303)
    return asked(user)


@views.post("/sign-in/second-step")
def create() -> ResponseReturnValue:
    """In, with a code of the application, a code on paper or a passkey."""
    user = half_signed_in()
    if user is None:
        return redirect(url_for("sign_in.new", next=request.args.get("next")), 303)
    if not request.form.get("code") and not request.form.get("credential"):
        return asked(user, error="code_missing"), 422
    counters = code_counters(user.email, known_device(user))
    if wait := seconds_to_wait(counters):
        return too_many("accounts/second_step.html", wait, user=user, options="")
    user_id = user.id
    with writing() as database:
        kind = proven(database.scalars(User.locked(user_id)).one())
    if kind is None:
        count_wrong(counters)
        return asked(user, error="wrong_code"), 422
    forget_wrong(counters)
    return let_in(user, kind)


def half_signed_in() -> User | None:
    """Whoever has just given the right password."""
    uniquifier, at = session.get(HALF_WAY, ("", "2000-01-01T00:00+00:00"))
    if clock.now() - datetime.fromisoformat(at) > PATIENCE:
        return None
    user = db.session.scalar(select(User).filter_by(fs_uniquifier=uniquifier))
    return user if user and user.active else None


def asked(user: User, error: str | None = None) -> Response:
    """The page, with a new question for passkeys."""
    options = ""
    if user.passkeys:
        options, session[CHALLENGE] = passkeys.question(user, site())
    return render("accounts/second_step.html", user=user, options=options, error=error, wait=0)


def proven(user: User) -> str | None:
    """The kind of proof that was given; None when it was none. Codes are used up."""
    typed, credential = request.form.get("code", ""), request.form.get("credential", "")
    if credential:
        return "passkey" if is_passkey_right(user, credential) else None
    if user.totp_secret and authenticator(str(current_app.secret_key)).is_right(typed, user.totp_secret, user):
        return "authenticator"
    return "recovery_code" if user.use_recovery_code(typed, clock.now()) else None


def is_passkey_right(user: User, credential: str) -> bool:
    try:
        passkeys.verify(credential, session.pop(CHALLENGE, ""), site(), user)
    except PasskeyRefused:
        return False
    return True


def site() -> Site:
    """What passkeys of this kiosk belong to."""
    return Site(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))
