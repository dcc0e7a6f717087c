"""When something breaks on our side, the visitor still gets a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import format_exception

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.extensions import db
from kiosk.workshops.models import Workshop
from tests.client import Page, Visitor
from tests.office import add_user
from tests.workshops.conftest import plan, workshop
from tests.workshops.signing_up import form

__all__ = ["plan", "workshop"]


@contextmanager
def broken(app: Flask, table: str) -> Iterator[None]:
    """The kiosk without this table; a fault is answered as it would be in the library."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    rename(app, table, "elsewhere")
    try:
        yield
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = None
        rename(app, "elsewhere", table)


def rename(app: Flask, table: str, name: str) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


def test_a_broken_database_is_a_page_in_the_language_of_the_visitor(town: Flask, visitor: Visitor) -> None:
    with broken(town, "directory_changes"):
        page = Page(visitor.client.get("/ar/places"))
    assert page.status == 500
    assert page.all("html")[0].get("dir") == "rtl"
    assert "/ar/" in page.links()


def test_what_a_resident_typed_is_not_in_the_log(
    town: Flask,
    visitor: Visitor,
    workshop: Workshop,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(town.config, "SMTP_URL", "smtp://localhost")
    fields = form(visitor, workshop.id) | {"name": "Zénobie", "contact": "zenobie@exemple.fr"}
    with broken(town, "messages"):
        answer = visitor.client.post(f"/fr/workshops/{workshop.id}/registrations", data=fields)
    assert answer.status_code == 500
    assert "FROM messages" in caplog.text
    assert "nobie" not in caplog.text


def test_what_the_database_refuses_is_not_quoted(app: Flask) -> None:
    email = add_user(app, "staff", email="zenobie@exemple.fr")
    with pytest.raises(IntegrityError) as refusal:
        add_user(app, "staff", email=email)
    said = "".join(format_exception(refusal.value))
    assert "email" in said and "zenobie" not in said
