"""One tap counts; everything after it is optional: another face, reasons, erasing it, the next person."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.feedback.models import ReasonCount, Tap
from kiosk.feedback.vocabulary import SERVICES
from tests.client import Page, Visitor
from tests.feedback.sending import taps, totals
from tests.office import colleague
from tests.workshops.conftest import new_workshop

QUESTION = "/fr/feedback/kiosk"


@pytest.fixture
def resident(app: Flask) -> Visitor:
    return Visitor(app)


def tap(visitor: Visitor, value: int | str, address: str = QUESTION, status: int = 200, **fields: str) -> Page:
    """Touch a face on this page."""
    page = visitor.get(address)
    (form,) = [one for one in page.all("form") if "data-question" in one.attrib]
    hidden = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
    sent = visitor.client.post(
        form.get("action"), data={**hidden, "value": str(value), **fields}, follow_redirects=True
    )
    return visitor.seen(sent, status)


def press(visitor: Visitor, page: Page, action: str, **fields: str) -> Page:
    """Send the form of this page whose address ends like this."""
    form = next(one for one in page.all("form") if re.search(f"{action}$", one.get("action", "")))
    token = next(one.get("value") for one in form.iter("input") if one.get("name") == "csrf_token")
    data = {"csrf_token": token, **fields}
    return visitor.seen(visitor.client.post(form.get("action"), data=data, follow_redirects=True), 200)


def pressed(page: Page) -> list[str]:
    return [one.get("value", "") for one in page.all("button", aria_pressed="true")]


@pytest.mark.parametrize("value", [1, 2, 3])
def test_one_tap_counts(resident: Visitor, database: Session, value: int) -> None:
    page = tap(resident, value)
    assert "Merci" in page.text() and pressed(page) == [str(value)]
    assert totals(database)[value - 1] == 1 and sum(totals(database)) == 1


def test_the_faces_are_buttons_with_words_in_the_order_of_reading(resident: Visitor) -> None:
    page = resident.get(QUESTION)
    faces = [one for one in page.all("button") if one.get("name") == "value"]
    assert [(one.get("value"), page.text(one)) for one in faces] == [
        ("1", "Pas bien"), ("2", "Moyen"), ("3", "Très bien"),
    ]  # fmt: skip


def test_the_same_form_sent_ten_times_is_one_tap(resident: Visitor, database: Session) -> None:
    for _ in range(10):
        tap(resident, 3, client_id="5b0f7ab4-43a4-4a65-8d54-2f0f0f4a4a4a")
    assert totals(database) == (0, 0, 1, 0)


def test_who_goes_back_and_chooses_another_face_has_changed_it(resident: Visitor, database: Session) -> None:
    page = tap(resident, 1, client_id="5b0f7ab4-43a4-4a65-8d54-2f0f0f4a4a4a")
    page = tap(resident, 3, client_id="5b0f7ab4-43a4-4a65-8d54-2f0f0f4a4a4a")
    assert pressed(page) == ["3"] and totals(database) == (0, 0, 1, 0)


def test_two_visitors_with_one_cached_page_are_two(app: Flask, database: Session) -> None:
    for _ in range(2):
        tap(Visitor(app), 3, client_id="5b0f7ab4-43a4-4a65-8d54-2f0f0f4a4a4a", new_person="1")
    assert totals(database) == (0, 0, 2, 0)


def test_a_form_without_an_id_counts_too(resident: Visitor, database: Session) -> None:
    tap(resident, 1, client_id="")
    assert totals(database) == (1, 0, 0, 0)


@pytest.mark.parametrize("value", ["0", "4", "good", ""])
def test_a_face_that_does_not_exist_is_refused(resident: Visitor, database: Session, value: str) -> None:
    tap(resident, value, status=400)
    assert totals(database) == (0, 0, 0, 0)


def test_another_face_replaces_the_first(resident: Visitor, database: Session) -> None:
    page = press(resident, tap(resident, 3), r"taps/[\w-]+", value="1")
    assert pressed(page) == ["1"] and totals(database) == (1, 0, 0, 0)


def test_reasons_come_and_go_and_follow_the_face(resident: Visitor, database: Session) -> None:
    page = press(resident, tap(resident, 1), r"taps/[\w-]+", reason="time")
    page = press(resident, page, r"taps/[\w-]+", reason="staff")
    page = press(resident, page, r"taps/[\w-]+", reason="time")
    page = press(resident, page, r"taps/[\w-]+", value="3")
    assert pressed(page) == ["3", "staff"]
    given = database.scalars(select(ReasonCount).where(ReasonCount.kind == "*", ReasonCount.place_id == 0)).all()
    assert {(one.reason, one.bad, one.good) for one in given} == {("time", 0, 0), ("staff", 0, 1)}


def test_an_answer_can_be_erased(resident: Visitor, database: Session) -> None:
    page = press(resident, tap(resident, 1), "withdrawal")
    assert "effacée" in page.text() and totals(database) == (0, 0, 0, 0) and not taps(database)


def test_the_next_person_finds_the_question_and_nothing_else(resident: Visitor, database: Session) -> None:
    page = tap(resident, 1)
    (way,) = [one.get("href", "") for one in page.all("a") if "data-way-on" in one.attrib]
    assert not pressed(resident.get(way))
    tap(resident, 3, "/fr/feedback/kiosk?new=1")
    assert totals(database) == (1, 0, 1, 0)


def test_what_an_earlier_visitor_answered_is_not_shown(resident: Visitor) -> None:
    page = tap(resident, 1)
    address = next(one.get("action", "") for one in page.all("form") if "withdrawal" in one.get("action", ""))
    shown = address.removesuffix("/withdrawal") + "?visit=another"
    assert resident.client.get(shown).location == "/"


@pytest.mark.parametrize("code", ["place-9", "place-0", "workshop-7", "stop-3", "service-nothing", "bus", "place-1e3"])
def test_of_what_does_not_exist_nobody_is_asked(resident: Visitor, code: str) -> None:
    assert "n’existe pas" in resident.get(f"/fr/feedback/{code}", 404).text()


def test_places_workshops_stops_services_and_the_kiosk_have_their_questions(
    resident: Visitor, database: Session, library: Place
) -> None:
    workshop = new_workshop()
    workshop.place.origin.name = "autre"
    database.add(workshop)
    database.commit()
    codes = ["kiosk", f"place-{library.id}", f"stop-{library.id}", f"workshop-{workshop.id}", "service-access"]
    questions = [resident.get(f"/fr/feedback/{code}").text() for code in codes]
    assert len({*questions}) == 5 and "Médiathèque du Parc" in questions[1] and "Premiers pas" in questions[3]
    for code in codes:
        tap(resident, 3, f"/fr/feedback/{code}")
    place = library.id
    made = taps(database)
    assert {one.touchpoint.code for one in made} == {*codes} and [one.place_id for one in made].count(place) == 2


def test_every_kind_of_help_is_called_by_its_name(resident: Visitor) -> None:
    pages = [resident.get(f"/fr/feedback/service-{code}") for code in SERVICES]
    names = {page.text(page.all("p", class_="opinion-about")[0]) for page in pages}
    assert len(names) == 9 and "" not in names


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_of_the_screen_is_kept(resident: Visitor, database: Session, locale: str) -> None:
    tap(resident, 2, f"/{locale}/feedback/kiosk")
    assert [one.language for one in taps(database)] == [locale]


def test_an_answer_that_was_erased_leads_to_the_question(resident: Visitor) -> None:
    assert not pressed(resident.get(f"/fr/feedback/kiosk/taps/{uuid4()}"))
    page = tap(resident, 1)
    press(resident, page, "withdrawal")
    assert "c’est comment" in press(resident, page, r"taps/[\w-]+", value="3").text()


def test_a_part_of_a_page_about_an_erased_answer_leads_there_too(resident: Visitor) -> None:
    asked = {"HX-Request": "true", "HX-Target": "answer"}
    answer = resident.client.get(f"/fr/feedback/kiosk/taps/{uuid4()}", headers=asked)
    assert answer.headers["HX-Redirect"].startswith("/fr/feedback/kiosk")


def test_what_is_set_aside_is_not_said_to_count(app: Flask, resident: Visitor) -> None:
    assert "compte" in tap(resident, 3).text()
    assert "gardée" in tap(colleague(app, "staff"), 3).text()


def test_who_works_here_tries_things_out(app: Flask, database: Session) -> None:
    tap(colleague(app, "staff"), 1)
    assert [one.state for one in taps(database)] == ["test"] and totals(database) == (0, 0, 0, 1)


def test_what_somebody_of_the_committee_thinks_counts(app: Flask, database: Session) -> None:
    member = colleague(app, "committee")
    page = member.get(QUESTION)
    tap(member, 1)
    assert [one.state for one in taps(database)] == ["counted"]
    forms = [*page.all("form"), *colleague(app, "staff").get(QUESTION).all("form")]
    assert [one.get("data-test") for one in forms if "data-question" in one.attrib] == [None, "1"]


def test_the_welcome_screen_leads_there(resident: Visitor) -> None:
    assert QUESTION in resident.get("/fr/").ways()


def test_a_telephone_changes_its_answer_for_a_day(app: Flask, database: Session) -> None:
    phone = Visitor(app)
    phone.get("/F/KIOSK")
    tap(phone, 3)
    assert pressed(phone.get("/F/KIOSK")) == ["3"]
    again = phone.client.post("/fr/feedback/kiosk/taps", data={"value": "1", "csrf_token": token(phone)})
    assert again.status_code == 303
    (one,) = taps(database)
    assert (one.value, one.revision, one.channel) == (1, 2, "qr") and totals(database) == (1, 0, 0, 0)


def token(visitor: Visitor) -> str:
    return str(visitor.get("/fr/display").all("input", name="csrf_token")[0].get("value"))


@pytest.mark.parametrize(("wished", "locale"), [("tr,fr;q=0.5", "tr"), ("es", "fr"), ("ar-MA", "ar"), ("", "fr")])
def test_a_scanned_code_speaks_the_language_of_the_telephone(app: Flask, wished: str, locale: str) -> None:
    answer = app.test_client().get("/f/kiosk", headers={"Accept-Language": wished})
    assert answer.location.startswith(f"/{locale}/feedback/kiosk")


def test_an_opinion_on_a_telephone_is_never_set_aside_for_its_hour_or_haste(app: Flask, database: Session) -> None:
    for _ in range(8):
        phone = Visitor(app)
        phone.get("/f/kiosk")
        tap(phone, 3)
    assert totals(database) == (0, 0, 8, 0)


def test_what_was_tapped_is_dated_by_the_server(resident: Visitor, database: Session) -> None:
    tap(resident, 3)
    one: Tap = taps(database)[0]
    assert abs(one.captured_at - one.received_at) < timedelta(seconds=1) and one.gap_ms is None
