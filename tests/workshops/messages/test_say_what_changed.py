"""A message about a change says what was before and what holds now."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place, Source
from kiosk.workshops.messages.wording import LONGEST_SMS, letter, short_text
from kiosk.workshops.models import Course, Message, Workshop
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.messages.conftest import MOBILE, Library
from tests.workshops.messages.servers import Gateway, MailServer, words_of

LATER = {"starts_at": TOMORROW + timedelta(days=1), "ends_at": TOMORROW + timedelta(days=1, hours=2)}
HOUR = {"starts_at": TOMORROW + timedelta(minutes=30), "ends_at": TOMORROW + timedelta(hours=2, minutes=30)}
BEFORE = "Avant : mercredi 25 novembre, de 14 h à 16 h"
LATER_NOW = "Maintenant : jeudi 26 novembre, de 14 h à 16 h"
HOUR_NOW = "Maintenant : mercredi 25 novembre, de 14 h 30 à 16 h 30"
NO_ROOM, ROOM_NOW = "Avant : pas de salle indiquée", "Maintenant : Salle : Salle 2"


def hear(library: Library, minutes: int) -> None:
    library.work(NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (LATER, ("Un autre jour.", BEFORE, LATER_NOW)),
        (HOUR, ("Une autre heure.", BEFORE, HOUR_NOW)),
        ({"room": "Salle 2"}, ("Une autre salle.", NO_ROOM, ROOM_NOW)),
    ],
)
def test_an_e_mail_says_what_was_before_and_what_holds_now(
    library: Library, plan: Planner, mail: MailServer, facts: dict[str, Any], said: tuple[str, ...]
) -> None:
    workshop = plan()
    library.join(workshop)
    library.work()
    library.change(workshop, "changed_workshop", **facts)
    library.work()
    for part in mail.received[1].iter_parts():
        text = words_in(part.get_content())
        for words in said:
            assert words in text


def words_in(text: str) -> str:
    """The words without markup and without what parts them."""
    for tag in ('<bdi lang="fr">', "</bdi>", "<strong>", "</strong>"):
        text = text.replace(tag, "")
    return " ".join(text.split())


def test_another_place_is_named_beside_the_one_before(
    library: Library, plan: Planner, gateway: Gateway, database: Session
) -> None:
    workshop, elsewhere = plan(), other_place(database)
    library.join(workshop, MOBILE)
    library.work()
    library.change(workshop, "changed_workshop", place_id=elsewhere, room="Salle 2")
    library.work()
    lines = gateway.received[1]["text"].splitlines()
    assert lines[1:5] == [
        "Avant : Médiathèque du Parc", "Maintenant :", "Mercredi 25 novembre à 14 h", "Médiathèque Olympe, Salle 2",
    ]  # fmt: skip


def other_place(database: Session) -> int:
    place = Place(external_id="2", name="Médiathèque Olympe", commune="Schiltigheim", origin=Source(name="autre"))
    database.add(place)
    database.commit()
    return place.id


def test_who_was_told_of_nothing_between_two_changes_hears_of_what_they_know(
    library: Library, plan: Planner, mail: MailServer
) -> None:
    workshop = plan()
    library.join(workshop)
    library.work()
    for facts in (LATER, HOUR):
        library.change(workshop, "changed_workshop", **facts)
    library.work()
    text = words_of(mail.received[1])
    assert "jeudi" not in text and "Une autre heure." in text


def test_who_was_told_of_a_change_hears_of_the_next_from_there(
    library: Library, plan: Planner, mail: MailServer
) -> None:
    workshop = plan()
    library.join(workshop)
    for minutes, facts in enumerate((LATER, HOUR), 1):
        hear(library, 10 * minutes)
        library.change(workshop, "changed_workshop", **facts)
    hear(library, 30)
    assert "Avant : jeudi 26 novembre, de 14 h" in words_in(words_of(mail.received[2]))


def test_what_was_changed_back_is_told_without_a_before(library: Library, plan: Planner, mail: MailServer) -> None:
    workshop = plan()
    library.join(workshop)
    hear(library, 1)
    for room in ("Salle 2", ""):
        library.change(workshop, "changed_workshop", room=room)
    hear(library, 2)
    assert len(mail.received) == 2 and "Avant" not in words_of(mail.received[1])


def test_whoever_heard_of_a_cancellation_hears_that_it_takes_place_after_all(
    library: Library, plan: Planner, mail: MailServer
) -> None:
    workshop = plan()
    library.join(workshop)
    library.change(workshop, "cancelled_workshop", cancelled_at=NOW, cancel_reason="La salle est inondée.")
    hear(library, 1)
    library.change(workshop, "changed_workshop", cancelled_at=None, cancel_reason="")
    hear(library, 2)
    assert "finalement lieu" in words_of(mail.received[-1])


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_names_leave_room_for_what_was_before(
    library: Library, workshop: Workshop, database: Session, locale: str
) -> None:
    library.join(workshop, MOBILE, "Maximiliane-Josephine-Wilhelmine Schmitt"[:40])
    elsewhere = other_place(database)
    library.change(workshop, "changed_workshop", room="B" * 120, place_id=elsewhere, **LATER)
    database.rollback()
    database.execute(update(Place).values(name="Médiathèque " * 10, phone="+33353010001"))
    database.execute(update(Course).values(title="Premiers pas " * 9))
    database.commit()
    message = database.query(Message).filter_by(event="changed_workshop").one()
    message.locale = locale
    with library.app.test_request_context():
        text = short_text(message)
        assert len(text) <= LONGEST_SMS and "0353010001" in text
        assert "Premiers pas" in letter(message).text
