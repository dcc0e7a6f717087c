"""The programme: which workshop is held when and where. Whoever signed up is told of what changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, groupby
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from kiosk.config import TOWN
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.workshops.messages.notices import Event, notices, sendable
from kiosk.workshops.models import Course, Registration, Workshop
from kiosk.workshops.planning.change import change, check_seen, new_workshop
from kiosk.workshops.planning.draft import Draft, Facts
from kiosk.workshops.planning.holding import held
from kiosk.workshops.planning.neighbours import held_there, warnings_by_id, warnings_of_plan
from kiosk.workshops.planning.selection import (
    PAGE_SIZE,
    SCOPES,
    PlanSelection,
    cancelled_with,
    in_scope,
    places_in_use,
    places_like,
)
from kiosk.workshops.planning.warnings import Warning, check_warned
from kiosk.workshops.planning.wording import changes_in_words
from kiosk.workshops.refusals import NotWarned, PlanRefused

WORKSHOP = "<int(max=2147483647):id>"
views = restricted(Blueprint("planning", __name__, url_prefix="/staff/workshops"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """What is planned, week by week."""
    now, selection = clock.now(), PlanSelection.parse(request.args)
    total = db.session.scalar(selection.total(now)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    selection = selection._replace(page=min(selection.page, pages))
    found = db.session.scalars(selection.workshops(now)).all()
    return render(
        "workshops/staff/plan.html", selection=selection, total=total, pages=pages, now=now,
        warnings=warnings_by_id(db.session(), found, now),
        weeks=[(monday, list(week)) for monday, week in groupby(found, monday_of)], courses=known_courses(),
        places=db.session.scalars(places_in_use()).all(),
    )  # fmt: skip


@views.get("/places")
def places() -> ResponseReturnValue:
    """The places that one may mean, to choose one of them."""
    draft = Draft.of(request.args)
    return render("workshops/staff/places.html", errors={}, **place_choice(draft))


@views.get("/new")
def new() -> ResponseReturnValue:
    """An empty form, or that of a workshop to copy, a week later."""
    id = request.args.get("copy", type=int)
    copied = db.session.get(Workshop, id) if id is not None and id in range(2**31) else None
    return form_page(Draft.copy_of(copied) if copied else Draft.blank(course=request.args.get("course", "")))


@views.post("")
def create() -> ResponseReturnValue:
    draft, errors = typed()
    if errors:
        return form_page(draft, errors), 422
    facts = draft.facts()
    try:
        with writing() as database:
            workshop = new_workshop(facts, clock.now())
            check_warned(chain.from_iterable(warnings_of_plan(database, [facts])), read_warnings())
            database.add(workshop)
            audited("workshop.created", workshop)
            id = workshop.id
    except PlanRefused as refusal:
        return form_page(draft, {refusal.field: refusal.code}), 422
    except NotWarned as refusal:
        return form_page(draft, warnings=refusal.warnings), 422
    return redirect(url_for("planning.show", id=id, done="planned"), 303)


@views.get(f"/{WORKSHOP}")
def show(id: int) -> ResponseReturnValue:
    """One workshop: what is decided, who comes, and what can be done about it."""
    return workshop_page(db.get_or_404(Workshop, id))


@views.get(f"/{WORKSHOP}/edit")
def edit(id: int) -> ResponseReturnValue:
    workshop = db.get_or_404(Workshop, id)
    return form_page(Draft.of_facts(Facts.of(workshop)), workshop=workshop)


@views.post(f"/{WORKSHOP}")
def update(id: int) -> ResponseReturnValue:
    """Change one, this and the following, or all; in all of them only what is changed in this one."""
    draft, errors = typed()
    if errors:
        return form_page(draft, errors, db.get_or_404(Workshop, id)), 422
    facts = draft.facts()
    try:
        with writing() as database:
            workshop = db.get_or_404(Workshop, id)
            concerned = held(database, workshop, in_the_same_scope)
            check_seen(workshop, request.form.get("seen", ""))
            known, before = Facts.of(workshop), warned_of(concerned)
            changes, shift = known.differences(facts), facts.day - known.day
            for one in concerned:
                change_and_tell(one, changes, shift)
            check_warned((one for mark, one in warned_of(concerned).items() if mark not in before), read_warnings())
            said = {"changes": changes_in_words(known, facts), "scope": requested_scope()}
            audited("workshop.changed", workshop, said)
    except PlanRefused as refusal:
        return form_page(draft, {refusal.field: refusal.code}, db.get_or_404(Workshop, id)), 422
    except NotWarned as refusal:
        return form_page(draft, workshop=db.get_or_404(Workshop, id), warnings=refusal.warnings), 422
    done = "changed" if changes else "unchanged"
    return redirect(url_for("planning.show", id=id, done=done, number=len(concerned)), 303)


def monday_of(workshop: Workshop) -> date:
    """The first day of its week."""
    day = workshop.starts_at.astimezone(TOWN).date()
    return day - timedelta(days=day.weekday())


def typed() -> tuple[Draft, dict[str, str]]:
    """What the form says, and what is wrong with it by field."""
    draft = resolved(Draft.of(request.form))
    return draft, draft.errors(course_ids(), chosen_place(draft) is not None)


def resolved(draft: Draft) -> Draft:
    """With the place that only one can be meant by."""
    found = db.session.scalars(places_like(draft["place_query"])).all() if draft.place_id is None else []
    return draft.with_words(place=str(found[0].id)) if len(found) == 1 else draft


def in_the_same_scope(workshop: Workshop) -> Select[int]:
    """What the change concerns; of the others, those that take place."""
    takes_place = (Workshop.id == workshop.id) | Workshop.cancelled_at.is_(None)
    return in_scope(workshop, requested_scope(), clock.now()).where(takes_place)


def requested_scope() -> str:
    return next((scope for scope in SCOPES if scope == request.form.get("scope")), SCOPES[0])


def change_and_tell(workshop: Workshop, changes: Mapping[str, Any], shift: timedelta) -> None:
    effect = change(workshop, changes, shift, clock.now())
    tell(effect.promoted, "promoted")
    if effect.before:
        db.session.add(effect.before)
        tell([one for one in workshop.registrations if one not in effect.promoted], "changed_workshop")


def tell(registrations: Iterable[Registration], event: Event) -> None:
    """By the way that each of them chose, and a call for the others."""
    db.session.add_all(notices(registrations, event, clock.now(), sendable(current_app.config)))


def warned_of(workshops: Sequence[Workshop]) -> dict[str, Warning]:
    """What speaks against these workshops, by its mark."""
    db.session.flush()
    found = warnings_by_id(db.session(), workshops, clock.now()).values()
    return {one.mark: one for one in chain.from_iterable(found)}


def read_warnings() -> set[str]:
    """The marks of what the form has shown to whoever sends it."""
    return set(request.form.get("read", "").split())


@views.app_template_global()
def held_at(place_id: int, first: date | None, last: date | None) -> list[Workshop]:
    """The workshops to come that are planned in a place from one day to another, both included."""
    if first is None or last is None:
        return []
    return list(db.session.scalars(held_there(place_id, first, last, clock.now())))


def known_courses() -> list[Course]:
    return list(db.session.scalars(select(Course).order_by(Course.title, Course.id)))


def course_ids() -> list[int]:
    return [course.id for course in known_courses()]


def chosen_place(draft: Draft) -> Place | None:
    return db.session.get(Place, draft.place_id) if draft.place_id else None


def place_choice(draft: Draft) -> dict[str, Any]:
    """The place that is chosen, and those that one may mean."""
    place = chosen_place(draft)
    found = db.session.scalars(places_like(draft["place_query"])).all()
    return {"draft": draft, "place": place, "found": [one for one in found if one is not place]}


def form_page(
    draft: Draft, errors: dict[str, str] | None = None, workshop: Workshop | None = None, warnings: Sequence[Any] = ()
) -> Response:
    seen = request.form.get("seen") or (Facts.of(workshop).mark if workshop else "")
    context = {"workshop": workshop, "courses": known_courses(), "scope": requested_scope(), **place_choice(draft)}
    return render(
        "workshops/staff/workshop_form.html", errors=errors or {}, warnings=warnings, seen=seen, **context
    )  # fmt: skip


def workshop_page(workshop: Workshop, errors: dict[str, str] | None = None) -> Response:
    now = clock.now()
    together = db.session.scalars(cancelled_with(workshop, now)).all() if workshop.cancelled_at else []
    return render(
        "workshops/staff/workshop.html", workshop=workshop, errors=errors or {}, facts=Facts.of(workshop),
        warnings=warnings_by_id(db.session(), [workshop], now)[workshop.id], together=len(together), now=now,
        scope=requested_scope(), reason=request.form.get("reason", ""),
    )  # fmt: skip
