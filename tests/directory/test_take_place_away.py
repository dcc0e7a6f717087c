from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.web.qr import PICTURES, picture_pair
from tests.client import Visitor


def library(database: Session) -> Place:
    return database.scalars(select(Place).where(Place.name.startswith("Médiathèque André Malraux"))).one()


def test_the_short_address_opens_the_place_in_the_same_language(visitor: Visitor, database: Session) -> None:
    page = visitor.get(f"/P/AR/{library(database).id}")
    assert page.all("html")[0].get("lang") == "ar"
    assert "Malraux" in page.text()


def test_the_short_address_works_as_it_is_written_below_the_code(visitor: Visitor, database: Session) -> None:
    page = visitor.get(f"/fr/places/{library(database).id}")
    written = page.text(page.all("p", class_="take-away-address")[0])
    assert "Malraux" in visitor.get(f"/{written.partition('/')[2]}").text()


def test_a_phone_is_a_device_of_ones_own(visitor: Visitor, database: Session) -> None:
    page = visitor.get(f"/P/FR-FALC/{library(database).id}")
    assert page.all("html")[0].get("data-device") == "personal"
    assert not page.all("dialog")


def test_kiosk_and_phone_show_the_same_pictures(visitor: Visitor, database: Session) -> None:
    place = library(database)
    kiosk = visitor.get(f"/fr/places/{place.id}")
    phone = visitor.get(f"/P/FR/{place.id}")
    pictures = [[icon.get("class") for icon in page.all("p", class_="pair")[0]] for page in (kiosk, phone)]
    assert pictures[0] == pictures[1]


def test_a_pair_is_two_different_pictures_and_always_the_same() -> None:
    pairs = [picture_pair(f"secret/{number}") for number in range(300)]
    assert all(first != second and {first, second} <= set(PICTURES) for first, second in pairs)
    assert len(set(pairs)) > 120
    assert pairs[7] == picture_pair("secret/7")


def test_the_code_stays_small(visitor: Visitor, database: Session) -> None:
    page = visitor.get(f"/fr/places/{library(database).id}", base_url="https://kiosque.strasbourg.eu")
    width = int((page.all("svg", class_="qr")[0].get("viewBox") or "").split()[2])
    assert width - 8 <= 29  # version 3 has 29 modules, and four of quiet on each side
