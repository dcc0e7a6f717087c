"""Answers to residents: write, translate, publish, take back, print."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import HTTPException, NotFound

from kiosk.extensions import db
from kiosk.feedback.answers.draft import FIELDS, LONGEST, faults, tidied
from kiosk.feedback.answers.wording import poster
from kiosk.feedback.models import Answer, Review, Theme
from kiosk.feedback.refusals import ChangedMeanwhile
from kiosk.feedback.themes.steps import standing
from kiosk.feedback.translation import TRANSLATIONS, mark_in, old_sources, texts_in, write
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.locale import DEFAULT, LANGUAGES
from kiosk.web.page import render
from kiosk.web.paper import printed
from kiosk.web.transaction import writing

THEME = "<int(max=2147483647):theme_id>"
ANSWER = "<int(max=2147483647):id>"
views = restricted(Blueprint("answers", __name__, url_prefix="/committee"), "committee")


@views.get(f"/themes/{THEME}/answers/new")
def new(theme_id: int) -> ResponseReturnValue:
    """The form; a theme that is not possible wants to know why not."""
    theme = db.get_or_404(Theme, theme_id)
    return form_page(theme, dict.fromkeys(FIELDS, ""), standing(theme).stage == "impossible")


@views.post(f"/themes/{THEME}/answers")
def create(theme_id: int) -> ResponseReturnValue:
    texts, is_refusal = typed()
    if errors := faults(texts, needed=FIELDS):
        return form_page(db.get_or_404(Theme, theme_id), texts, is_refusal, errors=errors), 422
    with writing() as database:
        theme = db.get_or_404(Theme, theme_id)
        answer = Answer(**texts, is_refusal=is_refusal, written_at=clock.now(), written_by=current_user.name)
        answer.theme, answer.review = theme, database.scalar(Review.under_way())
        database.add(answer)
        audited("answer.written", answer)
        id = answer.id
    return redirect(url_for("answers.show", id=id, done="answer_written"), 303)


@views.get(f"/answers/{ANSWER}")
def show(id: int) -> ResponseReturnValue:
    """The answer as it is or will be read, in every language."""
    answer = db.get_or_404(Answer, id)
    texts = {code: texts_in(answer, FIELDS, code) for code in LANGUAGES}
    old = {code: old_sources(answer, FIELDS, code) for code in TRANSLATIONS}
    return render("feedback/committee/answer.html", answer=answer, texts=texts, old=old, locales=LANGUAGES)


@views.get(f"/answers/{ANSWER}/edit")
def edit(id: int) -> ResponseReturnValue:
    answer = db.get_or_404(Answer, id)
    return form_page(answer.theme, texts_in(answer, FIELDS, "fr"), answer.is_refusal, answer)


@views.post(f"/answers/{ANSWER}")
def update(id: int) -> ResponseReturnValue:
    texts, is_refusal = typed()
    if errors := faults(texts, needed=FIELDS):
        answer = db.get_or_404(Answer, id)
        return form_page(answer.theme, texts, is_refusal, answer, errors), 422
    try:
        with writing():
            answer = unchanged(id, "fr")
            known = {**texts_in(answer, FIELDS, "fr"), "is_refusal": answer.is_refusal}
            write(answer, "fr", texts)
            answer.is_refusal = is_refusal
            after = {**texts, "is_refusal": is_refusal}
            audited("answer.changed", answer, {"changes": changes(known, after)})
    except ChangedMeanwhile as refusal:
        answer = db.get_or_404(Answer, id)
        return form_page(answer.theme, texts, is_refusal, answer, {refusal.field: refusal.code}), 422
    return redirect(url_for("answers.show", id=id, done="answer_changed"), 303)


@views.get(f"/answers/{ANSWER}/translations/<code>")
def edit_translation(id: int, code: str) -> ResponseReturnValue:
    """The French words, and beside them those of another language."""
    answer = db.get_or_404(Answer, id)
    return translation_page(answer, code, texts_in(answer, FIELDS, code))


@views.post(f"/answers/{ANSWER}/translations/<code>")
def update_translation(id: int, code: str) -> ResponseReturnValue:
    texts = tidied(request.form)
    if errors := faults(texts):
        return translation_page(db.get_or_404(Answer, id), code, texts, errors), 422
    try:
        with writing():
            answer = unchanged(id, translatable(code))
            write(answer, code, texts)
            audited("answer.translated", answer, {"language": code})
    except ChangedMeanwhile as refusal:
        return translation_page(db.get_or_404(Answer, id), code, texts, {refusal.field: refusal.code}), 422
    return redirect(url_for("answers.show", id=id, done="answer_translated"), 303)


@views.post(f"/answers/{ANSWER}/publication")
def publish(id: int) -> ResponseReturnValue:
    """From now on, everybody reads it."""
    with writing() as database:
        answer = db.get_or_404(Answer, id, with_for_update=True)
        if answer.published_at:
            raise done_already(id)
        answer.publish(database.scalar(Review.under_way()), current_user.name, clock.now())
        audited("answer.published", answer)
    return redirect(url_for("answers.show", id=id, done="answer_published"), 303)


@views.post(f"/answers/{ANSWER}/withdrawal")
def withdraw(id: int) -> ResponseReturnValue:
    """Nobody reads it any more; it stays with its theme and can be published again."""
    with writing():
        answer = db.get_or_404(Answer, id, with_for_update=True)
        if answer.published_at is None:
            raise done_already(id)
        answer.published_at, answer.published_by = None, ""
        audited("answer.withdrawn", answer)
    return redirect(url_for("answers.show", id=id, done="answer_withdrawn"), 303)


@views.get(f"/answers/{ANSWER}/poster.pdf")
def print_poster(id: int) -> ResponseReturnValue:
    """A4, in the language that the address names, else in French."""
    answer = db.get_or_404(Answer, id)
    language = LANGUAGES.get(request.args.get("locale", ""), LANGUAGES[DEFAULT])
    return printed("answer", poster(answer, language), f"answer-{id}-{language.locale}")


def typed() -> tuple[dict[str, str], bool]:
    """The French words, and whether the second ones say why it cannot be done."""
    return tidied(request.form), request.form.get("kind") == "refusal"


def unchanged(id: int, code: str) -> Answer:
    """The answer, which nobody else changes now. Raises ChangedMeanwhile where the form is old."""
    answer: Answer = db.get_or_404(Answer, id, with_for_update=True)
    if request.form.get("seen") != mark_in(answer, FIELDS, code):
        raise ChangedMeanwhile
    return answer


def done_already(id: int) -> HTTPException:
    """Somebody else was faster, and nothing is left to write: the page shows the state that the answer has."""
    return HTTPException(response=redirect(url_for("answers.show", id=id), 303))


def translatable(code: str) -> str:
    if code not in TRANSLATIONS:
        raise NotFound
    return code


def form_page(
    theme: Theme, texts: Mapping[str, str], is_refusal: bool, answer: Answer | None = None,
    errors: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    """The form; where somebody else was faster, beside what they have written."""
    mark, is_changed = mark_in(answer, FIELDS, "fr") if answer else "", "main" in (errors or {})
    return render(
        "feedback/committee/answer_form.html", theme=theme, answer=answer, texts=texts, is_refusal=is_refusal,
        errors=errors or {}, longest=LONGEST, theirs=texts_in(answer, FIELDS, "fr") if answer and is_changed else {},
        seen=mark if is_changed else request.form.get("seen", mark),
    )  # fmt: skip


def translation_page(
    answer: Answer, code: str, texts: Mapping[str, str], errors: dict[str, str] | None = None
) -> Response:
    """The form; where somebody else was faster, beside what they have written."""
    mark, is_changed = mark_in(answer, FIELDS, translatable(code)), "main" in (errors or {})
    facts: dict[str, Any] = {"theirs": texts_in(answer, FIELDS, code) if is_changed else {}}
    facts |= {"sources": old_sources(answer, FIELDS, code), "title": answer.theme.title}
    return render(
        "feedback/committee/translation.html", subject=answer, code=code, texts=texts, errors=errors or {},
        fields=FIELDS, language=LANGUAGES[code], seen=mark if is_changed else request.form.get("seen", mark),
        action=url_for("answers.update_translation", id=answer.id, code=code),
        back=url_for("answers.show", id=answer.id), **facts,
    )  # fmt: skip
