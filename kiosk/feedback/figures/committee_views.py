"""What the committee sees of the opinions: all figures, for the months and the part of the house that it chooses."""

from collections.abc import Iterator
from datetime import date

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.feedback.figures.asked import Wanted
from kiosk.feedback.figures.charts import trend
from kiosk.feedback.figures.counts import Scope, lists_of
from kiosk.feedback.figures.dashboard import Dashboard, reason_figures
from kiosk.feedback.figures.paper import wanted_sheet
from kiosk.feedback.figures.publication import months_between
from kiosk.feedback.figures.rows import COLUMNS, SUM, Row, as_json, row
from kiosk.feedback.figures.wording import all_place_names, hour_names, kept_place, month_name, names
from kiosk.feedback.models.count import ALL_LANGUAGES, ALL_PLACES, NO_PLACE
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.page import render
from kiosk.web.paper import printed
from kiosk.web.table_file import table_file

views = restricted(Blueprint("figures", __name__, url_prefix="/committee"), "committee")


@views.get("/figures")
def index() -> ResponseReturnValue:
    """The sum, the months, and what they consist of."""
    board, known = dashboard(), all_names()
    sections = {name: board.lines(name, known[name]) for name in board.wanted.scope.dimensions if name != "month"}
    return render(
        "feedback/committee/figures.html", board=board, wanted=board.wanted, names=known, sections=sections,
        chart=trend(board.course), silent=board.silent(known["place"]) if "place" in sections else [],
        months=months_to_choose(),
    )  # fmt: skip


@views.get("/figures.csv")
def table() -> ResponseReturnValue:
    """What the page shows, for spreadsheets."""
    board = dashboard()
    return table_file(file_name(board.wanted), COLUMNS, rows(board), ";")


@views.get("/figures.json")
def data() -> ResponseReturnValue:
    """The same for programs."""
    board = dashboard()
    return jsonify({"chosen": board.wanted.arguments(), "lines": as_json(rows(board))})


@views.get("/figures.pdf")
def sheet() -> ResponseReturnValue:
    """The same on paper."""
    board, known = dashboard(), all_names()
    about = [known[name].get(code, code) for name, code in board.wanted.chosen.items()]
    lists = [(name, board.lines(name, known[name])) for name in board.wanted.scope.dimensions if name != "month"]
    return printed("figures", wanted_sheet(board, lists, about, g.language), file_name(board.wanted))


def dashboard() -> Dashboard:
    """What the address asks for, in few statements; a place that was merged is the one that it was merged into."""
    wanted = Wanted.parse(request.args, clock.now().date())
    if wanted.scope.place_id not in (ALL_PLACES, NO_PLACE):
        wanted = wanted._replace(scope=wanted.scope._replace(place_id=kept_place(wanted.scope.place_id)))
    scope = wanted.scope
    lists = lists_of(db.session.execute(scope.sums(*scope.dimensions)))
    is_countable = scope.language == ALL_LANGUAGES
    reasons = reason_figures(db.session.execute(scope.reasons())) if is_countable else None
    return Dashboard(wanted, lists, reasons)


def all_names() -> dict[str, dict[str, str]]:
    """What everything is called; hours each by itself."""
    return {"place": all_place_names(), "kind": names("kind"), "language": names("language"), "hour": hour_names()}


def months_to_choose() -> list[date]:
    """Each month from the first one with an answer to this one, the newest first."""
    this = clock.now().date().replace(day=1)
    first = db.session.scalar(Scope.first_month())
    return [*reversed(months_between(min(first or this, this), this))]


def rows(board: Dashboard) -> Iterator[Row]:
    """The lines of the files: the sum, its months, its lists."""
    known = all_names()
    months = f"{board.wanted.scope.first:%Y-%m}/{board.wanted.scope.last:%Y-%m}"
    yield row(months, SUM, "", "", board.total)
    for month, figure in board.course:
        yield row(f"{month:%Y-%m}", "month", f"{month:%Y-%m}", month_name(month), figure)
    for name in board.wanted.scope.dimensions:
        for line in board.lines(name, known[name]) if name != "month" else ():
            yield row(months, name, line.code, line.name, line.figure)
    for reason, figure in (board.reasons or {}).items():
        yield row(months, "reason", reason, reason, figure)


def file_name(wanted: Wanted) -> str:
    return f"figures-{wanted.scope.first:%Y-%m}-{wanted.scope.last:%Y-%m}"
