"""The committee's meetings about feedback: open one, read what came, close it."""

import secrets
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from kiosk.extensions import db
from kiosk.feedback.figures.score import FEWEST_SURE, Figure
from kiosk.feedback.models import Answer, Comment, Review, Theme, ThemeStep
from kiosk.feedback.refusals import CommitteeRefused, ReviewOpen
from kiosk.feedback.retention import COMMENTS_FOR
from kiosk.feedback.reviews.draw import DRAWN, draw
from kiosk.feedback.reviews.duty import Duty, check_closing, check_opening, check_reopening, duties
from kiosk.feedback.reviews.period import FIRST_DAY, Arrivals, Period
from kiosk.feedback.themes.echo import ENOUGH, all_echoes, by_theme, most_heard
from kiosk.feedback.themes.steps import DEFERRED, is_overdue, standing
from kiosk.feedback.typed import day_of, line
from kiosk.feedback.vocabulary import ASIDE, KEPT_STATES
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.page import render
from kiosk.web.transaction import writing

REVIEW = "<int(max=2147483647):id>"
MOST_HEARD = 5
views = restricted(Blueprint("reviews", __name__, url_prefix="/committee/reviews"), "committee")


@views.get("")
def index() -> ResponseReturnValue:
    """All reviews, the last one first, and the way to the next."""
    return list_page()


@views.post("")
def create() -> ResponseReturnValue:
    """Open one for a meeting; what it reads is drawn now, and nobody can draw again."""
    day = day_of(line(request.form.get("held_on", "")))
    if day is None:
        return list_page({"held_on": "day"}), 422
    try:
        with writing() as database:
            review = opened(database, Review(held_on=day, seed=secrets.token_hex(8)))
            audited("review.opened", review)
            id = review.id
    except CommitteeRefused as refusal:
        return list_page({refusal.field: refusal.code}), 422
    return redirect(url_for("reviews.show", id=id, done="review_opened"), 303)


@views.get(f"/{REVIEW}")
def show(id: int) -> ResponseReturnValue:
    """For the screen of the meeting room, and for paper."""
    return review_page(db.get_or_404(Review, id))


@views.post(f"/{REVIEW}")
def update(id: int) -> ResponseReturnValue:
    """Another day of the meeting."""
    day = day_of(line(request.form.get("held_on", "")))
    if day is None:
        return review_page(db.get_or_404(Review, id), {"held_on": "day"}), 422
    with writing():
        review = db.get_or_404(Review, id, with_for_update=True)
        audited("review.moved", review, {"changes": changes({"day": review.held_on}, {"day": day})})
        review.held_on = day
    return redirect(url_for("reviews.show", id=id, done="review_moved"), 303)


