"""How many people of which age came: noted on the list of a workshop, added up over a period, without any name."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import delete
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.table_file import table_file
from kiosk.web.transaction import writing
from kiosk.workshops.ages.counting import COLUMNS, Numbers, Totals, is_countable
from kiosk.workshops.ages.period import Period
from kiosk.workshops.models import AgeCount, Attendance, Workshop
from kiosk.workshops.rosters.staff_views import WORKSHOP, page
from kiosk.workshops.staff_views import gesture
from kiosk.workshops.vocabulary import AGE_BANDS

views = restricted(Blueprint("ages", __name__, url_prefix="/staff/workshops"), "staff")


@views.get("/ages")
def index() -> ResponseReturnValue:
    """The totals of a period, by band and by workshop."""
    period = Period.parse(request.args, clock.now())
    return render("workshops/staff/age_totals.html", period=period, totals=totals_of(period), bands=tuple(AGE_BANDS))


@views.get("/ages.csv")
def export() -> ResponseReturnValue:
    """The same as a file, in the wording of the Coop."""
    period = Period.parse(request.args, clock.now())
    return table_file(f"ages-{period.first}-{period.last}", COLUMNS, totals_of(period).rows)


@views.post(f"/{WORKSHOP}/ages")
def update(id: int) -> ResponseReturnValue:
    """Note how many came; all fields empty take it back."""
    numbers, now = Numbers.parse(request.form), clock.now()
    workshop = db.get_or_404(Workshop, id)
    if not is_countable(workshop, now):
        raise NotFound
    if numbers.errors:
        return page(workshop, ages=numbers), 422
    with writing() as database:
        database.scalars(Workshop.locked(id)).one()
        database.execute(delete(AgeCount).where(AgeCount.workshop_id == id))
        database.add_all(AgeCount.noted(id, numbers.people, gesture().by, now))
        audited("ages.counted", workshop, numbers.people)
    return redirect(url_for("rosters.show", id=id, done="ages_counted"), 303)


def totals_of(period: Period) -> Totals:
    workshops = db.session.scalars(period.workshops(clock.now())).all()
    ids = [workshop.id for workshop in workshops]
    present = dict(db.session.execute(Attendance.present(ids)).all())
    return Totals.of(workshops, db.session.scalars(AgeCount.of_workshops(ids)), present)
