"""Guessing is slow, and slows nobody else down for ever."""

from http import HTTPStatus

from flask import Flask

from kiosk.accounts.door import seconds_to_wait
from kiosk.accounts.throttle import Counter, count_wrong, password_counters
from tests.office import PASSWORD, Colleague, add_user

ATTACKER = {"REMOTE_ADDR": "203.0.113.9"}
LIBRARY = {"REMOTE_ADDR": "198.51.100.7"}


def attempt(person: Colleague, password: str, address: dict[str, str], email: str = "") -> int:
    """The status of one try at the door, whoever was signed in before."""
    person.client.delete_cookie("session")
    token = person.client.get("/sign-in", environ_overrides=address)
    form = {"email": email or person.email, "password": password, "csrf_token": csrf(token.get_data(as_text=True))}
    return person.client.post("/sign-in", data=form, environ_overrides=address).status_code


def csrf(html: str) -> str:
    return html.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_a_thousand_wrong_passwords_lock_nobody_out(app: Flask) -> None:
    mine = Colleague(app, add_user(app, "staff"))
    assert attempt(mine, PASSWORD, LIBRARY) == HTTPStatus.SEE_OTHER
    attacker = Colleague(app, mine.email)
    answers = [attempt(attacker, f"wrong password {number}", ATTACKER) for number in range(1000)]
    assert answers.count(HTTPStatus.UNPROCESSABLE_ENTITY) <= 20
    assert set(answers[20:]) == {HTTPStatus.TOO_MANY_REQUESTS}
    assert attempt(mine, PASSWORD, LIBRARY) == HTTPStatus.SEE_OTHER
    assert attempt(mine, PASSWORD, ATTACKER) == HTTPStatus.SEE_OTHER
    assert attempt(Colleague(app, mine.email), PASSWORD, LIBRARY) == HTTPStatus.SEE_OTHER


def test_the_right_password_is_not_tried_while_one_has_to_wait(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    for _ in range(5):
        person.sign_in("wrong", status=422)
    page = person.sign_in(status=429)
    assert 0 < int(page.headers["Retry-After"]) <= 60
    assert "minute" in page.text()


def test_colleagues_behind_the_same_address_come_in(app: Flask) -> None:
    attacker = Colleague(app, add_user(app, "staff"))
    others = [Colleague(app, add_user(app, "staff", email=f"{name}@mediatheque.example")) for name in "abcdefgh"]
    for _ in range(30):
        attempt(attacker, "wrong", LIBRARY)
    assert {attempt(other, PASSWORD, LIBRARY) for other in others} == {HTTPStatus.SEE_OTHER}


def test_many_names_from_one_address_are_slowed_down(app: Flask) -> None:
    attacker = Colleague(app, add_user(app, "staff"))
    answers = [attempt(attacker, "wrong", ATTACKER, email=f"{number}@mediatheque.example") for number in range(70)]
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_many_addresses_against_one_name_are_slowed_down_and_the_known_browser_is_not(app: Flask) -> None:
    mine = Colleague(app, add_user(app, "staff"))
    attempt(mine, PASSWORD, LIBRARY)
    for number in range(200):
        count_wrong(password_counters(mine.email, f"203.0.113.{number}", None))
    assert attempt(Colleague(app, mine.email), "wrong", LIBRARY) == HTTPStatus.TOO_MANY_REQUESTS
    assert attempt(mine, PASSWORD, LIBRARY) == HTTPStatus.SEE_OTHER


def test_the_wait_grows_and_never_lasts_longer_than_an_hour(app: Flask) -> None:
    counters = [Counter("pair", "somebody")]
    waits = []
    for _ in range(20):
        count_wrong(counters)
        waits.append(seconds_to_wait(counters))
    assert waits[3] == 0
    assert waits[4] <= 61 < waits[9] <= 601 < waits[19] <= 3601


def test_the_right_password_begins_anew(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    for _ in range(3):
        for _ in range(4):
            attempt(person, "wrong", LIBRARY)
        assert attempt(person, PASSWORD, LIBRARY) == HTTPStatus.SEE_OTHER


def test_a_forged_browser_cookie_is_unknown(app: Flask) -> None:
    person = Colleague(app, add_user(app, "staff"))
    person.client.set_cookie("device", "made-up", path="/sign-in")
    for _ in range(5):
        attempt(person, "wrong", LIBRARY)
    assert attempt(person, PASSWORD, LIBRARY) == HTTPStatus.TOO_MANY_REQUESTS
