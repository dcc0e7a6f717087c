"""Staff write the texts of a place in the languages of its residents."""

from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from tests.directory.keeping import edit, fields_of, place, send, stored, take_back
from tests.office import colleague


def test_the_french_stands_beside_what_is_written(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {"presentation_resume": "On vous aide."})
    address = f"/staff/places/{place(database).id}/texts"
    person = colleague(app, "staff")
    assert "On vous aide." in person.get(f"{address}?locale=de").text()
    send(person, f"{address}?locale=de", address, summary="Wir helfen Ihnen.")
    assert place(database).translated("summary", "de") == "Wir helfen Ihnen."
    assert "Wir helfen Ihnen." in person.get(f"/de/places/{place(database).id}").text()


def test_an_emptied_text_gives_the_french_back(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    address, person = f"/staff/places/{place(database).id}/texts", colleague(app, "staff")
    send(person, f"{address}?locale=ar", address, to_bring="نظارات")
    page = send(person, f"{address}?locale=ar", address, to_bring="")
    assert place(database).texts == []
    take_back(person, page)
    assert place(database).translated("to_bring", "ar") == "نظارات"


def test_other_languages_stay_as_they_are(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    address, person = f"/staff/places/{place(database).id}/texts", colleague(app, "staff")
    for locale in ("de", "tr", "de"):
        send(person, f"{address}?locale={locale}", address, summary=f"In {locale}")
    assert {one.locale: one.text for one in place(database).texts} == {"de": "In de", "tr": "In tr"}


def test_a_text_beyond_measure_comes_back(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    address = f"/staff/places/{place(database).id}/texts"
    send(colleague(app, "staff"), f"{address}?locale=de", address, 422, description="x" * 4001)
    assert place(database).texts == []


def test_two_people_do_not_overwrite_each_others_words(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    address, person = f"/staff/places/{place(database).id}/texts", colleague(app, "staff")
    old = fields_of(person.get(f"{address}?locale=de"), address)
    send(person, f"{address}?locale=de", address, summary="Wir helfen Ihnen.")
    page = person.seen(person.client.post(address, data={**old, "summary": "Hilfe"}), 422)
    assert place(database).translated("summary", "de") == "Wir helfen Ihnen."
    assert "Wir helfen Ihnen." in page.text()
    again = fields_of(page, address)
    assert again["summary"] == ["Hilfe"]
    assert person.client.post(address, data=again).status_code == 303
    assert place(database).translated("summary", "de") == "Hilfe"


def test_words_of_a_french_that_has_changed_are_looked_at_again(app: Flask, database: Session, tmp_path: Path) -> None:
    stored(app, tmp_path, {})
    address, person = f"/staff/places/{place(database).id}/texts", colleague(app, "staff")
    old = fields_of(person.get(f"{address}?locale=de"), address)
    edit(person, place(database).id, to_bring="Vos lunettes")
    assert "Vos lunettes" in person.seen(person.client.post(address, data={**old, "to_bring": "Brille"}), 422).text()
    assert place(database).texts == []
