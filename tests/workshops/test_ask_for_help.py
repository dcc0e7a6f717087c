"""Asking for help in person: five questions, a name, a slip."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.directory.standard import SERVICES
from kiosk.workshops.help_requests.answers import NEEDS
from kiosk.workshops.models import HelpRequest, Workshop
from tests.client import Page, Visitor
from tests.workshops.asking import SLIP, WISH, ask, form, query, request_named, send, slip_of
from tests.workshops.conftest import NOW
from tests.workshops.planning import merged_away

NEW = "/fr/help-requests/new"
PLACES = f"{NEW}?need=access&language=fr&week=any&hours=any"


def tiles(page: Page) -> list[str]:
    return [one.get("href", "") for one in page.all("a", class_="tile")]


def place_of(link: str) -> str:
    return link.partition("place=")[2].partition("&")[0]


def count(database: Session) -> int:
    return database.scalar(select(func.count(HelpRequest.id))) or 0


def test_each_need_is_a_service_of_the_national_standard() -> None:
    assert set(NEEDS) == {*SERVICES, "unknown"}


@pytest.mark.parametrize(("locale", "most"), [("fr", 6), ("ar", 6), ("fr-falc", 4)])
def test_no_question_has_more_choices_than_a_screen_holds(visitor: Visitor, locale: str, most: int) -> None:
    address = f"/{locale}/help-requests/new"
    for asked in range(6):
        answers = dict(list(WISH.items())[:asked])
        assert len(tiles(visitor.get(f"{address}?{query(**answers)}"))) in (range(2, most + 1) if asked < 5 else (0,))


@pytest.mark.parametrize("locale", ["fr", "fr-falc"])
def test_every_need_is_reached(visitor: Visitor, locale: str) -> None:
    found, address = set[str](), f"/{locale}/help-requests/new?week=any&hours=any"
    while address:
        links = tiles(visitor.get(address))
        found |= {need for need in NEEDS for link in links if f"need={need}" in link}
        address = next((link for link in links if "part=" in link), "")
    assert found == set(NEEDS)


def test_the_language_of_the_page_is_offered_first(visitor: Visitor) -> None:
    links = tiles(visitor.get("/ar/help-requests/new?week=any&hours=any&need=access"))
    assert "language=ar" in links[0] and "language=fr" in links[1]


def test_this_week_is_over_on_saturday(town: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(town.config, "FROZEN_NOW", NOW + timedelta(days=4))
    links = tiles(Visitor(town).get(f"{NEW}?need=access&language=fr"))
    assert not [link for link in links if "week=this" in link] and len(links) == 2


def test_the_place_of_the_kiosk_and_the_nearest_that_help_are_offered(visitor: Visitor, database: Session) -> None:
    ids = [place_of(link) for link in tiles(visitor.get(PLACES))]
    assert "Olympe de Gouges" in database.get_one(Place, int(ids[0])).name
    assert ids[-1] == "anywhere" and len(ids) == 5
    assert all("access" in database.get_one(Place, int(id)).services for id in ids[1:-1])


def test_an_example_is_never_offered(visitor: Visitor, database: Session) -> None:
    database.execute(update(Place).values(is_example=True))
    database.commit()
    assert len(tiles(visitor.get(PLACES))) == 2


def test_a_place_that_was_merged_into_another_one_is_not_offered(visitor: Visitor, database: Session) -> None:
    first = visitor.get(PLACES)
    nearest = database.get_one(Place, int(place_of(tiles(first)[1])))
    gone = merged_away(database, nearest)
    gone.latitude, gone.longitude = nearest.latitude, nearest.longitude
    database.commit()
    assert [place_of(link) for link in tiles(visitor.get(PLACES))] == [place_of(link) for link in tiles(first)]


def test_a_kiosk_whose_place_was_merged_stands_in_the_other_one(
    resident: Visitor, app: Flask, workshop: Workshop, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = merged_away(database, database.get_one(Workshop, workshop.id).place)
    monkeypatch.setitem(app.config, "PLACE", f"{gone.source}:{gone.external_id}")
    assert [place_of(link) for link in tiles(resident.get(PLACES))] == [str(workshop.place_id), "anywhere"]


def test_what_was_chosen_among_the_places_is_not_asked_again(visitor: Visitor) -> None:
    page = visitor.get(f"{NEW}?with=service:access&with=language:uk&with=open")
    assert all("need=access" in link and "language=uk" in link for link in tiles(page))


def test_a_way_back_leads_to_the_question_before(visitor: Visitor) -> None:
    page = visitor.get(f"{NEW}?week=any&hours=any&need=access")
    assert f"{NEW}?week=any&hours=any" in [way.removesuffix("&") for way in page.ways()]


def test_a_name_is_enough(resident: Visitor, database: Session) -> None:
    assert "Samira" in ask(resident).text()
    made = request_named(database)
    assert (made.need, made.language, made.week, made.hours, made.place_id) == (
        "procedures",
        "fr",
        "next",
        "afternoon",
        None,
    )
    assert (made.channel, made.address, made.source, made.state) == ("", "", "kiosk", "asked")


def test_a_number_is_kept_as_it_is_dialled(resident: Visitor, database: Session) -> None:
    ask(resident, contact="06 12 34 56 78")
    assert (request_named(database).channel, request_named(database).address) == ("sms", "+33612345678")


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 41}, {"contact": "demain"}])
def test_a_wrong_form_comes_back_with_its_words(resident: Visitor, database: Session, wrong: dict[str, str]) -> None:
    page = send(resident, form(resident) | {"name": "Samira"} | wrong, status=422)
    name, value = next(iter(wrong.items()))
    assert page.all("input", name=name)[0].get("value") == value.strip()
    assert f"#{name}" in page.links() and page.all("p", id=f"{name}-error")
    assert not count(database)


@pytest.mark.parametrize("question", WISH)
def test_an_answer_that_no_screen_offers_is_asked_again(resident: Visitor, database: Session, question: str) -> None:
    send(resident, form(resident) | {"name": "Samira", question: "999999"}, status=422)
    resident.get(f"{NEW}?{query(**WISH | {question: '%00'})}")
    assert not count(database)


def test_the_same_form_sent_ten_times_is_one_request(resident: Visitor, database: Session) -> None:
    sent = form(resident) | {"name": "Samira"}
    assert len({send(resident, sent).html.partition("ticket-code")[2][:60] for _ in range(10)}) == 1
    assert count(database) == 1


def test_two_people_with_one_cached_page_are_two(app: Flask, database: Session) -> None:
    cached = form(Visitor(app))["client_id"]
    for visitor in (Visitor(app), Visitor(app)):
        send(visitor, form(visitor) | {"client_id": cached, "name": "Marie"})
    assert count(database) == 2


def test_a_form_without_its_token_is_refused(resident: Visitor, database: Session) -> None:
    send(resident, WISH | {"name": "Samira"}, status=400)
    assert not count(database)


def test_a_place_that_gives_appointments_says_so(resident: Visitor, workshop: Workshop, database: Session) -> None:
    database.execute(update(Place).values(appointment_url="https://rdv.example/parc"))
    database.commit()
    place = {"place": str(workshop.place_id)}
    assert "rdv.example/parc" in resident.get(f"{NEW}?{query(**WISH | place)}").text()
    assert "rdv.example/parc" in ask(resident, **place).text()


def test_the_database_alone_opens_no_slip(app: Flask, database: Session) -> None:
    token = slip_of(app).rpartition("/")[2]
    made = request_named(database)
    assert token not in [str(getattr(made, column.key)) for column in HelpRequest.__table__.columns]


def test_a_list_without_places_has_a_door_to_a_person(visitor: Visitor) -> None:
    page = visitor.get("/fr/places?with=service:creation&with=language:uk")
    door = next(link for link in page.links() if "/help-requests/new" in link)
    assert "language=uk" in tiles(visitor.get(door))[0]


def test_the_end_of_a_list_has_a_door_to_a_person(visitor: Visitor) -> None:
    for last in ("/fr/places?page=999", "/fr/places?q=gisele+halimi"):
        assert [link for link in visitor.get(last).links() if "/help-requests/new" in link]
    assert not [link for link in visitor.get("/fr/places").links() if "/help-requests/new" in link]


def test_the_first_screens_have_doors_that_nobody_takes_for_the_list_of_places(visitor: Visitor) -> None:
    assert NEW in visitor.get("/fr/").ways()
    page = visitor.get(NEW)
    assert "rendez-vous" in page.text(page.all("h1")[0]) and len(page.all("ol", class_="ways")[0]) == 3
    assert all("week=" in link for link in tiles(page))


def test_a_place_has_a_door_to_a_person(visitor: Visitor, database: Session) -> None:
    id = database.scalars(select(Place.id).where(Place.is_example.is_(False))).first()
    door = next(link for link in visitor.get(f"/fr/places/{id}").links() if "/help-requests/new" in link)
    assert f"place={id}" in door


def test_two_taps_at_the_same_moment_lead_to_one_slip(app: Flask, resident: Visitor, database: Session) -> None:
    fields = form(resident) | {"name": "Samira"}
    cookies = [resident.client.get_cookie(name) for name in ("session", "visit", "mark")]

    def tap(start: Barrier) -> str:
        client = app.test_client()
        for cookie in cookies:
            assert cookie
            client.set_cookie(cookie.key, cookie.value)
        start.wait()
        return str(SLIP.findall(client.post("/fr/help-requests", data=fields).headers["Location"])[0])

    with ThreadPoolExecutor(8) as taps:
        slips = set(taps.map(tap, [Barrier(8)] * 8))
    assert len(slips) == count(database) == 1
