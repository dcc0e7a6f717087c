"""What residents said, and what was done about it."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.feedback.models import Answer, Theme
from kiosk.web.page import render
from kiosk.web.visit import mark_personal

PAGE_SIZE = 4
views = Blueprint("feedback_answers", __name__, url_prefix="/<locale:locale>")
short_views = Blueprint("answer_codes", __name__)


@views.get("/answers")
def index() -> ResponseReturnValue:
    """The newest first, a few on each screen."""
    published = Answer.published()
    total = db.session.scalar(select(func.count()).select_from(published.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    shown = joinedload(Answer.theme).selectinload(Theme.texts), selectinload(Answer.texts)
    answers = db.session.scalars(published.options(*shown).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return render("feedback/answers.html", answers=answers, page=page, pages=pages)


@short_views.get("/A/<code>")
@short_views.get("/a/<code>")
def open_on_phone(code: str) -> ResponseReturnValue:
    """The address in the code of a poster."""
    locale = code.lower()
    if locale not in LOCALES:
        raise NotFound
    return mark_personal(redirect(url_for("feedback_answers.index", locale=locale), 303))
