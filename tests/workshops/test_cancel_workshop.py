"""Cancelling with a reason, one or several, and taking it back."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.web.transaction import writing
from kiosk.workshops.models import Message, Workshop
from kiosk.workshops.planning.holding import held
from kiosk.workshops.planning.selection import in_scope
from tests.client import Page
from tests.office import Colleague, colleague
from tests.workshops.conftest import NOW, Planner
from tests.workshops.planning import add_series, sign_up, to_call, told


@pytest.fixture
def staff(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Colleague:
    """Somebody of a house that can send e-mails."""
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://localhost")
    return colleague(app, "staff")


def cancel(staff: Colleague, id: int, status: int = 200, reason: str = "Panne", **typed: str) -> Page:
    page = f"/staff/workshops/{id}"
    return staff.submit(page, f"{page}/cancellation", status, reason=reason, **typed)


def restore(staff: Colleague, id: int, **typed: Any) -> Page:
    page = f"/staff/workshops/{id}"
    return staff.submit(page, f"{page}/restoration", **typed)


def off(database: Session) -> Sequence[int]:
    database.rollback()
    return database.scalars(select(Workshop.id).where(Workshop.cancelled_at.is_not(None)).order_by(Workshop.id)).all()


def test_everybody_is_told_and_the_calendar_too(
    app: Flask, workshop: Workshop, staff: Colleague, database: Session
) -> None:
    sign_up(app, workshop.id, "a@example.org", "", now=NOW)
    cancel(staff, workshop.id)
    kept = database.get_one(Workshop, workshop.id)
    assert (kept.cancel_reason, kept.cancelled_by, kept.sequence) == ("Panne", "Camille staff", 1)
    assert told(database, "cancelled_workshop") == ["a@example.org"]
    assert to_call(database, "cancelled_workshop") == ["Person 1"]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_reason_is_needed(workshop: Workshop, staff: Colleague, database: Session, reason: str) -> None:
    page = cancel(staff, workshop.id, 422, reason)
    assert page.all("p", id="reason-error")
    assert not off(database)


@pytest.mark.parametrize(("scope", "count"), [("one", 1), ("following", 3), ("all", 4)])
def test_one_or_this_and_the_following_or_all_are_cancelled_and_taken_back(
    workshop: Workshop, staff: Colleague, database: Session, scope: str, count: int
) -> None:
    ids = add_series(workshop, 4, database)
    cancel(staff, ids[1], scope=scope)
    assert len(off(database)) == count
    restore(staff, ids[1], together="1")
    assert not off(database)


def test_one_of_several_is_taken_back_alone(workshop: Workshop, staff: Colleague, database: Session) -> None:
    ids = add_series(workshop, 3, database)
    cancel(staff, ids[0], scope="all")
    restore(staff, ids[1])
    assert off(database) == [ids[0], ids[2]]


def test_what_is_over_meanwhile_does_not_hinder_the_others(
    app: Flask, workshop: Workshop, staff: Colleague, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add_series(workshop, 3, database)
    cancel(staff, ids[0], scope="all")
    monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(days=4))
    restore(colleague(app, "coordinator"), ids[1], together="1")
    assert off(database) == [ids[0]]


def test_people_who_hold_several_workshops_of_a_series_wait_for_each_other(
    app: Flask, workshop: Workshop, database: Session
) -> None:
    ids, start = add_series(workshop, 20, database), Barrier(4)

    def hold(id: int) -> int:
        start.wait()
        with app.app_context(), writing() as session:
            one = session.get_one(Workshop, id)
            return len(held(session, one, lambda one: in_scope(one, "all", NOW)))

    with ThreadPoolExecutor(4) as people:
        assert list(people.map(hold, [ids[0], ids[-1], ids[5], ids[-5]])) == [20] * 4


def test_whoever_has_not_heard_of_it_need_not_hear_that_it_is_taken_back(
    app: Flask, workshop: Workshop, staff: Colleague, database: Session
) -> None:
    sign_up(app, workshop.id, "a@example.org", "", now=NOW)
    cancel(staff, workshop.id)
    restore(staff, workshop.id)
    assert (told(database, "cancelled_workshop"), told(database, "changed_workshop")) == ([], [])
    assert (to_call(database, "cancelled_workshop"), to_call(database, "changed_workshop")) == ([], [])
    assert database.get_one(Workshop, workshop.id).sequence == 2


def test_whoever_was_told_is_told_again(app: Flask, workshop: Workshop, staff: Colleague, database: Session) -> None:
    sign_up(app, workshop.id, "a@example.org", now=NOW)
    cancel(staff, workshop.id)
    for message in database.scalars(select(Message)):
        message.claim(NOW)
        message.settle_sent(NOW)
    database.commit()
    restore(staff, workshop.id)
    assert told(database, "changed_workshop") == ["a@example.org"]


def test_seats_that_were_given_back_meanwhile_go_to_those_who_wait(
    app: Flask, plan: Planner, staff: Colleague, database: Session
) -> None:
    workshop = plan(capacity=1, minimum=1)
    sign_up(app, workshop.id, "a@example.org", "b@example.org", now=NOW)
    cancel(staff, workshop.id)
    kept = database.get_one(Workshop, workshop.id)
    kept.cancel_registration(kept.registrations[0], "holder", NOW)
    database.commit()
    restore(staff, workshop.id)
    assert told(database, "promoted") == ["b@example.org"]


def test_what_is_over_is_neither_cancelled_nor_taken_back(plan: Planner, staff: Colleague) -> None:
    workshop = plan(NOW - timedelta(days=3))
    page = staff.get(f"/staff/workshops/{workshop.id}")
    assert not [one for one in page.all("form") if "cancellation" in one.get("action", "")]


def test_a_cancellation_sent_twice_is_refused_in_words(workshop: Workshop, staff: Colleague) -> None:
    address = f"/staff/workshops/{workshop.id}"
    page = staff.get(address)
    staff.send(page, f"{address}/cancellation", reason="Panne")
    assert staff.send(page, f"{address}/cancellation", 422, reason="Panne").all("div", role="alert")
