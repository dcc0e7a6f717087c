"""The audit log in words; its codes stay in the database, the addresses and the table for spreadsheets."""

from typing import get_args

import pytest
from flask import Flask

from kiosk.accounts.audit.wording import ACTIONS
from kiosk.web.audit import audited
from kiosk.web.transaction import writing
from kiosk.workshops.models.help_step import Kind
from kiosk.workshops.scanning import Outcome
from tests.office import Colleague, colleague


@pytest.fixture
def admin(app: Flask) -> Colleague:
    person = colleague(app, "admin")
    person.client.set_cookie("office-language", "en")
    return person


def test_an_action_is_shown_in_words(admin: Colleague) -> None:
    text = admin.get("/admin/audit").text()
    assert "Signed in" in text and "person" in text
    assert "session.created" not in text


def test_an_action_is_chosen_in_words_and_asked_for_by_its_code(admin: Colleague) -> None:
    page = admin.get("/admin/audit?action=session.created")
    chosen = page.all("option", value="session.created", selected="")[0]
    assert page.text(chosen) == "Signed in" and len(page.all("tr")) == 2


def test_an_action_of_an_earlier_version_is_shown_by_its_code(app: Flask, admin: Colleague) -> None:
    with app.app_context(), writing():
        audited("thing.changed")
    assert "thing.changed" in admin.get("/admin/audit").text()


def test_everything_that_is_scanned_or_done_about_a_request_has_words() -> None:
    codes = {f"scan.{code}" for code in get_args(Outcome)} | {f"help_request.{code}" for code in get_args(Kind)}
    assert codes <= ACTIONS.keys()


def test_two_actions_never_have_the_same_words() -> None:
    assert len(set(ACTIONS.values())) == len(ACTIONS)
