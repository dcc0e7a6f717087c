"""Every page of the kiosk, in every language."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.accounts.roles import ROLES
from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.web.locale import LANGUAGES, OFFICE_LOCALES
from tests.client import Page, Visitor
from tests.office import colleague, office_pages

PLACE_PAGES = ("directory.show", "directory.slip", "directory.large")
FILES = (".csv", ".json", ".pdf")
FILE = re.compile(r"\.(csv|json|pdf)\b")
ENGLISH = re.compile(r"\b(the|your|with|open|closed|and|from|you|this)\b", re.IGNORECASE)


def addresses(app: Flask, database: Session) -> list[str]:
    """One address for each public page, and one for each kind of place."""
    ids = database.scalars(select(Place.id).order_by(Place.source, Place.id)).all()
    with app.test_request_context():
        urls = app.url_map.bind("localhost")
        fixed = [
            urls.build(rule.endpoint, {"locale": "fr"})
            for rule in app.url_map.iter_rules()
            if rule.arguments == {"locale"} and "GET" in (rule.methods or ()) and not rule.rule.endswith(FILES)
        ]
        ofplace = [urls.build(name, {"locale": "fr", "id": id}) for name in PLACE_PAGES for id in ids[:: len(ids) // 4]]
    return [*dict.fromkeys(fixed), *ofplace, *WITH_CHOICES]


WITH_CHOICES = (
    "/fr/needs?part=2",
    "/fr/places?page=3",
    "/fr/places?with=service:access&with=open",
    "/fr/places?with=service:creation&with=language:tr&with=step_free",
    "/fr/places?q=mediateque",
    "/fr/places?q=zzzzzzzz",
    "/fr/places/filters?with=service:procedures&with=fee:free",
    "/fr/help-requests/new?week=any&hours=any&part=2",
    "/fr/help-requests/new?need=procedures&language=tr&week=next&hours=morning",
    "/fr/help-requests/new?week=any&hours=any&need=access&part=2",
    "/fr/help-requests/new?need=procedures&language=fsl&week=any&hours=any&place=anywhere",
    "/fr/language?page=/fr/places%3Fpage=2",
    "/fr/display?page=/fr/places",
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_sound_and_wholly_in_its_language(
    town: Flask, database: Session, visitor: Visitor, locale: str
) -> None:
    for address in addresses(town, database):
        page = visitor.get(address.replace("/fr/", f"/{locale}/", 1).replace("page=/fr/", f"page=/{locale}/"))
        html = page.all("html")[0]
        assert (html.get("lang"), html.get("dir")) == (LANGUAGES[locale].html, LANGUAGES[locale].direction)
        assert locale == "en" or not english_words(page), address


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("locale", OFFICE_LOCALES)
def test_every_page_of_the_back_office_is_sound(app: Flask, role: str, locale: str) -> None:
    person = colleague(app, role)
    person.submit("/account", "/office-language", locale=locale)
    for address in office_pages(app, role):
        page = person.get(address)
        assert page.all("html")[0].get("lang") == locale
        assert locale == "en" or not english_words(page), address


def english_words(page: Page) -> list[str]:
    """Small English words outside of names and of the names of languages."""
    for foreign in [*page.all("bdi"), *page.all("a", lang="en")]:
        foreign.clear()
    words: list[str] = ENGLISH.findall(page.text(page.all("body")[0]))
    return words


def test_every_link_leads_somewhere(visitor: Visitor) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address not in seen and address.startswith("/") and "/language" not in address:
            seen.add(address)
            links = [link for link in visitor.get(address).links() if not FILE.search(link)]
            waiting += [link for link in links if link.startswith("/fr/") or link == "/"]
    assert len(seen) == 150
