"""The attract screen: what was answered last, in every language in turn."""

from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.feedback.models import Answer, AnswerText, Theme
from kiosk.web.locale import LANGUAGES
from tests.client import Page, Visitor
from tests.conftest import TUESDAY_MORNING as NOW

SAID, DONE = "Trop tôt le matin.", "Un atelier le mardi à 18 h."
TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def answer(database: Session) -> Answer:
    """Published, and translated into Arabic."""
    texts = [("said", "مبكر جدًا", SAID), ("done", "ورشة يوم الثلاثاء", DONE)]
    answer = Answer(
        theme=Theme(title="Horaires"), said=SAID, done=DONE, written_at=NOW, written_by="", published_at=NOW
    )
    answer.texts = [AnswerText(locale="ar", field=field, text=text, source=source) for field, text, source in texts]
    database.add(answer)
    database.commit()
    return answer


@pytest.fixture
def screens(app: Flask, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    """What one who stands there for a quarter of an hour sees, by the language of the card."""
    seen = {}
    for number in range(len(LOCALES)):
        monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + number * TWO_MINUTES)
        page = Visitor(app).get("/")
        [card] = page.all("a", class_="entrance-answer")
        seen[card.get("href", "").split("/")[1]] = page
    return seen


def test_every_language_has_its_turn(screens: dict[str, Page]) -> None:
    assert sorted(screens) == sorted(LOCALES)
    for locale, page in screens.items():
        [card] = page.all("a", class_="entrance-answer")
        language = LANGUAGES[locale]
        assert card.get("href") == f"/{locale}/answers"
        assert (card.get("lang"), card.get("dir")) == (language.html, language.direction)


def test_what_is_translated_is_read_in_its_language(screens: dict[str, Page]) -> None:
    [card] = screens["ar"].all("a", class_="entrance-answer")
    text = screens["ar"].text(card)
    assert "ورشة يوم الثلاثاء" in text and DONE not in text
    assert not [one for one in card.iter() if one is not card and one.get("lang")]


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale not in ("fr", "ar")])
def test_what_is_not_translated_is_french_and_says_so(screens: dict[str, Page], locale: str) -> None:
    [card] = screens[locale].all("a", class_="entrance-answer")
    [note] = [one for one in card.iter("span") if one.get("class") == "entrance-answer-note"]
    french = [one for one in card.iter() if one is not card and (one.get("lang"), one.get("dir")) == ("fr", "ltr")]
    assert screens[locale].text(note) and [screens[locale].text(one) for one in french] == [SAID, DONE]


def test_french_needs_no_translation(screens: dict[str, Page]) -> None:
    [card] = screens["fr"].all("a", class_="entrance-answer")
    assert "Vous avez dit" in screens["fr"].text(card) and "venir" not in screens["fr"].text(card)


def test_the_language_stays_for_two_minutes(app: Flask, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for seconds in range(0, 600, 20):
        monkeypatch.setitem(app.config, "FROZEN_NOW", NOW.replace(second=0) + timedelta(seconds=seconds))
        found.append(Visitor(app).get("/").all("a", class_="entrance-answer")[0].get("href"))
    changes = sum(one != other for one, other in pairwise(found))
    assert changes in (4, 5)
