"""The demo's month of workshops: plainly examples, around today, in every language, and never twice."""

from datetime import timedelta
from itertools import chain

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk import demo
from kiosk.config import LOCALES
from kiosk.directory.standard import FEES
from kiosk.holidays import is_public_holiday
from kiosk.workshops.models import Course, Workshop
from kiosk.workshops.vocabulary import LEVELS, TOPICS
from tests.conftest import TUESDAY_MORNING

FIELDS = ("title", "summary", "outline", "to_bring", "audience")


def workshops(database: Session) -> list[Workshop]:
    return list(database.scalars(select(Workshop).order_by(Workshop.starts_at, Workshop.id)))


def test_every_workshop_of_the_demo_is_an_example(town: Flask, database: Session) -> None:
    assert len(workshops(database)) == 25
    assert {workshop.course.is_example for workshop in workshops(database)} == {True}
    assert {workshop.partner for workshop in workshops(database)} == {""}


def test_they_are_on_working_days_of_the_next_weeks_at_sensible_hours(town: Flask, database: Session) -> None:
    for workshop in workshops(database):
        assert TUESDAY_MORNING < workshop.starts_at < TUESDAY_MORNING + timedelta(days=36)
        assert workshop.starts_at.weekday() in range(1, 5)
        assert not is_public_holiday(workshop.starts_at.date())
        assert workshop.starts_at.strftime("%H:%M") in ("10:00", "14:00")
        assert workshop.ends_at - workshop.starts_at == timedelta(hours=2)


def test_there_is_one_of_each_situation_that_a_visitor_meets(town: Flask, database: Session) -> None:
    found = workshops(database)
    refusals = {type(workshop.refusal(TUESDAY_MORNING)).__name__ for workshop in found}
    assert refusals == {"NoneType", "NotYetOpen", "WorkshopCancelled"}
    assert {0, 1, 2, 8} <= {len(workshop.free_seats) for workshop in found}
    assert [len(workshop.waiting) for workshop in found if workshop.waiting] == [2]
    assert [bool(workshop.cancel_reason) for workshop in found if workshop.cancelled_at] == [True]


def test_nobody_who_is_signed_up_exists(town: Flask, database: Session) -> None:
    everybody = list(chain.from_iterable(workshop.registrations for workshop in workshops(database)))
    assert everybody
    assert all(registration.name.startswith("Exemple ") for registration in everybody)
    assert {registration.address for registration in everybody} == {""}


def test_a_digital_day_is_several_workshops_in_one_place(town: Flask, database: Session) -> None:
    day = [one for one in workshops(database) if one.series and not one.series.rule]
    assert len(day) == 4
    assert len({(one.place_id, one.starts_at.date()) for one in day}) == 1


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "fr"])
def test_every_course_is_told_in_every_language(town: Flask, database: Session, locale: str) -> None:
    for course in database.scalars(select(Course)):
        assert all(course.translated(field, locale) for field in FIELDS)
        assert len(course.translated("title", locale) or "") <= 60
        assert len((course.translated("outline", locale) or "").splitlines()) == 3


def test_courses_use_the_words_of_the_vocabularies(town: Flask, database: Session) -> None:
    for course in database.scalars(select(Course)):
        assert (course.topic in TOPICS, course.level in LEVELS, course.fee in FEES) == (True, True, True)
    languages = {code for course in database.scalars(select(Course)) for code in course.languages}
    assert languages == {"fr", "ar", "tr", "de", "en", "uk"}


def test_starting_again_adds_nothing(town: Flask, database: Session) -> None:
    demo.load(town)
    assert len(workshops(database)) == 25


def test_when_the_month_is_over_a_new_one_begins_with_the_same_courses(
    town: Flask, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(town.config, "FROZEN_NOW", TUESDAY_MORNING + timedelta(days=60))
    demo.load(town)
    assert len(workshops(database)) == 50
    assert database.scalar(select(func.count()).select_from(Course)) == 10


def test_a_programme_that_somebody_wrote_is_left_alone(
    town: Flask, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.add(Course(title="Le vrai", topic="email"))
    database.commit()
    monkeypatch.setitem(town.config, "FROZEN_NOW", TUESDAY_MORNING + timedelta(days=60))
    demo.load(town)
    assert len(workshops(database)) == 25
