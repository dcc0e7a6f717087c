"""One's own second factor: an application for codes, passkeys, codes on paper.

Coordinators and administrators must have one: they publish, and they let others in. Everybody else may. What is taken
away, or added beside what is there, asks for the password again, so that an open screen is not enough.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import NotFound

from kiosk.accounts.door import is_right, seconds_to_wait, too_many
from kiosk.accounts.models import Passkey, User
from kiosk.accounts.refusals import AccountRefusal, WrongCode, WrongPassword
from kiosk.accounts.second_factor import passkeys
from kiosk.accounts.second_factor.authenticator import Authenticator, authenticator
from kiosk.accounts.second_factor.passkeys import PasskeyRefused
from kiosk.accounts.second_factor.sign_in_views import CHALLENGE, site
from kiosk.accounts.spelling import printable
from kiosk.accounts.throttle import count_wrong, own_counters
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.transaction import writing

PENDING = "pending_totp"
CODES = "fresh_codes"
LONGEST_NAME = 80
views = restricted(Blueprint("second_factor", __name__, url_prefix="/account"), "account")


@views.get("/second-factor")
def show() -> ResponseReturnValue:
    return overview()


@views.get("/authenticator")
def new_authenticator() -> ResponseReturnValue:
    """A secret to photograph; it counts once a code proves that it arrived."""
    session[PENDING] = codes().generate_totp_secret()
    return authenticator_page()


@views.post("/authenticator")
def create_authenticator() -> ResponseReturnValue:
    """The secret, if a code of it is right."""
    secret = session.setdefault(PENDING, codes().generate_totp_secret())
    if wait := seconds_before_adding():
        return too_many("accounts/authenticator.html", wait, **pending())
    try:
        ensure_may_add()
        with writing() as database:
            user = database.scalars(User.locked(current_user.id)).one()
            if not codes().is_right(request.form.get("code", ""), secret, user):
                raise WrongCode
            user.totp_secret = session.pop(PENDING)
            complete(user)
            audited("authenticator.added", user)
    except AccountRefusal as refusal:
        return authenticator_page(error=refusal.code), 422
    return added()


@views.get("/passkeys/new")
def new_passkey() -> ResponseReturnValue:
    return passkey_page()


@views.post("/passkeys")
def create_passkey() -> ResponseReturnValue:
    """The browser has made a passkey, and here is its public half."""
    name = " ".join(printable(request.form.get("name", "")).split())[:LONGEST_NAME] or "Passkey"
    if wait := seconds_before_adding():
        return too_many("accounts/passkey_new.html", wait, **asked_of_browser())
    try:
        ensure_may_add()
        with writing() as database:
            user = database.get_one(User, current_user.id)
            answer, challenge = request.form.get("credential", ""), session.pop(CHALLENGE, "")
            user.passkeys.append(passkeys.registered(answer, challenge, site(), name, clock.now()))
            complete(user)
            audited("passkey.added", user, {"name": name})
    except (PasskeyRefused, WrongPassword) as refusal:
        return passkey_page(error=refusal.code), 422
    return added()


@views.post("/recovery-codes")
def create_recovery_codes() -> ResponseReturnValue:
    """New codes on paper; the old ones are void."""

    def change(user: User) -> None:
        session[CODES] = user.renew_recovery_codes()
        audited("recovery_codes.renewed", user)

    return changed(change, "second_factor.show_recovery_codes")


@views.get("/recovery-codes")
def show_recovery_codes() -> ResponseReturnValue:
    """Shown once, to be printed or copied."""
    fresh = session.pop(CODES, None)
    if fresh is None:
        return redirect(url_for("second_factor.show"), 303)
    return render("accounts/recovery_codes.html", codes=fresh)


@views.post("/authenticator/removals")
def create_authenticator_removal() -> ResponseReturnValue:
    def change(user: User) -> None:
        user.remove_authenticator()
        audited("authenticator.removed", user)

    return changed(change, "second_factor.show")


@views.post("/passkeys/<int(max=2147483647):id>/removals")
def create_passkey_removal(id: int) -> ResponseReturnValue:
    def change(user: User) -> None:
        passkey = db.session.get(Passkey, id)
        if passkey is None or passkey.user_id != user.id:
            raise NotFound
        user.remove_passkey(passkey)
        audited("passkey.removed", user, {"name": passkey.name})

    return changed(change, "second_factor.show")


def changed(change: Callable[[User], None], page: str) -> ResponseReturnValue:
    """Change one's own account, after the password was typed again; the page that follows, or the refusal."""
    if wait := seconds_to_wait(own_counters(current_user.email)):
        return too_many("accounts/second_factor.html", wait, errors={})
    try:
        ensure_password()
        with writing() as database:
            change(database.get_one(User, current_user.id))
    except AccountRefusal as refusal:
        return overview(errors={refusal.field: refusal.code}), 422
    return redirect(url_for(page), 303)


def seconds_before_adding() -> int:
    return seconds_to_wait(own_counters(current_user.email)) if current_user.has_second_factor else 0


def ensure_may_add() -> None:
    """The first second factor is free: there is nothing yet that it could undo. Raises WrongPassword."""
    if current_user.has_second_factor:
        ensure_password()


def ensure_password() -> None:
    """Whoever sits here knows the password. Raises WrongPassword, which is counted."""
    if not is_right(current_user, request.form.get("current", "")):
        count_wrong(own_counters(current_user.email))
        raise WrongPassword


def complete(user: User) -> None:
    """With the first second factor come the codes on paper, for the day when it is lost."""
    if not user.codes_left:
        session[CODES] = user.renew_recovery_codes()


def added() -> ResponseReturnValue:
    return redirect(url_for("second_factor.show_recovery_codes"), 303)


def overview(errors: Mapping[str, str] | None = None) -> Response:
    return render("accounts/second_factor.html", errors=errors or {}, error=None, wait=0)


def authenticator_page(error: str | None = None) -> Response:
    return render("accounts/authenticator.html", error=error, wait=0, **pending())


def pending() -> dict[str, Any]:
    """The secret to photograph."""
    uri = codes().get_totp_uri(current_user.email, session[PENDING])
    return {"uri": uri, "key": codes().get_totp_pretty_key(session[PENDING]), "qr_code": qr_code}


def passkey_page(error: str | None = None) -> Response:
    return render("accounts/passkey_new.html", error=error, wait=0, **asked_of_browser())


def asked_of_browser() -> dict[str, Any]:
    """A new question."""
    options, session[CHALLENGE] = passkeys.registration(current_user, site())
    return {"options": options}


def codes() -> Authenticator:
    return authenticator(str(current_app.secret_key))
