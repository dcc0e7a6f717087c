"""The roster: who is expected, who came; checking in by a tap, walk-ins, the sheet and the file."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.page import render
from kiosk.web.paper import printed
from kiosk.web.table_file import table_file
from kiosk.web.transaction import writing
from kiosk.workshops.admission import Newcomer
from kiosk.workshops.ages.counting import Numbers, is_countable
from kiosk.workshops.desk import attendances, of_day
from kiosk.workshops.models import AgeCount, Registration, Workshop
from kiosk.workshops.models.attendance import STATUSES
from kiosk.workshops.planning.neighbours import warnings_by_id
from kiosk.workshops.roster import COLUMNS, WALK_INS, Roster
from kiosk.workshops.rosters.wording import day_lists, one_list
from kiosk.workshops.scanning import Answer, is_early, lets_in, lets_in_from
from kiosk.workshops.staff_views import desk, kept, requested_newcomer, seen_deed, whole_number

WORKSHOP = "<int(max=2147483647):id>"
views = restricted(Blueprint("rosters", __name__, url_prefix="/staff/workshops"), "staff")


@views.get("/today")
def index() -> ResponseReturnValue:
    """The workshops of today, each with its list and the scanner."""
    now = clock.now()
    workshops = db.session.scalars(of_day(now)).all()
    rosters = {workshop.id: roster_of(workshop) for workshop in workshops}
    warnings = warnings_by_id(db.session(), workshops, now)
    return render("workshops/staff/today.html", workshops=workshops, rosters=rosters, warnings=warnings, now=now)


@views.get(f"/{WORKSHOP}/roster")
def show(id: int) -> ResponseReturnValue:
    """The list by name, with everything that can be noted."""
    return page(db.get_or_404(Workshop, id))


@views.get(f"/{WORKSHOP}/roster/sheet")
def sheet(id: int) -> ResponseReturnValue:
    """The list on paper, to sign."""
    workshop = db.get_or_404(Workshop, id)
    return render("workshops/staff/roster_sheet.html", workshop=workshop, roster=roster_of(workshop), walk_ins=WALK_INS)


@views.get(f"/{WORKSHOP}/roster.pdf")
def paper(id: int) -> ResponseReturnValue:
    """The list on paper, as a PDF."""
    workshop = db.get_or_404(Workshop, id)
    return printed("roster", one_list(workshop, roster_of(workshop)), f"roster-{id}")


@views.get("/today.pdf")
def day_paper() -> ResponseReturnValue:
    """All lists of today, as one PDF."""
    now = clock.now()
    rosters = [(workshop, roster_of(workshop)) for workshop in db.session.scalars(of_day(now)).all()]
    return printed("roster", day_lists(rosters), f"rosters-{now:%Y-%m-%d}")


@views.get(f"/{WORKSHOP}/roster.csv")
def export(id: int) -> ResponseReturnValue:
    """The list as a file, with the statuses of RDV Service Public."""
    roster = roster_of(db.get_or_404(Workshop, id))
    return table_file(f"roster-{id}", COLUMNS, (line.cells for line in roster.lines))


@views.post(f"/{WORKSHOP}/roster/<int(max=2147483647):registration_id>")
def update(id: int, registration_id: int) -> ResponseReturnValue:
    """Note who came, or who will not."""
    status = next((status for status in STATUSES if status == request.form.get("status")), None)
    if status is None:
        raise NotFound
    people = whole_number(request.form.get("people", ""))
    with writing():
        answer = kept_change(desk().mark(registration_of(id, registration_id), status, people or None))
    return answered(id, answer)


@views.post(f"/{WORKSHOP}/roster/<int(max=2147483647):registration_id>/reversal")
def take_back(id: int, registration_id: int) -> ResponseReturnValue:
    """Undo what was noted last, unless somebody has noted something else since."""
    with writing():
        answer = kept_change(desk().take_back(registration_of(id, registration_id), seen_deed()))
    return answered(id, answer)


@views.post(f"/{WORKSHOP}/roster/walk-ins")
def create(id: int) -> ResponseReturnValue:
    """Somebody came without a ticket: a name, and a reason where all seats are taken."""
    newcomer = requested_newcomer()
    workshop = db.get_or_404(Workshop, id)
    if not newcomer.name:
        return page(workshop, error="name", newcomer=newcomer), 422
    with writing():
        answer = kept_change(desk().sign_up(id, newcomer))
    return answered(id, answer, newcomer)


def kept_change(answer: Answer) -> Answer:
    """The answer, written down where something changed: on the roster, nothing else is an event."""
    return kept(answer) if answer.has_changed else answer


def answered(id: int, answer: Answer, newcomer: Newcomer | None = None) -> ResponseReturnValue:
    """Back to the list where it was noted; else the list with the reason why not, and the words typed."""
    if answer.has_changed and answer.registration:
        return redirect(url_for("rosters.show", id=id, _anchor=f"line-{answer.registration.id}"), 303)
    return page(db.get_or_404(Workshop, id), answer=answer, newcomer=newcomer or Newcomer("")), 409


def registration_of(workshop_id: int, id: int) -> int:
    """The id, where it belongs to this workshop. Raises NotFound."""
    mine = (Registration.id == id, Registration.workshop_id == workshop_id)
    return db.session.scalars(select(Registration.id).where(*mine)).one_or_none() or not_found()


def not_found() -> int:
    raise NotFound


def roster_of(workshop: Workshop) -> Roster:
    return Roster.of(workshop, attendances(db.session(), workshop.id))


def page(workshop: Workshop, **context: Any) -> Response:
    now = clock.now()
    counts = db.session.scalars(AgeCount.of_workshops([workshop.id])).all()
    facts = {"error": None, "answer": None, "newcomer": Newcomer(""), "ages": Numbers.of(counts), **context}
    return render(
        "workshops/staff/roster.html", workshop=workshop, roster=roster_of(workshop), now=now,
        is_early=is_early(workshop, now), lets_in_from=lets_in_from, lets_in=lets_in,
        new_id=lambda: str(uuid4()), is_countable=is_countable(workshop, now), **facts,
    )  # fmt: skip
