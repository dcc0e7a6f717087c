"""The slip of a help request: shown to whoever holds it, answering for itself and for nothing else."""

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.workshops.models import Actor, HelpStep, Workshop
from tests.client import Visitor
from tests.workshops.asking import answer as tap
from tests.workshops.asking import ask, post, request_named, slip_of
from tests.workshops.conftest import NOW, TOMORROW

STAFF = Actor("Camille Exemple", 1)


@pytest.fixture
def slip(app: Flask) -> str:
    return slip_of(app)


@pytest.fixture
def proposed(slip: str, workshop: Workshop, database: Session) -> str:
    """The slip of somebody to whom tomorrow at 14:00 was proposed."""
    made = request_named(database)
    made.take_step("proposed", STAFF, NOW, place_id=workshop.place_id, starts_at=TOMORROW, helper="Camille")
    database.commit()
    return slip


def test_the_slip_says_what_was_asked_for(app: Flask, slip: str) -> None:
    text = Visitor(app).get(slip).text()
    assert "Samira" in text and "Mes papiers sur internet" in text


def test_the_slip_says_when_where_and_with_whom(app: Flask, proposed: str) -> None:
    for address in (proposed, f"{proposed}/slip", proposed.replace("/h/", "/H/")):
        text = Visitor(app).get(address).text()
        for words in ("Mercredi 25 novembre", "14 h", "Médiathèque du Parc", "Camille"):
            assert words in text
        assert "Exemple" not in text


def test_a_token_that_is_forged_cut_or_guessed_opens_nothing(app: Flask, slip: str, database: Session) -> None:
    token = slip.rpartition("/")[2]
    for wrong in (token[:-1], token + "A", "A" * 26, token[::-1], token[:25] + "%00", request_named(database).code):
        Visitor(app).get(f"/h/{wrong}", status=404)
        Visitor(app).get(f"/t/{token}", status=404)


def test_looking_changes_nothing(app: Flask, proposed: str, database: Session) -> None:
    for address in (proposed, f"{proposed}/slip", f"{proposed}/steps", f"{proposed}/reversal"):
        Visitor(app).get(address)
    assert request_named(database).state == "proposed"


@pytest.mark.parametrize(("kind", "state"), [("agreed", "agreed"), ("declined", "asked"), ("closed", "closed")])
def test_the_holder_answers(app: Flask, proposed: str, database: Session, kind: str, state: str) -> None:
    tap(Visitor(app), proposed, kind)
    made = request_named(database)
    assert (made.state, made.steps[-1].by) == (state, "")
    assert (made.ended_at is not None) == (kind == "closed")


@pytest.mark.parametrize("kind", ["declined", "closed"])
def test_a_mistake_is_taken_back(app: Flask, proposed: str, database: Session, kind: str) -> None:
    tap(Visitor(app), proposed, kind)
    post(Visitor(app), proposed, f"{proposed}/reversal")
    made = request_named(database)
    assert (made.state, made.ended_at) == ("proposed", None)
    assert made.proposal and made.proposal.starts_at == TOMORROW


def test_the_holder_undoes_nothing_of_the_staff(app: Flask, proposed: str, database: Session) -> None:
    page = Visitor(app).get(proposed)
    assert not [one for one in page.all("form") if "reversal" in (one.get("action") or "")]
    send(app, proposed, "reversal", after="1")
    assert request_named(database).state == "proposed"


def test_nobody_agrees_to_what_was_changed_meanwhile(app: Flask, proposed: str, database: Session) -> None:
    send(app, proposed, "steps", kind="agreed", after="0")
    assert request_named(database).state == "proposed"


def test_nobody_agrees_to_an_hour_that_has_passed(app: Flask, proposed: str, database: Session) -> None:
    database.execute(update(HelpStep).values(starts_at=NOW))
    database.commit()
    assert not [one for one in Visitor(app).get(proposed).all("button") if one.get("value") == "agreed"]
    send(app, proposed, "steps", kind="agreed", after="1")
    assert request_named(database).state == "proposed"


@pytest.mark.parametrize("kind", ["done", "taken", "proposed", "", "called"])
def test_the_holder_does_not_do_the_work_of_the_staff(app: Flask, proposed: str, database: Session, kind: str) -> None:
    assert send(app, proposed, "steps", kind=kind, after="1") == 404
    assert len(request_named(database).steps) == 1


def test_an_answer_touches_no_other_request(app: Flask, slip: str, database: Session) -> None:
    slip_of(app, "Marie")
    tap(Visitor(app), slip, "closed")
    assert [request_named(database, name).state for name in ("Samira", "Marie")] == ["closed", "asked"]


def test_the_slip_speaks_the_language_of_the_request(resident: Visitor) -> None:
    assert ask(resident, locale="ar").all("html")[0].get("dir") == "rtl"


def test_a_slip_belongs_to_one_visit_on_a_shared_screen(app: Flask, slip: str) -> None:
    assert "Samira" not in Visitor(app).get(f"{slip}?visit=0123456789ab").html


def test_the_code_of_the_slip_is_small(app: Flask, slip: str) -> None:
    app.config["PUBLIC_URL"] = "https://filrouge.strasbourg.eu"
    page = Visitor(app).get(slip)
    app.config["PUBLIC_URL"] = ""
    drawing = next(one for one in page.all("svg") if one.get("class") == "qr")
    assert int(drawing.get("viewBox", "").split()[2]) - 8 <= 29  # version 3


def test_what_was_forgotten_opens_no_more(app: Flask, slip: str, database: Session) -> None:
    request_named(database).forget(NOW)
    database.commit()
    Visitor(app).get(slip, status=404)


def send(app: Flask, slip: str, step: str, **fields: str) -> int:
    """The status of a form that no page offers."""
    visitor = Visitor(app)
    token = visitor.get("/fr/display").all("input", name="csrf_token")[0].get("value")
    return visitor.client.post(f"{slip}/{step}", data={"csrf_token": token, **fields}).status_code
