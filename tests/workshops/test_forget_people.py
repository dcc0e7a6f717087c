"""Thirty days after a workshop nobody can tell who was there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text, update
from sqlalchemy.orm import Session

from kiosk import upkeep
from kiosk.extensions import db
from kiosk.workshops.models import CallTask, Message, Registration, Seat, Workshop
from kiosk.workshops.retention import KEPT_FOR
from kiosk.workshops.roster import Line
from tests.client import Visitor
from tests.office import colleague
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.scanner import outcome, scan
from tests.workshops.signing_up import ticket_of

ENDED = TOMORROW + timedelta(hours=2)
PERSON, MAIL, MOBILE = "Zénobie", "zenobie@exemple.fr", "0639981234"
TRACES = (PERSON, MAIL, MOBILE, MOBILE[1:])


@pytest.fixture
def purge(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], str]:
    """`kiosk purge` at a moment; what it says."""
    for name, value in {"SMTP_URL": "smtp://127.0.0.1:9", "FROZEN_NOW": NOW}.items():
        monkeypatch.setitem(app.config, name, value)

    def run(moment: datetime) -> str:
        app.config["FROZEN_NOW"] = moment
        return app.test_cli_runner().invoke(upkeep.purge).output

    return run


@pytest.fixture
def tickets(app: Flask, plan: Planner, purge: object, database: Session) -> list[str]:
    """Three people who left everything that one can leave: a seat, a seat beyond the planned ones, a cancellation."""
    workshop = plan()
    found = [ticket_of(Visitor(app), workshop.id, name=PERSON, contact=contact) for contact in (MAIL, MOBILE, "")]
    first = database.scalars(select(Registration.id).order_by(Registration.id)).first()
    database.add(CallTask(key="1", event="promoted", registration_id=first, created_at=NOW, outcome=PERSON))
    database.execute(update(Seat).where(Seat.number == 1).values(reason=f"pour {PERSON}"))
    database.commit()
    return found


def test_nothing_that_names_them_is_left_in_the_whole_database(
    app: Flask, tickets: list[str], purge: Callable[[datetime], str], database: Session
) -> None:
    codes = database.scalars(select(Registration.code)).all()
    seeds = database.scalars(select(Registration.seed)).all()
    digests = database.scalars(select(Registration.token_digest)).all()
    assert traces(database, TRACES) == {PERSON, MAIL, MOBILE[1:]}
    purge(ENDED + KEPT_FOR)
    assert traces(database, (*TRACES, *codes, *seeds, *digests)) == set()


def test_an_excuse_is_still_told_from_a_refusal(
    tickets: list[str], purge: Callable[[datetime], str], database: Session
) -> None:
    first, second, third = database.scalars(select(Registration).order_by(Registration.id)).all()
    first.workshop.cancel_registration(first, "holder", NOW)
    second.workshop.cancel_registration(second, PERSON, NOW)
    database.commit()
    purge(ENDED + KEPT_FOR)
    database.expire_all()
    assert [Line(one, None).status for one in (first, second, third)] == ["excused", "revoked", "unknown"]


def traces(database: Session, words: tuple[str, ...]) -> set[str]:
    """Which of the words stand in any table, or in the files of SQLite."""
    database.rollback()
    tables = inspect(database.connection()).get_table_names()
    contents = [repr(database.execute(text(f"SELECT * FROM {table}")).all()) for table in tables]
    name = database.connection().engine.url.database or ""
    database.rollback()
    files = Path(name).parent.glob("*.sqlite*") if name.endswith(".sqlite") else ()
    contents += [file.read_bytes().decode(errors="replace") for file in files]
    return {word for word in words if any(word in content for content in contents)}


def test_what_can_be_counted_stays(tickets: list[str], purge: Callable[[datetime], str], database: Session) -> None:
    purge(ENDED + KEPT_FOR)
    found = database.scalars(select(Registration)).all()
    assert {(one.state, one.party, one.source, one.locale) for one in found} == {("seated", 1, "kiosk", "fr")}
    assert len(found) == 3
    assert not database.scalars(select(Message)).all()


def test_who_gave_the_seat_back_is_still_told_from_whom_the_house_cancelled(
    tickets: list[str], purge: Callable[[datetime], str], database: Session
) -> None:
    by = iter(("holder", PERSON, "holder"))
    for one in database.scalars(select(Registration)):
        one.cancelled_at, one.cancelled_by = NOW, next(by)
    database.commit()
    purge(ENDED + KEPT_FOR)
    statuses = [Line(one, None).status for one in database.scalars(select(Registration).order_by(Registration.id))]
    assert sorted(statuses) == ["excused", "excused", "revoked"]
    assert traces(database, (PERSON,)) == set()


def test_the_code_of_whom_is_forgotten_opens_nothing_to_staff(
    app: Flask, tickets: list[str], purge: Callable[[datetime], str], database: Session
) -> None:
    purge(ENDED + KEPT_FOR)
    mediator = colleague(app, "staff")
    for code in database.scalars(select(Registration.code)).all():
        assert outcome(scan(mediator, code)) == "unknown"


def test_it_says_what_it_erased_and_has_nothing_to_do_the_second_time(
    tickets: list[str], purge: Callable[[datetime], str]
) -> None:
    assert purge(ENDED + KEPT_FOR - timedelta(seconds=1)).startswith("Effacé : 0 inscriptions")
    assert purge(ENDED + KEPT_FOR) == "Effacé : 3 inscriptions, 1 messages, 1 appels à passer, 0 demandes d’aide.\n"
    assert purge(ENDED + KEPT_FOR) == "Effacé : 0 inscriptions, 0 messages, 0 appels à passer, 0 demandes d’aide.\n"


def test_a_ticket_that_was_erased_opens_nothing(
    app: Flask, tickets: list[str], purge: Callable[[datetime], str]
) -> None:
    purge(ENDED + KEPT_FOR)
    for ticket in tickets:
        Visitor(app).get(ticket, status=404)


def test_a_workshop_that_was_long_ago_takes_no_other_along(
    app: Flask, plan: Planner, tickets: list[str], purge: Callable[[datetime], str], database: Session
) -> None:
    later = plan(TOMORROW + timedelta(days=1))
    ticket_of(Visitor(app), later.id, name="Marie")
    purge(ENDED + KEPT_FOR)
    named = database.scalars(select(Registration.name).where(Registration.name != "")).all()
    assert named == ["Marie"]
    with app.app_context():
        assert db.session.get_one(Workshop, later.id).registrations[0].seed
