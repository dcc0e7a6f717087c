"""A translation is shown as long as it says what the French says."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.feedback.models import Answer
from tests.client import Visitor
from tests.feedback.meeting import THEMES, publish, theme_of, written
from tests.office import Colleague
from tests.paper import words

SAID, DONE = "Trop tôt le matin.", "Un atelier le mardi à 18 h."


@pytest.fixture
def answer(member: Colleague, database: Session) -> Answer:
    """Published, and translated into German with its theme."""
    answer = written(member, database, theme_of(database))
    for page, texts in (
        (f"/committee/answers/{answer.id}/translations/de", {"said": "Zu früh", "done": "Dienstags um 18 Uhr"}),
        (f"{THEMES}/{answer.theme_id}/translations/de", {"title": "Zeiten"}),
    ):
        member.submit(page, page, 200, **texts)
    publish(member, answer)
    return answer


def change(member: Colleague, answer: Answer, done: str) -> None:
    page = f"/committee/answers/{answer.id}"
    member.submit(f"{page}/edit", page, 200, said=SAID, done=done, kind="done")


def german(app: Flask) -> str:
    page = Visitor(app).get("/de/answers")
    return page.text(page.all("li", class_="answer")[0])


def test_a_translation_of_other_words_is_not_shown(app: Flask, answer: Answer, member: Colleague) -> None:
    assert "Dienstags" in german(app) and "Übersetzung folgt" not in german(app)
    change(member, answer, "Le jeudi à 18 h.")
    found = german(app)
    assert "Dienstags" not in found and "Le jeudi à 18 h." in found and "Zu früh" in found
    assert "Übersetzung folgt" in found
    paper = " ".join(words(member.client.get(f"/committee/answers/{answer.id}/poster.pdf?locale=de").data))
    assert "Le jeudi" in paper and "Dienstags" not in paper and "Übersetzung folgt" in paper


def test_when_the_french_says_the_same_again_so_does_the_translation(
    app: Flask, answer: Answer, member: Colleague
) -> None:
    change(member, answer, "Le jeudi à 18 h.")
    change(member, answer, DONE)
    assert "Dienstags" in german(app) and "Übersetzung folgt" not in german(app)


def test_the_members_see_that_it_is_old_and_mend_it(app: Flask, answer: Answer, member: Colleague) -> None:
    change(member, answer, "Le jeudi à 18 h.")
    page = f"/committee/answers/{answer.id}"
    assert member.get(page).text().count("le français a changé depuis") == 1
    form = member.get(f"{page}/translations/de")
    assert DONE in form.text() and form.text(form.all("textarea", id="done")[0]) == "Dienstags um 18 Uhr"
    member.send(form, f"{page}/translations/de", said="Zu früh", done="Donnerstags um 18 Uhr")
    assert "changé depuis" not in member.get(page).text()
    assert "Donnerstags" in german(app) and "Übersetzung folgt" not in german(app)


def test_what_still_holds_is_saved_as_it_is(app: Flask, answer: Answer, member: Colleague) -> None:
    change(member, answer, "Un atelier, le mardi à 18 h.")
    page = f"/committee/answers/{answer.id}/translations/de"
    member.submit(page, page, said="Zu früh", done="Dienstags um 18 Uhr")
    assert "Dienstags" in german(app) and "Übersetzung folgt" not in german(app)


def test_the_title_of_a_theme_too(app: Flask, answer: Answer, member: Colleague) -> None:
    card = f"{THEMES}/{answer.theme_id}"
    member.submit(f"{card}/edit", card, 200, title="Bruit", keywords="")
    page = Visitor(app).get("/de/answers")
    title = next(page.all("li", class_="answer")[0].iter("h2"))
    assert [one.get("lang") for one in title.iter("span")] == ["fr"] and page.text(title) == "Bruit"
    assert "Übersetzung folgt" in german(app) and "Dienstags" in german(app)
    assert "à revoir" in member.get(card).text() and "Deutsch" in member.get(THEMES).text().partition("à revoir")[2]
    paper = " ".join(words(member.client.get(f"/committee/answers/{answer.id}/poster.pdf?locale=de").data))
    assert "Bruit" in paper and "Zeiten" not in paper and "Übersetzung folgt" in paper
