"""Every address of the kiosk: who may open it, and that looking changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.routing import Rule

from kiosk.extensions import db
from tests.client import Visitor

# The file a view stands in is the access rule: its name says for whom it is.
AUDIENCES = {"public_views": "everybody", "entrance_views": "everybody"}
WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
LOOKS = ("/", "/fr/", "/fr/needs", "/fr/places?q=rue&with=open", "/fr/places/filters", "/ar/map", "/P/FR/1", "/reset")


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_stands_in_a_file_that_names_its_audience(app: Flask) -> None:
    files = {app.view_functions[rule.endpoint].__module__.rpartition(".")[2] for rule in rules(app)}
    assert files <= set(AUDIENCES)


def test_every_public_page_has_its_language_in_its_address(app: Flask) -> None:
    for rule in rules(app):
        if app.view_functions[rule.endpoint].__module__.endswith("public_views") and not rule.rule.lower().startswith(
            "/p/"
        ):
            assert rule.rule.startswith("/<locale:locale>/")


def test_only_the_settings_of_the_screen_are_posted(app: Flask) -> None:
    posted = {rule.endpoint for rule in rules(app) if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}}
    assert posted == {"home.update_display", "home.update_calibration"}


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
