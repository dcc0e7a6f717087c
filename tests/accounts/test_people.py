"""What administrators do with accounts."""

from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.accounts.models import User
from kiosk.accounts.refusals import LastAdmin
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.transaction import writing
from tests.office import Colleague, add_user, colleague


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


def test_two_administrators_cannot_remove_each_other_at_once(app: Flask, database: Session) -> None:
    emails = [add_user(app, "admin", email=f"{name}@mediatheque.example") for name in ("ada", "eve")]
    barrier, refused = Barrier(2), []

    def deactivate(email: str) -> None:
        with app.app_context():
            barrier.wait()
            try:
                with writing() as session:
                    admins = list(session.scalars(User.admins().with_for_update()))
                    session.scalars(User.named(email)).one().deactivate(admins, clock.now())
            except LastAdmin:
                refused.append(email)

    threads = [Thread(target=deactivate, args=(email,)) for email in emails]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(database.scalars(User.admins()).all()) == 1


def test_the_database_refuses_a_role_that_does_not_exist(app: Flask) -> None:
    add_user(app, "staff")
    with app.app_context(), db.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO user_roles SELECT id, 'queen' FROM users")
