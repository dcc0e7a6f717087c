"""Whole rows of opinions, for whoever answers for the data; each time is written down."""

from collections.abc import Iterator

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.feedback.figures.asked import Wanted
from kiosk.feedback.figures.counts import Scope
from kiosk.feedback.figures.publication import months_between
from kiosk.feedback.figures.taps import COLUMNS, cells, number_of, rows_of
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.table_file import streamed_file
from kiosk.web.transaction import writing

views = restricted(Blueprint("figures_taps", __name__, url_prefix="/committee/figures"), "coordinator")


@views.get("/taps/new")
def new() -> ResponseReturnValue:
    """Which months, and what the file will hold."""
    wanted = Wanted.parse(request.args, clock.now().date())
    count = db.session.scalar(number_of(*wanted.scope[:2]))
    this = clock.now().date().replace(day=1)
    months = months_between(min(db.session.scalar(Scope.first_month()) or this, this), this)
    return render("feedback/committee/taps.html", wanted=wanted, count=count, months=[*reversed(months)])


@views.post("/taps")
def create() -> ResponseReturnValue:
    """The file, a line after the other: it may be long."""
    wanted = Wanted.parse(request.form, clock.now().date())
    first, last = wanted.scope[:2]
    with writing() as session:
        months = f"{first:%Y-%m} – {last:%Y-%m}"
        audited("taps.exported", detail={"months": months, "count": session.scalar(number_of(first, last))})
    return taps_file(wanted)


def taps_file(wanted: Wanted) -> Response:
    first, last = wanted.scope[:2]
    engine = db.engine

    def lines() -> Iterator[tuple[str | int, ...]]:
        with engine.connect() as connection:
            yield from cells(connection.execution_options(yield_per=1000).execute(rows_of(first, last)))

    return streamed_file(f"taps-{first:%Y-%m}-{last:%Y-%m}", COLUMNS, lines(), ";")
