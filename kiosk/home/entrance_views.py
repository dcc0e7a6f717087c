"""The way in and the way out, for a visitor who has no language yet."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.feedback.models import Answer
from kiosk.web import clock
from kiosk.web.display import known_density
from kiosk.web.locale import Language, speaking
from kiosk.web.page import render
from kiosk.web.visit import end_visit

NEWEST = 3
views = Blueprint("entrance", __name__)


@views.get("/")
def show() -> ResponseReturnValue:
    """The attract screen, which is the choice of a language; what was answered last, another one each hour."""
    now = clock.now()
    answers = db.session.scalars(Answer.published().limit(NEWEST)).all()
    answer = answers[now.hour % len(answers)] if answers else None
    return render("home/entrance.html", now=now, purpose_in=purpose_in, answer=answer)


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
