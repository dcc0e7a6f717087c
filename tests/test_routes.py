"""Every address of the kiosk: who may open it, and that looking changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from kiosk.accounts.roles import ROLES
from kiosk.extensions import db
from kiosk.web.access import AUDIENCES
from tests.client import Visitor
from tests.office import FILES, WRITING, audience, colleague, file_of

WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
SHORT = ("/p/", "/w/", "/f/", "/a/")  # codes to scan, which name their language further on
LOOKS = ("/", "/fr/", "/fr/needs", "/fr/places?q=rue&with=open", "/fr/places/filters", "/ar/map", "/P/FR/1", "/reset")


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_stands_in_a_file_that_names_its_audience(app: Flask) -> None:
    files = {file_of(app.view_functions[rule.endpoint]) for rule in rules(app)}
    assert files <= set(FILES)


def test_every_public_page_has_its_language_in_its_address(app: Flask) -> None:
    for rule in rules(app):
        if file_of(app.view_functions[rule.endpoint]) == "public_views":
            assert rule.rule.lower().startswith(("/<locale:locale>/", *SHORT))


def test_a_visitor_posts_settings_of_the_screen_the_way_in_and_what_belongs_to_them(app: Flask) -> None:
    posted = {rule.endpoint for rule in rules(app) if (rule.methods or set()) & WRITING}
    assert {endpoint for endpoint in posted if audience(app, endpoint) == "everybody"} == {
        "home.update_display", "home.update_calibration", "sign_in.create", "sign_in.destroy",
        "sign_in.update_language", "sign_in.update_invitation", "second_step.create",
        "workshops.create", "tickets.cancel", "tickets.restore",
        "help_requests.create", "help_slips.create_step", "help_slips.undo",
        "feedback.create", "feedback.update", "feedback.create_withdrawal", "feedback_words.create", "events.create",
    }  # fmt: skip


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_a_page_opens_for_its_audience_only(app: Flask, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    client = (Visitor(app) if role == "nobody" else colleague(app, role)).client
    doors = [rule for rule in rules(app) if audience(app, rule.endpoint) != "everybody"]
    expected = {rule.endpoint: answer_at_the_door(role, audience(app, rule.endpoint)) for rule in doors}
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    for rule in doors:
        monkeypatch.setitem(app.view_functions, rule.endpoint, lambda **_: ("", 204))
    for door, method in [(rule, method) for rule in doors for method in (rule.methods or set()) - {"OPTIONS"}]:
        answer = client.open(path_of(app, door), method=method)
        assert answer.status_code == expected[door.endpoint], (door, method)


def answer_at_the_door(role: str, wanted: str) -> int:
    """303: sign in first. 403: not for this role. 204: the page opens."""
    return 303 if role == "nobody" else 204 if role in AUDIENCES[wanted] else 403


def path_of(app: Flask, rule: Rule) -> str:
    """An address of this rule; every part of it is 1."""
    return app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))


@pytest.mark.parametrize("address", LOOKS)
def test_looking_at_a_page_writes_nothing(town: Flask, visitor: Visitor, address: str) -> None:
    with statements(town) as written:
        visitor.client.get(address)
    assert not written


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements that change something, while the block runs."""
    written: list[str] = []

    def note(*arguments: object) -> None:
        statement = str(arguments[2]).lstrip().upper()
        if statement.startswith(WRITES):
            written.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield written
    event.remove(engine, "before_cursor_execute", note)


def test_the_policy_lets_nothing_in_from_elsewhere(visitor: Visitor) -> None:
    policy = visitor.get("/fr/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("role", ["nobody", "admin"])
def test_an_address_for_forms_leads_whoever_looks_at_it_to_a_page(town: Flask, role: str) -> None:
    client = (Visitor(town) if role == "nobody" else colleague(town, role)).client
    for rule in [rule for rule in rules(town) if "POST" in (rule.methods or set())]:
        address = path_of(town, rule)
        for method in ("GET", "HEAD"):
            with statements(town) as written:
                answer = client.open(address, method=method)
            assert not written, rule
            assert answer.status_code != 405, rule
            if answer.status_code == 303:
                path = answer.location.partition("?")[0]
                assert town.url_map.bind("localhost").test(path, "GET"), rule


@pytest.mark.parametrize(
    ("sent_to", "form"),
    [
        ("/staff/series", "/staff/series/new"),
        ("/staff/series/day", "/staff/series/day"),
        ("/admin/users/7/roles", "/admin/users/7"),
        ("/staff/places/7/notices/8/ends", "/staff/places/7/notices"),
        ("/staff/places/imports/7/takings", "/staff/places/imports/7"),
        ("/staff/workshops/7/roster/walk-ins", "/staff/workshops/7/roster"),
        ("/staff/comments/7/masks", "/staff/comments/7"),
        ("/staff/comments/7/translations/de/checks", "/staff/comments/7/translations/de"),
        ("/account/authenticator/removals", "/account/second-factor"),
        ("/staff/scans/sign-ups", "/staff/scan"),
        ("/t/secret/cancellation", "/t/secret"),
        ("/sign-out", "/sign-in"),
        ("/office-language", "/sign-in"),
    ],
)
def test_a_refused_form_that_is_loaded_again_is_the_form_again(visitor: Visitor, sent_to: str, form: str) -> None:
    visitor.client.set_cookie("personal", "1")
    answer = visitor.client.get(sent_to)
    assert form == sent_to or (answer.status_code, answer.location.partition("?")[0]) == (303, form)


def test_what_an_earlier_visitor_sent_is_not_shown_to_the_next(visitor: Visitor) -> None:
    assert visitor.client.get("/t/secret/cancellation?visit=earlier").location == "/"


def test_other_methods_are_refused_as_before(visitor: Visitor) -> None:
    assert visitor.client.delete("/staff/series").status_code == 405
