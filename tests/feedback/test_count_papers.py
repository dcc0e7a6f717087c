"""Opinions on paper count once two people, each by themselves, have found the same numbers."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.models import MonthCount, PaperEntry, PaperTally, Tap
from tests.feedback.counters import TALLIES, count, counter, enter, tally_of
from tests.feedback.sending import totals
from tests.office import Colleague


@pytest.fixture
def ada(app: Flask) -> Colleague:
    return counter(app, "Ada")


@pytest.fixture
def ben(app: Flask) -> Colleague:
    return counter(app, "Ben")


def test_papers_count_when_a_second_person_finds_the_same(ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    assert totals(database) == (0, 0, 0, 0)
    assert "comptent désormais" in count(ben, tally_of(database)).text()
    assert totals(database) == (5, 7, 18, 0)


def test_they_are_numbers_and_never_taps(ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    count(ben, tally_of(database))
    assert not database.scalars(select(Tap)).all()


def test_the_second_person_does_not_see_what_the_first_has_found(
    ada: Colleague, ben: Colleague, database: Session
) -> None:
    enter(ada, bad=911, fair=922, good=933)
    page = ben.get(f"{TALLIES}/{tally_of(database).id}")
    assert not [number for number in ("911", "922", "933") if number in page.html]


def test_nobody_confirms_their_own_numbers(ada: Colleague, database: Session) -> None:
    enter(ada)
    page = count(ada, tally_of(database))
    assert "attend une deuxième personne" in page.text()
    assert totals(database) == (0, 0, 0, 0)
    assert len(database.scalars(select(PaperEntry)).all()) == 1


def test_two_who_differ_learn_that_they_do_and_not_who_is_right(
    ada: Colleague, ben: Colleague, database: Session
) -> None:
    enter(ada, bad=911, fair=922, good=933)
    pages = [count(ben, tally_of(database), bad=811, fair=822, good=833), ada.get(f"{TALLIES}/{tally_of(database).id}")]
    assert all("les nombres diffèrent" in page.text() for page in pages)
    assert "911" not in pages[0].html and "811" not in pages[1].html
    assert totals(database) == (0, 0, 0, 0)


@pytest.mark.parametrize("corrects", ["first", "second"])
def test_either_may_count_once_more(ada: Colleague, ben: Colleague, database: Session, corrects: str) -> None:
    enter(ada, good=18)
    count(ben, tally_of(database), good=19)
    if corrects == "first":
        count(ada, tally_of(database), good=19)
    else:
        count(ben, tally_of(database), good=18)
    assert totals(database) == (5, 7, 19 if corrects == "first" else 18, 0)


def test_a_third_person_decides_between_two(app: Flask, ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    count(ben, tally_of(database), good=19)
    count(counter(app, "Cem"), tally_of(database))
    assert totals(database) == (5, 7, 18, 0)


def test_what_is_counted_is_not_counted_again(app: Flask, ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    late = counter(app, "Cem")
    form = late.get(f"{TALLIES}/{tally_of(database).id}")
    count(ben, tally_of(database))
    page = late.send(form, f"{TALLIES}/{tally_of(database).id}/entries", 409, bad="5", fair="7", good="18")
    assert "avant vous" in page.text()
    assert totals(database) == (5, 7, 18, 0)


def test_they_count_in_the_month_of_their_last_day_at_their_place(
    ada: Colleague, ben: Colleague, database: Session, library: Place
) -> None:
    enter(ada, about=f"place-{library.id}", first="2026-10-28", last="2026-11-02")
    count(ben, tally_of(database))
    database.rollback()
    months = database.execute(select(MonthCount.month, MonthCount.place_id, MonthCount.kind, MonthCount.language)).all()
    assert {month.isoformat() for month, *_ in months} == {"2026-11-01"}
    assert (library.id, "place") in {(place, kind) for _, place, kind, _ in months}
    assert {language for *_, language in months} == {"", "*"}


def test_papers_about_the_kiosk_belong_to_where_they_lay(ada: Colleague, library: Place, database: Session) -> None:
    enter(ada, place=library.id)
    assert tally_of(database).place_id == library.id


def test_papers_can_be_about_a_kind_of_help(ada: Colleague, library: Place, database: Session) -> None:
    enter(ada, about="service-procedures", place=library.id)
    tally = tally_of(database)
    assert (tally.touchpoint.code, tally.place_id) == ("service-procedures", library.id)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"bad": "-1"}, "0 ou plus"),
        ({"fair": "douze"}, "nombre entier"),
        ({"good": "1.5"}, "nombre entier"),
        ({"good": ""}, "combien il y en a"),
        ({"good": "10000"}, "au plus"),
        ({"bad": "0", "fair": "0", "good": "0"}, "rien à compter"),
        ({"first": "2026-11-20"}, "avant le premier"),
        ({"last": "2026-11-25"}, "pas encore venu"),
        ({"first": "2020-01-01"}, "plus de deux ans"),
        ({"first": "hier"}, "Écrivez une date"),
        ({"about": "place-999"}, "sur quoi portent"),
        ({"about": "stop-1"}, "sur quoi portent"),
        ({"place": ""}, "où étaient posés"),
        ({"about": "service-procedures", "place": ""}, "où étaient posés"),
        ({"about": "service-nothing"}, "sur quoi portent"),
        ({"place": "999"}, "où étaient posés"),
    ],
)
def test_a_bad_form_comes_back_with_its_words(
    ada: Colleague, database: Session, facts: dict[str, str], words: str
) -> None:
    page = enter(ada, 422, **facts)
    assert words in page.text()
    assert {"bad", "fair", "good", "first", "last"} <= set(page.ids())
    [(name, typed)] = list(facts.items())[:1]
    assert name in ("about", "place") or page.all("input", name=name)[0].get("value") == typed
    assert not database.scalars(select(PaperTally)).all()


def test_the_same_papers_are_asked_about_before_they_are_entered_twice(
    ada: Colleague, ben: Colleague, database: Session
) -> None:
    enter(ada)
    page = enter(ben, 409, first="2026-11-19", last="2026-11-20")
    assert f"{TALLIES}/{tally_of(database).id}" in page.links()
    enter(ben, first="2026-11-19", last="2026-11-20", others="1")
    database.rollback()
    assert len(database.scalars(select(PaperTally)).all()) == 2


def test_papers_are_taken_back_with_a_reason_and_given_back(ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    address = f"{TALLIES}/{tally_of(database).id}"
    count(ben, tally_of(database))
    ben.submit(address, f"{address}/withdrawal", 422, reason=" ")
    assert "Saisis deux fois" in ben.submit(address, f"{address}/withdrawal", reason="Saisis deux fois").text()
    assert totals(database) == (0, 0, 0, 0)
    ada.submit(address, f"{address}/reversal")
    assert totals(database) == (5, 7, 18, 0)


def test_what_never_counted_is_taken_back_without_a_trace_in_the_figures(ada: Colleague, database: Session) -> None:
    enter(ada)
    address = f"{TALLIES}/{tally_of(database).id}"
    ada.submit(address, f"{address}/withdrawal", reason="Mauvais lieu")
    assert totals(database) == (0, 0, 0, 0)
    assert "retiré" in ada.get(TALLIES).text()


def test_nothing_is_taken_back_twice(ada: Colleague, ben: Colleague, database: Session) -> None:
    enter(ada)
    count(ben, tally_of(database))
    address = f"{TALLIES}/{tally_of(database).id}"
    form = ada.get(address)
    ben.submit(address, f"{address}/withdrawal", reason="Saisis deux fois")
    ada.send(form, f"{address}/withdrawal", 409, reason="Saisis deux fois")
    assert totals(database) == (0, 0, 0, 0)


def test_the_list_says_what_waits_and_for_whom(ada: Colleague, ben: Colleague, database: Session) -> None:
    assert "Pas encore d’avis sur papier" in ada.get(TALLIES).text()
    enter(ada)
    assert "attend une deuxième personne" in ada.get(TALLIES).text()
    assert "1 paquet attend" in ben.get("/staff/feedback").text()
    assert "paquet" not in ada.get("/staff/feedback").text()
