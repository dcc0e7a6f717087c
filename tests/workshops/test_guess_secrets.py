"""Guessing the secret of a ticket or of a slip: slowed down, without keeping anybody else waiting."""

from http import HTTPStatus

import pytest
from flask import Flask

from kiosk.workshops.models import Workshop
from tests.client import Visitor
from tests.workshops.asking import slip_of
from tests.workshops.signing_up import ticket_of

LIBRARY = {"REMOTE_ADDR": "198.51.100.7"}
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
BORNE = 30
WRONG = [f"/{kind}/{guess}" for kind in "th" for guess in ("A" * 26, "short")] + [f"/t/{'A' * 26}.ics"]


def guess(app: Flask, address: str = f"/t/{'A' * 26}", origin: dict[str, str] = LIBRARY) -> int:
    return app.test_client().get(address, environ_overrides=origin).status_code


def guess_too_often(app: Flask, address: str = f"/t/{'A' * 26}") -> None:
    answers = [guess(app, address) for _ in range(BORNE + 1)]
    assert answers == [HTTPStatus.NOT_FOUND] * BORNE + [HTTPStatus.TOO_MANY_REQUESTS]


@pytest.mark.parametrize("address", WRONG)
def test_whoever_guesses_too_often_must_wait(app: Flask, address: str) -> None:
    guess_too_often(app, address)
    assert guess(app, address, ELSEWHERE) == HTTPStatus.NOT_FOUND


def test_guesses_of_tickets_and_slips_count_together(app: Flask) -> None:
    guess_too_often(app)
    assert guess(app, f"/h/{'A' * 26}") == HTTPStatus.TOO_MANY_REQUESTS


def test_the_right_ones_open_while_guesses_from_the_same_address_are_refused(app: Flask, workshop: Workshop) -> None:
    ticket, slip = ticket_of(Visitor(app), workshop.id), slip_of(app)
    guess_too_often(app)
    assert {guess(app, address) for address in (ticket, f"{ticket}.ics", slip, f"{slip}/slip")} == {HTTPStatus.OK}


def test_opening_the_right_one_often_is_no_guess(app: Flask, workshop: Workshop) -> None:
    ticket = ticket_of(Visitor(app), workshop.id)
    assert {guess(app, ticket) for _ in range(BORNE + 5)} == {HTTPStatus.OK}
    assert guess(app) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("language", "words"), [("", "Attendez une minute"), ("?in=de", "Minute"), ("?in=x", "minute")]
)
def test_who_must_wait_is_told_so_in_the_language_of_the_address(app: Flask, language: str, words: str) -> None:
    guess_too_often(app)
    page = Visitor(app).get(f"/t/{'A' * 26}{language}", HTTPStatus.TOO_MANY_REQUESTS, environ_overrides=LIBRARY)
    assert words in page.text() and page.headers["Retry-After"] == "60"


def test_guesses_that_would_change_something_count_as_well(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    guess_too_often(app)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    answer = app.test_client().post(f"/t/{'A' * 26}/cancellation", environ_overrides=LIBRARY)
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
