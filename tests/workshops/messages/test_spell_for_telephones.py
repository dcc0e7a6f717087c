"""A text message costs double as soon as one of its signs is not in the alphabet of GSM."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.workshops.messages.gsm import ALPHABET, thrifty
from kiosk.workshops.messages.wording import short_text
from kiosk.workshops.models import Course, Message, Workshop
from tests.workshops.messages.conftest import MOBILE, Library


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’atelier\u00a0: à 14\u202fh", "L'atelier : à 14 h"),
        ("«\u00a0Premiers pas\u00a0» – 1…", '" Premiers pas " - 1...'),
        ("“Gruß”, ‘Öl’: 5 €", "\"Gruß\", 'Öl': 5 €"),
        ("Nothing to do", "Nothing to do"),
        ("", ""),
    ],
)
def test_signs_have_a_twin_that_costs_nothing(text: str, expected: str) -> None:
    assert thrifty(text) == expected and ALPHABET.issuperset(expected)


@pytest.mark.parametrize("text", ["L’été\u00a0: reçu", "Yarın’\u00a0ı", "Ваш’\u00a0код", "رمزك’\u00a0", "d’un clic 🙂"])
def test_a_text_that_costs_double_anyway_is_written_well(text: str) -> None:
    assert thrifty(text) == text


@pytest.mark.parametrize(
    ("locale", "is_cheap"), [("en", True), ("de", True), ("fr", True), ("uk", False), ("ar", False)]
)
def test_a_message_is_as_cheap_as_its_language_allows(
    library: Library, workshop: Workshop, database: Session, locale: str, is_cheap: bool
) -> None:
    library.join(workshop, MOBILE)
    database.execute(update(Course).values(title="L’écran d’accueil\u00a0: " + "premiers pas " * 6))
    database.commit()
    message = database.scalars(select(Message)).one()
    message.locale = locale
    with library.app.app_context():
        text = short_text(message)
    assert ALPHABET.issuperset(text) == is_cheap and ("’" in text) != is_cheap
