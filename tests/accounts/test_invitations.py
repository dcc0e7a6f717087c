"""The link with which one chooses a password."""

import time
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from flask_security import verify_password
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kiosk.accounts.models import Invitation, User
from kiosk.workshops.messages.outbox import begin_writing
from tests.accounts.conftest import Wait
from tests.office import Colleague, add_user, colleague
from tests.row_locks import GATHERING

GOOD = "four quiet blue horses"


def invite(admin: Colleague, name: str = "Ada", email: str = "ada@mediatheque.example") -> str:
    """The path of the link that an administrator gets for somebody new."""
    page = admin.submit("/admin/users/new", "/admin/users", name=name, email=email, roles="staff")
    link = next(page.text(one) for one in page.all("code") if "/invitations/" in page.text(one))
    assert page.all("svg", class_="qr")
    return link.removeprefix("http://localhost")


def accept(app: Flask, link: str, password: str = GOOD, status: int = 200) -> None:
    Colleague(app).submit(link, link, status, password=password)


def test_the_link_leads_to_a_password_and_in(app: Flask) -> None:
    accept(app, invite(colleague(app, "admin")))
    assert Colleague(app, "ada@mediatheque.example").sign_in(GOOD).all("form", action="/sign-out")


def test_the_link_is_shown_once_and_kept_as_a_digest(app: Flask, database: Session) -> None:
    admin = colleague(app, "admin")
    link = invite(admin)
    assert "/invitations/" not in admin.get(admin.link("/admin/users", "Ada")).html
    stored = database.scalars(select(Invitation.digest)).one()
    assert stored not in link
    assert len(stored) == 64


def test_the_link_works_once(app: Flask) -> None:
    link = invite(colleague(app, "admin"))
    accept(app, link)
    Colleague(app).get(link, status=410)


def test_two_who_hold_the_link_cannot_both_use_it(app: Flask) -> None:
    link, second = invite(colleague(app, "admin")), Colleague(app)
    form = second.get(link)
    accept(app, link)
    second.send(form, link, 410, password="another password of mine")
    Colleague(app, "ada@mediatheque.example").sign_in("another password of mine", status=422)


def test_looking_at_the_link_does_not_use_it_up(app: Flask) -> None:
    link = invite(colleague(app, "admin"))
    for _ in range(3):
        Colleague(app).get(link)
    accept(app, link)


def test_the_link_works_for_seven_days(app: Flask, wait: Wait) -> None:
    link = invite(colleague(app, "admin"))
    wait(days=7, seconds=-1)
    Colleague(app).get(link)
    wait(seconds=1)
    Colleague(app).get(link, status=410)


def test_a_new_link_replaces_the_old_one(app: Flask) -> None:
    admin = colleague(app, "admin")
    old, page = invite(admin), admin.link("/admin/users", "Ada")
    admin.submit(page, f"{page}/invitations")
    Colleague(app).get(old, status=410)


def test_a_link_that_is_replaced_while_the_password_is_hashed_is_of_no_use(app: Flask, database: Session) -> None:
    link = invite(colleague(app, "admin"))
    begin_writing(database)
    database.execute(delete(Invitation))
    with ThreadPoolExecutor(1) as elsewhere:
        accepted = elsewhere.submit(accept, app, link, status=410)
        time.sleep(GATHERING)
        database.commit()
    accepted.result()


def test_a_new_link_ends_what_was_open_with_the_old_password(app: Flask) -> None:
    admin, person = colleague(app, "admin"), colleague(app, "staff")
    page = admin.link("/admin/users", "Camille staff")
    answer = admin.submit(page, f"{page}/invitations")
    link = next(answer.text(one) for one in answer.all("code") if "/invitations/" in answer.text(one))
    assert person.client.get("/account").status_code == 200
    accept(app, link.removeprefix("http://localhost"))
    assert person.client.get("/account").status_code == 303


def test_a_weak_password_is_refused_in_words(app: Flask, database: Session) -> None:
    link = invite(colleague(app, "admin"))
    for weak in ("short", "elevensigns", "ada@mediatheque.example", "x" * 201, "motdepasse1234", "azertyuiop12"):
        accept(app, link, weak, status=422)
    assert database.scalar(User.named("ada@mediatheque.example").with_only_columns(User.password)) is None


def test_an_invented_link_does_not_exist(app: Flask) -> None:
    Colleague(app).get("/invitations/" + "x" * 43, status=410)


def test_nobody_signs_in_before_choosing_a_password(app: Flask) -> None:
    invite(colleague(app, "admin"))
    Colleague(app, "ada@mediatheque.example").sign_in("", status=422)


def test_passwords_are_kept_as_argon2(app: Flask, database: Session) -> None:
    email = add_user(app, "staff")
    stored = database.scalar(User.named(email).with_only_columns(User.password))
    assert stored is not None and stored.startswith("$argon2id$")
    with app.app_context():
        assert not verify_password("wrong", stored)


def test_what_a_password_must_be_is_said_before(app: Flask) -> None:
    page = Colleague(app).get(invite(colleague(app, "admin")))
    (field,) = page.all("input", id="password")
    (rules,) = page.all("div", id=str(field.get("aria-describedby")).strip())
    assert "12 caractères" in page.text(rules)


def test_where_nobody_can_look_at_the_password_it_is_asked_for_twice(app: Flask, database: Session) -> None:
    link, person = invite(colleague(app, "admin")), Colleague(app)
    page = person.submit(link, link, 422, password=GOOD, repeat=f"{GOOD}!")
    assert page.all("p", id="repeat-error")
    person.submit(link, link, password=GOOD, repeat=GOOD)
    assert database.scalars(select(User.password).filter_by(name="Ada")).one()


def test_the_door_knows_who_has_just_chosen_a_password(app: Flask) -> None:
    link, person = invite(colleague(app, "admin")), Colleague(app)
    page = person.submit(link, link, password=GOOD)
    assert page.all("input", id="email")[0].get("value") == "ada@mediatheque.example"
    assert page.all("p", class_="good")
    assert not Colleague(app).get("/sign-in").all("p", class_="good")
