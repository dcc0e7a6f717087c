"""Dated notices of a place: closed this week, moved, other hours, something to know."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.directory.exchange.parts import PARTS
from kiosk.directory.models import Notice, Place
from kiosk.directory.notices.draft import KINDS, Draft
from kiosk.directory.revisions.ledger import noted
from kiosk.directory.staff_views import ID, found
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.page import render
from kiosk.web.transaction import writing

NOTICE = "<int(max=2147483647):notice_id>"
COLUMNS = PARTS["notices"].columns
views = restricted(Blueprint("place_notices", __name__, url_prefix="/staff/places"), "staff")


@views.get(f"/{ID}/notices")
def index(id: int) -> ResponseReturnValue:
    """What holds there, and the form; with the days that the address names, what is planned on them."""
    first, last = request.args.get("first", clock.now().date().isoformat()), request.args.get("last", "")
    return page_of(id, Draft(first=first, last=last))


@views.post(f"/{ID}/notices")
def create(id: int) -> ResponseReturnValue:
    """From one day to another, both included; residents read it on these days."""
    draft = Draft.of(request.form)
    if faults := draft.faults(clock.now().date()):
        page: Any = page_of(id, draft, faults)
        return page, 422
    return changed(id, "notice.created", add=draft.fact())


@views.post(f"/{ID}/notices/{NOTICE}/ends")
def create_end(id: int, notice_id: int) -> ResponseReturnValue:
    """It is over: yesterday was its last day; one that has not begun goes away."""
    notice = notice_of(id, notice_id)
    yesterday = clock.now().date() - timedelta(days=1)
    fact = fact_of(notice)
    shortened = tuple(yesterday if name == "ends_on" else value for name, value in zip(COLUMNS, fact, strict=True))
    return changed(id, "notice.ended", remove=fact, add=shortened if notice.starts_on <= yesterday else None)


@views.post(f"/{ID}/notices/{NOTICE}/deletions")
def create_deletion(id: int, notice_id: int) -> ResponseReturnValue:
    return changed(id, "notice.deleted", remove=fact_of(notice_of(id, notice_id)))


def changed(
    id: int, action: str, add: tuple[Any, ...] | None = None, remove: tuple[Any, ...] | None = None
) -> ResponseReturnValue:
    """Change the notices of a place and go back to them."""
    with writing() as database:
        record = found(database, id)
        notices = {*record.parts["notices"]} - {remove} | ({add} if add else set())
        write = record.written({"notices": frozenset(notices)})
        if write is None:
            raise NotFound
        revision = noted(database, [write], action, clock.now())
    return redirect(url_for("place_notices.index", id=id, done=revision.id), 303)


def notice_of(id: int, notice_id: int) -> Notice:
    notice: Notice = db.first_or_404(db.select(Notice).filter_by(id=notice_id, place_id=id))
    return notice


def fact_of(notice: Notice) -> tuple[Any, ...]:
    return tuple(getattr(notice, name) for name in COLUMNS)


def page_of(id: int, draft: Draft, faults: dict[str, str] | None = None) -> ResponseReturnValue:
    place = db.get_or_404(Place, id)
    return render(
        "directory/staff/notices.html", place=place, draft=draft, errors=faults or {}, kinds=KINDS, now=clock.now()
    )
