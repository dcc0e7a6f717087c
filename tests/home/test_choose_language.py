import shutil
from pathlib import Path

from kiosk.catalogues import compile_all
from kiosk.config import LOCALES, ROOT
from kiosk.web.locale import complete_languages
from tests.client import Visitor


def test_the_first_screen_offers_every_language_in_its_own_words(visitor: Visitor) -> None:
    page = visitor.get("/")
    offered = {link.get("href"): page.text(link) for link in page.all("a", class_="language")}
    assert set(offered) == {f"/{locale}/" for locale in LOCALES}
    assert "العربية" in offered["/ar/"]


def test_changing_the_language_keeps_the_page(visitor: Visitor) -> None:
    page = visitor.get("/fr/language?page=/fr/places%3Fpage%3D2")
    assert "/uk/places?page=2" in page.links()


def test_every_page_leads_to_the_choice_of_a_language_and_back(visitor: Visitor) -> None:
    choice = next(link for link in visitor.get("/de/places?page=3").links() if "/language" in link)
    assert "/de/places?page=3" in visitor.get(choice).links()


def test_each_language_says_what_the_kiosk_is_for(visitor: Visitor) -> None:
    page = visitor.get("/")
    purposes = {page.text(one) for one in page.all("span", class_="language-purpose")}
    assert len(purposes) >= 6


def test_a_language_with_a_sentence_missing_is_not_offered(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "translations", tmp_path / "translations")
    assert set(complete_languages(folder)) == set(LOCALES)
    catalogue = folder / "tr" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text(catalogue.read_text().replace('msgstr "Ara"', 'msgstr ""', 1))
    compile_all(tmp_path)
    assert set(complete_languages(folder)) == set(LOCALES) - {"tr"}
