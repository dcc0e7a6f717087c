"""What administrators do with accounts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.accounts.admin_views import administrators
from kiosk.accounts.models import User
from kiosk.accounts.refusals import LastAdmin
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.transaction import writing
from tests.office import Colleague, add_user, colleague
from tests.row_locks import held
from tests.workshops.scanner import found


def demote(user: User, admins: list[User], _now: datetime) -> None:
    user.give_roles(["staff"], admins)


def page_of(admin: Colleague, name: str) -> str:
    return admin.link("/admin/users", name)


def test_the_list_names_everybody_with_roles_and_state(app: Flask) -> None:
    add_user(app, "staff", "committee", name="Ada")
    page = colleague(app, "admin").get("/admin/users")
    rows = [page.text(row) for row in page.all("tr")]
    assert any("Ada" in row and "staff-committee@mediatheque.example" in row for row in rows)


def test_somebody_new_is_added_with_roles(app: Flask, database: Session) -> None:
    fields: dict[str, Any] = {
        "name": " Ada  Lovelace ",
        "email": "Ada@Mediatheque.example",
        "roles": ["committee", "staff"],
    }
    colleague(app, "admin").submit("/admin/users/new", "/admin/users", **fields)
    user = database.scalars(User.named("ada@mediatheque.example")).one()
    assert (user.name, user.role_names, user.password) == ("Ada Lovelace", ("staff", "committee"), None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "Ada", "email": "no address", "roles": "staff"}, "email"),
        ({"name": "Ada", "email": "admin@mediatheque.example", "roles": "staff"}, "email"),
        ({"name": " ", "email": "ada@mediatheque.example", "roles": "staff"}, "name"),
        ({"name": "A" * 81, "email": "ada@mediatheque.example", "roles": "staff"}, "name"),
        ({"name": "Ada", "email": "ada@mediatheque.example"}, "roles"),
        ({"name": "Ada", "email": "ada@mediatheque.example", "roles": "queen"}, "roles"),
    ],
)
def test_a_wrong_form_comes_back_with_its_words(app: Flask, fields: dict[str, str], wrong: str) -> None:
    page = colleague(app, "admin").submit("/admin/users/new", "/admin/users", 422, **fields)
    assert page.all("input", id="name")[0].get("value") == " ".join(fields["name"].split())
    assert page.all("input", id="email")[0].get("value") == fields["email"]
    assert page.all("p", id=f"{wrong}-error")
    assert f"#{wrong}" in page.links()


def test_roles_are_changed(app: Flask, database: Session) -> None:
    admin, person = colleague(app, "admin"), colleague(app, "staff")
    page = page_of(admin, "Camille staff")
    admin.submit(page, f"{page}/roles", roles=["committee"])
    assert database.scalars(User.named(person.email)).one().role_names == ("committee",)
    assert person.client.get("/staff/").status_code == 403


def test_a_person_keeps_one_role_at_least(app: Flask) -> None:
    admin, _ = colleague(app, "admin"), colleague(app, "staff")
    page = page_of(admin, "Camille staff")
    assert admin.submit(page, f"{page}/roles", 422).all("p", id="roles-error")


def test_deactivating_ends_everything_and_can_be_taken_back(app: Flask) -> None:
    admin, person = colleague(app, "admin"), colleague(app, "staff")
    page = page_of(admin, "Camille staff")
    admin.submit(page, f"{page}/deactivations")
    assert person.client.get("/account").status_code == 303
    person.sign_in(status=422)
    admin.submit(page, f"{page}/reactivations")
    assert person.sign_in().all("form", action="/sign-out")


@pytest.mark.parametrize(("action", "fields"), [("roles", {"roles": "staff"}), ("deactivations", {})])
def test_the_last_administrator_stays(app: Flask, action: str, fields: dict[str, str]) -> None:
    admin = colleague(app, "admin")
    add_user(app, "admin", email="old@mediatheque.example", name="Old", deactivated_at=app.config["FROZEN_NOW"])
    add_user(app, "admin", email="demo@mediatheque.example", name="Demo", is_demo=True)
    page = page_of(admin, "Camille admin")
    admin.submit(page, f"{page}/{action}", 422, **fields)
    assert admin.client.get("/admin/users").status_code == 200


def test_the_administrator_of_the_demonstration_stays_one(app: Flask) -> None:
    admin = Colleague(app, add_user(app, "admin", is_demo=True))
    admin.sign_in()
    page = page_of(admin, "Camille admin")
    admin.submit(page, f"{page}/roles", 422, roles="staff")
    assert admin.client.get("/admin/users").status_code == 200


@pytest.mark.parametrize("deed", [User.deactivate, demote])
def test_two_administrators_cannot_remove_each_other_at_once(
    app: Flask, database: Session, deed: Callable[..., None]
) -> None:
    emails = [add_user(app, "admin", email=f"{name}@mediatheque.example") for name in ("ada", "eve")]
    refused = []

    def remove(email: str) -> None:
        try:
            with app.app_context(), writing() as session:
                deed(session.scalars(User.named(email)).one(), administrators(session), clock.now())
        except LastAdmin:
            refused.append(email)

    with ThreadPoolExecutor(2) as both, held(database, User):
        for email in emails:
            both.submit(remove, email)
    assert len(refused) == 1
    assert len(found(database, User.admins())) == 1


@pytest.mark.parametrize("action", ["invitations", "second-factor-removals"])
def test_an_open_screen_does_not_take_an_administrator_s_account_over(
    app: Flask, database: Session, action: str
) -> None:
    admin = colleague(app, "admin")
    address = page_of(admin, "Camille admin")
    page = admin.get(address)
    assert not [one for one in page.all("form") if one.get("action") == f"{address}/{action}"]
    fields = {"csrf_token": page.all("input", name="csrf_token")[0].get("value", "")}
    refused = admin.seen(admin.client.post(f"{address}/{action}", data=fields), 422)
    assert "#access" in refused.links() and not refused.all("section", class_="panel link-once")
    assert database.scalars(User.named(admin.email)).one().has_second_factor


def test_the_database_refuses_a_role_that_does_not_exist(app: Flask) -> None:
    add_user(app, "staff")
    with app.app_context(), db.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO user_roles SELECT id, 'queen' FROM users")
