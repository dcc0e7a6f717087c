"""A month of workshops that are plainly examples, in the places of the demo town and always around today's date."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from typing import Any

from sqlalchemy import select

from kiosk.config import LOCALES, PACKAGE, TOWN
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.holidays import is_public_holiday
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Course, CourseText, Registration, Series, Workshop

DATA = PACKAGE / "workshops" / "data"
FIELDS = ("title", "summary", "outline", "to_bring", "audience")
# Tuesday to Friday: days on which the places of the demo are open, in the afternoon at least.
WEEKDAYS = range(1, 5)
LENGTH = timedelta(hours=2)
OPENING_HOUR = time(9)


def add_month(key: str, now: datetime) -> None:
    """Fill a programme in which nothing is to come; one with a course that is no example is left as it is."""
    is_real = select(Course.id).where(Course.is_example.is_(False))
    is_coming = select(Workshop.id).where(Workshop.ends_at > now)
    if db.session.scalar(is_real.limit(1)) is None and db.session.scalar(is_coming.limit(1)) is None:
        month = list(planned_month(now.date()))
        db.session.add_all(workshop for workshop, _ in month)
        # The defaults of the columns, which signing up counts on.
        db.session.flush()
        for workshop, facts in month:
            fill(workshop, facts, key, now)


def planned_month(today: date) -> Iterator[tuple[Workshop, dict[str, Any]]]:
    """The workshops of the file, each with its facts, in those places of the demo that are in the directory."""
    plan = read("month.json")
    courses, places = example_courses(), known_places(plan["places"])
    series = {name: Series(**facts) for name, facts in plan["series"].items()}
    days = list(islice(working_days(today), 1 + max(facts["day"] for facts in plan["workshops"])))
    for facts in plan["workshops"]:
        day = days[facts["day"]] + timedelta(weeks=facts.get("weeks_later", 0))
        if facts["place"] in places and not is_public_holiday(day):
            found = {"course": courses[facts["course"]], "place": places[facts["place"]]}
            yield example(facts, day, **found, series=series.get(facts.get("series", ""))), facts


def example_courses() -> dict[str, Course]:
    """The courses of the demo by their id in the file; those of an earlier month are used again."""
    known = {course.title: course for course in db.session.scalars(select(Course).where(Course.is_example))}
    return {facts["id"]: known.get(facts["title"]["fr"]) or example_course(facts) for facts in read("courses.json")}


def example_course(facts: dict[str, Any]) -> Course:
    """A course that nobody gives and that says so."""
    words = {field: {locale: joined(facts[field][locale]) for locale in LOCALES} for field in FIELDS}
    return Course(
        topic=facts["topic"], level=facts["level"], languages=tuple(facts["languages"]),
        equipment=tuple(facts["equipment"]), fee=facts.get("fee", "free"),
        needs_subscription=facts.get("needs_subscription", False), is_example=True,
        texts=[
            CourseText(field=field, locale=locale, text=words[field][locale])
            for field in FIELDS for locale in LOCALES if locale != "fr"
        ],
        **{field: words[field]["fr"] for field in FIELDS},
    )  # fmt: skip


def joined(text: str | list[str]) -> str:
    """One text; the lines of a list stand below one another."""
    return text if isinstance(text, str) else "\n".join(text)


def known_places(names: dict[str, list[str]]) -> dict[str, Place]:
    """The places of the demo that are in the directory, by their short name in the file."""
    found = {name: db.session.scalar(Place.named(*pair)) for name, pair in names.items()}
    return {name: place for name, place in found.items() if place}


def working_days(first: date) -> Iterator[date]:
    """The days from this one on that the examples may fall on."""
    days = (first + timedelta(days=number) for number in count())
    return (day for day in days if day.weekday() in WEEKDAYS and not is_public_holiday(day))


def example(facts: dict[str, Any], day: date, **found: Any) -> Workshop:
    """A workshop with its seats, that day."""
    starts_at = datetime.combine(day, time(facts["hour"]), TOWN)
    days_before = facts.get("opens_days_before")
    opens_on = day - timedelta(days=days_before) if days_before else None
    return Workshop.planned(
        capacity=facts.get("capacity", 8), room=facts.get("room", ""), starts_at=starts_at, ends_at=starts_at + LENGTH,
        opens_at=datetime.combine(opens_on, OPENING_HOUR, TOWN) if opens_on else None, registrations=[], **found,
    )  # fmt: skip


def fill(workshop: Workshop, facts: dict[str, Any], key: str, now: datetime) -> None:
    """Sign up people who do not exist, since the day before yesterday, and cancel where the file says so."""
    since = now - timedelta(days=2)
    for number, party in enumerate(facts.get("parties", ()), start=1):
        registration: Registration = workshop.register(f"Exemple {number}", Contact(), party, key=key, now=since)
        registration.locale = workshop.course.languages[-1]
        db.session.add(registration)
    if reason := facts.get("cancelled"):
        workshop.cancelled_at, workshop.cancelled_by, workshop.cancel_reason = now, "Exemple", reason
        workshop.sequence += 1


def read(name: str) -> Any:
    """A file of the package's data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))
