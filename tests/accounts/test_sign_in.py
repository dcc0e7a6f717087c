"""In at the door and out of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.accounts.models import Device, User
from tests.office import PASSWORD, Colleague, add_user, colleague
from tests.row_locks import held
from tests.workshops.scanner import found


def test_staff_sign_in_and_begin_their_day(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff", name="Camille Rohan"))
    page = person.sign_in()
    assert page.all("form", action="/sign-out")
    assert "Camille Rohan" in page.text(page.all("header")[0])


def test_the_committee_begins_on_its_own_page(app: Flask) -> None:
    page = colleague(app, "committee").get("/sign-in")
    assert page.all("a", href="/committee/")
    assert not page.all("a", href="/staff/")


def test_the_address_may_be_typed_in_capitals_with_a_space(app: Flask) -> None:
    add_user(app, "staff", email="camille@mediatheque.example")
    assert Colleague(app, " Camille@Mediatheque.example ").sign_in().all("form", action="/sign-out")


def test_a_wrong_password_keeps_the_address_and_forgets_the_rest(app: Flask) -> None:
    page = Colleague(app, add_user(app, "staff")).sign_in("wrong", status=422)
    assert page.all("div", role="alert")
    assert page.all("input", id="email")[0].get("value") == "staff@mediatheque.example"
    assert page.all("input", id="password")[0].get("value") == ""


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(app: Flask) -> None:
    known, unknown = Colleague(app, add_user(app, "staff")), Colleague(app, "nobody@mediatheque.example")
    answers = {person.sign_in("wrong", status=422).text() for person in (known, unknown)}
    assert len(answers) == 1


@pytest.mark.parametrize("email", ["\0", "a\0b@mediatheque.example", "x" * 60_000, "é@é", "' OR 1=1 --", "\ud83d"])
def test_whatever_is_typed_is_an_answer(app: Flask, email: str) -> None:
    form = {
        "email": email.encode("utf-8", "surrogatepass"),
        "password": "\0",
        "csrf_token": token(person := Colleague(app)),
    }
    assert person.client.post("/sign-in", data=form).status_code == 422


def test_the_page_that_was_asked_for_opens_after_the_door(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    answer = person.client.get("/account/password?x=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account/password?x%3D1")
    assert person.sign_in(page=answer.location).all("input", id="current")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/fr/places", "staff", "/staff/\n"]
)
def test_the_door_leads_nowhere_else(app: Flask, elsewhere: str) -> None:
    person = Colleague(app, add_user(app, "staff"))
    form = {"email": person.email, "password": PASSWORD, "csrf_token": token(person)}
    answer = person.client.post("/sign-in", query_string={"next": elsewhere}, data=form)
    assert (answer.status_code, answer.location) == (303, "/staff/")


def token(person: Colleague) -> str:
    return person.get("/sign-in").all("input", name="csrf_token")[0].get("value", "")


def test_signing_out_closes_the_pages(app: Flask) -> None:
    person = colleague(app, "staff")
    person.submit("/staff/", "/sign-out")
    assert person.client.get("/staff/").status_code == 303


def test_a_deactivated_account_does_not_open(app: Flask) -> None:
    email = add_user(app, "staff", deactivated_at=app.config["FROZEN_NOW"])
    Colleague(app, email).sign_in(status=422)


def test_an_account_of_the_demonstration_is_closed_outside_of_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Colleague(app, add_user(app, "staff", is_demo=True))
    person.sign_in()
    monkeypatch.setitem(app.config, "DEMO", False)
    assert person.client.get("/staff/").status_code == 303
    person.sign_in(status=422)


def test_no_page_of_the_back_office_is_kept(app: Flask) -> None:
    person = colleague(app, "admin")
    for address in ("/sign-in", "/staff/", "/account", "/admin/users", "/admin/audit.csv"):
        assert person.client.get(address).headers["Cache-Control"] == "no-store"


def test_english_is_a_choice(app: Flask) -> None:
    person = colleague(app, "staff")
    assert person.get("/staff/").all("html")[0].get("lang") == "fr"
    page = person.submit("/staff/", "/office-language", locale="en")
    assert page.all("html")[0].get("lang") == "en"
    assert page.text(page.all("h1")[0]) == "Today"


def test_a_page_that_is_not_for_one_s_role_says_so(app: Flask) -> None:
    page = colleague(app, "committee").get("/staff/", status=403)
    assert "/committee/" in page.links()


@pytest.mark.parametrize("size", [201, 4096, 4097, 50_000])
def test_a_password_of_any_length_is_a_wrong_one_and_counts(app: Flask, size: int) -> None:
    person = Colleague(app, add_user(app, "staff"))
    for _ in range(5):
        person.sign_in("x" * size, status=422)
    person.sign_in(status=429)


def test_two_taps_on_the_door_open_it_twice(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    person.submit("/account", "/account/sign-out-everywhere")
    page = person.get("/sign-in")
    fields = {"csrf_token": page.all("input", name="csrf_token")[0].get("value", ""), "email": person.email}
    cookies = [person.client.get_cookie("session"), person.client.get_cookie("device", path="/sign-in")]
    answers = []

    def tap() -> None:
        client = app.test_client()
        for cookie in filter(None, cookies):
            client.set_cookie(cookie.key, cookie.value, path=cookie.path)
        answers.append(client.post("/sign-in", data=fields | {"password": PASSWORD}).status_code)

    with ThreadPoolExecutor(2) as taps, held(database, User):
        for _ in range(2):
            taps.submit(tap)
    assert answers == [303, 303]
    assert len(found(database, select(Device))) == 1


def test_an_empty_field_is_named_and_is_no_wrong_answer(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    for _ in range(30):
        page = person.sign_in("", status=422)
    assert page.all("p", id="password-error") and not page.all("p", id="email-error")
    assert person.sign_in().all("form", action="/sign-out")
