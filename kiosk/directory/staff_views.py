"""Keeping the directory true: finding a place, changing it, having checked it."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from kiosk.directory.exchange.cells import readable
from kiosk.directory.exchange.comparison import OWN_SOURCE
from kiosk.directory.exchange.holding import hold_places
from kiosk.directory.exchange.rows import Remark
from kiosk.directory.hours.entry import Entry
from kiosk.directory.hours.notation import WEEKDAYS
from kiosk.directory.meanwhile import Meanwhile
from kiosk.directory.models import Place, PlaceMerge
from kiosk.directory.revisions.ledger import noted
from kiosk.directory.revisions.models import Revision
from kiosk.directory.revisions.record import Record, records
from kiosk.directory.revisions.staff_views import after, page_before
from kiosk.directory.sheet import CHOICES, EQUIPMENT, LANGUAGES, Sheet
from kiosk.directory.snapshot import current_directory
from kiosk.directory.standard import LABELS, MOBILITY
from kiosk.directory.upkeep import FILTERS, PAGE_SIZE, Upkeep, oldest_first
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.page import render
from kiosk.web.transaction import writing

ID = "<int(max=2147483647):id>"
LAST_CHANGES = 6
LONGEST_HOURS = 2000
views = restricted(Blueprint("places_staff", __name__, url_prefix="/staff/places"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """The places that fit the words, as residents find them, and the filters."""
    asked = Upkeep.read(request.args.getlist("with"), request.args.get("q", ""), request.args.get("page", ""))
    today = clock.now().date()
    ids = db.session.scalars(asked.ids(today)).all()
    if asked.query:
        found = current_directory(clock.now()).index.find((), asked.query)
        let_through = set(ids)
        ids = [id for id in found.page(1, found.total) if id in let_through]
    return listed("directory/staff/index.html", ids, asked.page, asked=asked, filters=FILTERS)


@views.get("/old")
def old() -> ResponseReturnValue:
    """What nobody has looked at for a year, oldest first."""
    asked = Upkeep.read((), "", request.args.get("page", ""))
    ids = db.session.scalars(oldest_first(clock.now().date())).all()
    return listed("directory/staff/old.html", ids, asked.page, asked=asked)


def listed(template: str, ids: Any, page: int, **context: Any) -> ResponseReturnValue:
    """One page of these places."""
    pages = max(1, -(-len(ids) // PAGE_SIZE))
    page = min(page, pages)
    shown = ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    places = {place.id: place for place in db.session.scalars(select(Place).where(Place.id.in_(shown)))}
    known = {"places": [places[id] for id in shown], "total": len(ids), "page": page, "pages": pages}
    return render(template, now=clock.now(), **known, **context)


@views.get("/hours")
def show_hours() -> ResponseReturnValue:
    """How residents will read opening hours, before they are kept."""
    text = Entry.typed(request.args).notation()[:LONGEST_HOURS]
    place = Place(opening_hours=" ".join(text.split()), phone="", emails=(), websites=())
    return render("directory/staff/hours.html", draft=place, now=clock.now())


@views.get("/new")
def new() -> ResponseReturnValue:
    return render("directory/staff/new.html", **fields(Sheet.of(Record.new(""))))


@views.post("")
def create() -> ResponseReturnValue:
    """A place that no source knows: staff are its source."""
    record, sheet, now = Record.new(uuid4().hex), Sheet.typed(request.form), clock.now()
    wanted, faults = sheet.wanted(record, now.date())
    if faults or is_trial():
        page: Any = render("directory/staff/new.html", **fields(sheet, {} if is_trial() else faults))
        return page, 422
    with writing() as database:
        write = record.written(wanted | {"updated_on": now.date()} | checked(now))
        assert write  # the source and the days alone are new
        revision = noted(database, [write], "place.created", now)
    return redirect(url_for("places_staff.show", id=revision.entries[0].place_id, done=revision.id), 303)


@views.get(f"/{ID}")
def show(id: int) -> ResponseReturnValue:
    """Everything about one place, to be changed."""
    merge = db.session.get(PlaceMerge, id)
    if merge:
        return redirect(url_for("places_staff.show", id=merge.kept_id), 303)
    return place_page(id)


@views.post(f"/{ID}")
def update(id: int) -> ResponseReturnValue:
    """Keep what was typed; with `checked`, staff vouch for the rest as well; a trial keeps nothing."""
    sheet, now = Sheet.typed(request.form), clock.now()
    with writing() as database:
        record, seen = found(database, id), request.form.get("seen", "")
        if seen != record.mark and not is_trial():
            meanwhile = Meanwhile.of(database, record, seen, sheet, now.date())
            page: Any = place_page(id, meanwhile.sheet, theirs=meanwhile.theirs)
            return page, 422
        wanted, faults = sheet.wanted(record, now.date())
        if faults or is_trial():
            page = place_page(id, sheet, {} if "add" in request.form else faults, seen=seen)
            return page, 422
        revision = changed(database, record, wanted, "checked" in request.form)
    return redirect(url_for("places_staff.show", id=id, done=revision and revision.id), 303)


def is_trial() -> bool:
    """Whether the form is only to be shown again: how it reads, or with one more line for hours."""
    return bool({"preview", "add"} & {*request.form})


def changed(database: Session, record: Record, wanted: dict[str, Any], is_checked: bool) -> Revision | None:
    now = clock.now()
    if is_checked:
        wanted = wanted | checked(now)
    new = {name for name, value in wanted.items() if value != record.known(name)}
    if new and record.values["source"] == OWN_SOURCE:
        wanted = wanted | {"updated_on": now.date()}
    write = record.written(wanted)
    if write is None:
        audited("place.unchanged", database.get_one(Place, record.values["id"]))
        return None
    action = "place.checked" if new <= {"checked_on", "checked_by"} else "place.updated"
    differences = changes(said(record.known, new), said(wanted.__getitem__, new))
    return noted(database, [write], action, now, {"changes": differences})


def said(known: Callable[[str], Any], names: Collection[str]) -> dict[str, Any]:
    """What is known of these fields, as staff read it."""
    return {name: in_words(name, known(name)) for name in sorted(names)}


def in_words(name: str, value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    text = readable(name, value)
    return text.split("|") if text and isinstance(value, (tuple, frozenset)) else text


@views.post(f"/{ID}/checks")
def create_check(id: int) -> ResponseReturnValue:
    """“Checked today by me”: all that the page says is true."""
    with writing() as database:
        revision = changed(database, found(database, id), {}, is_checked=True)
    return redirect(after(page_before(), revision.id) if revision else page_before(), 303)


def found(database: Session, id: int) -> Record:
    """The place as it is now, held until the end of the transaction."""
    hold_places(database.connection(), [id])
    record = records(database.connection(), [id]).get(id)
    if record is None or record.parts["merges"]:
        raise NotFound
    return record


def checked(now: Any) -> dict[str, Any]:
    return {"checked_on": now.date(), "checked_by": current_user.name}


def place_page(
    id: int, sheet: Sheet | None = None, faults: dict[str, Remark] | None = None, seen: str = "",
    theirs: dict[str, str] | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """The form; `seen` is what it was made of, `theirs` what others have written since, by field."""
    place = db.get_or_404(Place, id)
    record = records(db.session.connection(), [id])[id]
    revisions = db.session.scalars(Revision.of_place(id).limit(LAST_CHANGES)).all()
    absorbed = db.session.scalars(select(Place).join(PlaceMerge, PlaceMerge.place_id == Place.id).filter_by(kept_id=id))
    return render(
        "directory/staff/show.html", place=place, record=record, revisions=revisions, absorbed=absorbed.all(),
        edits=dict(record.parts["edits"]), seen=seen or record.mark, theirs=theirs,
        **fields(sheet or Sheet.of(record), faults),
    )  # fmt: skip


@views.app_template_global()
def sheet_codes(field: str) -> list[str]:
    """The codes that one may tick in a field."""
    return list(CHOICES[field])


@views.app_template_global()
def hours_days() -> tuple[str, ...]:
    """The weekdays as the fields of opening hours name them."""
    return WEEKDAYS


@views.app_template_global()
def official_label(code: str) -> str:
    """What the national standard calls a label, or the way a place moves, in French."""
    return {**LABELS, **MOBILITY}[code]


def fields(sheet: Sheet, faults: dict[str, Remark] | None = None) -> dict[str, Any]:
    """What the form about a place needs."""
    draft = Place(opening_hours=sheet.texts["opening_hours"], phone=sheet.texts["phone"], emails=(), websites=())
    return {
        "sheet": sheet,
        "faults": faults or {},
        "draft": draft,
        "now": clock.now(),
        "spoken": LANGUAGES,
        "kinds_of_equipment": EQUIPMENT,
    }
