"""Whoever asked for help hears of what staff have done: by a message, once, or by a call where none arrives."""

from typing import get_args

import html5lib
import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.workshops.messages.news import HelpEvent
from kiosk.workshops.messages.wording import LONGEST_SMS, letter, short_text
from kiosk.workshops.models import HelpRequest, HelpStep, Message, Workshop
from tests.client import Visitor
from tests.office import Colleague, colleague
from tests.workshops.asking import QUEUE, answer, propose, request_named, slip_of, step
from tests.workshops.conftest import NOW
from tests.workshops.messages.conftest import MAIL, MOBILE, PUBLIC_URL, TELEPHONE, Library
from tests.workshops.messages.servers import Gateway, MailServer, words_of

UNKNOWN = "550 No such person"


@pytest.fixture
def staff(app: Flask) -> Colleague:
    return colleague(app, "staff")


@pytest.fixture
def place_id(workshop: Workshop, database: Session) -> int:
    """The place where one meets, which has a telephone and an address."""
    database.execute(update(Place).values(phone="+33353010001", address="1 rue du Parc", postal_code="67000"))
    database.commit()
    return workshop.place_id


def proposed(library: Library, staff: Colleague, database: Session, place_id: int, contact: str = MAIL) -> str:
    """The slip of somebody for whom there is a proposal."""
    slip = slip_of(library.app, contact=contact)
    propose(staff, request_named(database).id, place_id)
    return slip


def undo(staff: Colleague, id: int) -> None:
    staff.submit(f"{QUEUE}/{id}", f"{QUEUE}/{id}/reversal")


def is_called(staff: Colleague) -> bool:
    page = staff.get(f"{QUEUE}?stage=call")
    return [page.text(one) for one in page.all("th", scope="row")] == ["Samira"]


