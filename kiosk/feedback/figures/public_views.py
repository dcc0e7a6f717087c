"""What people think: a month at a time, without anything that could point at a person."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.figures.asked import Asked, month_of
from kiosk.feedback.figures.charts import trend
from kiosk.feedback.figures.counts import Lists, Scope, lists_by_month
from kiosk.feedback.figures.paper import published_sheet
from kiosk.feedback.figures.publication import (
    DIMENSIONS,
    PAPERS,
    Publication,
    month_before,
    newest_month,
    next_publication,
    publications,
)
from kiosk.feedback.figures.rows import COLUMNS, Row, as_json, published_rows
from kiosk.feedback.figures.wording import kept_place, names
from kiosk.web import clock
from kiosk.web.page import render
from kiosk.web.paper import printed
from kiosk.web.table_file import table_file

BEGINNING = date(2000, 1, 1)
Months = dict[date, dict[str, Any]]
views = Blueprint("feedback_results", __name__, url_prefix="/<locale:locale>")


@views.get("/results")
def index() -> ResponseReturnValue:
    """One question a screen: everybody, a list, one value of it, or the months."""
    newest = newest_month(clock.now())
    asked = Asked.parse(request.args, newest)
    if asked.by == "place" and asked.of:
        asked = asked._replace(of=str(kept_place(int(asked.of))))
    months = sums(newest)
    facts = {"asked": asked, "newest": newest, "first": min(months, default=newest), "is_begun": bool(months)}
    return render("feedback/results.html", **facts, next_day=next_publication(clock.now()), **contents(asked, months))


@views.get("/results/dictionary")
def dictionary() -> ResponseReturnValue:
    """How it is counted, what is hidden, and what each column of the files means."""
    return render("feedback/dictionary.html", columns=COLUMNS)


@views.get("/results.csv")
def table() -> ResponseReturnValue:
    """All that is published, or one month of it, for spreadsheets of this country."""
    return table_file(file_name(), COLUMNS, archive(), ";")


@views.get("/results.json")
def data() -> ResponseReturnValue:
    """The same for programs."""
    return jsonify(as_json(archive()))


@views.get("/results.pdf")
def sheet() -> ResponseReturnValue:
    """A month on paper."""
    asked = Asked.parse(request.args, newest_month(clock.now()))
    publication = next(published(asked.month, asked.month))
    if publication.total is None:
        raise NotFound
    known = {name: names(name, publication.lists.get(name, ())) for name in DIMENSIONS}
    return printed("figures", published_sheet(publication, known, g.language), f"results-{asked.month:%Y-%m}")


def sums(newest: date) -> Months:
    """The sum of each month, from the first one with an answer on."""
    return lists_by_month(db.session.execute(Scope(BEGINNING, newest).months("month")))


def contents(asked: Asked, months: Months) -> dict[str, Any]:
    """What the page of this question shows, and no more."""
    if asked.by in DIMENSIONS:
        needed = PAPERS if asked.by in PAPERS else (asked.by,)
        add_lists(months, Scope(asked.year[0] if asked.of else asked.month, asked.month), *needed)
    before, publication = publications(months, (month_before(asked.month), asked.month))
    known = names(asked.by, {*publication.lists.get(asked.by, ()), *filter(None, [asked.of])}) if asked.by else {}
    year = publications(months, [month for month in asked.year if month >= min(months, default=month)])
    course = [(one.month, one.figure(asked.by, asked.of)) for one in year]
    figure, earlier = (one.figure(asked.by, asked.of) for one in (publication, before))
    return {
        "cells": in_order(publication, asked.by, known), "publication": publication, "figure": figure, "names": known,
        "course": course, "chart": trend(course, g.language.direction == "rtl"), "title": known.get(asked.of, ""),
        "change": figure.change(earlier) if figure and earlier else 0,
    }  # fmt: skip


def add_lists(months: Months, scope: Scope, *dimensions: str) -> None:
    """Lists beside the sums of their months."""
    for month, lists in lists_by_month(db.session.execute(scope.months(*dimensions))).items():
        months.setdefault(month, {}).update(lists)


def in_order(publication: Publication, by: str, known: dict[str, str]) -> Lists | dict[str, Any]:
    """The list in the order of its names."""
    cells = publication.lists.get(by, {})
    return {code: cells[code] for code in known if code in cells}


def published(first: date, last: date) -> Iterator[Publication]:
    """Each month of this time with all its lists."""
    found = lists_by_month(db.session.execute(Scope(first, last).months("month", *DIMENSIONS)))
    return iter(publications(found, sorted(found) or [last]))


def archive() -> Iterator[Row]:
    """The lines of the files: of the month that the address names, else of all."""
    newest, month = newest_month(clock.now()), month_of(request.args.get("month", ""))
    found = list(published(*((min(month, newest),) * 2 if month else (BEGINNING, newest))))
    places = {code for one in found for code in one.lists.get("place", ())}
    known = {name: names(name, places) for name in DIMENSIONS}
    return (line for one in found for line in published_rows(one, known))


def file_name() -> str:
    month = month_of(request.args.get("month", ""))
    return f"results-{month:%Y-%m}" if month else "results"
