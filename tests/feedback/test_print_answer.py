"""An answer on a poster: what people said, what was done, and a code that leads to all answers."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.feedback.models import Answer
from kiosk.web.locale import LANGUAGES
from tests.client import Visitor
from tests.feedback.meeting import publish, theme_of, written
from tests.office import Colleague
from tests.paper import pages, words

HEADINGS = {
    "fr": "Nous avons fait",
    "de": "Das haben wir getan",
    "en": "We did",
    "tr": "Biz yaptık",
    "uk": "Ми зробили",
}


@pytest.fixture
def answer(member: Colleague, database: Session) -> Answer:
    return written(member, database, theme_of(database))


def poster(member: Colleague, answer: Answer, locale: str = "fr") -> bytes:
    reply = member.client.get(f"/committee/answers/{answer.id}/poster.pdf?locale={locale}")
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    content: bytes = reply.data
    return content


def test_the_poster_says_what_was_said_and_done(answer: Answer, member: Colleague) -> None:
    publish(member, answer)
    found = " ".join(words(poster(member, answer)))
    for part in ("Vous avez dit", "Horaires", "Trop tôt le matin.", "Un atelier le mardi à 18 h.", "24 novembre 2026"):
        assert part in found
    assert "venir" not in found and "exemple" not in found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_telephone_reads_its_code(answer: Answer, member: Colleague, locale: str) -> None:
    picture = pypdfium2.PdfDocument(poster(member, answer, locale))[0].render(scale=2).to_pil()
    [found] = zxingcpp.read_barcodes(picture)
    page = Visitor(member.app).get(urlsplit(found.text).path)
    assert page.all("html")[0].get("lang") == LANGUAGES[locale].html


@pytest.mark.parametrize("locale", HEADINGS)
def test_the_poster_is_in_the_language_of_its_readers(answer: Answer, member: Colleague, locale: str) -> None:
    content = poster(member, answer, locale)
    assert HEADINGS[locale] in " ".join(words(content))
    assert f"/Lang({LANGUAGES[locale].html})".encode() in content


def test_what_is_not_translated_says_so(answer: Answer, member: Colleague) -> None:
    found = " ".join(words(poster(member, answer, "de")))
    assert "Die Übersetzung folgt" in found and "Trop tôt le matin." in found


def test_an_arabic_poster_can_be_copied(town: Flask, member: Colleague, database: Session) -> None:
    example = database.scalars(select(Answer).where(Answer.is_refusal.is_(False))).one()
    found = words(poster(member, example, "ar"))
    assert {"ورشة", "مثال.", "يوم"} <= set(found)


def test_long_words_stay_on_one_page(answer: Answer, member: Colleague, database: Session) -> None:
    answer.said, answer.done = "Trop " * 30, "Un atelier " * 25
    answer.theme.title = "Un titre " * 8
    database.commit()
    [page] = pages(poster(member, answer))
    assert "scannez" in page


def test_a_language_that_does_not_exist_is_french(answer: Answer, member: Colleague) -> None:
    assert b"/Lang(fr)" in poster(member, answer, "xx")


def test_no_poster_of_an_answer_that_does_not_exist(member: Colleague) -> None:
    member.get("/committee/answers/9999/poster.pdf", 404)
