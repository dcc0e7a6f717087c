from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import DirectoryChange, Place
from tests.client import Page, Visitor


def names(page: Page) -> list[str]:
    return [page.text(place.find(".//strong")) for place in page.all("a", class_="place")]


def test_the_nearest_places_come_first_and_the_kiosks_own_leads(visitor: Visitor) -> None:
    page = visitor.get("/fr/places")
    assert names(page)[0] == "Médiathèque Olympe de Gouges (Centre ville)"
    assert "vous êtes ici" in page.text(page.all("a", class_="place")[0])


def test_open_places_are_marked_with_their_closing_time(visitor: Visitor) -> None:
    assert "Ouvert jusqu’à 19 h" in visitor.get("/fr/places").text()


def test_open_now_shows_only_open_places(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?with=open")
    marks = [one.get("class") for one in page.all("span") if "status-" in (one.get("class") or "")]
    assert set(marks) == {"status status-open"}


def test_a_page_beyond_the_last_shows_the_last(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?page=999")
    assert names(page)
    assert "Page 25 sur 25" in page.text()


def test_choices_that_nothing_fits_offer_a_way_out(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?with=service:creation&with=language:zz")
    assert "Aucun lieu" in page.text()
    assert any("with=service:creation" in link and "language" not in link for link in page.links())
    assert "/fr/places" in page.ways()


def test_a_search_that_finds_nothing_says_so_and_offers_all_places(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?q=zzzzzzzz")
    assert not names(page)
    assert "/fr/places" in page.ways()


def test_every_language_finds_the_libraries_by_its_own_word(visitor: Visitor) -> None:
    for word in ("mediateque", "Médiathèque", "مكتبة", "Kütüphane", "медіатека", "Bibliothek", "library"):
        page = visitor.get(f"/fr/places?q={word}")
        assert any("thèque" in name for name in names(page)), word


def test_a_place_whose_position_is_doubtful_has_no_distance_and_no_pin(visitor: Visitor, database: Session) -> None:
    doubtful = database.scalars(select(Place).where(Place.is_position_doubtful)).all()
    assert [place.name for place in doubtful] == ["Association du Centre Social et Culturel Victor Schoelcher"]
    page = visitor.get("/fr/places?q=schoelcher")
    assert "d’ici" not in page.text(page.all("a", class_="place")[0])
    assert not page.all("a", class_="map-pin")


def test_a_new_place_is_seen_without_a_restart(town: Flask, visitor: Visitor, database: Session) -> None:
    visitor.get("/fr/places")
    database.add(Place(external_id="new", name="Nouveau lieu", commune="Strasbourg", source="exemple"))
    database.add(DirectoryChange(happened_at=datetime(2026, 11, 24, tzinfo=UTC), reason="test"))
    database.commit()
    assert names(visitor.get("/fr/places?q=nouveau"))


def test_examples_are_never_counted_and_come_after_what_exists(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?with=service:procedures")
    assert "1 lieu" in page.text()
    assert names(page)[1:] == ["Espace numérique du Fil rouge (exemple)", "Permanence du quartier (exemple)"]
    assert "Ouvert" not in page.text(page.all("a", class_="place")[1])


def test_a_wish_that_only_an_example_fulfils_says_so(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?with=language:tr")
    assert "seulement un exemple" in page.text()
    assert "/fr/places" in page.ways()


def test_the_way_back_from_a_place_keeps_page_and_choices(visitor: Visitor) -> None:
    listed = visitor.get("/fr/places?with=fee:free&page=3")
    place = visitor.get(next(link for link in listed.links() if link.startswith("/fr/places/") and "page=3" in link))
    assert "/fr/places?with=fee:free&page=3" in place.ways()


def test_a_place_opened_on_the_map_leads_back_to_the_map(visitor: Visitor) -> None:
    pins = visitor.get("/fr/map").links()
    place = visitor.get(next(link for link in pins if "map=1" in link))
    assert "/fr/map" in place.ways()


def test_a_language_is_found_by_its_name(visitor: Visitor) -> None:
    assert "Espace numérique" in visitor.get("/fr/places?q=arabe").text()


def test_an_address_of_an_earlier_visit_leads_to_the_start(visitor: Visitor) -> None:
    address = next(link for link in visitor.get("/fr/places").links() if link.startswith("/fr/places/"))
    visitor.get("/reset")
    assert visitor.get(address).all("a", class_="language")
