"""What people said in their own words: read by a person before, and shown to everybody."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kiosk.directory.models import Place, PlaceMerge
from kiosk.extensions import db
from kiosk.feedback.comments.keywords import public_words
from kiosk.feedback.models import Comment, Theme
from kiosk.feedback.voices.publication import voices
from kiosk.web.page import render

PAGE_SIZE, MOST = 6, 300
"""On a screen, and in all: what is older than a year is erased anyway."""

views = Blueprint("feedback_voices", __name__, url_prefix="/<locale:locale>")


@views.get("/results/words")
def index() -> ResponseReturnValue:
    """The newest month first, a few on each screen."""
    shown = selectinload(Comment.translations), selectinload(Comment.theme).selectinload(Theme.texts)
    newest = Comment.of_state("public").order_by(None).order_by(Comment.written_at.desc(), Comment.id).limit(MOST)
    merged = dict(db.session.execute(select(PlaceMerge.place_id, PlaceMerge.kept_id)).all())
    found = voices(db.session.scalars(newest.options(*shown)).all(), merged)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    shown_now = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    named = select(Place).where(Place.id.in_({voice.place_id for voice in shown_now}))
    words = public_words(voice.comment.text for voice in found)
    return render(
        "feedback/voices.html", voices=shown_now, page=page, pages=pages,
        places={place.id: place for place in db.session.scalars(named)}, words_of_many=list(words.items())[:PAGE_SIZE],
    )  # fmt: skip
