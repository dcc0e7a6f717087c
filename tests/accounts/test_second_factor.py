"""More than a password: set up, used, lost, taken away."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.accounts.models import RecoveryCode, User
from tests.accounts.conftest import Wait
from tests.client import Page
from tests.office import PASSWORD, Colleague, add_authenticator, add_user, code, colleague
from tests.row_locks import held
from tests.workshops.scanner import found

STEP = "/sign-in/second-step"
GARBAGE = ("x", "{}", "[]", "null", '{"id": "AA", "rawId": "AA", "type": "public-key"}')


def half_way(app: Flask, *roles: str) -> tuple[Colleague, Page, str]:
    """Somebody who has given the right password, the page that asks for more, and the application's secret."""
    person = Colleague(app, add_user(app, *roles))
    secret = add_authenticator(app, person.email)
    return person, person.sign_in(), secret


def is_in(page: Page) -> bool:
    return bool(page.all("form", action="/sign-out"))


def set_up(app: Flask, person: Colleague, status: int = 200, **fields: str) -> Page:
    """An application is set up as on the page; the page with the codes on paper."""
    page = person.get("/account/authenticator")
    with person.client.session_transaction() as session:
        secret = session["pending_totp"]
    return person.send(page, "/account/authenticator", status, code=code(app, secret), **fields)


def paper_codes(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("code")]


def test_the_code_of_the_application_opens(app: Flask) -> None:
    person, page, secret = half_way(app, "staff")
    assert not is_in(page)
    assert is_in(person.send(page, STEP, code=code(app, secret)))


def test_a_code_opens_once(app: Flask) -> None:
    person, page, secret = half_way(app, "staff")
    seen = code(app, secret)
    person.send(page, STEP, code=seen)
    thief = Colleague(app, person.email)
    thief.send(thief.sign_in(), STEP, 422, code=seen)


def test_a_code_opens_once_even_to_two_who_type_it_at_the_same_moment(app: Flask, database: Session) -> None:
    person, page, secret = half_way(app, "staff")
    thief = Colleague(app, person.email)
    doors, seen = [(person, page), (thief, thief.sign_in())], code(app, secret)
    statuses = []

    def come_in(who: Colleague, page: Page) -> None:
        form = next(one for one in page.all("form") if (one.get("action") or "").startswith(STEP))
        hidden = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
        statuses.append(who.client.post(STEP, data=hidden | {"code": seen}).status_code)

    with ThreadPoolExecutor(2) as both, held(database, User):
        for one in doors:
            both.submit(come_in, *one)
    assert sorted(statuses) == [303, 422]


@pytest.mark.parametrize("typed", ["000000", "", "abcdef", "1", "١٢٣٤٥٦", "\0" * 6])
def test_another_code_does_not(app: Flask, typed: str) -> None:
    person, page, _ = half_way(app, "staff")
    assert person.send(page, STEP, 422, code=typed).all("div", role="alert")
    assert person.client.get("/staff/").status_code == 303


def test_codes_cannot_be_tried_at_will(app: Flask) -> None:
    person, page, secret = half_way(app, "staff")
    for _ in range(5):
        page = person.send(page, STEP, 422, code="000000")
    page = person.send(page, STEP, 429, code=code(app, secret))
    assert int(page.headers["Retry-After"]) > 0


def test_the_password_alone_is_forgotten_after_ten_minutes(app: Flask, wait: Wait) -> None:
    person, page, secret = half_way(app, "staff")
    wait(minutes=11)
    assert not is_in(person.send(page, STEP, code=code(app, secret)))


def test_the_second_step_alone_opens_nothing(app: Flask) -> None:
    assert Colleague(app).client.get(STEP).location == "/sign-in"


