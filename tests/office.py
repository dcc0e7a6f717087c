"""People who work here, as tests see them: signed in, and watched by the audit log."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, make_response, request
from flask_security import hash_password
from sqlalchemy import func, inspect, select

from kiosk.accounts.audit.details import LABELS
from kiosk.accounts.audit.wording import ACTIONS
from kiosk.accounts.models import User
from kiosk.accounts.second_factor.authenticator import authenticator
from kiosk.accounts.spelling import normalized
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import AUDIENCES
from kiosk.web.locale import is_office_address
from kiosk.web.models import AuditEntry
from kiosk.web.transaction import writing
from tests.client import Page, Visitor

PASSWORD = "correct horse battery staple"
# A change of roles has a line of its own.
KNOWN = {*LABELS, "changes", "from", "to", "name"}
FIELDS_OF_PLACES = {column.name for column in inspect(Place).columns} | {"languages", "equipment", "notices", "texts"}
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
FILES = {
    "public_views": "everybody", "entrance_views": "everybody", "sign_in_views": "everybody",
    "holder_views": "everybody", "feed_views": "everybody",
    "account_views": "account", "staff_views": "staff", "committee_views": "committee",
    "coordinator_views": "coordinator", "admin_views": "admin",
}  # fmt: skip
"""The file a view stands in is the access rule: the end of its name says for whom it is."""


def audience(app: Flask, endpoint: str | None) -> str:
    """For whom a view is."""
    view = app.view_functions.get(endpoint or "")
    return FILES.get(file_of(view), "everybody") if view else "everybody"


def file_of(view: Callable[..., Any]) -> str:
    """The end of the module's name that FILES knows, such as `staff_views` of `programme_staff_views`."""
    name = view.__module__.rpartition(".")[2]
    return next((known for known in FILES if f"_{name}".endswith(f"_{known}")), name)


def office_pages(app: Flask, role: str) -> list[str]:
    """The addresses of the back office that this role opens, the way in included."""
    open_to = {"everybody", *(name for name, roles in AUDIENCES.items() if role in roles)}
    looks = [rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    opened = [rule.rule for rule in looks if audience(app, rule.endpoint) in open_to]
    pages = [address for address in opened if not address.endswith((".csv", ".json", ".pdf"))]
    return [address for address in pages if is_office_address(address)]


def add_user(app: Flask, *roles: str, email: str = "", name: str = "", **facts: Any) -> str:
    """The address of a new account with PASSWORD; those who must have a second factor have one, without using it."""
    email = normalized(email or f"{'-'.join(roles)}@mediatheque.example")
    with app.app_context(), writing() as database:
        user = User(email=email, name=name or f"Camille {roles[0]}", created_at=clock.now(), **facts)
        user.give_roles(roles, admins=())
        user.password = hash_password(PASSWORD)
        database.add(user)
    return email


def add_authenticator(app: Flask, email: str) -> str:
    """The secret of the application that this person has from now on, as it is stored."""
    with app.app_context(), writing() as database:
        user = database.scalars(User.named(email)).one()
        user.totp_secret = authenticator(str(app.secret_key)).generate_totp_secret()
        return user.totp_secret


def code(app: Flask, secret: str) -> str:
    """What the application shows now."""
    return authenticator(str(app.secret_key)).generate_totp_password(secret)


class Colleague(Visitor):
    """Somebody with an account, before a browser of their own."""

    def __init__(self, app: Flask, email: str = "") -> None:
        super().__init__(app)
        self.app, self.email = app, email

    def sign_in(self, password: str = PASSWORD, status: int = 200, page: str = "/sign-in") -> Page:
        return self.submit(page, "/sign-in", status, email=self.email, password=password)

    def link(self, address: str, words: str) -> str:
        """Where the link with these words leads."""
        page = self.get(address)
        return next(one.get("href", "") for one in page.all("main")[0].iter("a") if page.text(one) == words)

    def submit(self, page: str, action: str, status: int = 200, **fields: Any) -> Page:
        """Fill in the form of this page that goes to this address, and send it."""
        return self.send(self.get(page), action, status, **fields)

    def send(self, page: Page, action: str, status: int = 200, **fields: Any) -> Page:
        form = next(one for one in page.all("form") if urlsplit(one.get("action") or "").path == action)
        hidden = {one.get("name"): one.get("value", "") for one in form.iter("input") if one.get("type") == "hidden"}
        response = self.client.post(str(form.get("action")), data=hidden | fields, follow_redirects=True)
        return self.seen(response, status)


def colleague(app: Flask, *roles: str) -> Colleague:
    """Somebody with these roles, signed in, second factor included where the roles need one."""
    email = add_user(app, *roles)
    person = Colleague(app, email)
    secret = add_authenticator(app, email) if {"coordinator", "admin"} & set(roles) else ""
    page = person.sign_in()
    if secret:
        person.send(page, "/sign-in/second-step", code=code(app, secret))
    return person


def watch_audit(app: Flask) -> None:
    """Whatever a signed-in person changes writes exactly one entry, committed with the change."""
    for endpoint, view in app.view_functions.items():
        if audience(app, endpoint) != "everybody":
            app.view_functions[endpoint] = watched(view)


def watched(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def wrapper(**values: Any) -> Response:
        before = count_entries()
        response = make_response(view(**values))
        expected = int(request.method in WRITING and response.status_code < 400)
        assert count_entries() - before == expected, f"{request.method} {request.path}: not {expected} audit entry"
        assert not expected or newest_action() in ACTIONS, f"{newest_action()} has no words for the audit log"
        assert not expected or newest_details() <= KNOWN, f"{newest_details() - KNOWN} have no words for the audit log"
        return response

    return wrapper


def count_entries() -> int:
    """As another connection sees them: what is not committed does not count."""
    with db.engine.connect() as connection:
        return connection.scalar(select(func.count(AuditEntry.id))) or 0


def newest_details() -> set[str]:
    """What the details of the newest entry are called."""
    with db.engine.connect() as connection:
        newest = select(AuditEntry.detail).order_by(AuditEntry.id.desc()).limit(1)
        detail = connection.scalar(newest) or {}
    return {*detail, *(name for name in detail.get("changes", {}) if name not in FIELDS_OF_PLACES)}


def newest_action() -> str:
    """The code of what was written down last."""
    with db.engine.connect() as connection:
        return connection.scalar(select(AuditEntry.action).order_by(AuditEntry.id.desc()).limit(1)) or ""
