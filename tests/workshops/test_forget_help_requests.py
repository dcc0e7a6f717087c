"""Thirty days after the help, or when nobody has touched a request for long, nobody can tell who asked for it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk import upkeep
from kiosk.workshops.models import Actor, HelpRequest
from kiosk.workshops.models.help_request import ABANDONED_AFTER, KEPT_FOR
from tests.client import Visitor
from tests.workshops.asking import request_named, slip_of
from tests.workshops.conftest import NOW, TOMORROW
from tests.workshops.test_forget_people import traces

PERSON, MOBILE = "Zénobie", "639981234"
STAFF = Actor("Hildegonde", 1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def purge(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], str]:
    """`kiosk purge` at a moment; what it says."""

    def run(moment: datetime) -> str:
        monkeypatch.setitem(app.config, "FROZEN_NOW", moment)
        return app.test_cli_runner().invoke(upkeep.purge).output.rpartition(", ")[2]

    return run


@pytest.fixture
def helped(app: Flask, database: Session) -> str:
    """The slip of somebody who was helped today."""
    slip = slip_of(app, PERSON, contact=f"0{MOBILE}")
    made = request_named(database, PERSON)
    made.take_step("proposed", STAFF, NOW, starts_at=TOMORROW, helper=STAFF.name)
    made.take_step("done", STAFF, NOW)
    database.commit()
    return slip


def test_nothing_that_names_anybody_is_left(
    app: Flask, helped: str, purge: Callable[[datetime], str], database: Session
) -> None:
    made = request_named(database, PERSON)
    words = (PERSON, MOBILE, STAFF.name, made.code, made.seed, str(made.token_digest), str(made.request_digest))
    assert traces(database, words) == set(words)
    assert purge(NOW + KEPT_FOR - SECOND).startswith("0 ")
    assert purge(NOW + KEPT_FOR) == "1 demandes d’aide.\n"
    assert traces(database, words) == set()
    Visitor(app).get(helped, status=404)


def test_what_can_be_counted_stays(helped: str, purge: Callable[[datetime], str], database: Session) -> None:
    purge(NOW + KEPT_FOR)
    assert purge(NOW + KEPT_FOR) == "0 demandes d’aide.\n"
    database.rollback()
    kept = database.scalars(select(HelpRequest)).one()
    assert (kept.need, kept.language, kept.source, kept.state, len(kept.steps)) == (
        "procedures",
        "fr",
        "kiosk",
        "done",
        2,
    )


def test_what_nobody_has_touched_for_long_is_forgotten_too(
    app: Flask, purge: Callable[[datetime], str], database: Session
) -> None:
    slip_of(app, PERSON)
    request_named(database, PERSON).take_step("taken", STAFF, NOW + SECOND)
    database.commit()
    assert purge(NOW + ABANDONED_AFTER).startswith("0 ")
    assert purge(NOW + ABANDONED_AFTER + SECOND).startswith("1 ")


def test_what_was_opened_again_is_kept(helped: str, purge: Callable[[datetime], str], database: Session) -> None:
    request_named(database, PERSON).take_step("reopened", STAFF, NOW + SECOND)
    database.commit()
    assert purge(NOW + KEPT_FOR).startswith("0 ")
