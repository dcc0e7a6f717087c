"""The scanner: one page that knows a ticket, a workshop's code, a card and a short code when it sees one."""

from functools import partial
from typing import Any, Never
from uuid import uuid4

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from htmx_flask import request as htmx_request
from limits import parse
from werkzeug.exceptions import NotFound

from kiosk.extensions import db, limiter
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import Actor, audited, signed_in
from kiosk.web.fields import plain
from kiosk.web.headers import allow_camera
from kiosk.web.page import render, render_wider
from kiosk.web.transaction import writing
from kiosk.workshops.admission import Newcomer
from kiosk.workshops.desk import Desk, of_day
from kiosk.workshops.messages.notices import notices, sendable
from kiosk.workshops.models import Workshop
from kiosk.workshops.models.workshop import LONGEST_NAME, MOST_SEATS
from kiosk.workshops.scanning import ADDING, Answer, Gesture, lets_in, lets_in_from

WRONG_SCANS = parse("30/minute")
LONGEST_SCAN, LONGEST_REASON, LONGEST_ID = 500, 200, 36
views = restricted(Blueprint("scanner", __name__, url_prefix="/staff"), "staff")


@views.get("/scan")
def show() -> ResponseReturnValue:
    """The scanner, with the workshop that the address names open on it."""
    return page(workshop_named(request.args.get("workshop", "")))


@views.post("/scans")
def create() -> ResponseReturnValue:
    """What was scanned or typed, and the answer to it."""
    text, opened = request.form.get("text", "")[:LONGEST_SCAN], request.form.get("workshop_id", "")
    scanner = str(person().id)
    if not text.strip():
        return page(workshop_named(opened), error="missing"), 422
    if not limiter.limiter.test(WRONG_SCANS, "scan", scanner):
        return page(workshop_named(opened), error="too_many"), 429
    with writing():
        answer = kept(desk(opened).answer(text))
    if answer.is_guess:
        limiter.limiter.hit(WRONG_SCANS, "scan", scanner)
    return page(answer.workshop if answer.outcome == "opened" else workshop_named(opened), answer, text=text)


@views.post("/scans/sign-ups")
def sign_up() -> ResponseReturnValue:
    """Sign somebody up for the open workshop, with a name and nothing else."""
    workshop = workshop_named(request.form.get("workshop_id", ""))
    if workshop is None:
        raise NotFound
    newcomer = requested_newcomer()
    if not newcomer.name:
        return page(workshop, error="name", newcomer=newcomer), 422
    with writing():
        answer = kept(desk(str(workshop.id)).sign_up(workshop.id, newcomer))
    return page(workshop, answer, newcomer=Newcomer("") if answer.has_changed else newcomer)


@views.post("/scans/reversal")
def take_back() -> ResponseReturnValue:
    """Undo what the last scan of this registration did, unless somebody has done something else since."""
    opened, id = request.form.get("workshop_id", ""), whole_number(request.form.get("registration_id", ""))
    with writing():
        answer = kept(desk(opened).take_back(id, seen_deed()))
    return page(workshop_named(opened), answer)


@views.post("/scans/returns")
def give_back() -> ResponseReturnValue:
    """Who shows a ticket some time before says that they will not come."""
    opened, id = request.form.get("workshop_id", ""), whole_number(request.form.get("registration_id", ""))
    with writing():
        answer = kept(desk(opened).give_back(id))
    return page(workshop_named(opened), answer)


def seen_deed() -> str:
    """The mark of the deed that the form offers to undo."""
    return request.form.get("deed", "")[:LONGEST_ID]


def desk(opened: str = "") -> Desk:
    """The desk of this request, with this workshop open; whoever uses it to change something has begun to write."""
    reason = plain(request.form.get("reason", ""))[:LONGEST_REASON] if "reason" in request.form else None
    return Desk(db.session(), whole_number(opened), gesture(), key=current_app.config["SECRET_KEY"], reason=reason)


def gesture() -> Gesture:
    """Who does this now; a form without a mark of its own is one that nobody sends twice."""
    client_id = request.form.get("client_id", "")[:LONGEST_ID] or str(uuid4())
    return Gesture(person().name, client_id, clock.now())


def person() -> Actor:
    """Who holds the scanner."""
    return signed_in() or not_found()


def not_found() -> Never:
    raise NotFound


def kept(answer: Answer) -> Answer:
    """The answer, after what it changed was added and every scan, a wrong one too, was written down."""
    if answer.attendance and not answer.is_repeat:
        db.session.add(answer.attendance)
    now, channels = clock.now(), sendable(current_app.config)
    db.session.add_all(notices(answer.promoted, "promoted", now, channels))
    db.session.add_all(notices(answer.demoted, "waitlist", now, channels))
    facts = {"workshop": answer.workshop and answer.workshop.id, "again": answer.is_repeat, **extra_seats(answer)}
    audited(f"scan.{answer.outcome}", subject_of(answer), facts)
    return answer


def extra_seats(answer: Answer) -> dict[str, Any]:
    """How many seats were added for somebody and why; the reason is erased with the names (`retention`)."""
    if answer.outcome not in ADDING or answer.is_repeat or answer.registration is None:
        return {}
    added = [seat.reason for seat in answer.registration.seats if seat.added_by]
    return {"extra_seats": len(added), "reason": added[0]} if added else {}


def subject_of(answer: Answer) -> object:
    """What the audit log names."""
    return answer.registration or answer.card or answer.help_request or answer.workshop


def requested_newcomer() -> Newcomer:
    """The name, the number of people and the reason in the form."""
    party = whole_number(request.form.get("party", "1"))
    reason = plain(request.form.get("reason", ""))[:LONGEST_REASON]
    return Newcomer(plain(request.form.get("name", ""))[:LONGEST_NAME], min(max(party, 1), MOST_SEATS), reason)


def workshop_named(id: str) -> Workshop | None:
    return db.session.get(Workshop, whole_number(id))


def whole_number(text: str) -> int:
    """The number, 0 for anything else: there is no record with this id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def page(opened: Workshop | None, answer: Answer | None = None, **context: Any) -> Response:
    """The scanner, or the part of it that changes with each scan."""
    now = clock.now()
    concerned = {workshop for workshop in (opened, answer and answer.workshop) if workshop}
    left = {workshop.id: len(workshop.free_seats) for workshop in concerned if workshop.free_seats}
    is_here = opened is not None and lets_in(opened, now)
    shown = f"{opened.id} {left.get(opened.id, 0)} {is_here}" if opened else ""
    facts = {"error": None, "text": "", "newcomer": Newcomer(""), **context}
    answered = render if is_still(shown) else partial(render_wider, "desk")
    response = answered(
        "workshops/staff/scan.html", opened=opened, answer=answer, client_id=str(uuid4()), now=now, left=left,
        today=lambda: db.session.scalars(of_day(now)).all(), lets_in_from=lets_in_from, lets_in=lets_in,
        is_here=is_here, shown=shown, **facts,
    )  # fmt: skip
    return allow_camera(response)


def is_still(shown: str) -> bool:
    """Whether what the page says of the open workshop is true, so that a name half typed beside it may stay."""
    return htmx_request.htmx.target != "answer" or request.form.get("shown") == shown
