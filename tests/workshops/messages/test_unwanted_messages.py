"""Nobody can have the town write to somebody else without end."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Message, Registration, Workshop
from tests.client import Visitor
from tests.workshops.conftest import NOW, Planner
from tests.workshops.messages.conftest import MAIL, MOBILE, TELEPHONE, Library, calls, events, only_message
from tests.workshops.signing_up import form, send, sign_up


@pytest.mark.parametrize("contact", [MAIL, MOBILE, TELEPHONE])
def test_a_family_of_three_shares_a_telephone_and_a_fourth_is_told_what_to_do(
    library: Library, workshop: Workshop, database: Session, contact: str
) -> None:
    for name in ("Samira", "Ali", "Marie"):
        library.join(workshop, contact, name)
    resident = Visitor(library.app)
    fields = form(resident, workshop.id, "en") | {"name": "Zoé", "contact": contact}
    page = send(resident, workshop.id, fields, "en", 422)
    assert "Leave it empty" in page.text(page.all("p", id="contact-error")[0])
    assert page.all("input", name="name")[0].get("value") == "Zoé"
    assert len(database.scalars(select(Registration)).all()) == 3
    sign_up(resident, workshop.id, "Zoé")


def test_another_workshop_and_a_seat_given_back_do_not_count(library: Library, plan: Planner) -> None:
    for workshop in (plan(), plan()):
        tickets = [library.join(workshop) for _ in range(3)]
    library.give_back(tickets[0])
    assert library.join(workshop)


def test_a_seat_given_back_does_not_make_room_for_two(library: Library, workshop: Workshop, database: Session) -> None:
    ticket = library.join(workshop)
    stale = Visitor(library.app)
    library.give_back(ticket)
    token = stale.get(ticket).all("input", name="csrf_token")[0].get("value")
    for _ in range(3):
        library.join(workshop)
    page = stale.seen(
        stale.client.post(f"{ticket}/restoration", data={"csrf_token": token}, follow_redirects=True), 200
    )
    assert not page.all("button", class_="button main")
    assert sorted(one.state for one in database.scalars(select(Registration))) == ["cancelled"] + ["seated"] * 3


def test_ten_messages_a_day_are_enough_to_confirm(library: Library, plan: Planner, database: Session) -> None:
    for _ in range(12):
        library.join(plan())
    assert events(database) == [("Samira", "signed_up")] * 10
    library.app.config["FROZEN_NOW"] = NOW + timedelta(days=1)
    library.join(plan(NOW + timedelta(days=9)))
    assert len(events(database)) == 11


def test_coming_and_going_is_not_confirmed_without_end(library: Library, workshop: Workshop, database: Session) -> None:
    ticket = library.join(workshop)
    for _ in range(12):
        library.give_back(ticket)
        library.take_back(ticket)
    assert events(database) == [("Samira", "signed_up")] * 10


def test_a_seat_that_became_free_is_told_by_telephone_when_there_were_too_many_messages(
    library: Library, plan: Planner, database: Session
) -> None:
    workshop = plan(capacity=1)
    first = library.join(workshop, "", "Marie")
    library.join(workshop)
    sent = only_message(database)
    facts = {name: getattr(sent, name) for name in ("registration_id", "workshop_id", "channel", "address", "locale")}
    moments = dict.fromkeys(("created_at", "due_at"), NOW)
    database.add_all(Message(key=str(number), event="reminder", **facts, **moments) for number in range(29))
    database.commit()
    library.give_back(first)
    assert calls(database) == [("Samira", "promoted")]


@pytest.mark.parametrize(
    ("number", "channel"),
    [
        ("06 39 98 12 34", "sms"), ("+33 7 39 98 12 34", "sms"), ("+49 1512 3456789", "sms"),
        ("0049 171 2345678", "sms"),
        ("+49 7851 12345", "call"), ("+371 26000001", "call"), ("+44 7400 123456", "call"), ("+1 415 555 0100", "call"),
        ("+262 692 12 34 56", "call"), ("03 53 01 00 01", "call"),
    ],
)  # fmt: skip
def test_text_messages_go_to_both_banks_of_the_rhine_only(number: str, channel: str) -> None:
    assert Contact.parse(number).channel == channel
