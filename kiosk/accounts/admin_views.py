"""Who may sign in, and as what."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from kiosk.accounts.draft import Draft
from kiosk.accounts.models import User
from kiosk.accounts.refusals import AccountRefusal, EmailTaken, OwnAccount
from kiosk.accounts.roles import ROLES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.transaction import writing

LINK = "link"
ID = "<int(max=2147483647):id>"
views = restricted(Blueprint("users", __name__, url_prefix="/admin/users"), "admin")
Change = Callable[[User, list[User]], None]


@views.get("")
def index() -> ResponseReturnValue:
    return render("accounts/users.html", users=db.session.scalars(User.listed()).all())


@views.get("/new")
def new() -> ResponseReturnValue:
    return render("accounts/user_new.html", draft=Draft(), errors={}, all_roles=ROLES)


@views.post("")
def create() -> ResponseReturnValue:
    """A new account, and the link that lets its person choose a password."""
    draft = Draft.of(request.form.get("email", ""), request.form.get("name", ""), request.form.getlist("roles"))
    if errors := draft.errors():
        return render("accounts/user_new.html", draft=draft, errors=errors, all_roles=ROLES), 422
    try:
        with writing() as database:
            if database.scalar(User.named(draft.email)):
                raise EmailTaken
            user = draft.user(clock.now())
            database.add(user)
            token = user.invite(clock.now())
            audited("user.created", user, {"roles": user.role_names})
    except (EmailTaken, IntegrityError):  # the second: somebody else added the same address at the same time
        errors = {EmailTaken.field: EmailTaken.code}
        return render("accounts/user_new.html", draft=draft, errors=errors, all_roles=ROLES), 422
    return with_link(user, token)


@views.get(f"/{ID}")
def show(id: int) -> ResponseReturnValue:
    """One person; the link to choose a password is shown once, right after it was made."""
    user = db.get_or_404(User, id)
    owner, link = session.pop(LINK, (None, None))
    return user_page(user, link=link if owner == id else None)


@views.post(f"/{ID}/roles")
def update_roles(id: int) -> ResponseReturnValue:
    roles = request.form.getlist("roles")

    def change(user: User, admins: list[User]) -> None:
        before = user.role_names
        user.give_roles(roles, admins)
        audited("user.roles_changed", user, {"from": before, "to": user.role_names})

    return changed(id, change)


@views.post(f"/{ID}/invitations")
def create_invitation(id: int) -> ResponseReturnValue:
    """A new link, for whoever lost the first one or forgot the password."""
    if id == current_user.id:
        return refused(id, OwnAccount())
    with writing() as database:
        user = found(database, id)
        if not user.active or user.is_demo:
            raise NotFound
        token = user.invite(clock.now())
        audited("invitation.created", user)
    return with_link(user, token)


@views.post(f"/{ID}/deactivations")
def create_deactivation(id: int) -> ResponseReturnValue:
    def change(user: User, admins: list[User]) -> None:
        user.deactivate(admins, clock.now())
        audited("user.deactivated", user)

    return changed(id, change)


@views.post(f"/{ID}/reactivations")
def create_reactivation(id: int) -> ResponseReturnValue:
    def change(user: User, _admins: list[User]) -> None:
        user.deactivated_at = None
        audited("user.reactivated", user)

    return changed(id, change)


@views.post(f"/{ID}/sign-outs")
def create_sign_out(id: int) -> ResponseReturnValue:
    """Out of every browser."""

    def change(user: User, _admins: list[User]) -> None:
        user.sign_out_everywhere()
        audited("sessions.ended", user)

    return changed(id, change)


@views.post(f"/{ID}/second-factor-removals")
def create_second_factor_removal(id: int) -> ResponseReturnValue:
    """For whoever lost the telephone and the paper: the password alone, until a new second factor is set up."""

    def change(user: User, _admins: list[User]) -> None:
        if id == current_user.id:
            raise OwnAccount
        user.forget_second_factor()
        user.sign_out_everywhere()
        audited("second_factor.removed", user)

    return changed(id, change)


def changed(id: int, change: Change) -> ResponseReturnValue:
    """Change one person, while no other administrator changes; back to the page, or the page with the refusal."""
    try:
        with writing() as database:
            admins = administrators(database)
            change(found(database, id), admins)
    except AccountRefusal as refusal:
        return refused(id, refusal)
    return redirect(url_for("users.show", id=id), 303)


def refused(id: int, refusal: AccountRefusal) -> ResponseReturnValue:
    page: Any = user_page(db.get_or_404(User, id), errors={refusal.field: refusal.code})
    return page, 422


def administrators(database: Session) -> list[User]:
    """Who is an administrator at this moment; nobody else takes that from them until the transaction ends."""
    database.execute(User.admins().with_only_columns(User.id).with_for_update()).all()
    # While we waited for the lock, somebody else may have taken a role: roles stand in rows that were not locked.
    return list(database.scalars(User.admins().execution_options(populate_existing=True)))


def found(database: Session, id: int) -> User:
    user: User | None = database.scalar(User.locked(id))
    if user is None:
        raise NotFound
    return user


def with_link(user: User, token: str) -> ResponseReturnValue:
    """To the page of this person, which shows the link once."""
    here = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    session[LINK] = [user.id, here + url_for("sign_in.edit_invitation", token=token)]
    return redirect(url_for("users.show", id=user.id), 303)


def user_page(user: User, **context: Any) -> ResponseReturnValue:
    known = {"user": user, "errors": {}, "link": None, "all_roles": ROLES, "qr_code": qr_code}
    return render("accounts/user.html", **known | context)
