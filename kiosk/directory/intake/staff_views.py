"""Taking over a file of places: sent in, read, looked through line by line, taken over in one go, taken back."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from threading import Thread
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer
from werkzeug.exceptions import NotFound

from kiosk.directory.exchange import wording
from kiosk.directory.exchange.holding import hold_rows
from kiosk.directory.exchange.importing import planned
from kiosk.directory.exchange.origin import Origin
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.writing import describe
from kiosk.directory.hours.opening import Schedule
from kiosk.directory.intake.lines import key_of, remark_of, row_of, settled
from kiosk.directory.intake.models import GROUPS, ColumnMapping, Intake, IntakeLine
from kiosk.directory.intake.reading import read_intake
from kiosk.directory.intake.upload import MOST_BYTES, Upload
from kiosk.directory.models import Place
from kiosk.directory.revisions.ledger import noted
from kiosk.directory.revisions.models import Revision
from kiosk.directory.sheet import FIELDS
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import belongs_to, restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing

ID = "<int(max=2147483647):id>"
PAGE_SIZE = 50
# About half a second of reading; what is larger is read while its page waits.
READ_AT_ONCE = 256 * 1024
PATIENCE = timedelta(minutes=10)
MOST_LISTED = 30
views = restricted(Blueprint("intakes", __name__, url_prefix="/staff/places/imports"), "staff")
views.add_app_template_global(wording.sentence, "remark_in_words")
views.add_app_template_global(remark_of, "remark_of")
views.add_app_template_global(Schedule.parse, "schedule_of")


@views.url_value_preprocessor
def make_room(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only here may a request be large, and only for those whose work it is; the form around the file is small."""
    if request.endpoint == "intakes.create" and belongs_to("staff"):
        request.max_content_length = MOST_BYTES + 1024 * 1024


@views.get("")
def index() -> ResponseReturnValue:
    return upload_page(Upload())


@views.post("")
def create() -> ResponseReturnValue:
    """Keep the file, and begin to read it."""
    saved = db.session.get(ColumnMapping, request.form.get("mapping", 0, int))
    upload = Upload.of(request.files, request.form, saved.content if saved else "")
    if faults := upload.faults():
        page: Any = upload_page(upload, faults)
        return page, 422
    with writing() as database:
        if upload.keep_as:
            keep_mapping(database, upload)
        intake = upload.intake(current_user.name, clock.now())
        database.add(intake)
        audited("intake.created", intake, {"bytes": len(upload.content)})
    start_reading(intake.id, len(upload.content))
    return redirect(url_for("intakes.show", id=intake.id), 303)


def keep_mapping(database: Session, upload: Upload) -> None:
    """A mapping of the same name is replaced."""
    known = database.scalar(select(ColumnMapping).filter_by(name=upload.keep_as)) or ColumnMapping(name=upload.keep_as)
    known.content, known.made_at, known.made_by = upload.mapping, clock.now(), current_user.name
    database.add(known)


def start_reading(id: int, size: int) -> None:
    work = Thread(target=read_intake, args=(db.engine, id, clock.now().date()))
    work.start()
    if size <= READ_AT_ONCE:
        work.join()


@views.get(f"/{ID}")
def show(id: int) -> ResponseReturnValue:
    """What the lines would do, or what became of them; while the file is still being read, a page that looks again."""
    intake = db.get_or_404(Intake, id)
    if intake.state == "reading":
        return waiting_page(intake)
    return preview_page(intake) if is_open(intake) or intake.fault else result_page(intake)


def waiting_page(intake: Intake) -> ResponseReturnValue:
    is_stuck = clock.now() - intake.made_at > PATIENCE
    response: Response = render("directory/staff/intake_reading.html", intake=intake, is_stuck=is_stuck)
    if not is_stuck:
        response.headers["Refresh"] = "1"
    return response


@views.post(f"/{ID}/choices")
def create_choice(id: int) -> ResponseReturnValue:
    """Which lines to take over: those ticked on this page, or all or none of a group."""
    with writing() as database:
        intake = held(database, id)
        choose(database, intake)
        audited("intake.chosen", intake)
    group, page = request.form.get("group", ""), request.form.get("page", 1, int)
    return redirect(url_for("intakes.show", id=id, group=group, page=page), 303)


@views.post(f"/{ID}/takings")
def create_taking(id: int) -> ResponseReturnValue:
    """Take over the chosen lines, all together or not at all."""
    with writing() as database:
        intake = held(database, id)
        choose(database, intake)
        lines = database.scalars(intake.lines().where(IntakeLine.is_chosen)).all()
        overriding = {line.number for line in lines if line.is_overriding}
        rows = [row_of(line.row) for line in lines]
        hold_rows(database.connection(), rows, intake.source)
        plan = planned(rows, intake.source, database.connection(), overriding)
        if not plan.writings:
            page: Any = preview_page(intake, "nothing_chosen")
            return page, 422
        counts = {name: number for name, number in plan.counts().items() if number}
        revision = noted(database, plan.writings, "places.imported", clock.now(), counts, intake)
        days = {name: date.fromisoformat(text) for name, text in intake.facts.items() if name == "dated_on"}
        describe(Origin(intake.source, {**intake.facts, **days}), database.connection())
        intake.state, intake.revision_id = "taken", revision.id
        for line, fate in zip(lines, plan.lines, strict=True):
            line.told, line.is_chosen = settled(line.told, fate)
    return redirect(url_for("intakes.show", id=id, done=revision.id), 303)


