"""What people think, as many times as a test asks for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session, object_session

from kiosk.directory.models import Place, PlaceMerge, Source
from kiosk.extensions import db
from kiosk.feedback.comments.writing import written
from kiosk.feedback.counting import Standing, move
from kiosk.feedback.models import Comment, Tap, Touchpoint
from tests.conftest import TUESDAY_MORNING
from tests.office import Colleague, colleague

NOW = TUESDAY_MORNING
Tapper = Callable[..., Tap]
Commenter = Callable[..., Comment]
Waiting = Callable[[Colleague, datetime], None]


@pytest.fixture
def tapped(app: Flask) -> Tapper:
    """Writes taps down as they stand, counted: now, at the kiosk of no place, in French, unless told otherwise."""
    with app.app_context():
        session = Session(db.engine, expire_on_commit=False)

    def tap(value: int = 3, code: str = "kiosk", captured_at: datetime = NOW, **facts: Any) -> Tap:
        touchpoint = session.query(Touchpoint).filter_by(code=code).one_or_none()
        touchpoint = touchpoint or Touchpoint(code=code, kind=code.partition("-")[0])
        known = {"channel": "kiosk", "language": "fr", "state": "counted", "question": 1, "digest": "", "reasons": ()}
        one = Tap(id=uuid4(), touchpoint=touchpoint, value=value, captured_at=captured_at, received_at=captured_at,
                  **{**known, **facts})  # fmt: skip
        session.add(one)
        session.flush()
        move(session, (), [Standing.of(one)])
        session.commit()
        return one

    return tap


@pytest.fixture
def library(database: Session) -> Place:
    """A place of the directory."""
    place = Place(external_id="1", name="Médiathèque du Parc", commune="Strasbourg", origin=Source(name="essai"))
    database.add(place)
    database.commit()
    return place


@pytest.fixture
def duplicate(database: Session, library: Place) -> Place:
    """A place that was found to be the library."""
    place = Place(external_id="2", name="Médiathèque Double", commune="Strasbourg", origin=library.origin)
    database.add(place)
    database.flush()
    database.add(PlaceMerge(place_id=place.id, kept_id=library.id))
    database.commit()
    return place


@pytest.fixture
def commented(app: Flask, tapped: Tapper) -> Commenter:
    """Writes words beside a new tap, in French, unless told otherwise."""
    with app.app_context():
        session = Session(db.engine, expire_on_commit=False)

    def comment(text: str, locale: str = "fr", value: int = 1, **facts: Any) -> Comment:
        one = written(text, locale, tapped(value, **facts), facts.get("captured_at", NOW))
        session.add(one)
        session.commit()
        return one

    return comment


def fresh(comment: Comment) -> Comment:
    """The comment as others have left it."""
    session = object_session(comment)
    assert session
    session.rollback()
    session.refresh(comment)
    list(comment.translations)
    session.commit()
    return comment


def kept(comment: Comment) -> None:
    """What a test has changed, as others find it."""
    session = object_session(comment)
    assert session
    session.commit()


@pytest.fixture
def member(app: Flask) -> Colleague:
    """Somebody of the users' committee."""
    return colleague(app, "committee")


@pytest.fixture
def wait_until(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    """From then on it is this moment, and this colleague has signed in again."""

    def wait(person: Colleague, moment: datetime) -> None:
        monkeypatch.setitem(app.config, "FROZEN_NOW", moment)
        person.sign_in()

    return wait