def test_the_page_that_was_asked_for_opens_after_the_second_step(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    secret = add_authenticator(app, person.email)
    page = person.sign_in(page="/sign-in?next=/account/password")
    assert person.send(page, STEP, code=code(app, secret)).all("input", id="current")


def test_an_application_is_set_up_by_showing_that_it_works(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    page = person.get("/account/authenticator")
    assert page.all("svg", class_="qr")
    assert person.send(page, "/account/authenticator", 422, code="000000").all("svg", class_="qr")
    assert database.scalar(User.named(person.email).with_only_columns(User.totp_secret)) is None
    assert len(paper_codes(set_up(app, person))) == 8


def test_the_secret_is_encrypted_where_it_is_kept(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    page = person.get("/account/authenticator")
    key = page.text(page.all("code")[0])
    set_up(app, person)
    stored = database.scalar(User.named(person.email).with_only_columns(User.totp_secret)) or ""
    assert "enckey" in stored
    assert key.replace("-", "") not in stored


def test_codes_on_paper_are_shown_once_and_kept_as_digests(app: Flask, database: Session) -> None:
    person = colleague(app, "staff")
    codes = paper_codes(set_up(app, person))
    assert not paper_codes(person.get("/account/recovery-codes"))
    assert not {stored for stored in database.scalars(select(RecoveryCode.digest)) if stored in codes}


def test_a_code_on_paper_opens_once_however_it_is_typed(app: Flask) -> None:
    person = colleague(app, "staff")
    first, second = paper_codes(set_up(app, person))[:2]
    for typed, status in ((first.upper().replace("-", " "), 200), (first, 422), (second, 200)):
        other = Colleague(app, person.email)
        other.send(other.sign_in(), STEP, status, code=typed)


def test_new_codes_void_the_old_ones(app: Flask) -> None:
    person = colleague(app, "staff")
    old = paper_codes(set_up(app, person))[0]
    page = person.submit("/account/second-factor", "/account/recovery-codes", current=PASSWORD)
    assert old not in paper_codes(page)
    other = Colleague(app, person.email)
    other.send(other.sign_in(), STEP, 422, code=old)


@pytest.mark.parametrize("role", ["coordinator", "admin"])
def test_who_publishes_or_lets_others_in_must_have_one(app: Flask, role: str) -> None:
    person = Colleague(app, add_user(app, role))
    person.sign_in()
    assert person.client.get("/staff/").location == "/account/second-factor"
    assert person.get("/account").status == 200
    set_up(app, person)
    assert person.client.get("/staff/").status_code == 200


@pytest.mark.parametrize("role", ["staff", "committee"])
def test_others_may_do_without(app: Flask, role: str) -> None:
    assert colleague(app, role).client.get(f"/{role}/").status_code == 200


def test_the_demonstration_does_without(app: Flask) -> None:
    person = Colleague(app, add_user(app, "admin", is_demo=True))
    person.sign_in()
    assert person.get("/admin/users").status == 200


def test_taking_it_away_asks_for_the_password(app: Flask) -> None:
    person = colleague(app, "staff")
    set_up(app, person)
    action = "/account/authenticator/removals"
    person.submit("/account/second-factor", action, 422, current="wrong")
    person.submit("/account/second-factor", action, current=PASSWORD)
    assert is_in(Colleague(app, person.email).sign_in())


def test_replacing_the_application_asks_for_the_password(app: Flask, database: Session) -> None:
    person = colleague(app, "admin")
    secret = User.named(person.email).with_only_columns(User.totp_secret)
    before = database.scalar(secret)
    for password in ("", "wrong"):
        page = set_up(app, person, 422, current=password)
        assert page.all("p", id="current-error")
    assert found(database, secret) == [before]
    database.execute(update(User).values(totp_counter=None))
    database.commit()
    set_up(app, person, current=PASSWORD)
    assert found(database, secret) != [before]


def test_a_passkey_beside_the_application_asks_for_the_password(app: Flask) -> None:
    person = colleague(app, "admin")
    page = person.submit(
        "/account/passkeys/new", "/account/passkeys", 422, credential="{}", name="Mine", current="wrong"
    )
    assert page.all("p", id="current-error")
    page = person.send(page, "/account/passkeys", 422, credential="{}", name="Mine", current=PASSWORD)
    assert page.all("div", role="alert") and not page.all("p", id="current-error")


@pytest.mark.parametrize("page", ["authenticator", "passkeys"])
def test_the_password_cannot_be_guessed_on_the_way_to_another_factor(app: Flask, page: str) -> None:
    person = colleague(app, "admin")
    form = f"/account/{page}" + ("/new" if page == "passkeys" else "")
    for status in (422,) * 5 + (429,):
        answer = person.submit(form, f"/account/{page}", status, current="wrong")
    assert int(answer.headers["Retry-After"]) > 0


def test_whoever_needs_one_keeps_one(app: Flask) -> None:
    person = colleague(app, "admin")
    person.submit("/account/second-factor", "/account/authenticator/removals", 422, current=PASSWORD)
    assert person.client.get("/admin/users").status_code == 200


def test_an_administrator_removes_it_for_whoever_lost_everything(app: Flask) -> None:
    admin, person = colleague(app, "admin"), colleague(app, "staff")
    set_up(app, person)
    page = admin.link("/admin/users", "Camille staff")
    admin.submit(page, f"{page}/second-factor-removals")
    assert person.client.get("/account").status_code == 303
    assert is_in(person.sign_in())


@pytest.mark.parametrize("credential", ["", *GARBAGE])
def test_what_is_no_passkey_is_refused(app: Flask, credential: str) -> None:
    person = colleague(app, "staff")
    page = person.submit("/account/passkeys/new", "/account/passkeys", 422, credential=credential, name="Mine")
    assert page.all("div", role="alert")


@pytest.mark.parametrize("credential", GARBAGE)
def test_what_is_no_passkey_does_not_open(app: Flask, credential: str) -> None:
    person, page, _ = half_way(app, "staff")
    person.send(page, STEP, 422, code="", credential=credential)
