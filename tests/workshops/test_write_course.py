"""Courses: find, write, translate, delete."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Course, Workshop
from tests.office import Colleague, colleague

NEW, ALL = "/staff/courses/new", "/staff/courses"
USUAL: dict[str, Any] = {
    "title": "Mes photos",
    "topic": "files",
    "level": "beginner",
    "fee": "free",
    "languages": ["fr", "ar"],
}


@pytest.fixture
def staff(app: Flask) -> Colleague:
    return colleague(app, "staff")


def written(staff: Colleague, database: Session, **typed: Any) -> Course:
    database.rollback()
    staff.submit(NEW, ALL, **{**USUAL, **typed})
    return database.scalars(select(Course).filter_by(title=typed.get("title", USUAL["title"]))).one()


def test_a_course_is_written_and_changed(staff: Colleague, database: Session) -> None:
    course = written(staff, database, outline="Trier\r\n Garder \r\n", equipment=["wifi", "rocket"])
    assert (course.outline, course.languages, course.equipment) == ("Trier\nGarder", ("fr", "ar"), ("wifi",))
    page = f"{ALL}/{course.id}"
    staff.submit(f"{page}/edit", page, **{**USUAL, "title": "Nos photos", "needs_subscription": "1"})
    database.rollback()
    assert (course.title, course.needs_subscription, course.equipment) == ("Nos photos", True, ())


def test_two_people_do_not_change_a_course_over_each_other(staff: Colleague, database: Session) -> None:
    course = written(staff, database)
    address = f"{ALL}/{course.id}"
    page = staff.get(f"{address}/edit")
    staff.submit(f"{address}/edit", address, **{**USUAL, "summary": "Trier ses photos"})
    again = staff.send(page, address, 422, **{**USUAL, "title": "Nos photos"})
    assert again.all("input", id="title")[0].get("value") == "Nos photos"
    staff.send(again, address, 422, **{**USUAL, "title": ""})
    database.rollback()
    assert (course.title, course.summary) == ("Mes photos", "Trier ses photos")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"title": " "}, "title"), ({"title": "x" * 121}, "title"), ({"topic": "cooking"}, "topic"),
     ({"languages": []}, "languages"), ({"fee": ""}, "fee"), ({"summary": "x" * 4001}, "summary")],
)  # fmt: skip
def test_a_wrong_form_comes_back_with_its_words(
    staff: Colleague, database: Session, typed: dict[str, Any], wrong: str
) -> None:
    page = staff.submit(NEW, ALL, 422, **{**USUAL, "audience": "Pour tout le monde", **typed})
    assert page.all("p", id=f"{wrong}-error")
    assert page.text(page.all("textarea", id="audience")[0]) == "Pour tout le monde"
    assert not database.scalars(select(Course)).all()


def test_words_are_translated_beside_the_french(staff: Colleague, database: Session) -> None:
    course = written(staff, database, summary="Trier ses photos")
    page = f"{ALL}/{course.id}/translations/ar"
    form = staff.get(page)
    assert form.all("textarea", id="summary")[0].get("dir") == "rtl"
    assert "Trier ses photos" in form.text()
    staff.submit(page, page, title="صوري", summary="")
    database.rollback()
    assert (course.translated("title", "ar"), course.translated("summary", "ar")) == ("صوري", None)


def test_a_translation_is_taken_away(staff: Colleague, database: Session) -> None:
    course = written(staff, database)
    page = f"{ALL}/{course.id}/translations/de"
    staff.submit(page, page, title="Fotos")
    staff.submit(page, page, title="")
    database.rollback()
    assert course.translated("title", "de") is None


@pytest.mark.parametrize("code", ["fr", "xx", "1"])
def test_there_is_no_translation_into_other_languages(staff: Colleague, database: Session, code: str) -> None:
    assert staff.client.get(f"{ALL}/{written(staff, database).id}/translations/{code}").status_code == 404


def test_missing_translations_are_said(staff: Colleague, database: Session) -> None:
    course = written(staff, database)
    page = staff.get(f"{ALL}/{course.id}")
    assert len(page.all("span", class_="status status-doubt")) == 6


@pytest.mark.parametrize(("query", "titles"), [("?q=PHOTO", 1), ("?topic=email", 1), ("?q=nothing", 0), ("", 2)])
def test_courses_are_found_by_words_and_topic(staff: Colleague, database: Session, query: str, titles: int) -> None:
    written(staff, database)
    written(staff, database, title="Écrire un mail", topic="email")
    assert len(staff.get(f"{ALL}{query}").all("th", role="rowheader")) == titles


def test_a_course_without_workshops_is_deleted(staff: Colleague, database: Session) -> None:
    course = written(staff, database)
    staff.submit(f"{ALL}/{course.id}", f"{ALL}/{course.id}/deletion")
    database.rollback()
    assert not database.scalars(select(Course)).all()


def test_a_course_with_workshops_stays(workshop: Workshop, staff: Colleague, database: Session) -> None:
    page = staff.get(NEW)
    staff.send(page, ALL, **USUAL)
    token = {"csrf_token": page.all("input", name="csrf_token")[0].get("value", "")}
    answer = staff.client.post(f"{ALL}/{workshop.course_id}/deletion", data=token)
    assert answer.status_code == 422
    assert database.get(Course, workshop.course_id)


def test_two_people_do_not_overwrite_each_others_words(staff: Colleague, database: Session) -> None:
    course = written(staff, database)
    page = f"{ALL}/{course.id}/translations/de"
    old = staff.get(page)
    staff.submit(page, page, title="Fotos")
    answer = staff.send(old, page, 422, title="Bilder")
    assert "Fotos" in answer.text()
    assert answer.all("input", id="title")[0].get("value") == "Bilder"
    staff.send(answer, page, title="Bilder")
    database.rollback()
    assert course.translated("title", "de") == "Bilder"
