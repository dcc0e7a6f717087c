"""The poster of a workshop: what, when, where, and a code that residents and the scanner can read."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.web.locale import LANGUAGES
from kiosk.workshops.models import Course, Workshop
from kiosk.workshops.scanning import read
from tests.client import Visitor
from tests.office import Colleague
from tests.paper import pages, words
from tests.workshops.conftest import NOW, Planner
from tests.workshops.scanner import change

DAYS = {
    "fr": "Mercredi 25 novembre", "fr-falc": "Mercredi 25 novembre", "de": "Mittwoch, 25. November",
    "en": "Wednesday 25 November", "tr": "25 Kasım Çarşamba", "uk": "Середа, 25 листопада",
}  # fmt: skip


def poster(mediator: Colleague, workshop: Workshop, query: str = "") -> bytes:
    answer = mediator.client.get(f"/staff/workshops/{workshop.id}/poster.pdf{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    content: bytes = answer.data
    return content


def code_on(content: bytes) -> str:
    """What a camera reads."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil()
    [found] = zxingcpp.read_barcodes(picture)
    return found.text


def test_the_poster_says_what_when_and_where(plan: Planner, mediator: Colleague) -> None:
    found = " ".join(words(poster(mediator, plan(room="Salle 2"))))
    for part in ("Premiers pas", "Mercredi 25 novembre", "de 14 h à 16 h", "Médiathèque du Parc", "Salle 2", "prénom"):
        assert part in found


@pytest.mark.parametrize("locale", LOCALES)
def test_a_telephone_and_the_scanner_read_its_code(
    workshop: Workshop, mediator: Colleague, resident: Visitor, locale: str
) -> None:
    text = code_on(poster(mediator, workshop, f"?locale={locale}"))
    assert read(text) == ("workshop", str(workshop.id))
    page = resident.get(urlsplit(text).path)
    assert page.all("html")[0].get("lang") == LANGUAGES[locale].html
    assert f"/{locale}/workshops/{workshop.id}/sign-up" in page.ways()


@pytest.mark.parametrize("locale", DAYS)
def test_the_poster_is_in_the_language_of_its_readers(workshop: Workshop, mediator: Colleague, locale: str) -> None:
    content = poster(mediator, workshop, f"?locale={locale}")
    assert DAYS[locale] in " ".join(words(content))
    assert f"/Lang({LANGUAGES[locale].html})".encode() in content


def test_an_arabic_poster_can_be_copied(workshop: Workshop, mediator: Colleague) -> None:
    assert {"الشاشة", "هذا", "الرمز"} <= set(words(poster(mediator, workshop, "?locale=ar")))


def test_a_language_that_does_not_exist_is_french(workshop: Workshop, mediator: Colleague) -> None:
    assert b"/Lang(fr)" in poster(mediator, workshop, "?locale=xx")


def test_a_cancelled_workshop_and_an_example_say_so_and_invite_nobody(
    plan: Planner, mediator: Colleague, database: Session
) -> None:
    workshop = plan(cancelled_at=NOW, cancel_reason="Panne de courant")
    change(database, update(Course).values(is_example=True))
    found = " ".join(words(poster(mediator, workshop)))
    assert "annulé. Panne de courant" in found and "exemple" in found
    assert "prénom" not in found


def test_long_words_stay_on_one_page(plan: Planner, mediator: Colleague, database: Session) -> None:
    workshop = plan(room="Salle " * 20)
    change(database, update(Place).values(name="Médiathèque " + "très " * 40 + "grande", address="rue " * 60))
    change(database, update(Course).values(title="Un" + " long" * 22 + " titre"))
    [page] = pages(poster(mediator, workshop))
    assert "titre" in page and "grande" in page and "prénom" in page


def test_the_page_of_the_workshop_leads_to_the_poster(workshop: Workshop, mediator: Colleague) -> None:
    page = mediator.get(f"/staff/workshops/{workshop.id}")
    [form] = page.all("form", action=f"/staff/workshops/{workshop.id}/poster.pdf")
    assert [one.get("value") for one in form.iter("option")] == list(LOCALES)


def test_no_poster_of_a_workshop_that_does_not_exist(mediator: Colleague) -> None:
    mediator.get("/staff/workshops/9999/poster.pdf", 404)
