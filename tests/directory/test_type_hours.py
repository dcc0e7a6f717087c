"""Staff write opening hours day by day; what the days cannot say stays in the notation."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from kiosk.directory.hours.entry import Entry
from kiosk.directory.hours.notation import BY_APPOINTMENT
from kiosk.directory.hours.opening import Schedule
from tests.directory.exchange import BAS_RHIN, CHARENTE, FRANCE, lines_of
from tests.directory.keeping import edit, fields_of, place, stored
from tests.office import colleague

SUMMER = "Apr-Sep Mo-Fr 09:00-19:00; Oct-Mar Mo-Fr 09:00-17:00"
CLOSED = {f"hours-{day}": "closed" for day in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
SHOPS = {"hours-way": "week", **CLOSED, "hours-Tu": "open", "start-Tu": ["9", "14h"], "end-Tu": ["12h30", "1830"]}


def typed(**fields: Any) -> Entry:
    """The fields as they are typed; days that are not named are closed, holidays are not spoken of."""
    return Entry.typed(MultiDict({"hours-way": "week", **CLOSED, **fields}))


def open_day(name: str, *times: tuple[str, str]) -> dict[str, Any]:
    starts, ends = ([time[side] for time in times] for side in (0, 1))
    return {f"hours-{name}": "open", f"start-{name}": starts, f"end-{name}": ends}


@pytest.mark.parametrize("written", ["9", "9h", "9 h 00", "09:00", "9.00", "0900", "9H00"])
def test_a_time_is_written_as_people_write_it(written: str) -> None:
    assert typed(**open_day("Mo", (written, "12"))).notation() == "Mo 09:00-12:00"


def test_equal_days_stand_together_and_a_day_is_as_the_one_before() -> None:
    same = {f"hours-{day}": "same" for day in ("Tu", "We", "Th", "Fr")}
    entry = typed(**open_day("Mo", ("8h30", "12"), ("14", "18")), **same, **open_day("Sa", ("9", "12")))
    assert entry.notation() == "Mo-Fr 08:30-12:00,14:00-18:00; Sa 09:00-12:00"


def test_a_day_as_a_closed_one_is_closed() -> None:
    assert typed(**open_day("Mo", ("9", "12")), **{"hours-We": "same"}).notation() == "Mo 09:00-12:00"


@pytest.mark.parametrize(
    ("holidays", "notation"),
    [({"hours-PH": "closed"}, "; PH off"), (open_day("PH", ("10", "12")), "; PH 10:00-12:00"), ({}, "")],
)
def test_holidays_are_closed_open_or_not_spoken_of(holidays: dict[str, Any], notation: str) -> None:
    assert typed(**open_day("Mo", ("9", "12")), **holidays).notation() == f"Mo 09:00-12:00{notation}"


@pytest.mark.parametrize(
    ("times", "notation"),
    [((("18", "2"),), "Fr 18:00-02:00"), ((("18", "0"),), "Fr 18:00-24:00"), ((("18", "24"),), "Fr 18:00-24:00")],
)
def test_a_night_ends_after_midnight(times: tuple[tuple[str, str], ...], notation: str) -> None:
    entry = typed(**open_day("Fr", *times))
    assert (entry.notation(), entry.faults()) == (notation, {})


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (open_day("Mo"), {"hours-Mo": "hours_missing"}),
        (open_day("Mo", ("9", "")), {"hours-Mo": "hours_clock"}),
        (open_day("Mo", ("nine", "12")), {"hours-Mo": "hours_clock"}),
        (open_day("Mo", ("9", "25")), {"hours-Mo": "hours_clock"}),
        (open_day("Mo", ("9h75", "12")), {"hours-Mo": "hours_clock"}),
        (open_day("Su", ("12", "9")), {"hours-Su": "hours_order"}),
        (open_day("Su", ("4", "9")), {"hours-Su": "hours_order"}),
        (open_day("Su", ("9", "12"), ("11", "14")), {"hours-Su": "hours_order"}),
        (open_day("PH", ("9", "x")), {"hours-PH": "hours_clock"}),
        ({}, {"hours-week": "hours_never"}),
        ({**open_day("Fr", ("18", "2")), **open_day("Sa", ("18", "3"))}, {"hours-week": "hours_nights"}),
        ({"hours-way": "unknown", **open_day("Mo", ("nine", ""))}, {}),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_day(fields: dict[str, Any], fault: dict[str, str]) -> None:
    assert typed(**fields).faults() == fault


@pytest.mark.parametrize(
    "text",
    [SUMMER, "Mo-Fr 09:00", "sur rendez-vous", "We[1] 09:00-12:00", "Dec 24 off; Mo 09:00-12:00", "PH off; Mo 9-12"],
)
def test_what_days_cannot_say_stays_in_the_notation(text: str) -> None:
    entry = Entry.of(text)
    assert (entry.way, entry.notation(), entry.faults()) == ("notation", text, {})


@pytest.mark.parametrize("file", [BAS_RHIN, FRANCE, CHARENTE], ids=lambda path: path.stem)
def test_real_hours_mean_the_same_as_days_and_most_can_be_shown_so(file: Path) -> None:
    texts = {text for line in lines_of(file) if (text := line["horaires"]) and Schedule.parse(text).is_understood}
    entries = {text: Entry.of(text) for text in texts}
    weekly = {text: entry for text, entry in entries.items() if entry.way == "week"}
    assert len(weekly) > 0.95 * len(texts)
    for text, entry in weekly.items():
        assert (entry.says_the_same(text), entry.faults(), entry.kept(text)) == (True, {}, text)


def test_days_that_were_typed_are_kept_and_read_by_residents(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    edit(person, place(database).id, **SHOPS)
    assert place(database).opening_hours == "Tu 09:00-12:30,14:00-18:30"
    assert "de 14 h à 18 h 30" in person.get(f"/fr/places/{place(database).id}").text()


@pytest.mark.parametrize("text", [SUMMER, "Mo-Fr 09:00-13:00,13:00-17:00", "Sa 10:00-12:00; Mo 09:00-12:00", "sonnez"])
def test_a_form_that_nobody_has_touched_loses_nothing(app: Flask, database: Session, tmp_path: Path, text: str) -> None:
    stored(app, tmp_path, {"horaires": text})
    edit(colleague(app, "staff"), place(database).id, name="Maison du fil")
    assert place(database).opening_hours == text


def test_by_appointment_is_said_in_words(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"horaires": "Mo 09:00-12:00"})
    person, id = colleague(app, "staff"), place(database).id
    edit(person, id, **{"hours-way": "appointment"})
    assert place(database).opening_hours == BY_APPOINTMENT
    assert "Uniquement sur rendez-vous." in person.get(f"/fr/places/{id}").text()
    assert fields_of(person.get(f"/staff/places/{id}"), f"/staff/places/{id}")["hours-way"] == ["appointment"]


def test_a_fault_stands_at_its_day_with_the_words_that_were_typed(
    app: Flask, database: Session, tmp_path: Path
) -> None:
    stored(app, tmp_path, {})
    id = place(database).id
    page = edit(colleague(app, "staff"), id, 422, **{**SHOPS, "start-Tu": ["neuf", ""], "end-Tu": ["midi", ""]})
    assert "#hours-Tu" in page.links()
    assert fields_of(page, f"/staff/places/{id}")["start-Tu"] == ["neuf", ""]
    assert page.all("p", id="hours-Tu-error")


def test_one_more_line_keeps_what_was_typed_and_stores_nothing(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    id = place(database).id
    page = edit(colleague(app, "staff"), id, 422, **SHOPS, add="Tu")
    assert fields_of(page, f"/staff/places/{id}")["start-Tu"] == ["9", "14h", ""]
    assert not page.all("div", class_="form-summary")
    assert place(database).opening_hours == ""