@views.post(f"/{REVIEW}/closing")
def close(id: int) -> ResponseReturnValue:
    """End it, once every theme of which people spoke much is answered or put off."""
    try:
        with writing():
            review = db.get_or_404(Review, id, with_for_update=True)
            check_closing(review, owed(review))
            review.closed_at, review.closed_by = clock.now(), current_user.name
            audited("review.closed", review)
    except CommitteeRefused as refusal:
        return review_page(db.get_or_404(Review, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("reviews.show", id=id, done="review_closed"), 303)


@views.post(f"/{REVIEW}/reopening")
def reopen(id: int) -> ResponseReturnValue:
    """Take the closing back, until the next review is opened."""
    try:
        with writing() as database:
            review = db.get_or_404(Review, id, with_for_update=True)
            check_reopening(review, database.scalars(Review.newest().limit(1)).one())
            review.closed_at, review.closed_by = None, ""
            audited("review.reopened", review)
    except CommitteeRefused as refusal:
        return review_page(db.get_or_404(Review, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("reviews.show", id=id, done="review_reopened"), 303)


def opened(database: Session, review: Review) -> Review:
    """The review as it begins. Raises ReviewClosedToday, and ReviewOpen, also where somebody else was faster."""
    last, now = database.scalar(Review.newest().limit(1)), clock.now()
    check_opening(last, now.date())
    ids = waiting_ids(database)
    review.pool, review.drawn = tuple(map(str, ids)), tuple(map(str, draw(review.seed, ids)))
    review.since, review.opened_at, review.opened_by = last and last.closed_at, now, current_user.name
    database.add(review)
    try:
        database.flush()
    except IntegrityError as error:
        raise ReviewOpen from error
    return review


def waiting_ids(database: Session) -> list[int]:
    """The comments that were read and kept, and from which no review has drawn yet: each is offered to one draw."""
    # Older pools hold nothing that is still there.
    recent = Review.opened_at > clock.now() - COMMENTS_FOR - timedelta(days=1)
    past = {id for pool in database.scalars(select(Review.pool).where(recent)) for id in pool}
    kept = database.scalars(select(Comment.id).where(Comment.state.in_(KEPT_STATES)).order_by(Comment.id))
    return [id for id in kept if str(id) not in past]


def owed(review: Review) -> list[Duty]:
    """What is retired still owes its answer."""
    themes = db.session.scalars(select(Theme).options(selectinload(Theme.steps)).order_by(Theme.id)).all()
    return duties(themes, by_theme(db.session.execute(all_echoes())), review)


def list_page(errors: dict[str, str] | None = None) -> Response:
    reviews = db.session.scalars(Review.newest()).all()
    steps, answers = per_review(ThemeStep.review_id), per_review(Answer.review_id, Answer.published_at.is_not(None))
    return render(
        "feedback/committee/reviews.html", reviews=reviews, steps=steps, answers=answers, errors=errors or {},
        is_open=any(review.closed_at is None for review in reviews),
        held_on=request.form.get("held_on", clock.now().date().isoformat()),
    )  # fmt: skip


def per_review(column: InstrumentedAttribute[int | None], *which: ColumnElement[bool]) -> dict[int, int]:
    counted = select(column, func.count()).where(*which).group_by(column)
    return {id: number for id, number in db.session.execute(counted) if id}


def review_page(review: Review, errors: dict[str, str] | None = None) -> Response:
    newest = db.session.scalars(Review.newest().limit(1)).one()
    steps = select(ThemeStep).where(ThemeStep.review_id == review.id).order_by(ThemeStep.taken_at, ThemeStep.id)
    answers = select(Answer).where(Answer.review_id == review.id).order_by(Answer.written_at, Answer.id)
    return render(
        "feedback/committee/review.html", review=review, errors=errors or {}, is_newest=newest.id == review.id,
        steps=db.session.scalars(steps).all(), answers=db.session.scalars(answers).all(), deferred=DEFERRED,
        owed=[] if review.closed_at else owed(review), enough=ENOUGH, sure=FEWEST_SURE,
        most_drawn=DRAWN, **what_came(review),
    )  # fmt: skip


def what_came(review: Review) -> dict[str, Any]:
    """The figures, themes, comments and places of the review's days."""
    today = clock.now().date()
    period = Period.of(review, db.session.scalar(FIRST_DAY), today)
    now = Figure.of(*db.session.execute(period.numbers()).one())
    before = Figure.of(*db.session.execute(period.before.numbers()).one()) if review.since else None
    spoken_of = most_heard(review.since, review.closed_at, MOST_HEARD)
    heard = [(id, number) for id, number in db.session.execute(spoken_of) if id]
    themes = {
        theme.id: theme for theme in db.session.scalars(select(Theme).where(Theme.id.in_([id for id, _ in heard])))
    }
    aside: dict[str, int] = dict(db.session.execute(period.set_aside()).all())
    return {
        "period": period,
        "arrivals": Arrivals(now, before),
        "heard": [(themes[id], number, standing(themes[id]), is_overdue(themes[id], today)) for id, number in heard],
        "comments": list(zip(review.drawn, drawn_comments(review), strict=True)),
        "aside": [(state, aside[state]) for state in ASIDE if state in aside],
        "silent": silent_places(period),
    }


def drawn_comments(review: Review) -> list[Comment | None]:
    """As they were drawn; None for one that was rejected or erased since."""
    drawn = select(Comment).where(Comment.id.in_(map(int, review.drawn)), Comment.state.in_(KEPT_STATES))
    shown = selectinload(Comment.translations), joinedload(Comment.theme)
    found = {str(one.id): one for one in db.session.scalars(drawn.options(*shown))}
    return [found.get(id) for id in review.drawn]


def silent_places(period: Period) -> dict[str, list[Any]]:
    """The places from which nothing came: those from which something had come before, and the others."""
    heard = set(db.session.scalars(period.heard_places()))
    silent = [(place, had) for place, had in db.session.execute(period.known_places()) if place.id not in heard]
    return {"now": [place for place, had in silent if had], "ever": [place for place, had in silent if not had]}
