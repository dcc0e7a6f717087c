"""Series: many workshops by a rule, seen as a list of dates before anything is made; and digital days."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select

from kiosk.accounts.models import User
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.workshops.models import Course, Series, Workshop
from kiosk.workshops.planning.change import new_workshop
from kiosk.workshops.planning.draft import Facts
from kiosk.workshops.planning.neighbours import warnings_by_id, warnings_of_plan
from kiosk.workshops.planning.staff_views import (
    chosen_place,
    course_ids,
    known_courses,
    place_choice,
    read_warnings,
    resolved,
)
from kiosk.workshops.planning.warnings import Warning, check_warned
from kiosk.workshops.refusals import NotWarned, PlanRefused, SeriesKnown
from kiosk.workshops.repetition.draft import DayDraft, SeriesDraft
from kiosk.workshops.repetition.twins import check_new
from kiosk.workshops.school_holidays import known_until
from kiosk.workshops.series import NTHS, Rule

views = restricted(Blueprint("series", __name__, url_prefix="/staff/series"), "staff")


@views.get("/new")
def new() -> ResponseReturnValue:
    """A course, a place, a rule; empty, or with the words that the preview was made of."""
    if "course" in request.args:
        return form_page(requested_draft())
    return form_page(SeriesDraft.blank())


@views.get("/preview")
def preview() -> ResponseReturnValue:
    """Every date before anything is made: each can be left out, and each that is skipped says why."""
    if "course" not in request.args:
        return redirect(url_for("series.new"), 303)
    draft, errors = checked(requested_draft())
    if errors:
        return form_page(draft, errors), 422
    return preview_page(draft)


@views.post("")
def create() -> ResponseReturnValue:
    """The workshops on the dates that are ticked."""
    draft, errors = checked(SeriesDraft.of(request.form, request.form.getlist("weekdays")))
    if errors:
        return form_page(draft, errors), 422
    days = draft.chosen_days(request.form.getlist("dates"))
    if not days:
        return preview_page(draft, {"dates": "dates"}), 422
    try:
        facts = draft.workshop.facts()
        id = created(Series(title=draft["title"], rule=draft.rule().text), [facts._replace(day=day) for day in days])
    except SeriesKnown as refusal:
        return preview_page(draft, {"dates": refusal.code}, refusal.series_id), 422
    except PlanRefused as refusal:
        return preview_page(draft, {"dates": refusal.code}), 422
    except NotWarned:
        return preview_page(draft, {"dates": "unread"}), 422
    return redirect(url_for("series.show", id=id, done="series_planned", number=len(days)), 303)


@views.get("/<int(max=2147483647):id>")
def show(id: int) -> ResponseReturnValue:
    """All the workshops that belong together."""
    series = db.get_or_404(Series, id)
    found = db.session.scalars(select(Workshop).filter_by(series_id=id).order_by(Workshop.starts_at)).all()
    first = found[0].starts_at.date() if found else clock.now().date()
    return render(
        "workshops/staff/series.html", series=series, workshops=found, rule=Rule.parse(series.rule, first),
        warnings=warnings_by_id(db.session(), found, clock.now()),
    )  # fmt: skip


@views.get("/day")
def new_day() -> ResponseReturnValue:
    """A digital day: several workshops on one day in one place."""
    return day_page(DayDraft.blank())


@views.post("/day")
def create_day() -> ResponseReturnValue:
    draft = DayDraft.of(request.form)
    draft = draft.in_place(resolved(draft.common)["place"])
    if errors := draft.errors(course_ids(), chosen_place(draft.common) is not None):
        return day_page(draft, errors), 422
    plan = [one.facts() for one in draft.filled.values()]
    try:
        id = created(Series(title=draft.title), plan)
    except SeriesKnown as refusal:
        return day_page(draft, {"day": refusal.code}, known=refusal.series_id), 422
    except PlanRefused as refusal:
        return day_page(draft, {"day": refusal.code}), 422
    except NotWarned as refusal:
        return day_page(draft, warnings=refusal.warnings), 422
    return redirect(url_for("series.show", id=id, done="day_planned", number=len(plan)), 303)


def created(series: Series, plan: list[Facts]) -> int:
    """The id of the series, with a workshop for each of these facts; the same form sent again leads to the same one.

    Raises PlanRefused and NotWarned.
    """
    with writing() as database:
        # A second click waits here for the first one.
        database.execute(select(User.id).where(User.id == current_user.id).with_for_update())
        series.request_digest = digest_of_form(series, plan)
        known: Series | None = database.scalar(Series.of_request(series.request_digest))
        if known:
            audited("series.made_before", known)
            return known.id
        check_new(database, plan)
        workshops = [new_workshop(facts, clock.now(), series) for facts in plan]
        check_warned(chain.from_iterable(warnings_of_plan(database, plan)), read_warnings())
        database.add_all(workshops)
        audited("series.created", series, {"workshops": len(workshops), "rule": series.rule or ""})
        return series.id


def digest_of_form(series: Series, plan: list[Facts]) -> str:
    """One form of one person with its words."""
    parts = (client_id(), current_user.id, series.title, series.rule, plan)
    return sha256(repr(parts).encode()).hexdigest()


def client_id() -> str:
    """The mark of a form, which it keeps when it comes back."""
    return request.form.get("client_id") or str(uuid4())


def requested_draft() -> SeriesDraft:
    return SeriesDraft.of(request.args, request.args.getlist("weekdays"))


def checked(draft: SeriesDraft) -> tuple[SeriesDraft, dict[str, str]]:
    """The draft with its place, and what is wrong with it by field."""
    draft = SeriesDraft(resolved(draft.workshop), draft.words, draft.weekdays)
    return draft, draft.errors(course_ids(), chosen_place(draft.workshop) is not None)


def form_page(draft: SeriesDraft, errors: dict[str, str] | None = None) -> Response:
    return render(
        "workshops/staff/series_form.html", series=draft, errors=errors or {}, courses=known_courses(), nths=NTHS,
        **place_choice(draft.workshop),
    )  # fmt: skip


def preview_page(
    draft: SeriesDraft, errors: dict[str, str] | None = None, known: int | None = None
) -> Response:  # fmt: skip
    """The dates as a table; what speaks against one of them does not forbid it. `known` is a series that has them."""
    facts, found = draft.workshop.facts(), draft.occurrences()
    warned = warnings_of_days(facts, [one.day for one in found])
    possible = draft.possible_days(clock.now().date())
    ticked = draft.chosen_days(request.form.getlist("dates")) if request.method == "POST" else draft.usual_days()
    return render(
        "workshops/staff/series_preview.html", series=draft, draft=draft.workshop, errors=errors or {}, facts=facts,
        course=db.session.get(Course, facts.course_id), place=chosen_place(draft.workshop), occurrences=found,
        warned=warned, read=[one.mark for one in chain.from_iterable(warned.values())],
        possible=possible, chosen=[day for day in ticked if day in possible], now=clock.now(), client_id=client_id(),
        known=known,
        unknown_from=known_until() if draft.skips_school_holidays and found and found[-1].day > known_until() else None,
    )  # fmt: skip


def warnings_of_days(facts: Facts, days: list[date]) -> dict[date, list[Warning]]:
    """What speaks against a workshop with these facts on each of these days."""
    plan = warnings_of_plan(db.session(), [facts._replace(day=day) for day in days])
    return dict(zip(days, plan, strict=True))


def day_page(
    draft: DayDraft, errors: dict[str, str] | None = None, warnings: Sequence[Any] = (), known: int | None = None
) -> Response:
    return render(
        "workshops/staff/day_form.html", day=draft, errors=errors or {}, warnings=warnings, courses=known_courses(),
        client_id=client_id(), known=known, **place_choice(draft.common),
    )  # fmt: skip
