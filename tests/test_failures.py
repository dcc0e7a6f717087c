"""When something breaks on our side, the visitor still gets a page."""

from flask import Flask
from sqlalchemy import text

from kiosk.extensions import db
from tests.client import Page, Visitor


def test_a_broken_database_is_a_page_in_the_language_of_the_visitor(town: Flask, visitor: Visitor) -> None:
    town.config["PROPAGATE_EXCEPTIONS"] = False
    with town.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE directory_changes RENAME TO elsewhere"))
    try:
        page = Page(visitor.client.get("/ar/places"))
    finally:
        town.config["PROPAGATE_EXCEPTIONS"] = None
        with town.app_context(), db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO directory_changes"))
    assert page.status == 500
    assert page.all("html")[0].get("dir") == "rtl"
    assert "/ar/" in page.links()
