"""What arrives as a text message."""

from typing import get_args

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.workshops.messages.notices import Event
from kiosk.workshops.messages.wording import LONGEST_SMS, letter, short_text
from kiosk.workshops.models import Course, Message, Seat, Workshop
from tests.workshops.conftest import NOW
from tests.workshops.messages.conftest import MOBILE, PUBLIC_URL, Library, calls, only_message
from tests.workshops.messages.servers import Gateway


def test_the_text_says_which_workshop_when_where_and_whom_to_call(
    library: Library, workshop: Workshop, gateway: Gateway, database: Session
) -> None:
    database.execute(update(Place).values(phone="+33353010001"))
    database.commit()
    ticket = library.join(workshop, MOBILE)
    library.work()
    assert gateway.received[0]["to"] == "+33639981234"
    for fact in ("Samira", "Premiers pas", "Mercredi 25 novembre", "14 h", "Médiathèque du Parc", "0353010001", ticket):
        assert fact in gateway.received[0]["text"]


def test_the_gateway_can_tell_the_same_message_sent_again(
    library: Library, workshop: Workshop, gateway: Gateway, database: Session
) -> None:
    library.join(workshop, MOBILE)
    reference = only_message(database).reference
    library.work()
    assert [one["id"] for one in gateway.received] == [reference]
    assert gateway.headers[0]["Idempotency-Key"] == reference
    assert gateway.headers[0]["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("user", "sent"),
    [("", None), ("a-token@", "Bearer a-token"), ("me:p%40ss@", "Basic bWU6cEBzcw==")],
)
def test_the_gateway_is_signed_in_to(
    library: Library, workshop: Workshop, gateway: Gateway, user: str, sent: str | None
) -> None:
    library.app.config["SMS_URL"] = gateway.url(user)
    library.join(workshop, MOBILE)
    library.work()
    assert gateway.headers[0].get("Authorization") == sent


@pytest.mark.parametrize(
    ("status", "said"),
    [(302, "1 à réessayer"), (401, "1 à réessayer"), (429, "1 à réessayer"), (503, "1 à réessayer"),
     (400, "1 échecs, à appeler"), (422, "1 échecs, à appeler"), (200, "1 messages envoyés")],
)  # fmt: skip
def test_only_a_message_that_was_taken_is_sent(
    library: Library, workshop: Workshop, gateway: Gateway, database: Session, status: int, said: str
) -> None:
    gateway.status = status
    library.join(workshop, MOBILE)
    assert library.work() == [said]
    assert len(calls(database)) == (status in (400, 422))


@pytest.mark.parametrize("event", get_args(Event))
def test_every_event_fits_into_a_text_message_of_every_language(
    library: Library, workshop: Workshop, database: Session, event: str
) -> None:
    message = longest(library, workshop, database, event)
    for message.locale in LOCALES:
        with library.app.app_context():
            text, mail = short_text(message), letter(message)
        assert len(text) <= LONGEST_SMS, text
        assert "Atelier" in text and "Place" in text
        assert "0353010001" in text and (f"{PUBLIC_URL}/t/" in text) == (event != "cancelled_workshop")
        assert mail.subject and mail.text.count("\n") > 5


def longest(library: Library, workshop: Workshop, database: Session, event: str) -> Message:
    """A message in which everything that can be long is."""
    library.join(workshop, MOBILE, "S" * 40, seats="3")
    database.execute(update(Message).values(event=event))
    database.execute(update(Course).values(title="Atelier" * 17))
    database.execute(update(Place).values(name="Place" * 30, phone="+33353010001"))
    cancelled_at = NOW if event == "cancelled_workshop" else None
    database.execute(update(Workshop).values(room="Salle" * 24, cancelled_at=cancelled_at, cancel_reason="Grève" * 40))
    if event == "waitlist":
        database.execute(update(Seat).values(registration_id=None))
    database.commit()
    return database.scalars(select(Message)).one()
