"""Places that may be one: side by side, merged field by field, or told apart for good."""

from typing import Any, NamedTuple

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from kiosk.directory.duplicates.merge import differing, merged, proposed
from kiosk.directory.duplicates.models import PlaceDistinction
from kiosk.directory.duplicates.pairs import Pair, pairs
from kiosk.directory.exchange.cells import column_name, readable
from kiosk.directory.exchange.holding import hold_places
from kiosk.directory.models import Place, PlaceMerge
from kiosk.directory.revisions.ledger import noted
from kiosk.directory.revisions.record import Record, records
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.search import fold
from kiosk.web.transaction import writing

ID = "<int(max=2147483647):id>"
OTHER = "<int(max=2147483647):other_id>"
PAGE_SIZE = 20
views = restricted(Blueprint("duplicates", __name__, url_prefix="/staff/places/duplicates"), "staff")


class Suspect(NamedTuple):
    """A place as far as it is compared; `folded` is its name without case and accents."""

    id: int
    folded: str
    phone: str
    postal_code: str
    position: tuple[float, float] | None


@views.get("")
def index() -> ResponseReturnValue:
    """The pairs, the surest first."""
    found = suspected()
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    newest = select(PlaceDistinction).order_by(PlaceDistinction.made_at.desc()).limit(PAGE_SIZE)
    apart = db.session.scalars(newest).all()
    ids = {id for pair in shown for id in pair[:2]} | {id for one in apart for id in (one.first_id, one.second_id)}
    places = {place.id: place for place in db.session.scalars(select(Place).where(Place.id.in_(ids)))}
    return render(
        "directory/staff/duplicates.html", pairs=shown, places=places, total=len(found), page=page, pages=pages,
        apart=[(one, places[one.first_id], places[one.second_id]) for one in apart],
    )  # fmt: skip


def suspected() -> list[Pair]:
    columns = (Place.id, Place.name, Place.phone, Place.postal_code, Place.latitude, Place.longitude)
    query = select(*columns, Place.is_position_doubtful).where(Place.apart(), ~Place.is_example)
    places = [
        Suspect(id, fold(name), phone, code, None if doubtful or north is None or east is None else (north, east))
        for id, name, phone, code, north, east, doubtful in db.session.execute(query)
    ]
    known = db.session.execute(select(PlaceDistinction.first_id, PlaceDistinction.second_id)).all()
    return pairs(places, [(first, second) for first, second in known])


@views.get(f"/{ID}/{OTHER}")
def show(id: int, other_id: int) -> ResponseReturnValue:
    """Two places side by side, and what differs."""
    one, other = both(id, other_id)
    places = [db.session.get_one(Place, record.values["id"]) for record in (one, other)]
    rows = [(name, cell(one, name), cell(other, name)) for name in differing(one, other)]
    return render(
        "directory/staff/duplicate.html", places=places, rows=rows, kept=proposed(one, other), column_name=column_name
    )


@views.post(f"/{ID}/{OTHER}/merges")
def create_merge(id: int, other_id: int) -> ResponseReturnValue:
    """One place from now on, with what was chosen of each; files of both sources still find it."""
    is_other_kept = request.form.get("kept") == "other"
    with writing() as database:
        hold_places(database.connection(), [id, other_id])
        one, other = both(id, other_id)
        kept, absorbed = (other, one) if is_other_kept else (one, other)
        absorbed_side = "one" if is_other_kept else "other"
        taken = {name: request.form.get(f"take-{name}") == absorbed_side for name in differing(one, other)}
        numbers = database.scalars(select(PlaceMerge.place_id).filter_by(kept_id=absorbed.values["id"])).all()
        followers = list(records(database.connection(), numbers).values())
        place = database.get_one(Place, kept.values["id"])
        detail = {"kept": kept.values["id"], "merged": absorbed.values["id"]}
        writings = merged(kept, absorbed, taken, followers)
        revision = noted(database, writings, "places.merged", clock.now(), detail, place)
    return redirect(url_for("places_staff.show", id=kept.values["id"], done=revision.id), 303)


@views.post(f"/{ID}/{OTHER}/distinctions")
def create_distinction(id: int, other_id: int) -> ResponseReturnValue:
    """These are two, and nobody needs to ask again."""
    with writing() as database:
        one, _ = both(id, other_id)
        first, second = ordered(id, other_id)
        if database.get(PlaceDistinction, (first, second)) is None:
            known = PlaceDistinction(first_id=first, second_id=second, made_at=clock.now(), made_by=current_user.name)
            database.add(known)
        audited("places.told_apart", database.get_one(Place, one.values["id"]), {"other": other_id})
    return redirect(url_for("duplicates.index"), 303)


@views.post(f"/{ID}/{OTHER}/distinction-removals")
def create_distinction_removal(id: int, other_id: int) -> ResponseReturnValue:
    """Ask again."""
    with writing() as database:
        known = database.get(PlaceDistinction, ordered(id, other_id))
        if known is None:
            raise NotFound
        database.delete(known)
        audited("places.asked_again", database.get_one(Place, id), {"other": other_id})
    return redirect(url_for("duplicates.index"), 303)


def ordered(id: int, other_id: int) -> tuple[int, int]:
    return min(id, other_id), max(id, other_id)


def both(id: int, other_id: int) -> tuple[Record, Record]:
    """Two different places that stand for themselves."""
    found = records(db.session.connection(), [id, other_id])
    if len(found) < 2 or any(record.parts["merges"] for record in found.values()):
        raise NotFound
    return found[id], found[other_id]


def cell(record: Record, name: str) -> str:
    """What the record says of a field, in words."""
    said: Any = record.known(name)
    if name == "latitude" and said is not None:
        return f"{said}; {record.values['longitude']}"
    return readable(name, said)
