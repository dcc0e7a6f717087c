"""A word, for whoever likes to say more: masked before it is written, read by a person before anybody sees it."""

from uuid import UUID

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.comments.writing import CommentEmpty, CommentLong, written
from kiosk.feedback.door import About, about
from kiosk.feedback.models import Comment, Tap
from kiosk.feedback.models.comment import CommentRead
from kiosk.feedback.recording import tap_of
from kiosk.feedback.vocabulary import LONGEST_COMMENT
from kiosk.web import clock
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.web.visit import belong_to_visit

views = Blueprint("feedback_words", __name__, url_prefix="/<locale:locale>/feedback/<touchpoint>/taps/<uuid:id>/words")
belong_to_visit(views, "new")
FAULTS: dict[type[Exception], str] = {CommentEmpty: "empty", CommentLong: "long", CommentRead: "read"}


@views.get("")
def new(touchpoint: str, id: UUID) -> ResponseReturnValue:
    """A few words, if one likes; whoever has been read already is told so before they write."""
    it = about(touchpoint)
    tap = said(it, id)
    known = db.session.scalar(Comment.beside(tap))
    return form_page(it, tap, error="read" if known and known.is_read else "")


@views.post("")
def create(touchpoint: str, id: UUID) -> ResponseReturnValue:
    """The words, without what could point at somebody; who writes twice before anybody has read means the second.

    Once somebody has read the first, others are refused: what was decided would not be about them.
    """
    it, text = about(touchpoint), request.form.get("text", "")
    try:
        with writing() as database:
            tap = said(it, id)
            comment = written(text, g.language.locale, tap, clock.now())
            # Locked: whoever reads it at this moment must not publish words that they have not seen.
            known = database.scalar(Comment.beside(tap).with_for_update(of=Comment))
            if known is None:
                database.add(comment)
            else:
                known.rewrite(comment)
    except tuple(FAULTS) as error:
        return form_page(it, said(it, id), text, FAULTS[type(error)]), 422
    return redirect(url_for("feedback.show", touchpoint=it.code, id=id, said=1), 303)


def said(it: About, id: UUID) -> Tap:
    """The tap that the words are about. Raises NotFound."""
    tap = tap_of(db.session(), id, it.subject)
    if tap is None:
        raise NotFound
    return tap


def form_page(it: About, tap: Tap, text: str = "", error: str = "") -> Response:
    return render("feedback/word.html", about=it, tap=tap, text=text, error=error, longest=LONGEST_COMMENT)
