"""The card of a theme: what people say, what the committee has decided, what it has answered."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy.orm import joinedload, selectinload

from kiosk.extensions import db
from kiosk.feedback.answers.draft import fields_in as answer_fields_in
from kiosk.feedback.models import Comment, Review, Theme
from kiosk.feedback.refusals import ChangedMeanwhile, CommitteeRefused
from kiosk.feedback.themes.draft import fields_in
from kiosk.feedback.themes.echo import ENOUGH, Echo, all_echoes, by_theme, comments_of
from kiosk.feedback.themes.steps import (
    DEFERRED,
    ENDS,
    PLACES,
    Wish,
    is_overdue,
    lacking,
    standing,
    take,
    undo,
    undoable,
)
from kiosk.feedback.translation import TRANSLATIONS, lack
from kiosk.feedback.typed import day_of, line, lines
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.locale import LANGUAGES
from kiosk.web.page import render
from kiosk.web.transaction import writing

THEME = "<int(max=2147483647):id>"
SHOWN = 10
LONGEST_NOTE, LONGEST_OWNER = 1000, 80
views = restricted(Blueprint("theme_cards", __name__, url_prefix="/committee/themes"), "committee")


@views.get(f"/{THEME}")
def show(id: int) -> ResponseReturnValue:
    return card(db.get_or_404(Theme, id))


@views.post(f"/{THEME}/steps")
def create_step(id: int) -> ResponseReturnValue:
    """Go on, go back with a reason, or put the answer off."""
    wish, errors = typed_wish()
    if errors:
        return card(db.get_or_404(Theme, id), wish, errors), 422
    try:
        with writing() as database:
            theme = locked(id)
            take(theme, wish, database.scalar(Review.under_way()), current_user.name, clock.now())
            audited(f"theme.{wish.stage}", theme, noted(wish))
    except CommitteeRefused as refusal:
        return card(db.get_or_404(Theme, id), wish, {field_of(refusal, wish): refusal.code}), 422
    return redirect(url_for("theme_cards.show", id=id, done=f"theme_{wish.stage}"), 303)


@views.post(f"/{THEME}/steps/reversal")
def undo_step(id: int) -> ResponseReturnValue:
    """Take the last step away, as long as the meeting that took it is not over."""
    try:
        with writing() as database:
            theme = locked(id)
            step = undo(theme, database.scalar(Review.newest().limit(1)))
            audited("theme.step_undone", theme, {"stage": step.stage})
    except CommitteeRefused as refusal:
        return card(db.get_or_404(Theme, id), errors={refusal.field: refusal.code}), 422
    return redirect(url_for("theme_cards.show", id=id, done="step_undone"), 303)


def typed_wish() -> tuple[Wish, dict[str, str]]:
    """What the form asks for, and what is wrong with it by field."""
    form = request.form
    due, stage = line(form.get("due_on", "")), form.get("stage", "")
    prefix = "defer-" if stage == DEFERRED else ""
    wish = Wish(stage, lines(form.get(f"{prefix}note", "")), line(form.get("owner", "")), day_of(due))
    wrong = {
        "stage": ("stage", wish.stage not in (*PLACES, DEFERRED)),
        f"{prefix}note": ("long", len(wish.note) > LONGEST_NOTE),
        "owner": ("long", len(wish.owner) > LONGEST_OWNER),
        "due_on": ("day", bool(due) and wish.due_on is None),
    }
    errors = {field: code for field, (code, is_wrong) in wrong.items() if is_wrong}
    return wish, {field: f"{field}_missing" for field in lacking(wish)} | errors


def field_of(refusal: CommitteeRefused, wish: Wish) -> str:
    """Where it stands in the form: to put off has a field of its own."""
    return f"defer-{refusal.field}" if (refusal.field, wish.stage) == ("note", DEFERRED) else refusal.field


def locked(id: int) -> Theme:
    """The theme, which nobody else changes now. Raises ChangedMeanwhile where the page is old."""
    theme: Theme = db.get_or_404(Theme, id, with_for_update=True)
    if request.form.get("after") != last_step(theme):
        raise ChangedMeanwhile
    return theme


def last_step(theme: Theme) -> str:
    return str(theme.steps[-1].id) if theme.steps else ""


def noted(wish: Wish) -> dict[str, Any]:
    """What the audit log keeps of a step."""
    facts = {"reason": wish.note, "owner": wish.owner, "due_on": wish.due_on and wish.due_on.isoformat()}
    return {name: value for name, value in facts.items() if value}


def card(theme: Theme, wish: Wish | None = None, errors: dict[str, str] | None = None) -> Response:
    """The page; a form that was refused shows what was typed."""
    newest = db.session.scalar(Review.newest().limit(1))
    echo = by_theme(db.session.execute(all_echoes())).get(theme.id, Echo())
    shown = comments_of(theme.id).options(selectinload(Comment.translations), joinedload(Comment.theme)).limit(SHOWN)
    return render(
        "feedback/committee/theme.html", theme=theme, now=standing(theme), typed=wish, errors=errors or {}, echo=echo,
        comments=db.session.scalars(shown).all(), review=newest if newest and newest.closed_at is None else None,
        undoable=undoable(theme, newest), after=last_step(theme), enough=ENOUGH, stages=tuple(PLACES), ends=ENDS,
        is_late=is_overdue(theme, clock.now().date()), translations=TRANSLATIONS, lack=lack, locales=LANGUAGES,
        fields_in=fields_in, answer_fields_in=answer_fields_in,
    )  # fmt: skip
