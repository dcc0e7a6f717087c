"""E-mail and password, the invitation, the way out: open to everybody, and slow for whoever guesses."""

from flask import Blueprint, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, hash_password

from kiosk.accounts.door import is_right, known_device, let_in, seconds_to_wait, too_many, wanted_page
from kiosk.accounts.models import Invitation, User
from kiosk.accounts.password import ensure_strong
from kiosk.accounts.refusals import AccountRefusal, UnusableInvitation
from kiosk.accounts.spelling import normalized
from kiosk.accounts.throttle import count_wrong, forget_wrong, password_counters
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import landing_page
from kiosk.web.audit import audited
from kiosk.web.locale import OFFICE_COOKIE, OFFICE_LOCALES
from kiosk.web.page import render
from kiosk.web.session import is_stray_demo, sign_out
from kiosk.web.transaction import writing

HALF_WAY = "half_way"
NEW_HERE = "new_here"
"""The address of whoever has just chosen a password in this browser, until they have signed in."""
views = Blueprint("sign_in", __name__)


@views.get("/sign-in")
def new() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(wanted_page() or landing_page(), 303)
    email = session.get(NEW_HERE, "")
    return door_page(email, is_new_here=bool(email))


@views.post("/sign-in")
def create() -> ResponseReturnValue:
    """The password is right: in, or on to the second factor."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    if empty := {name: f"{name}_missing" for name, text in (("email", email), ("password", password)) if not text}:
        return door_page(email, errors=empty), 422
    user = db.session.scalar(User.named(email))
    counters = password_counters(normalized(email), request.remote_addr or "", known_device(user))
    if wait := seconds_to_wait(counters):
        return too_many("accounts/sign_in.html", wait, email=email, errors={}, is_new_here=False)
    if user is None or not is_right(user, password):
        count_wrong(counters)
        return door_page(email, error="wrong"), 422
    forget_wrong(counters)
    if not user.has_second_factor:
        return let_in(user, "none")
    session.clear()
    session[HALF_WAY] = [user.fs_uniquifier, clock.now().isoformat()]
    return redirect(url_for("second_step.new", next=wanted_page()), 303)


def door_page(
    email: str, error: str | None = None, errors: dict[str, str] | None = None, is_new_here: bool = False
) -> Response:
    """The form; `error` is about the two fields together, `errors` about one of them."""
    return render(
        "accounts/sign_in.html", email=email, wait=0, error=error, errors=errors or {}, is_new_here=is_new_here
    )


@views.post("/sign-out")
def destroy() -> ResponseReturnValue:
    """Out of this browser."""
    sign_out()
    return redirect(url_for("sign_in.new"), 303)


@views.post("/office-language")
def update_language() -> ResponseReturnValue:
    """French or English, until the browser is closed."""
    response = redirect(wanted_page() or url_for("sign_in.new"), 303)
    locale = request.form.get("locale", "")
    if locale in OFFICE_LOCALES:
        response.set_cookie(OFFICE_COOKIE, locale, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


@views.get("/invitations/<token>")
def edit_invitation(token: str) -> ResponseReturnValue:
    """Choose a password, with the link that was given once."""
    try:
        invitation = usable_invitation(token)
    except UnusableInvitation:
        return render("accounts/invitation_gone.html"), 410
    return render("accounts/invitation.html", token=token, user=invitation.user, errors={})


@views.post("/invitations/<token>")
def update_invitation(token: str) -> ResponseReturnValue:
    """The password is chosen; the link is used up."""
    password = request.form.get("password", "")
    try:
        user = usable_invitation(token).user
        ensure_strong(password, user.email, request.form.get("repeat"))
        hashed = hash_password(password)
        with writing() as database:
            invitation = database.scalar(Invitation.locked(token))
            if invitation is None:  # replaced by a newer one while the password was hashed
                raise UnusableInvitation
            invitation.accept(hashed, clock.now())
            audited("invitation.accepted", user, actor=user)
    except UnusableInvitation:
        return render("accounts/invitation_gone.html"), 410
    except AccountRefusal as refusal:
        errors = {refusal.field: refusal.code}
        return render("accounts/invitation.html", token=token, user=user, errors=errors), 422
    session[NEW_HERE] = user.email
    return redirect(url_for("sign_in.new"), 303)


def usable_invitation(token: str) -> Invitation:
    """The invitation. Raises UnusableInvitation."""
    invitation: Invitation | None = db.session.scalar(Invitation.carrying(token))
    if invitation is None or is_stray_demo(invitation.user):
        raise UnusableInvitation
    invitation.ensure_usable(clock.now())
    return invitation
