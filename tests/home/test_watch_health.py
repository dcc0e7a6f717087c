"""A screen or a monitor asks whether the server is there."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.client import Visitor
from tests.directory.keeping import questions


def test_the_server_says_that_it_is_there(app: Flask) -> None:
    answer = Visitor(app).client.get("/healthz")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_no_database_is_asked(app: Flask, database: Session) -> None:
    visitor = Visitor(app)
    assert questions(database, lambda: visitor.client.get("/healthz")) == 0
    assert questions(database, lambda: visitor.client.get("/fr/places")) > 0
