"""The way in and the way out, for a visitor who has no language yet."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from kiosk.extensions import db
from kiosk.feedback.models import Answer
from kiosk.web import clock
from kiosk.web.display import known_density
from kiosk.web.locale import LANGUAGES, Language, speaking
from kiosk.web.page import render
from kiosk.web.paper import macros
from kiosk.web.visit import end_visit

NEWEST = 3
SECONDS_IN_A_LANGUAGE = 120
views = Blueprint("entrance", __name__)


@views.get("/")
def show() -> ResponseReturnValue:
    """The attract screen, which is the choice of a language; what was answered last, another one each hour."""
    now = clock.now()
    answers = db.session.scalars(Answer.published().options(selectinload(Answer.texts)).limit(NEWEST)).all()
    answer = answers[now.hour % len(answers)] if answers else None
    card = answer_in(language_at(now), answer) if answer else ""
    return render("home/entrance.html", now=now, purpose_in=purpose_in, answer=card)


def language_at(now: datetime) -> Language:
    """One after the other, each as long as the screen stands before it begins afresh."""
    offered = tuple(LANGUAGES.values())
    return offered[int(now.timestamp()) // SECONDS_IN_A_LANGUAGE % len(offered)]


def answer_in(language: Language, answer: Answer) -> Any:
    """The card of an answer, as markup: somebody who reads no French must see that it is for them, too."""
    with speaking(language):
        return macros("home/answer.html").card(answer)


def purpose_in(language: Language) -> str:
    """What the kiosk is for, in one of its languages: somebody who reads no French must know it before choosing."""
    with speaking(language):
        return render_template("home/purpose.txt")


@views.get("/reset")
def reset() -> ResponseReturnValue:
    """A fresh start for the next visitor; nothing is stored on the server, so there is nothing to undo."""
    return end_visit(redirect(url_for("entrance.show"), 303))


@views.get("/screen-<density>.css")
def screen(density: str) -> ResponseReturnValue:
    """The true size of a millimetre on this screen, as a style sheet: it works without scripts."""
    known = known_density(density)
    rule = f":root {{ --mm: {known / 100}px; --target: calc(12.7 * var(--mm)); }}" if known else ""
    return Response(f"@layer tokens {{ {rule} }}", mimetype="text/css")