def held(database: Session, id: int) -> Intake:
    """The file that waits, or whose taking over was taken back."""
    intake = database.get(Intake, id, with_for_update=True)
    if intake is None or not is_open(intake):
        raise NotFound
    return intake


@views.app_template_global()
def field_of(column: str) -> str:
    """The field of a place that an official column fills; our own fields have no column."""
    return FIELDS.get(column, column)


def is_open(intake: Intake) -> bool:
    revision = db.session.get(Revision, intake.revision_id or 0)
    return intake.state == "ready" or (intake.state == "taken" and (revision is None or revision.undone_at is not None))


def choose(database: Session, intake: Intake) -> None:
    lines = update(IntakeLine).where(IntakeLine.intake_id == intake.id, IntakeLine.group.in_(GROUPS[:3]))
    if "all" in request.form or "none" in request.form:
        group = request.form.get("group", "")
        database.execute(lines.where(IntakeLine.group == group).values(is_chosen="all" in request.form))
        return
    shown, chosen, overriding = (request.form.getlist(name, int) for name in ("line", "chosen", "overriding"))
    for number in shown:
        is_overriding = number in overriding
        values = {"is_chosen": number in chosen or is_overriding, "is_overriding": is_overriding}
        database.execute(lines.where(IntakeLine.number == number).values(values))


def upload_page(upload: Upload, faults: dict[str, str] | None = None) -> ResponseReturnValue:
    intakes = db.session.scalars(Intake.listed().limit(MOST_LISTED)).all()
    mappings = db.session.scalars(ColumnMapping.listed()).all()
    fates = db.session.execute(Intake.fates(one.id for one in intakes))
    return render(
        "directory/staff/intakes.html", upload=upload, errors=faults or {}, intakes=intakes, mappings=mappings,
        chosen=request.form.get("mapping", ""), open_ones={one.id for one in intakes if is_open(one)},
        counts={(id, is_taken): lines for id, is_taken, lines in fates},
    )  # fmt: skip


def preview_page(intake: Intake, fault: str = "") -> ResponseReturnValue:
    counts = {group: (lines, chosen or 0) for group, lines, chosen in db.session.execute(intake.counts())}
    asked = request.values.get("group", "")
    group = asked if asked in GROUPS else next((one for one in ("to_check", *GROUPS) if one in counts), "created")
    pages = max(1, -(-counts.get(group, (0, 0))[0] // PAGE_SIZE))
    page = min(max(request.values.get("page", 1, int), 1), pages)
    lines = intake.lines().where(IntakeLine.group == group).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return render(
        "directory/staff/intake.html", intake=intake, counts=counts, groups=GROUPS, group=group, page=page, pages=pages,
        lines=db.session.scalars(lines.options(undefer(IntakeLine.row))).all(), now=clock.now(),
        chosen=sum(chosen for _, chosen in counts.values()), failure=failure(intake),
        errors={"lines": fault} if fault else {},
    )  # fmt: skip


def result_page(intake: Intake) -> ResponseReturnValue:
    """Which lines were taken over, and which were left, and why."""
    counts = {is_taken: lines for _, is_taken, lines in db.session.execute(Intake.fates([intake.id]))}
    is_taken = request.args.get("group") != "left"
    pages = max(1, -(-counts.get(is_taken, 0) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    asked = intake.lines().where(IntakeLine.is_chosen == is_taken).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    lines = db.session.scalars(asked.options(undefer(IntakeLine.row))).all()
    revision = db.session.get(Revision, intake.revision_id or 0)
    return render(
        "directory/staff/intake_result.html", intake=intake, counts=counts, is_taken=is_taken, page=page, pages=pages,
        lines=lines, places=places_of(intake, lines), revision=revision, now=clock.now(), can_choose=False,
    )  # fmt: skip


def places_of(intake: Intake, lines: Sequence[IntakeLine]) -> dict[int, int]:
    """The numbers of the places that these lines speak of, by the number of the line."""
    keys = {line.number: key_of(line.row, intake.source) for line in lines}
    sources, identifiers = ({key[part] for key in keys.values()} for part in (0, 1))
    columns = select(Place.source, Place.external_id, Place.id)
    query = columns.where(Place.source.in_(sources), Place.external_id.in_(identifiers))
    known = {(source, identifier): id for source, identifier, id in db.session.execute(query)}
    return {number: known[key] for number, key in keys.items() if key in known}


def failure(intake: Intake) -> str:
    """Why the file could not be used, in words."""
    if not intake.fault:
        return ""
    fault = json.loads(intake.fault)
    return wording.failure(UnusableFile(fault["code"], **fault["details"]))