def test_a_proposal_says_when_where_with_whom_and_how_to_answer(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    slip = proposed(library, staff, database, place_id)
    assert library.work() == ["1 messages envoyés"]
    for words in (words_of(mail.received[0], "plain"), words_of(mail.received[0], "html")):
        for fact in ("Samira", "eudi 26 novembre", "14 h 30", "Médiathèque du Parc", "1 rue du Parc", "Camille",
                     "03 53 01 00 01", f"{PUBLIC_URL}{slip}", request_named(database).code):  # fmt: skip
            assert fact in words


def test_a_mobile_gets_a_text_message(
    library: Library, staff: Colleague, database: Session, place_id: int, gateway: Gateway
) -> None:
    slip = proposed(library, staff, database, place_id, MOBILE)
    library.work()
    assert gateway.received[0]["to"] == "+33639981234"
    for fact in ("Samira", "eudi 26 novembre", "14 h 30", "Camille", "0353010001", f"{PUBLIC_URL}{slip}"):
        assert fact in gateway.received[0]["text"]


@pytest.mark.parametrize(("contact", "is_to_call"), [(MAIL, False), (MOBILE, False), (TELEPHONE, True), ("", False)])
def test_only_whom_no_message_reaches_is_to_be_called(
    library: Library, staff: Colleague, database: Session, place_id: int, contact: str, is_to_call: bool
) -> None:
    proposed(library, staff, database, place_id, contact)
    assert is_called(staff) == is_to_call
    step(staff, request_named(database).id, "closed", outcome="not_here")
    assert is_called(staff) == is_to_call


def test_whose_request_is_refused_is_called_until_they_know(
    library: Library, staff: Colleague, database: Session
) -> None:
    slip_of(library.app, contact=TELEPHONE)
    id = request_named(database).id
    step(staff, id, "closed", outcome="not_here")
    step(staff, id, "called", outcome="no_answer")
    assert is_called(staff)
    step(staff, id, "called", outcome="reached")
    assert not is_called(staff) and request_named(database).ended_at == NOW


def test_a_kiosk_that_sends_nothing_has_everybody_called(
    library: Library, staff: Colleague, database: Session, place_id: int
) -> None:
    library.app.config |= {"SMTP_URL": "", "SMS_URL": ""}
    proposed(library, staff, database, place_id)
    assert is_called(staff) and not database.scalars(select(Message)).all()


def test_a_message_that_does_not_arrive_is_told_by_a_call(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    mail.answers[MAIL] = UNKNOWN
    proposed(library, staff, database, place_id)
    assert not is_called(staff)
    assert library.work() == ["1 échecs, à appeler"]
    assert is_called(staff)


@pytest.mark.parametrize(
    ("kind", "outcome", "words"), [("agreed", "", "Dites-le-nous"), ("closed", "not_here", "Personne ici")]
)
def test_what_staff_agree_or_end_is_told(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer,
    kind: str, outcome: str, words: str,
) -> None:  # fmt: skip
    proposed(library, staff, database, place_id)
    library.work()
    step(staff, request_named(database).id, kind, outcome=outcome)
    library.work()
    assert len(mail.received) == 2 and words in " ".join(words_of(mail.received[1]).split())


def test_what_the_person_does_is_not_told_back(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    slip = proposed(library, staff, database, place_id)
    library.work()
    answer(Visitor(library.app), slip, "agreed")
    step(staff, request_named(database).id, "done")
    library.work()
    assert len(mail.received) == 1


def test_what_is_undone_before_it_was_sent_is_never_sent(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    proposed(library, staff, database, place_id)
    undo(staff, request_named(database).id)
    assert (library.work(), mail.received) == ([], [])
    propose(staff, request_named(database).id, place_id)
    assert library.work() == ["1 messages envoyés"]


def test_undoing_something_else_takes_no_message_back(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    proposed(library, staff, database, place_id)
    step(staff, request_named(database).id, "taken")
    undo(staff, request_named(database).id)
    assert library.work() == ["1 messages envoyés"]


def test_what_is_undone_after_it_was_sent_is_said_once_more(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    proposed(library, staff, database, place_id)
    library.work()
    undo(staff, request_named(database).id)
    library.work()
    assert len(mail.received) == 2 and "26 novembre" not in words_of(mail.received[1])


def test_a_second_proposal_overtakes_the_first(
    library: Library, staff: Colleague, database: Session, place_id: int, mail: MailServer
) -> None:
    proposed(library, staff, database, place_id)
    propose(staff, request_named(database).id, place_id, day="2026-11-27")
    assert sorted(library.work()) == ["1 devenus inutiles", "1 messages envoyés"]
    assert "27 novembre" in words_of(mail.received[0])


def test_a_refused_step_tells_nothing(library: Library, staff: Colleague, database: Session, place_id: int) -> None:
    slip_of(library.app, contact=MAIL)
    id = request_named(database).id
    page = staff.get(f"{QUEUE}/{id}")
    step(staff, id, "taken")
    staff.send(page, f"{QUEUE}/{id}/steps", 409, kind="closed", outcome="not_here")
    assert not database.scalars(select(Message)).all()


def test_a_message_is_about_one_thing(library: Library, staff: Colleague, database: Session, place_id: int) -> None:
    proposed(library, staff, database, place_id)
    database.rollback()
    with pytest.raises(IntegrityError):
        database.execute(update(Message).values(help_request_id=None))


@pytest.mark.parametrize("event", get_args(HelpEvent))
def test_all_that_is_told_fits_into_every_language(
    library: Library, staff: Colleague, database: Session, place_id: int, event: str
) -> None:
    message = longest(library, staff, database, place_id, event)
    for message.locale in LOCALES:
        with library.app.app_context():
            text, mail = short_text(message), letter(message)
        assert len(text) <= LONGEST_SMS and "0353010001" in text
        assert html5lib.HTMLParser(strict=True).parse(mail.html) is not None
        assert mail.subject and f"{PUBLIC_URL}/h/" in mail.text and f"{PUBLIC_URL}/h/" in mail.html
        assert ("Place" in text and f"{PUBLIC_URL}/h/" in text) == (event in ("help_proposed", "help_agreed"))


def longest(library: Library, staff: Colleague, database: Session, place_id: int, event: str) -> Message:
    """A message in which everything that can be long is."""
    slip_of(library.app, "S" * 40, contact=MOBILE, place=str(place_id))
    id = request_named(database, "S" * 40).id
    propose(staff, id, place_id, helper="C" * 40)
    kind = {"help_agreed": "agreed", "help_asked": "declined", "help_closed": "closed"}.get(event)
    if kind:
        step(staff, id, kind, outcome="not_here" if kind == "closed" else "")
    database.rollback()
    database.execute(update(Place).values(name="Place" * 30))
    database.execute(update(Message).values(event=event))
    database.commit()
    return database.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()


def test_the_messages_are_forgotten_with_the_request(
    library: Library, staff: Colleague, database: Session, place_id: int
) -> None:
    proposed(library, staff, database, place_id)
    library.work()
    assert any("1 messages" in line for line in library.work(NOW.replace(year=2027)))
    database.rollback()
    assert not database.scalars(select(Message)).all()
    assert database.scalars(select(HelpRequest.address)).all() == [""]
    assert database.scalars(select(HelpStep.told_by)).all() == ["email"]
