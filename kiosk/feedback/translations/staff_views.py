"""A comment and its translation side by side: one person writes it, another one says that it is right."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.comments.language import LANGUAGES
from kiosk.feedback.comments.masking import signed
from kiosk.feedback.models import Comment
from kiosk.feedback.models.comment import OwnTranslation
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, signed_in
from kiosk.web.page import render
from kiosk.web.transaction import writing

LONGEST_TRANSLATION = 600
LONGEST_READ = 4 * LONGEST_TRANSLATION
ADDRESS = "/<int(max=2147483647):id>/translations/<language>"
views = restricted(Blueprint("comment_translations", __name__, url_prefix="/staff/comments"), "staff")


@views.get(ADDRESS)
def show(id: int, language: str) -> ResponseReturnValue:
    return page_of(translatable(db.session.get(Comment, id), language), language)


@views.post(ADDRESS)
def update(id: int, language: str) -> ResponseReturnValue:
    """Keep the translation, masked as the original is; an empty one takes it away."""
    text = signed(request.form.get("text", "")[:LONGEST_READ])
    with writing() as database:
        comment = translatable(database.scalar(Comment.locked(id)), language)
        if is_late(comment, language):
            page: Any = page_of(comment, language, text, {"text": "meanwhile"})
            return page, 409
        if code := fault_of(comment, language, text):
            page = page_of(comment, language, text, {"text": code})
            return page, 422
        comment.translate(language, text, reader_id(), clock.now())
        audited(f"comment.{'translated' if text else 'untranslated'}", comment, {"language": language})
    return redirect(url_for("comment_translations.show", id=id, language=language), 303)


@views.post(f"{ADDRESS}/checks")
def create_check(id: int, language: str) -> ResponseReturnValue:
    """Somebody else has read both, and they say the same."""
    with writing() as database:
        comment = translatable(database.scalar(Comment.locked(id)), language)
        translation = comment.translation(language)
        if translation is None or is_late(comment, language):
            page: Any = page_of(comment, language, errors={"text": "checked_meanwhile"})
            return page, 409
        try:
            translation.check_by(reader_id(), clock.now())
        except OwnTranslation:
            page = page_of(comment, language, errors={"text": "own"})
            return page, 422
        audited("comment.translation_checked", comment, {"language": language})
    return redirect(url_for("comment_translations.show", id=id, language=language), 303)


def translatable(comment: Comment | None, language: str) -> Comment:
    """The comment, if there is anything to translate into this language. Raises NotFound."""
    if comment is None or language not in LANGUAGES or language == comment.language:
        raise NotFound
    return comment


def reader_id() -> int:
    """Who is signed in."""
    actor = signed_in()
    assert actor  # the door lets nobody else in
    return actor.id


def mark_of(comment: Comment, language: str) -> str:
    """The same as long as neither the original nor the translation has changed."""
    translation = comment.translation(language)
    return f"{comment.text_mark} {translation.mark if translation else ''}"


def is_late(comment: Comment, language: str) -> bool:
    return request.form.get("seen") != mark_of(comment, language)


def fault_of(comment: Comment, language: str, text: str) -> str:
    """The code of what is wrong; nothing typed is a mistake where nothing was."""
    if not text and comment.translation(language) is None:
        return "empty"
    return "long" if len(text) > LONGEST_TRANSLATION else ""


def page_of(comment: Comment, language: str, text: str | None = None, errors: dict[str, str] | None = None) -> Response:
    """Both texts; `text` is what was typed and is not kept."""
    translation = comment.translation(language)
    known = translation.text if translation else ""
    return render(
        "feedback/staff/comment_translation.html", comment=comment, language=language, spoken=LANGUAGES,
        translation=translation, text=known if text is None else text, theirs=known, errors=errors or {},
        seen=mark_of(comment, language), is_own=translation is not None and translation.translated_by == reader_id(),
        longest=LONGEST_TRANSLATION, signs=[f"[{part.hidden}]" for part in comment.parts if part.hidden],
    )  # fmt: skip
