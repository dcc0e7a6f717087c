"""What was set aside, and restoring it: with a reason, without looking at the faces, and so that it can be undone."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.asides.heaps import Aside, Heap
from kiosk.feedback.asides.selection import STATES, Selection, around
from kiosk.feedback.counting import Standing, move
from kiosk.feedback.models import Conflict, Tap, Touchpoint
from kiosk.feedback.subjects import things_of
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.fields import plain
from kiosk.web.page import render
from kiosk.web.transaction import writing

PAGE_SIZE = 25
LONGEST_REASON = 200
MOST_CONFLICTS = 200
views = restricted(Blueprint("set_aside", __name__, url_prefix="/staff/set-aside"), "staff")


class Restoration(NamedTuple):
    """Why taps that were set aside count after all."""

    because: str
    by: str
    now: datetime


class NothingLeft(Exception):
    """Somebody else has done it before."""


@views.get("")
def index() -> ResponseReturnValue:
    """What was kept without being counted, in heaps, each with its reason."""
    selection = Selection.parse(request.args, clock.now())
    heaps = Heap.of(Aside(*row) for row in db.session.execute(selection.taps()))
    pages = max(1, -(-len(heaps) // PAGE_SIZE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    shown = heaps[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return render(
        "feedback/staff/set_aside.html", selection=selection, heaps=shown, page=number, pages=pages, states=STATES,
        counts=dict(db.session.execute(selection.by_state()).all()), conflicts=number_of_conflicts(),
        kiosks=db.session.scalars(select(Kiosk).order_by(Kiosk.name, Kiosk.id)).all(), **names_of(shown),
    )  # fmt: skip


@views.get("/<id>")
def show(id: str) -> ResponseReturnValue:
    """One heap, tap by tap."""
    return heap_page(known(id))


@views.post("/<id>")
def update(id: str) -> ResponseReturnValue:
    """Those that are ticked count from now on."""
    tap, reason, ids = known(id), plain(request.form.get("reason", "")), requested_ids()
    errors = {} if ids else {"taps": "taps"}
    if not reason or len(reason) > LONGEST_REASON:
        errors["reason"] = "long" if reason else "reason"
    if errors:
        return heap_page(tap, errors, reason=reason, ticked=ids), 422
    return changed(tap, ids, Restoration(reason, current_user.name, clock.now()))


@views.post("/<id>/reversal")
def undo(id: str) -> ResponseReturnValue:
    """What was restored together with this one is set aside again, as it was."""
    tap = known(id)
    return changed(tap, {one.id for one in heap_of(tap).taps}, None)


@views.get("/conflicts")
def conflicts() -> ResponseReturnValue:
    """Records that said something else than what came first: the first one counts, these are read by somebody."""
    found = db.session.scalars(select(Conflict).order_by(Conflict.id.desc()).limit(MOST_CONFLICTS)).all()
    taps = {tap.id: tap for tap in db.session.scalars(select(Tap).where(Tap.id.in_([one.tap_id for one in found])))}
    codes = {str(one.record.get("touchpoint", "")) for one in found}
    return render(
        "feedback/staff/conflicts.html", conflicts=found, taps=taps, things=things_of(db.session(), codes),
    )  # fmt: skip


@views.get("/conflicts.json")
def export() -> ResponseReturnValue:
    """All of them as a file, as they were sent."""
    found = db.session.scalars(select(Conflict).order_by(Conflict.id))
    response = jsonify([{"received_at": one.received_at.isoformat(), "record": one.record} for one in found])
    response.headers["Content-Disposition"] = "attachment; filename=conflicts.json"
    return response


def known(id: str) -> Tap:
    """A tap that is, or was, set aside. Raises NotFound."""
    try:
        tap = db.session.get(Tap, UUID(id))
    except ValueError:
        tap = None
    if tap is None or (tap.is_counted and tap.restored_at is None):
        raise NotFound
    return tap


def requested_ids() -> set[UUID]:
    """The taps that are ticked."""
    ids = set()
    for text in request.form.getlist("tap"):
        with suppress(ValueError):
            ids.add(UUID(text))
    return ids


def changed(tap: Tap, ids: Collection[UUID], restoration: Restoration | None) -> ResponseReturnValue:
    """Restore these taps of one heap, or set them aside again, with the numbers; back to the heap."""
    mine = {one.id for one in heap_of(tap).taps} & {*ids}
    try:
        with writing() as database:
            # Whoever writes down a new tap about the same holds this row too: nobody sees half of a burst.
            database.scalars(select(Touchpoint).where(Touchpoint.id == tap.touchpoint_id).with_for_update()).one()
            taps = [one for one in database.scalars(Tap.locked(mine)) if one.is_counted != bool(restoration)]
            if not taps:
                raise NothingLeft
            move_all(database, taps, restoration)
            detail = {"count": len(taps), **({"reason": restoration.because} if restoration else {})}
            audited("taps.restored" if restoration else "taps.set_aside_again", taps[0], detail)
    except NothingLeft:
        return heap_page(known(str(tap.id)), {"taps": "gone"}), 409
    done = "restored" if restoration else "set_aside"
    return redirect(url_for("set_aside.show", id=taps[0].id, done=done, number=len(taps)), 303)


def move_all(database: Session, taps: Sequence[Tap], restoration: Restoration | None) -> None:
    before = [Standing.of(tap) for tap in taps]
    for tap in taps:
        if restoration:
            tap.restore(*restoration)
        else:
            tap.set_aside_again()
    move(database, before, [Standing.of(tap) for tap in taps])


def heap_of(tap: Tap) -> Heap:
    """The heap on which this tap lies."""
    heaps = Heap.of(Aside(*row) for row in db.session.execute(around(tap)))
    return next(heap for heap in heaps if tap.id in {one.id for one in heap.taps})


def heap_page(tap: Tap, errors: dict[str, str] | None = None, **context: Any) -> Response:
    heap = heap_of(tap)
    facts = {"reason": "", "ticked": {one.id for one in heap.taps}, **context}
    return render("feedback/staff/heap.html", heap=heap, errors=errors or {}, **names_of([heap]), **facts)


def names_of(heaps: Iterable[Heap]) -> dict[str, Any]:
    """What the codes and numbers of heaps stand for."""
    examples = [heap.example for heap in heaps]
    kiosk_ids, place_ids = {one.kiosk_id for one in examples}, {one.place_id for one in examples}
    return {
        "things": things_of(db.session(), {one.code for one in examples}),
        "kiosk_names": {one.id: one for one in db.session.scalars(select(Kiosk).where(Kiosk.id.in_(kiosk_ids)))},
        "place_names": {one.id: one for one in db.session.scalars(select(Place).where(Place.id.in_(place_ids)))},
    }


def number_of_conflicts() -> int:
    return db.session.scalar(select(func.count(Conflict.id))) or 0
