"""The card to tick in each language, and the tally sheet."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.web.locale import LANGUAGES
from tests.client import Visitor
from tests.feedback.counters import TALLIES, counter
from tests.office import Colleague
from tests.paper import pages, words
from tests.workshops.conftest import new_workshop

QUESTIONS = {"fr": "Ce lieu", "fr-falc": "Ce lieu", "en": "This place", "ar": "المكان"}
A5 = (420, 595)  # points


@pytest.fixture
def mediator(app: Flask) -> Colleague:
    return counter(app, "Ada")


def paper(mediator: Colleague, name: str, query: str) -> bytes:
    answer = mediator.client.get(f"{TALLIES}/{name}.pdf?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    content: bytes = answer.data
    return content


@pytest.mark.parametrize("locale", LOCALES)
def test_the_code_of_the_card_asks_the_same_on_a_telephone(
    app: Flask, mediator: Colleague, library: Place, locale: str
) -> None:
    content = paper(mediator, "card", f"about=place-{library.id}&locale={locale}")
    [code] = zxingcpp.read_barcodes(pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil())
    assert code.text == f"HTTP://LOCALHOST/F/PLACE-{library.id}"
    assert Visitor(app).get(urlsplit(code.text).path).all("button", name="value")


@pytest.mark.parametrize("locale", QUESTIONS)
def test_the_card_is_in_the_language_of_who_ticks_it(mediator: Colleague, library: Place, locale: str) -> None:
    content = paper(mediator, "card", f"about=place-{library.id}&locale={locale}")
    assert f"/Lang({LANGUAGES[locale].html})".encode() in content
    assert QUESTIONS[locale] in " ".join(words(content))


def test_the_card_is_one_page_of_a5_with_three_faces(mediator: Colleague) -> None:
    content = paper(mediator, "card", "about=kiosk&locale=fr")
    [page] = pypdfium2.PdfDocument(content)
    assert tuple(round(side) for side in page.get_size()) == A5
    found = " ".join(words(content))
    assert all(word in found for word in ("Pas bien", "Moyen", "Très bien", "Cochez"))


def test_a_long_name_stays_on_one_card(mediator: Colleague, library: Place, database: Session) -> None:
    library.name = "Médiathèque " + "très " * 60 + "grande"
    database.commit()
    [page] = pages(paper(mediator, "card", f"about=place-{library.id}&locale=fr"))
    assert "grande" in page and "téléphone" in page


def test_the_sheet_has_room_for_two_people(mediator: Colleague, database: Session) -> None:
    workshop = new_workshop()
    database.add(workshop)
    database.commit()
    [page] = pages(paper(mediator, "sheet", f"about=workshop-{workshop.id}"))
    for part in ("Premiers pas", "Mardi 2 mars", "Médiathèque du Parc", "Première personne", "Deuxième personne"):
        assert part in page


@pytest.mark.parametrize("about", ["", "place-999", "workshop-999", "nonsense"])
def test_no_paper_about_what_does_not_exist(mediator: Colleague, about: str) -> None:
    mediator.get(f"{TALLIES}/card.pdf?about={about}", 404)
    mediator.get(f"{TALLIES}/sheet.pdf?about={about}", 404)


def test_what_to_print_is_chosen_on_a_page(mediator: Colleague, library: Place) -> None:
    page = mediator.get(f"{TALLIES}/papers")
    offered = [one.get("value") for one in page.all("option")]
    assert {"kiosk", f"place-{library.id}", *LOCALES} <= set(offered)
