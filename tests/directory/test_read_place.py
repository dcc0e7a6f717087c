from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from tests.client import Page, Visitor

HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0"


def place_page(visitor: Visitor, database: Session, name: str, locale: str = "fr") -> Page:
    place = database.scalars(select(Place).where(Place.name.startswith(name))).one()
    return visitor.get(f"/{locale}/places/{place.id}")


def test_a_place_says_who_when_where_and_for_how_much(visitor: Visitor, database: Session) -> None:
    words = place_page(visitor, database, "Espace numérique").text()
    for expected in (
        "Du lundi au vendredi",
        "de 9 h à 12 h",
        "03 53 01 00 00",
        "1 place de l'Exemple",
        "C’est gratuit",
    ):
        assert expected in words


def test_the_way_is_told_from_the_nearest_stop(visitor: Visitor, database: Session) -> None:
    words = place_page(visitor, database, "Médiathèque André Malraux").text()
    assert "minutes à pied" in words


def test_an_example_says_that_it_does_not_exist(visitor: Visitor, database: Session) -> None:
    assert "n’existe pas" in place_page(visitor, database, "Espace numérique").text()


def test_a_text_that_nobody_has_translated_is_shown_in_french_and_said_to_be(
    visitor: Visitor, database: Session
) -> None:
    page = place_page(visitor, database, "Permanence du quartier", "de")
    french = [one for one in page.all("bdi", lang="fr") if "Deux après-midi" in page.text(one)]
    assert french
    assert "auf Französisch" in page.text()


def test_a_translated_text_is_shown_in_the_language_of_the_page(visitor: Visitor, database: Session) -> None:
    assert "A team helps you" in place_page(visitor, database, "Espace numérique", "en").text()


def test_a_notice_is_shown_while_it_holds(visitor: Visitor, database: Session) -> None:
    page = place_page(visitor, database, "Permanence du quartier")
    assert "Travaux dans la salle" in page.text()
    assert "Fermé" in page.text()


def test_hours_that_nobody_understands_show_no_open_badge(visitor: Visitor, database: Session) -> None:
    place = database.scalars(select(Place).where(Place.name.startswith("Espace numérique"))).one()
    place.opening_hours = "du mardi au vendredi 9h30"
    database.commit()
    page = visitor.get(f"/fr/places/{place.id}")
    assert "Ouvert" not in page.text()
    assert "du mardi au vendredi 9h30" in page.text()


def test_hostile_values_do_no_harm(visitor: Visitor, database: Session) -> None:
    place = database.scalars(select(Place).where(Place.name.startswith("Espace numérique"))).one()
    place.name = place.summary = place.address = place.opening_hours = HOSTILE
    place.websites, place.updated_on = ("javascript:alert(1)",), date(2026, 1, 1)
    database.commit()
    page = visitor.get(f"/fr/places/{place.id}")
    assert not [one for one in page.all("script") if not one.get("src")]
    assert not [link for link in page.links() if link.startswith("javascript")]


@pytest.mark.parametrize("page", ["slip", "large"])
def test_what_is_taken_away_keeps_the_notice_and_the_telephone(visitor: Visitor, database: Session, page: str) -> None:
    place = database.scalars(select(Place).where(Place.name.startswith("Permanence"))).one()
    words = visitor.get(f"/fr/places/{place.id}/{page}").text()
    assert "Travaux dans la salle" in words
    assert "03 53 01 00 01" in words
