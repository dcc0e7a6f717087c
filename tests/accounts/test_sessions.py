"""Being signed in ends: by itself, by oneself, by an administrator."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.web.models import EndedSession
from tests.accounts.conftest import Wait
from tests.office import PASSWORD, Colleague, add_user, colleague
from tests.workshops.scanner import found


def is_signed_in(person: Colleague) -> bool:
    return person.client.get("/account").status_code == 200


def test_an_hour_without_a_page_ends_it(app: Flask, wait: Wait) -> None:
    person = colleague(app, "staff")
    wait(minutes=59)
    assert is_signed_in(person)
    wait(minutes=59)
    assert is_signed_in(person)
    wait(minutes=60)
    assert not is_signed_in(person)


def test_twelve_hours_end_it_whatever_one_does(app: Flask, wait: Wait) -> None:
    person = colleague(app, "staff")
    for _ in range(23):
        wait(minutes=30)
        assert is_signed_in(person)
    wait(minutes=30)
    assert not is_signed_in(person)


def test_what_residents_read_keeps_nobody_signed_in(app: Flask, wait: Wait) -> None:
    person = colleague(app, "staff")
    for _ in range(2):
        wait(minutes=30)
        person.get("/fr/help")
    assert not is_signed_in(person)


def test_a_form_sent_too_late_leads_to_the_door_and_says_why(app: Flask, wait: Wait) -> None:
    person = colleague(app, "staff")
    page = person.get("/account")
    wait(hours=2)
    door = person.send(page, "/account/sign-out-everywhere")
    assert door.all("form", action="/sign-in") or door.all("input", id="password")
    assert not is_signed_in(person)


def test_the_cookie_dies_with_the_browser(app: Flask) -> None:
    person = colleague(app, "staff")
    cookie = person.client.get_cookie("session")
    assert cookie is not None
    assert (cookie.expires, cookie.max_age, cookie.http_only) == (None, None, True)


def test_signing_out_everywhere_ends_every_browser(app: Flask) -> None:
    here = colleague(app, "staff")
    there = Colleague(app, here.email)
    there.sign_in()
    here.submit("/account", "/account/sign-out-everywhere")
    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_an_administrator_signs_somebody_out_everywhere(app: Flask) -> None:
    person, admin = colleague(app, "staff"), colleague(app, "admin")
    link = admin.link("/admin/users", "Camille staff")
    admin.submit(link, f"{link}/sign-outs")
    assert not is_signed_in(person)
    assert is_signed_in(admin)


def test_a_new_password_ends_the_other_sessions_and_opens_the_door(app: Flask) -> None:
    here = colleague(app, "staff")
    there = Colleague(app, here.email)
    there.sign_in()
    here.submit("/account/password", "/account/password", current=PASSWORD, password="four quiet blue horses")
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    there.sign_in(status=422)
    there.sign_in("four quiet blue horses")


def test_a_new_password_needs_the_old_one_and_length(app: Flask) -> None:
    person = colleague(app, "staff")
    for current, password, field in (
        ("wrong", "four quiet blue horses", "current"),
        (PASSWORD, "eleven sign", "password"),
        (PASSWORD, "x" * 201, "password"),
        (PASSWORD, person.email, "password"),
    ):
        page = person.submit("/account/password", "/account/password", 422, current=current, password=password)
        assert page.all("input", id=field)[0].get("aria-invalid") == "true"
        assert page.all("div", role="alert")


def test_the_length_of_a_session_is_a_setting(app: Flask, wait: Wait) -> None:
    app.config.update(SESSION_HOURS=1, IDLE_MINUTES=5)
    try:
        person, other = colleague(app, "staff"), Colleague(app, add_user(app, "committee"))
        wait(minutes=5)
        assert not is_signed_in(person)
        other.sign_in()
    finally:
        app.config.update(SESSION_HOURS=12, IDLE_MINUTES=60)
    assert is_signed_in(other)


def test_a_copied_cookie_opens_nothing_once_somebody_has_signed_out(app: Flask) -> None:
    person = colleague(app, "staff")
    other = Colleague(app, person.email)
    other.sign_in()
    thief = Colleague(app)
    cookie = person.client.get_cookie("session")
    assert cookie
    thief.client.set_cookie("session", cookie.value)
    assert is_signed_in(thief)
    person.submit("/account", "/sign-out")
    assert not is_signed_in(thief)
    assert is_signed_in(other)


def test_ended_sessions_are_forgotten_after_a_day(app: Flask, database: Session, wait: Wait) -> None:
    person, kept = Colleague(app, add_user(app, "staff")), []
    for hours in (0, 12, 13):
        wait(hours=hours)
        person.sign_in()
        person.submit("/account", "/sign-out")
        kept.append(len(found(database, select(EndedSession))))
    assert kept == [1, 2, 2]
