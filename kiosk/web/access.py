"""Who may open which pages: the file a view stands in says for whom it is, and its blueprint says it here.

`views = restricted(Blueprint("workshops_staff", __name__, url_prefix="/staff/workshops"), "staff")`
"""

from functools import partial

from flask import Blueprint, Flask, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from htmx_flask import request as htmx_request
from werkzeug.exceptions import Forbidden

from kiosk.web.audit import signed_in
from kiosk.web.locale import is_office_address
from kiosk.web.page import this_page

AUDIENCES = {
    "account": frozenset(("staff", "committee", "coordinator", "admin")),
    "staff": frozenset(("staff", "coordinator", "admin")),
    "committee": frozenset(("committee", "admin")),
    "coordinator": frozenset(("coordinator", "admin")),
    "admin": frozenset(("admin",)),
}
"""Audience → the roles that belong to it. Staff never see the committee's papers, the committee never a roster."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(belongs_to=belongs_to, office_home=landing_page)


def restricted(views: Blueprint, audience: str) -> Blueprint:
    """The blueprint, open to this audience only."""
    views.before_request(partial(check_access, audience))
    return views


def check_access(audience: str) -> ResponseReturnValue | None:
    """Lead who is not signed in to the door, who owes a second factor to its page; Forbidden for the others."""
    if not current_user.is_authenticated:
        page = this_page() if request.method == "GET" else None
        return sent_to(url_for("sign_in.new", next=page))
    if not belongs_to(audience):
        raise Forbidden
    if audience != "account" and current_user.owes_second_factor:
        return sent_to(url_for("second_factor.show"))
    # Noted before a transaction begins, which would read the account once more for the audit log.
    signed_in()
    return None


def belongs_to(audience: str) -> bool:
    """Whether the person who is signed in belongs to this audience; for menus too."""
    return bool(current_user.is_authenticated and AUDIENCES[audience].intersection(current_user.role_names))


def landing_page() -> str:
    """Where the day begins for the person who is signed in; the door for anybody else."""
    for audience in ("staff", "committee"):
        if belongs_to(audience):
            return url_for(f"{audience}_home.show")
    return url_for("account.show" if current_user.is_authenticated else "sign_in.new")


def sent_to(address: str) -> ResponseReturnValue:
    """A redirect that htmx follows with the whole page."""
    if htmx_request.htmx:
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address, 303)


def office_page(address: str) -> str | None:
    """The page of the back office that the address names; None for any other, so that nobody is led elsewhere."""
    is_plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_plain and address.isprintable() and is_office_address(address) else None
