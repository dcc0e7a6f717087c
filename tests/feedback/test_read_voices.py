"""What people said in their own words: for everybody, once a person has read it, and without saying who or when."""

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.models import Comment, CommentTranslation
from kiosk.feedback.voices.publication import voices
from tests.client import Page, Visitor
from tests.feedback.conftest import NOW, Commenter, kept

WORDS = "/fr/results/words"


def published(comment: Comment, state: str = "public") -> Comment:
    comment.decide(state, "", "Camille", NOW)
    kept(comment)
    return comment


def read(app: Flask, address: str = WORDS) -> Page:
    return Visitor(app).get(address)


def test_only_what_was_read_and_may_be_read_by_everybody_is_shown(app: Flask, commented: Commenter) -> None:
    for state in ("waiting", "public", "internal", "rejected"):
        published(commented(f"Un mot {state}"), state)
    text = read(app).text()
    assert "Un mot public" in text and not [one for one in ("waiting", "internal", "rejected") if one in text]


def test_the_month_is_said_and_never_the_day(app: Flask, commented: Commenter) -> None:
    published(commented("Très bien expliqué"))
    text = read(app).text()
    assert "Novembre 2026" in text and "24" not in text


def test_no_face_is_shown_beside_words(app: Flask, commented: Commenter, library: Place) -> None:
    """With the month and the place, faces would say what the public figures hide."""
    for value in (1, 2, 3, 1, 2):
        published(commented("Un petit mot", value=value, place_id=library.id))
    page = read(app)
    assert "Médiathèque du Parc" in page.text()
    assert not [one for one in page.root.iter() if "data-value" in one.attrib or "voice-face" in one.get("class", "")]
    assert not [face for face in ("Pas bien", "Moyen", "Très bien") if face in page.text()]


def test_a_place_is_named_among_five_comments_and_not_before(app: Flask, commented: Commenter, library: Place) -> None:
    for number in range(5):
        assert "Médiathèque du Parc" not in read(app).text()
        published(commented(f"Un mot numéro {number}", place_id=library.id))
    assert "Médiathèque du Parc" in read(app).text()


def test_what_was_said_of_a_merged_place_was_said_of_the_one_that_is_kept(
    app: Flask, commented: Commenter, library: Place, duplicate: Place
) -> None:
    for number in range(5):
        published(commented(f"Un mot numéro {number}", place_id=(library, duplicate)[number % 2].id))
    text = read(app).text()
    assert text.count("Médiathèque du Parc") == 5 and "Double" not in text


def test_the_order_within_a_month_says_nothing_of_the_day(commented: Commenter) -> None:
    made = [commented(f"Mot {number}", captured_at=NOW - timedelta(hours=number)) for number in range(12)]
    shown = [voice.comment.id for voice in voices(made, {})]
    assert sorted(shown) == sorted(one.id for one in made)
    assert shown not in ([one.id for one in made], [one.id for one in reversed(made)])


def test_the_original_stands_beside_a_checked_translation_in_its_own_direction(
    app: Flask, commented: Commenter
) -> None:
    comment = published(commented("الشرح واضح جدا شكرا لكم جميعا", "ar"))
    facts = {"translated_by": 1, "translated_at": NOW, "checked_by": 2, "checked_at": NOW}
    comment.translations = [CommentTranslation(locale="fr", text="Les explications sont claires", **facts)]
    kept(comment)
    page = read(app)
    (quote,) = page.all("blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "rtl") and "الشرح" in page.text(quote)
    assert "Les explications sont claires" in page.text()


def test_what_is_hidden_is_said_in_the_language_of_the_page(app: Flask, commented: Commenter) -> None:
    published(commented("Appelez-moi au 06 12 34 56 78 merci beaucoup"))
    text = read(app).text()
    assert "06 12" not in text and "numéro" in text


def test_words_that_many_say_are_shown(app: Flask, commented: Commenter) -> None:
    for number in range(5):
        published(commented(f"La salle est trop petite, vraiment {number}"))
    assert "salle" in read(app).text(read(app).all("p", class_="voice-words")[0])


def test_a_few_stand_on_a_screen_and_the_others_on_the_next(app: Flask, commented: Commenter) -> None:
    for number in range(8):
        published(commented(f"Mot {number}"))
    shown = [len(read(app, f"{WORDS}?page={page}").all("blockquote")) for page in (1, 2, 9)]
    assert shown == [6, 2, 2]


def test_where_nobody_has_said_anything_one_is_asked(app: Flask, database: Session) -> None:
    assert "/fr/feedback/kiosk" in read(app).ways()
    assert WORDS in read(app, "/fr/results").ways() or "rien à montrer" in read(app, "/fr/results").text().lower()
