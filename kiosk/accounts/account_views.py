"""One's own account: password, sessions."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, hash_password

from kiosk.accounts.door import is_right, seconds_to_wait, too_many
from kiosk.accounts.models import User
from kiosk.accounts.password import ensure_strong
from kiosk.accounts.refusals import AccountRefusal, WrongPassword
from kiosk.accounts.throttle import count_wrong, own_counters
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.session import begin_session, end_session
from kiosk.web.transaction import writing

views = restricted(Blueprint("account", __name__, url_prefix="/account"), "account")


@views.get("")
def show() -> ResponseReturnValue:
    return render("accounts/account.html")


@views.get("/password")
def edit_password() -> ResponseReturnValue:
    return render("accounts/password.html", errors={}, error=None, wait=0)


@views.post("/password")
def update_password() -> ResponseReturnValue:
    """A new password ends every other session."""
    counters = own_counters(current_user.email)
    if wait := seconds_to_wait(counters):
        return too_many("accounts/password.html", wait, errors={})
    try:
        hashed = new_hash(request.form.get("current", ""), request.form.get("password", ""), request.form.get("repeat"))
    except AccountRefusal as refusal:
        if isinstance(refusal, WrongPassword):
            count_wrong(counters)
        return render("accounts/password.html", errors={refusal.field: refusal.code}, error=None, wait=0), 422
    with writing() as database:
        user = database.get_one(User, current_user.id)
        user.password = hashed
        user.sign_out_everywhere()
        audited("password.changed", user)
    begin_session(user)
    return redirect(url_for("account.show"), 303)


def new_hash(current: str, password: str, repeat: str | None) -> str:
    """The hash of the new password. Raises WrongPassword, and what a weak one raises."""
    if not is_right(current_user, current):
        raise WrongPassword
    ensure_strong(password, current_user.email, repeat)
    return hash_password(password)


@views.post("/sign-out-everywhere")
def end_everywhere() -> ResponseReturnValue:
    """Out of every browser, this one too."""
    with writing() as database:
        user = database.get_one(User, current_user.id)
        user.sign_out_everywhere()
        audited("sessions.ended", user)
    end_session()
    return redirect(url_for("sign_in.new"), 303)
