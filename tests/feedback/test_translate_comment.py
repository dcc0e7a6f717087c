"""A comment in another language: one person translates it, another one checks it, and only then readers see it."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment
from tests.feedback.conftest import NOW, Commenter, fresh, kept
from tests.office import Colleague, add_user, colleague


@pytest.fixture
def comment(commented: Commenter) -> Comment:
    return commented("المكان ضيق جدا واتصلوا بي ٠٦١٢٣٤٥٦٧٨")


@pytest.fixture
def translator(app: Flask) -> Colleague:
    return colleague(app, "staff")


@pytest.fixture
def checker(app: Flask) -> Colleague:
    person = Colleague(app, add_user(app, "staff", email="checker@mediatheque.example", name="Sasha"))
    person.sign_in()
    return person


def address(comment: Comment, locale: str = "fr") -> str:
    return f"/staff/comments/{comment.id}/translations/{locale}"


def translate(person: Colleague, comment: Comment, text: str, status: int = 200) -> str:
    return person.submit(address(comment), address(comment), status, text=text).text()


def test_the_original_stands_beside_the_translation_in_its_own_direction(
    translator: Colleague, comment: Comment
) -> None:
    translate(translator, comment, "La salle est trop petite, mon numéro : [Number]")
    page = translator.get(address(comment))
    assert [(text.get("lang"), text.get("dir")) for text in page.all("blockquote")] == [("ar", "auto"), ("fr", "auto")]
    assert page.text(page.all("blockquote")[1]).count("caché") == 1


def test_readers_see_it_once_somebody_else_has_checked_it(
    translator: Colleague, checker: Colleague, comment: Comment, database: Session
) -> None:
    translate(translator, comment, "La salle est trop petite")
    fresh(comment)
    assert comment.translated("fr") is None
    checker.submit(address(comment), f"{address(comment)}/checks")
    fresh(comment)
    shown = comment.translated("fr-falc")
    assert shown is not None and shown.text == "La salle est trop petite"
    assert shown.checked_by not in (None, shown.translated_by)
    assert "Vérifiée par une deuxième personne" in translator.get(address(comment)).text()


def test_nobody_checks_their_own_translation(translator: Colleague, comment: Comment, database: Session) -> None:
    translate(translator, comment, "La salle est trop petite")
    page = translator.get(address(comment))
    assert "une autre personne" in page.text()
    fields = {one.get("name"): one.get("value") for one in page.all("input", type="hidden")}
    answer = translator.client.post(f"{address(comment)}/checks", data=fields)
    assert answer.status_code == 422
    assert "Vous l’avez traduit vous-même" in answer.get_data(as_text=True)
    fresh(comment)
    assert comment.translations[0].checked_by is None


def test_a_text_that_was_checked_and_is_written_otherwise_is_to_be_checked_again(
    translator: Colleague, checker: Colleague, comment: Comment, database: Session
) -> None:
    translate(translator, comment, "La salle est petite")
    checker.submit(address(comment), f"{address(comment)}/checks")
    translate(checker, comment, "La salle est bien trop petite, jean@mail.example")
    fresh(comment)
    assert comment.translated("fr") is None
    assert comment.translations[0].text == "La salle est bien trop petite, ⟦mail⟧"


def test_whoever_checks_what_was_changed_meanwhile_reads_it_again(
    translator: Colleague, checker: Colleague, comment: Comment, database: Session
) -> None:
    translate(translator, comment, "La salle est petite")
    opened = checker.get(address(comment))
    translate(translator, comment, "La salle est grande")
    page = checker.send(opened, f"{address(comment)}/checks", 409)
    assert "Relisez" in page.text()
    fresh(comment)
    assert comment.translations[0].checked_by is None


def test_two_translations_at_once_lose_nothing(translator: Colleague, checker: Colleague, comment: Comment) -> None:
    opened = checker.get(address(comment))
    translate(translator, comment, "La salle est petite")
    page = checker.send(opened, address(comment), 409, text="Trop étroit")
    assert "Trop étroit" in (page.all("textarea")[0].text or "")
    assert "La salle est petite" in page.text()


def test_an_empty_text_takes_the_translation_away(translator: Colleague, comment: Comment, database: Session) -> None:
    assert "Écrivez d’abord" in translate(translator, comment, " ", 422)
    assert "trop long" in translate(translator, comment, "x " * 500, 422)
    translate(translator, comment, "La salle est petite")
    translate(translator, comment, "")
    fresh(comment)
    assert comment.translations == []


def test_the_inbox_says_which_languages_exist_wait_or_miss(
    translator: Colleague, comment: Comment, database: Session
) -> None:
    comment.translate("fr", "…", 1, NOW)
    comment.translate("de", "…", 1, NOW)
    comment.translations[0].check_by(2, NOW)
    kept(comment)
    words = translator.get(f"/staff/comments/{comment.id}").text()
    assert words.count("vérifiée") == words.count("à vérifier") == 1
    assert words.count("à ajouter") == 3


@pytest.mark.parametrize("locale", ["ar", "fr-falc", "xx"])
def test_there_is_nothing_to_translate_into_other_languages(
    translator: Colleague, comment: Comment, locale: str
) -> None:
    translator.get(address(comment, locale), 404)
