"""Staff make a tablet a screen of the house, move it, end it."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place, Source
from kiosk.web.visit import KIOSK_COOKIE
from tests.client import Visitor
from tests.office import Colleague, colleague


@pytest.fixture
def library(database: Session) -> Place:
    place = Place(external_id="1", name="Médiathèque du Parc", commune="Strasbourg", origin=Source(name="essai"))
    database.add(place)
    database.commit()
    return place


@pytest.fixture
def mediator(app: Flask) -> Colleague:
    return colleague(app, "staff")


def set_up(mediator: Colleague, place: str, name: str = "Entrée", status: int = 200) -> str:
    """The words of the page that follows."""
    page = mediator.submit("/staff/kiosks/new", "/staff/kiosks", status, name=name, place=place)
    return page.text()


def kiosks(database: Session) -> list[Kiosk]:
    database.rollback()
    return list(database.scalars(select(Kiosk).order_by(Kiosk.id)))


def token(mediator: Colleague) -> str:
    cookie = mediator.client.get_cookie(KIOSK_COOKIE)
    return cookie.value if cookie else ""


def test_a_tablet_is_known_by_a_secret_that_only_its_browser_keeps(
    mediator: Colleague, library: Place, database: Session
) -> None:
    set_up(mediator, str(library.id))
    [kiosk] = kiosks(database)
    assert (kiosk.name, kiosk.place_id, kiosk.enrolled_by) == ("Entrée", library.id, "Camille staff")
    assert database.scalar(Kiosk.known(token(mediator))) is kiosk
    assert token(mediator) not in kiosk.token_digest


def test_its_cookie_is_out_of_reach_of_scripts_and_other_sites(mediator: Colleague, library: Place) -> None:
    set_up(mediator, str(library.id))
    cookie = mediator.client.get_cookie(KIOSK_COOKIE)
    assert cookie and cookie.http_only and cookie.same_site == "Lax" and not cookie.secure
    assert cookie.max_age and cookie.max_age > 9 * 365 * 24 * 3600


def test_over_a_secure_connection_the_cookie_is_never_sent_in_the_clear(mediator: Colleague, library: Place) -> None:
    page = mediator.get("/staff/kiosks/new", base_url="https://localhost")
    csrf = page.all("input", name="csrf_token")[0].get("value")
    answer = mediator.client.post(
        "/staff/kiosks", data={"csrf_token": csrf, "name": "Entrée", "place": str(library.id)},
        base_url="https://localhost", headers={"Referer": "https://localhost/staff/kiosks/new"},
    )  # fmt: skip
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith(f"{KIOSK_COOKIE}=")]
    assert "Secure" in cookie


def test_whoever_set_it_up_is_signed_out(mediator: Colleague, library: Place) -> None:
    set_up(mediator, str(library.id))
    assert mediator.client.get("/staff/kiosks").location.startswith("/sign-in")


def test_a_fresh_start_forgets_the_visitor_and_not_the_screen(mediator: Colleague, library: Place) -> None:
    set_up(mediator, str(library.id))
    before = token(mediator)
    answer = mediator.client.get("/reset")
    assert any(one.startswith(f"{KIOSK_COOKIE}={before}") for one in answer.headers.getlist("Set-Cookie"))
    assert before == token(mediator) != ""


def test_a_visitor_elsewhere_gets_no_such_cookie(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.client.get("/reset")
    assert visitor.client.get_cookie(KIOSK_COOKIE) is None


def test_a_tablet_of_the_bus_stands_nowhere(mediator: Colleague, database: Session) -> None:
    set_up(mediator, "none")
    assert [kiosk.place_id for kiosk in kiosks(database)] == [None]


@pytest.mark.parametrize(
    ("name", "place", "words"),
    [
        ("", "none", "Donnez un nom"),
        ("x" * 81, "none", "trop long"),
        ("Entrée", "", "Choisissez"),
        ("Entrée", "999", "Choisissez"),
        ("Entrée\0", "place", "Choisissez"),
    ],
)
def test_a_bad_form_comes_back_with_its_words(mediator: Colleague, name: str, place: str, words: str) -> None:
    assert words in set_up(mediator, place, name, 422)
    assert mediator.client.get_cookie(KIOSK_COOKIE) is None


def test_a_tablet_is_not_set_up_twice(mediator: Colleague, library: Place, database: Session) -> None:
    set_up(mediator, str(library.id))
    page = mediator.sign_in()
    token_of_form = page.all("input", name="csrf_token")[0].get("value")
    answer = mediator.client.post("/staff/kiosks", data={"csrf_token": token_of_form, "name": "B", "place": "none"})
    assert answer.status_code == 422
    assert [kiosk.name for kiosk in kiosks(database)] == ["Entrée"]
    assert "Entrée" in mediator.get("/staff/kiosks/new").text()


def test_a_name_is_that_of_one_screen(app: Flask, mediator: Colleague, library: Place) -> None:
    set_up(mediator, str(library.id))
    other = Colleague(app, mediator.email)
    other.sign_in()
    assert "autre écran" in set_up(other, "none", "ENTRÉE", 422)


def test_a_screen_moves_and_the_log_says_from_where_to_where(
    app: Flask, mediator: Colleague, library: Place, database: Session
) -> None:
    set_up(mediator, "none")
    mediator.sign_in()
    id = kiosks(database)[0].id
    mediator.submit(f"/staff/kiosks/{id}", f"/staff/kiosks/{id}", name="Salle 2", place=str(library.id))
    assert [(kiosk.name, kiosk.place_id) for kiosk in kiosks(database)] == [("Salle 2", library.id)]
    assert "Médiathèque du Parc" in colleague(app, "admin").get("/admin/audit").text()


def test_what_was_ended_is_any_other_browser_until_it_is_undone(mediator: Colleague, database: Session) -> None:
    set_up(mediator, "none")
    mediator.sign_in()
    [kiosk] = kiosks(database)
    mediator.submit("/staff/kiosks", f"/staff/kiosks/{kiosk.id}/end")
    database.rollback()
    assert database.scalar(Kiosk.known(token(mediator))) is None
    mediator.submit("/staff/kiosks", f"/staff/kiosks/{kiosk.id}/reversal")
    database.rollback()
    assert database.scalar(Kiosk.known(token(mediator))) is not None


def test_an_empty_list_says_what_to_do(mediator: Colleague, database: Session) -> None:
    assert "tablette" in mediator.get("/staff/kiosks").text()
    assert database.scalar(select(func.count(Kiosk.id))) == 0


def test_the_privacy_page_speaks_of_the_mark(app: Flask) -> None:
    assert "quelle tablette" in Visitor(app).get("/fr/privacy").text()
