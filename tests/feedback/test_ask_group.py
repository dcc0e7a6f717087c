"""At the end of a workshop one screen goes from hand to hand: who is there, who has answered, and no more than that."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.groups.response import Response, is_askable
from kiosk.feedback.models import GroupRound
from kiosk.workshops.models import Attendance, Workshop
from tests.client import Page, Visitor
from tests.feedback.conftest import NOW
from tests.office import Colleague, colleague
from tests.workshops.conftest import new_workshop
from tests.workshops.scanner import signed_up


@pytest.fixture
def workshop(database: Session) -> Workshop:
    """It began an hour ago."""
    workshop = new_workshop()
    workshop.starts_at, workshop.ends_at = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    database.add(workshop)
    database.commit()
    return workshop


@pytest.fixture
def mediator(app: Flask) -> Colleague:
    return colleague(app, "staff")


def place_of(workshop: Workshop) -> str:
    return f"/staff/workshops/{workshop.id}/group"


def opened(mediator: Colleague, workshop: Workshop, present: int | str = 8, status: int = 200) -> Page:
    return mediator.submit(place_of(workshop), place_of(workshop), status, present=str(present))


def round_of(database: Session) -> GroupRound:
    database.rollback()
    return database.scalars(select(GroupRound).order_by(GroupRound.id.desc())).all()[0]


def room(one: GroupRound) -> str:
    return f"/staff/workshops/{one.workshop_id}/group/{one.code}"


def answer(app: Flask, one: GroupRound, *values: int) -> None:
    """So many people touch a face, each when the screen has come to them."""
    screen = Visitor(app)
    for value in values:
        page = screen.get(f"/fr/feedback/workshop-{one.workshop_id}/next?group={one.code}")
        form = next(form for form in page.all("form") if (form.get("action") or "").endswith("/taps"))
        hidden = {field.get("name"): field.get("value", "") for field in form.iter("input")}
        answer = screen.client.post(form.get("action") or "", data={**hidden, "value": value}, follow_redirects=True)
        assert answer.status_code == 200


def count_of(page: Page) -> str:
    return page.text(next(one for one in page.root.iter() if one.get("id") == "answered"))


def test_the_number_is_proposed_from_the_list(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    registered = [signed_up(app, workshop, name, people) for name, people in (("Samira", 2), ("Jean", 1))]
    database.rollback()
    for one in registered:
        seen = {"status": "seen", "people": one.party, "noted_at": NOW, "noted_by": "", "client_id": ""}
        database.add(Attendance(registration_id=one.id, **seen))
    database.commit()
    [field] = mediator.get(place_of(workshop)).all("input", name="present")
    assert field.get("value") == "3"


def test_roster_and_programme_lead_there(mediator: Colleague, workshop: Workshop) -> None:
    for page in (f"/staff/workshops/{workshop.id}/roster", f"/staff/workshops/{workshop.id}"):
        assert mediator.link(page, "Interroger le groupe") == place_of(workshop)


@pytest.mark.parametrize("present", ["", "0", "-3", "201", "huit", "8.5"])
def test_nobody_present_is_nobody_asked(
    mediator: Colleague, workshop: Workshop, database: Session, present: str
) -> None:
    page = opened(mediator, workshop, present, 422)
    assert "de 1 à 200" in page.text()
    assert page.all("input", name="present")[0].get("value") == present
    assert not database.scalars(select(GroupRound)).all()


def test_one_round_at_a_time(app: Flask, mediator: Colleague, workshop: Workshop, database: Session) -> None:
    other = colleague(app, "coordinator")
    form = other.get(place_of(workshop))
    opened(mediator, workshop)
    page = other.send(form, place_of(workshop), 409, present="5")
    assert room(round_of(database)) in page.links()
    assert len(database.scalars(select(GroupRound)).all()) == 1


def test_while_it_is_open_only_the_number_of_answers_is_known(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    opened(mediator, workshop)
    answer(app, round_of(database), 3, 3, 1, 2, 3, 3)
    page = mediator.get(room(round_of(database)))
    assert "6 sur 8 ont répondu" in count_of(page)
    assert "Très bien" not in page.text() and "%" not in page.text()


def test_the_count_is_asked_for_again_by_itself(mediator: Colleague, workshop: Workshop, database: Session) -> None:
    opened(mediator, workshop)
    address = room(round_of(database))
    [part] = [one for one in mediator.get(address).root.iter() if one.get("hx-get")]
    assert (part.get("hx-get"), part.get("hx-target"), part.get("hx-select")) == (address, "#answered", "#answered")
    fragment = mediator.client.get(address, headers={"HX-Request": "true", "HX-Target": "answered"})
    assert "<header" not in fragment.text and "0 sur 8" in fragment.text


def test_seven_of_eight_are_88_percent(app: Flask, mediator: Colleague, workshop: Workshop, database: Session) -> None:
    opened(mediator, workshop)
    answer(app, round_of(database), 3, 3, 1, 2, 3, 3, 3)
    page = mediator.submit(room(round_of(database)), f"{room(round_of(database))}/end")
    assert "88 %" in count_of(page)
    assert count_of(page).endswith("Pas bien1 Moyen1 Très bien5")
    assert not [one for one in page.root.iter() if one.get("hx-get")]


def test_of_four_answers_nobody_learns_what_they_were(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    opened(mediator, workshop, 5)
    answer(app, round_of(database), 1, 1, 1, 1)
    page = mediator.submit(room(round_of(database)), f"{room(round_of(database))}/end")
    assert "80 %" in count_of(page) and "Pas bien" not in count_of(page)


def test_it_closes_by_itself_when_all_have_answered(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    opened(mediator, workshop, 5)
    answer(app, round_of(database), 1, 2, 3, 3, 3)
    assert "100 %" in count_of(mediator.get(room(round_of(database))))
    assert round_of(database).closed_at == NOW


def test_somebody_who_was_left_out_can_answer_after_all(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    opened(mediator, workshop, 1)
    answer(app, round_of(database), 3)
    address = room(round_of(database))
    assert "plus grand" in mediator.submit(address, f"{address}/reversal", 422, present="1").text()
    mediator.submit(address, f"{address}/reversal", present="2")
    answer(app, round_of(database), 2)
    assert "2 sur 2" in count_of(mediator.get(address))


def test_after_two_hours_it_is_over_for_good(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(mediator, workshop, 3)
    address = room(round_of(database))
    mediator.submit(address, f"{address}/end")
    monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(hours=2))
    mediator.sign_in()
    page = mediator.get(address)
    assert not [one for one in page.all("form") if (one.get("action") or "").endswith("/reversal")]
    form = {"csrf_token": page.all("input", name="csrf_token")[0].get("value"), "present": "3"}
    late = mediator.client.post(f"{address}/reversal", data=form)
    assert (late.status_code, "deux heures" in late.text) == (409, True)


def test_the_screen_that_goes_round_is_nobodys_office(
    mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    opened(mediator, workshop)
    address = room(round_of(database))
    page = mediator.submit(address, f"{address}/screen")
    assert page.all("button", name="value")
    assert mediator.client.get(address).location.startswith("/sign-in")


def test_the_code_leads_another_screen_to_the_question(
    app: Flask, mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    page = opened(mediator, workshop)
    address = urlsplit(page.text(page.all("code")[0]))
    phone = Visitor(app)
    phone.client.set_cookie("personal", "1")
    question = phone.get(f"{address.path}?{address.query}")
    assert question.all("input", name="group")[0].get("value") == round_of(database).code


def test_the_results_are_found_again(app: Flask, mediator: Colleague, workshop: Workshop, database: Session) -> None:
    opened(mediator, workshop, 2)
    answer(app, round_of(database), 3, 3)
    assert "2 sur 2 ont répondu (100 %)" in mediator.get(place_of(workshop)).text()


def test_a_round_of_another_workshop_is_not_found(mediator: Colleague, workshop: Workshop, database: Session) -> None:
    opened(mediator, workshop)
    code = round_of(database).code
    mediator.get(f"/staff/workshops/{workshop.id + 1}/group/{code}", 404)
    mediator.get(f"/staff/workshops/{workshop.id}/group/none", 404)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOW - timedelta(hours=1, seconds=1), False),
        (NOW - timedelta(hours=1), True),
        (NOW + timedelta(hours=24, minutes=59), True),
        (NOW + timedelta(hours=25), False),
    ],
)
def test_a_group_is_asked_while_it_is_there(workshop: Workshop, now: datetime, expected: bool) -> None:
    assert is_askable(workshop, now) is expected


def test_nobody_is_asked_about_a_workshop_that_did_not_take_place(
    mediator: Colleague, workshop: Workshop, database: Session
) -> None:
    form = mediator.get(place_of(workshop))
    workshop.cancelled_at = NOW
    database.commit()
    assert "du début" in mediator.send(form, place_of(workshop), 409, present="3").text()


@pytest.mark.parametrize(
    ("present", "answers", "rate"),
    [(8, 7, 88), (8, 0, 0), (8, 8, 100), (3, 1, 33), (3, 2, 67), (200, 1, 1), (6, 5, 83)],
)
def test_the_rate_is_rounded_as_one_was_taught(present: int, answers: int, rate: int) -> None:
    assert Response.of(present, [3] * answers).rate == rate
