"""Every change tells those whom it concerns, once, by the way they chose."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.workshops.models import CallTask, Message, Registration
from tests.client import Visitor
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.messages.conftest import MAIL, MOBILE, TELEPHONE, Library, calls, events
from tests.workshops.messages.servers import Gateway, MailServer, words_of
from tests.workshops.signing_up import form, send

WAYS = {"mail": MAIL, "mobile": MOBILE, "telephone": TELEPHONE, "nothing": ""}


@pytest.mark.parametrize(("way", "expected"), [("mail", 1), ("mobile", 1), ("telephone", 0), ("nothing", 0)])
def test_signing_up_is_confirmed_where_there_is_a_way(
    library: Library, plan: Planner, database: Session, way: str, expected: int
) -> None:
    library.join(plan(), WAYS[way])
    assert events(database) == [("Samira", "signed_up")] * expected


def test_the_same_form_sent_ten_times_is_confirmed_once(library: Library, plan: Planner, database: Session) -> None:
    visitor, workshop = Visitor(library.app), plan()
    data = form(visitor, workshop.id) | {"name": "Samira", "contact": MAIL}
    for _ in range(10):
        send(visitor, workshop.id, data)
    assert events(database) == [("Samira", "signed_up")]


def test_a_full_workshop_tells_the_rank(library: Library, plan: Planner, mail: MailServer, database: Session) -> None:
    workshop = plan(capacity=1)
    for name in ("Marie", "Ali", "Samira"):
        library.join(workshop, "" if name != "Samira" else MAIL, name)
    assert events(database) == [("Samira", "waitlist")]
    library.work()
    assert "2" in words_of(mail.received[0])


@pytest.mark.parametrize("way", WAYS)
def test_a_freed_seat_is_told_to_everybody_by_message_or_call(
    library: Library, plan: Planner, database: Session, way: str
) -> None:
    workshop = plan(capacity=1)
    first = library.join(workshop, "", "Marie")
    library.join(workshop, WAYS[way])
    library.give_back(first)
    assert ("Samira", "promoted") in events(database)
    assert calls(database) == ([("Samira", "promoted")] if way in ("telephone", "nothing") else [])


def test_who_comes_back_is_told_again_and_who_leaves_is_not(
    library: Library, plan: Planner, mail: MailServer, database: Session
) -> None:
    ticket = library.join(plan())
    library.give_back(ticket)
    library.work()
    assert mail.received == []
    library.take_back(ticket)
    library.work()
    assert len(mail.received) == 1


def test_a_cancelled_workshop_tells_everybody_by_the_way_they_chose(
    library: Library, plan: Planner, mail: MailServer, gateway: Gateway, database: Session
) -> None:
    workshop = plan(capacity=4)
    for name, contact in WAYS.items():
        library.join(workshop, contact, name)
    library.give_back(library.join(workshop, MAIL, "gone"))
    library.change(workshop, "cancelled_workshop", cancelled_at=NOW, cancel_reason="La salle est inondée.")
    library.work()
    assert [said.split("?=")[0] for said in mail.recipients()] == [MAIL]
    assert [one["to"] for one in gateway.received] == ["+33639981234"]
    assert "La salle est inondée." in gateway.received[0]["text"]
    assert calls(database) == [("nothing", "cancelled_workshop"), ("telephone", "cancelled_workshop")]


def test_a_changed_workshop_is_told_once_even_if_it_changes_twice(
    library: Library, plan: Planner, mail: MailServer
) -> None:
    workshop = plan()
    library.join(workshop)
    library.work()
    for room in ("Salle 1", "Salle 2"):
        library.change(workshop, "changed_workshop", room=room)
    library.work()
    texts = [words_of(received) for received in mail.received]
    assert [("Salle 1" in text, "Salle 2" in text) for text in texts] == [(False, False), (False, True)]


def test_nobody_is_told_what_is_no_longer_true(library: Library, plan: Planner, mail: MailServer) -> None:
    workshop = plan()
    library.join(workshop)
    library.change(workshop, "cancelled_workshop", cancelled_at=NOW)
    library.work()
    assert len(mail.received) == 1
    library.join(plan())
    assert library.work(TOMORROW + timedelta(hours=3)) == ["1 devenus inutiles"]


def test_the_database_refuses_a_second_message_for_the_same_event(
    library: Library, plan: Planner, database: Session
) -> None:
    library.join(plan())
    first = database.scalars(select(Message)).one()
    columns = {column.name: getattr(first, column.name) for column in Message.__table__.columns if column.name != "id"}
    database.add(Message(**columns))
    with pytest.raises(IntegrityError):
        database.flush()


def test_without_a_mail_server_people_are_to_be_called(library: Library, plan: Planner, database: Session) -> None:
    library.app.config |= {"SMTP_URL": "", "SMS_URL": ""}
    workshop = plan(capacity=1)
    first = library.join(workshop)
    library.join(workshop, MOBILE, "Ali")
    library.give_back(first)
    assert events(database) == calls(database) == [("Ali", "promoted")]
    assert database.scalars(select(CallTask)).one().is_by_telephone


def test_a_call_is_done_and_may_be_taken_back(library: Library, plan: Planner, database: Session) -> None:
    workshop = plan()
    library.join(workshop, TELEPHONE)
    library.change(workshop, "changed_workshop", room="Salle 2")
    task = database.scalars(CallTask.open(NOW)).one()
    task.finish("Marie", "reached", NOW)
    assert database.scalars(CallTask.open(NOW)).all() == []
    task.reopen()
    assert database.scalars(CallTask.open(NOW)).all() == [task]
    assert database.scalars(CallTask.open(TOMORROW + timedelta(hours=3))).all() == []
    assert database.scalars(select(Registration)).one() is task.registration
