"""Who came and who did not, over a period: to look at, to print, and as a file."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.page import render
from kiosk.web.table_file import table_file
from kiosk.workshops.ages.period import Period
from kiosk.workshops.turnout.figures import COLUMNS, FEWEST, Entry, Figures

views = restricted(Blueprint("turnout", __name__, url_prefix="/staff/workshops"), "staff")


@views.get("/turnout")
def index() -> ResponseReturnValue:
    """By month, by place and by course."""
    period = Period.parse(request.args, clock.now())
    return render("workshops/staff/turnout.html", period=period, figures=figures_of(period), fewest=FEWEST)


@views.get("/turnout.csv")
def export() -> ResponseReturnValue:
    """The same as a file."""
    period = Period.parse(request.args, clock.now())
    return table_file(f"turnout-{period.first}-{period.last}", COLUMNS, figures_of(period).rows)


def figures_of(period: Period) -> Figures:
    workshops = db.session.scalars(period.workshops(clock.now())).all()
    entries = db.session.execute(Entry.of_workshops([workshop.id for workshop in workshops]))
    return Figures.of(workshops, (Entry(*row) for row in entries))
