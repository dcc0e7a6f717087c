"""Writing a word beside a tap."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.feedback.comments.writing import CommentEmpty, CommentLong, written
from kiosk.feedback.models import Comment
from kiosk.feedback.models.comment import CommentRead
from tests.client import Visitor
from tests.feedback.conftest import NOW, Commenter, Tapper, fresh, kept

NOTICES = {
    "fr": "N’écrivez pas de nom, pas de numéro.",
    "fr-falc": "N’écrivez pas de nom. N’écrivez pas de numéro.",
    "de": "Schreiben Sie keinen Namen und keine Nummer.",
    "en": "Write no name and no number.",
    "ar": "لا تكتب اسمًا ولا رقمًا.",
    "tr": "Ad ya da numara yazmayın.",
    "uk": "Не пишіть імен і номерів.",
}


def address(comment: Comment, locale: str = "fr") -> str:
    """Where the words of this comment are written."""
    return f"/{locale}/feedback/kiosk/taps/{comment.tap_id}/words"


def read(comment: Comment) -> Comment:
    """The comment, which a person has made public."""
    comment.decide("public", "", "Camille", NOW)
    kept(comment)
    return comment


def test_it_waits_for_a_reader_with_its_number_masked(tapped: Tapper, database: Session) -> None:
    database.add(written("Appelez-moi au 06\u200b 12 34 56 78, il y a trop de bruit", "ar", tapped(1), NOW))
    database.commit()
    comment = database.query(Comment).one()
    assert comment.text == "Appelez-moi au ⟦number⟧, il y a trop de bruit"
    assert (comment.state, comment.language, comment.language_source) == ("waiting", "fr", "words")
    assert comment.written_at == NOW


def test_of_the_moment_it_keeps_the_minute(tapped: Tapper) -> None:
    assert written("Merci", "fr", tapped(3), NOW.replace(second=17, microsecond=5)).written_at == NOW


def test_what_is_written_anew_is_no_longer_translated(tapped: Tapper) -> None:
    comment, other = (written(text, "fr", tapped(3), NOW) for text in ("Merci", "Vielen Dank für die große Hilfe"))
    comment.translate("en", "Thank you", 1, NOW)
    comment.rewrite(other)
    assert (comment.text, comment.language, comment.language_source) == (other.text, "de", "words")
    assert comment.translations == []


@pytest.mark.parametrize("state", ["public", "internal", "rejected"])
def test_what_was_read_is_not_written_anew(tapped: Tapper, state: str) -> None:
    comment, other = (written(text, "fr", tapped(3), NOW) for text in ("Premier mot", "Second mot"))
    comment.decide(state, "", "Camille", NOW)
    with pytest.raises(CommentRead):
        comment.rewrite(other)
    assert comment.text == "Premier mot"


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b\u2067\u200e", "\u3164"])
def test_nothing_readable_is_refused(tapped: Tapper, text: str) -> None:
    with pytest.raises(CommentEmpty):
        written(text, "fr", tapped(1), NOW)


def test_250_signs_are_taken_and_one_more_is_refused(tapped: Tapper) -> None:
    assert written(f"  {'x' * 250}\n", "fr", tapped(1), NOW).text == "x" * 250
    with pytest.raises(CommentLong):
        written("x" * 251, "fr", tapped(1), NOW)


@pytest.mark.parametrize("locale", LOCALES)
def test_one_is_asked_for_no_name_and_no_number(app: Flask, commented: Commenter, locale: str) -> None:
    page = Visitor(app).get(address(commented("Un mot"), locale))
    (field,) = page.all("textarea")
    assert NOTICES[locale] in page.text() and field.get("maxlength") == "250"
    assert NOTICES[locale] in page.text(page.all("p", id=field.get("aria-describedby", ""))[0])


def test_before_anybody_has_read_the_second_words_replace_the_first(app: Flask, commented: Commenter) -> None:
    comment = commented("Premier mot")
    assert "Merci pour vos mots" in Visitor(app).post(address(comment), text="Second mot").text()
    assert fresh(comment).text == "Second mot"


def test_who_writes_after_the_first_words_were_read_is_told_so_and_loses_nothing(
    app: Flask, commented: Commenter
) -> None:
    visitor, comment = Visitor(app), commented("Premier mot")
    token = visitor.get(address(comment)).all("input", name="csrf_token")[0].get("value")
    read(comment)
    sent = visitor.client.post(address(comment), data={"csrf_token": token, "text": "Second mot"})
    page = visitor.seen(sent, 422)
    assert "déjà lu vos premiers mots" in page.text() and "Merci" not in page.text()
    assert [one.text for one in page.all("textarea")] == ["Second mot"]
    assert "/fr/feedback/kiosk/next" in page.ways() and fresh(comment).text == "Premier mot"


@pytest.mark.parametrize("locale", LOCALES)
def test_whose_words_were_read_learns_it_before_writing(app: Flask, commented: Commenter, locale: str) -> None:
    comment = read(commented("Premier mot"))
    page = Visitor(app).get(address(comment, locale))
    assert not page.all("textarea") and page.all("p", role="alert")
    assert f"/{locale}/feedback/kiosk/next" in page.ways()


def test_on_a_telephone_one_erases_the_answer_and_answers_anew(app: Flask, commented: Commenter) -> None:
    visitor, comment = Visitor(app), read(commented("Premier mot"))
    visitor.get("/f/kiosk")
    (form,) = [one for one in visitor.get(address(comment)).all("form") if "withdrawal" in one.get("action", "")]
    fields = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
    sent = visitor.client.post(form.get("action", ""), data=fields, follow_redirects=True)
    assert visitor.seen(sent, 200).all("button", name="value")
