"""Holding a seat with a first name."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Registration, Seat, Workshop
from tests.client import Visitor
from tests.workshops.conftest import NOW, Planner
from tests.workshops.signing_up import form, send, sign_up, ticket_of


def test_a_first_name_is_enough(resident: Visitor, workshop: Workshop, database: Session) -> None:
    page = sign_up(resident, workshop.id)
    assert "Samira" in page.text(page.all("h1")[0])
    kept = database.scalars(select(Registration)).one()
    assert (kept.name, kept.channel, kept.address, kept.party, kept.locale) == ("Samira", "", "", 1, "fr")


def test_a_mobile_a_telephone_and_an_address_are_told_apart(
    resident: Visitor, workshop: Workshop, database: Session
) -> None:
    for contact in ("06 39 98 12 34", "03 53 01 00 01", "Samira@Exemple.FR"):
        sign_up(resident, workshop.id, contact=contact)
    found = [(one.channel, one.address) for one in database.scalars(select(Registration).order_by(Registration.id))]
    assert found == [("sms", "+33639981234"), ("call", "+33353010001"), ("email", "samira@exemple.fr")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": " \u200b "}, ["name"]),
        ({"name": "é" * 41}, ["name"]),
        ({"contact": "06 39"}, ["contact"]),
        ({"contact": "samira@"}, ["contact"]),
        ({"seats": "4"}, ["seats"]),
        ({"name": "", "contact": "x", "seats": "-1"}, ["name", "contact", "seats"]),
    ],
)
def test_a_bad_form_comes_back_with_its_words_and_what_is_wrong(
    resident: Visitor, workshop: Workshop, database: Session, fields: dict[str, str], wrong: list[str]
) -> None:
    sent = form(resident, workshop.id) | {"name": "Samira", "contact": "samira@exemple.fr"} | fields
    page = send(resident, workshop.id, sent, status=422)
    assert [link.get("href") for link in page.all("a") if (link.get("href") or "").startswith("#")][1:] == [
        f"#{name}" for name in wrong
    ]
    assert page.all("input", name="contact")[0].get("value") == sent["contact"]
    assert page.all("div", data_focus="")
    assert not database.scalar(select(func.count(Registration.id)))


def test_a_carer_signs_up_three_people_in_one_go(resident: Visitor, workshop: Workshop, database: Session) -> None:
    sign_up(resident, workshop.id, seats="3")
    taken = database.scalars(select(Seat.number).where(Seat.registration_id.is_not(None))).all()
    assert len(taken) == 3


def test_three_people_do_not_share_two_seats(resident: Visitor, plan: Planner, database: Session) -> None:
    page = sign_up(resident, plan(capacity=2).id, seats="3")
    assert "numéro 1" in page.text()
    assert not database.scalars(select(Seat).where(Seat.registration_id.is_not(None))).all()


def test_a_full_workshop_offers_the_waitlist(app: Flask, plan: Planner) -> None:
    workshop = plan(capacity=1)
    sign_up(Visitor(app), workshop.id)
    assert "liste d’attente" in Visitor(app).get(f"/fr/workshops/{workshop.id}").text()
    assert [f"numéro {rank}" in sign_up(Visitor(app), workshop.id).text() for rank in (1, 2, 3)] == [True] * 3


def test_the_same_form_sent_ten_times_is_one_registration(
    resident: Visitor, workshop: Workshop, database: Session
) -> None:
    sent = form(resident, workshop.id) | {"name": "Samira"}
    pages = {send(resident, workshop.id, sent).html for _ in range(10)}
    assert len({html.partition("ticket-code")[2][:60] for html in pages}) == 1
    assert database.scalar(select(func.count(Registration.id))) == 1


def test_two_people_with_one_cached_page_are_two(app: Flask, workshop: Workshop, database: Session) -> None:
    first, second = Visitor(app), Visitor(app)
    cached = form(first, workshop.id)["client_id"]
    for visitor in (first, second):
        send(visitor, workshop.id, form(visitor, workshop.id) | {"client_id": cached, "name": "Marie"})
    assert database.scalar(select(func.count(Registration.id))) == 2


def test_the_same_visitor_may_sign_up_somebody_else(resident: Visitor, workshop: Workshop, database: Session) -> None:
    sign_up(resident, workshop.id, "Samira")
    sign_up(resident, workshop.id, "Fatih")
    assert database.scalar(select(func.count(Registration.id))) == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"cancelled_at": NOW},
        {"opens_at": NOW + timedelta(hours=1)},
        {"closes_at": NOW},
        {"starts_at": NOW - timedelta(minutes=1)},
    ],
)
def test_nobody_signs_up_where_one_cannot(
    resident: Visitor, plan: Planner, workshop: Workshop, facts: dict[str, object]
) -> None:
    closed = plan(**facts)
    page = send(resident, closed.id, form(resident, workshop.id) | {"name": "Samira"}, status=409)
    assert not [one for one in page.all("form") if "registrations" in one.get("action", "")]
    assert "Premiers pas" in page.text()


def test_a_form_without_its_token_is_refused(resident: Visitor, workshop: Workshop, database: Session) -> None:
    send(resident, workshop.id, {"name": "Samira", "seats": "1", "contact": ""}, status=400)
    assert not database.scalar(select(func.count(Registration.id)))


def test_the_ticket_speaks_the_language_of_the_form(resident: Visitor, workshop: Workshop) -> None:
    page = sign_up(resident, workshop.id, locale="ar")
    assert page.all("html")[0].get("dir") == "rtl"


def test_the_database_alone_opens_no_ticket(resident: Visitor, workshop: Workshop, database: Session) -> None:
    token = ticket_of(resident, workshop.id).rpartition("/")[2]
    kept = database.scalars(select(Registration)).one()
    assert token not in [str(getattr(kept, column.key)) for column in Registration.__table__.columns]


def test_another_language_after_an_error_leads_back_to_the_form(resident: Visitor, workshop: Workshop) -> None:
    page = send(resident, workshop.id, form(resident, workshop.id), status=422)
    assert any("registrations" in link for link in page.links())
    page = resident.get(f"/uk/workshops/{workshop.id}/registrations")
    assert page.all("input", name="name")
    assert page.all("html")[0].get("lang") == "uk"
