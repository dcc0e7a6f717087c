"""You said, we did: written, translated, published, read by everybody, taken back."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk import demo
from kiosk.config import LOCALES
from kiosk.feedback.models import Answer, Theme
from kiosk.web.locale import LANGUAGES
from tests.client import Page, Visitor
from tests.feedback.conftest import NOW
from tests.feedback.meeting import REVIEWS, THEMES, publish, send, the_open, theme_of, written
from tests.office import Colleague

DONE = "Un atelier le mardi à 18 h."


@pytest.fixture
def resident(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def answer(member: Colleague, database: Session) -> Answer:
    """One that nobody has published yet."""
    return written(member, database, theme_of(database))


def cards(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("li", class_="answer")]


def publish_many(database: Session, count: int) -> None:
    theme = theme_of(database)
    for number in range(count):
        then = NOW - timedelta(days=number)
        database.add(Answer(theme=theme, said=f"Dit {number}", done=f"Fait {number}", written_at=then, written_by="",
                            published_at=then))  # fmt: skip
    database.commit()


def test_without_an_answer_the_page_says_so_and_the_first_screen_nothing(resident: Visitor) -> None:
    assert "Il n’y a pas encore de réponse" in resident.get("/fr/answers").text()
    assert not resident.get("/").all("a", class_="entrance-answer")


def test_nobody_reads_what_is_not_published(answer: Answer, resident: Visitor) -> None:
    assert not cards(resident.get("/fr/answers"))
    assert DONE not in resident.get("/").text()


def test_a_published_answer_is_read_everywhere(answer: Answer, member: Colleague, resident: Visitor) -> None:
    publish(member, answer)
    [card] = cards(resident.get("/fr/answers"))
    for part in ("Horaires", "Vous avez dit", "Trop tôt le matin.", "Nous avons fait", DONE, "24 novembre 2026"):
        assert part in card
    assert DONE in resident.get("/").text()
    assert "/de/answers" in resident.get("/de/").links()


def test_an_answer_is_taken_back_and_published_again(answer: Answer, member: Colleague, resident: Visitor) -> None:
    publish(member, answer)
    page = f"/committee/answers/{answer.id}"
    undo = member.submit(page, f"{page}/withdrawal")
    assert not cards(resident.get("/fr/answers"))
    member.send(undo, f"{page}/publication")
    assert cards(resident.get("/fr/answers"))


def test_what_somebody_else_has_just_published_or_taken_back_is_shown(answer: Answer, member: Colleague) -> None:
    publish(member, answer)
    page = f"/committee/answers/{answer.id}"
    again = send(member, f"{page}/publication")
    assert "publiée le" in again.text() and not again.all("div", class_="done paperless")
    member.submit(page, f"{page}/withdrawal")
    again = send(member, f"{page}/withdrawal")
    assert "pas publiée" in again.text() and not again.all("div", class_="done paperless")


def test_a_refusal_says_why(member: Colleague, database: Session, resident: Visitor) -> None:
    theme = theme_of(database)
    publish(member, written(member, database, theme, kind="refusal", done="Il n’y a pas de salle."))
    [card] = cards(resident.get("/fr/answers"))
    assert "Pourquoi ce n’est pas possible" in card and "Nous avons fait" not in card


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "fr"])
def test_what_is_not_translated_is_french_and_says_so(
    answer: Answer, member: Colleague, resident: Visitor, locale: str
) -> None:
    publish(member, answer)
    page = resident.get(f"/{locale}/answers")
    [marks] = page.all("p", class_="answer-marks")
    assert page.text(marks)
    [done] = page.all("dd", class_="answer-done")
    assert [one.get("lang") for one in done.iter("span")] == ["fr"] and DONE in page.text(done)


def test_a_translation_is_read_in_its_language(answer: Answer, member: Colleague, resident: Visitor) -> None:
    publish(member, answer)
    page = f"/committee/answers/{answer.id}/translations/ar"
    assert member.get(page).all("textarea", id="done")[0].get("dir") == "rtl"
    member.submit(page, page, said="مبكر جدًا", done="ورشة يوم الثلاثاء")
    title = f"{THEMES}/{answer.theme_id}/translations/ar"
    member.submit(title, title, title="أوقات العمل")
    read = resident.get("/ar/answers")
    assert "ورشة يوم الثلاثاء" in cards(read)[0]
    assert not read.text(read.all("p", class_="answer-marks")[0])
    assert not read.all("dd", class_="answer-done")[0].findall("span[@lang]")


def test_the_members_see_which_languages_miss(answer: Answer, member: Colleague) -> None:
    page = f"/committee/answers/{answer.id}"
    assert len(member.get(page).all("span", class_="status status-doubt")) == 1 + 2 * 6
    member.submit(f"{page}/translations/de", f"{page}/translations/de", said="Zu früh", done="Dienstags um 18 Uhr")
    assert len(member.get(page).all("span", class_="status status-doubt")) == 1 + 2 * 5


def test_the_newest_answers_come_first_a_few_at_a_time(database: Session, resident: Visitor) -> None:
    publish_many(database, 9)
    found, page = [], resident.get("/fr/answers")
    for number in (1, 2, 3, 4):
        page = resident.get(f"/fr/answers?page={number}")
        found.append(len(cards(page)))
    assert found == [4, 4, 1, 1]
    assert "Fait 0" in cards(resident.get("/fr/answers"))[0]


def test_the_first_screen_shows_another_of_the_newest_three_each_hour(
    app: Flask, database: Session, resident: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_many(database, 5)
    shown = set()
    for hours in range(6):
        monkeypatch.setitem(app.config, "FROZEN_NOW", NOW + timedelta(hours=hours))
        page = resident.get("/")
        shown.add(page.text(page.all("a", class_="entrance-answer")[0])[-6:])
    assert shown == {"Fait 0", "Fait 1", "Fait 2"}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"said": " "}, "said"), ({"done": ""}, "done"), ({"said": "x" * 161}, "said"), ({"done": "x" * 281}, "done")],
)
def test_a_wrong_answer_comes_back_with_its_words(
    member: Colleague, database: Session, typed: dict[str, str], wrong: str
) -> None:
    page = f"{THEMES}/{theme_of(database).id}/answers"
    words = {"said": "Trop tôt", "done": "Le mardi", "kind": "refusal", **typed}
    form = member.submit(f"{page}/new", page, 422, **words)
    assert form.all("p", id=f"{wrong}-error")
    assert form.all("input", id="kind-refusal", checked="")
    assert form.text(form.all("textarea", id="said")[0]) == words["said"].strip()


def test_an_answer_is_changed_and_not_over_somebody_else(answer: Answer, member: Colleague, database: Session) -> None:
    page = f"/committee/answers/{answer.id}"
    old = member.get(f"{page}/edit")
    words = {"said": "Trop tôt", "done": "Le jeudi", "kind": "done"}
    member.submit(f"{page}/edit", page, 200, **words)
    again = member.send(old, page, 422, **{**words, "done": "Le samedi"})
    assert "Quelqu’un d’autre" in again.text() and "maintenant : Le jeudi" in again.text().replace("\u00a0", " ")
    database.rollback()
    assert (answer.said, answer.done) == ("Trop tôt", "Le jeudi")


def test_whoever_has_read_what_holds_now_decides(answer: Answer, member: Colleague, database: Session) -> None:
    page = f"/committee/answers/{answer.id}"
    old = member.get(f"{page}/edit")
    member.submit(f"{page}/edit", page, 200, said="Trop tôt", done="Le jeudi", kind="refusal")
    words = {"said": "Trop tôt", "done": "Le samedi", "kind": "done"}
    again = member.send(old, page, 422, **words)
    assert "maintenant : pourquoi ce n’est pas possible" in again.text().replace("\u00a0", " ")
    member.send(again, page, 200, **words)
    database.rollback()
    assert (answer.done, answer.is_refusal) == ("Le samedi", False)


def test_an_answer_belongs_to_the_review_at_which_it_is_given(
    answer: Answer, member: Colleague, database: Session
) -> None:
    assert answer.review is None
    review = the_open(member, database)
    publish(member, answer)
    database.rollback()
    assert answer.review_id == review.id
    assert "1 réponse" in member.get(REVIEWS).text()
    member.submit(f"/committee/answers/{answer.id}", f"/committee/answers/{answer.id}/withdrawal", 200)
    assert "0 réponse" in member.get(REVIEWS).text()


def test_another_kind_alone_is_a_change_too(answer: Answer, member: Colleague) -> None:
    page = f"/committee/answers/{answer.id}"
    old, words = member.get(f"{page}/edit"), {"said": answer.said, "done": answer.done}
    member.submit(f"{page}/edit", page, 200, **words, kind="refusal")
    again = member.send(old, page, 422, **words, kind="done")
    assert "maintenant : pourquoi ce n’est pas possible" in again.text().replace("\u00a0", " ")


@pytest.mark.parametrize("code", ["fr", "xx"])
def test_there_is_no_translation_into_other_languages(answer: Answer, member: Colleague, code: str) -> None:
    for page in (f"/committee/answers/{answer.id}", f"{THEMES}/{answer.theme_id}"):
        assert member.client.get(f"{page}/translations/{code}").status_code == 404


@pytest.mark.parametrize("locale", LOCALES)
def test_the_code_of_a_poster_opens_the_answers_on_a_telephone(resident: Visitor, locale: str) -> None:
    page = resident.get(f"/A/{locale.upper()}")
    assert page.all("html")[0].get("lang") == LANGUAGES[locale].html
    assert page.all("html")[0].get("data-device") == "personal"


def test_a_code_of_no_language_opens_nothing(resident: Visitor) -> None:
    resident.get("/A/XX", 404)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_examples_of_the_demo_say_that_they_are(town: Flask, locale: str) -> None:
    page = Visitor(town).get(f"/{locale}/answers")
    assert len(cards(page)) == 2 and len(page.all("span", class_="status status-doubt")) == 2


def test_a_list_that_somebody_has_begun_gets_no_examples(app: Flask, database: Session) -> None:
    theme_of(database)
    demo.load(app)
    assert [theme.title for theme in database.scalars(Theme.listed())] == ["Horaires"]
