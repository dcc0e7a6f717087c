"""The list of calls: who must be told something, why, by which number; done, and taken back."""

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.workshops.calls.call import Call, finished_tasks, locked, open_tasks, pressing, undelivered
from kiosk.workshops.hearing import hearings
from kiosk.workshops.models import CallTask, Workshop
from kiosk.workshops.staff_views import whole_number

OUTCOMES = ("told", "unreachable")
REGISTRATION = "<int(max=2147483647):registration_id>"
views = restricted(Blueprint("calls", __name__, url_prefix="/staff/calls"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """Who is still to be told something, the workshop that comes first, first; below, who has been told."""
    return page()


@views.post(f"/{REGISTRATION}/completion")
def create(registration_id: int) -> ResponseReturnValue:
    """This person has been told all that stood on the list, or cannot be."""
    outcome = next((one for one in OUTCOMES if one == request.form.get("outcome")), OUTCOMES[0])
    with writing():
        tasks = [task for task in named_tasks(registration_id) if task.done_at is None]
        for task in tasks:
            task.finish(current_user.name, outcome, clock.now())
        if tasks:
            audited("call.done", tasks[0].registration, {"events": events_of(tasks), "outcome": outcome})
    if not tasks:
        return page(is_late=True), 409
    return redirect(url_for("calls.index", **filtered(), done=registration_id), 303)


@views.post(f"/{REGISTRATION}/reversal")
def take_back(registration_id: int) -> ResponseReturnValue:
    """It was not done: the call is on the list again. Only what the form has shown as done is taken back."""
    with writing():
        tasks = [task for task in named_tasks(registration_id) if mark_of(task) == request.form.get("done", "")]
        for task in tasks:
            task.reopen()
        if tasks:
            audited("call.reopened", tasks[0].registration, {"events": events_of(tasks)})
    if not tasks:
        return page(is_late=True), 409
    return redirect(url_for("calls.index", **filtered()), 303)


@views.app_template_global("open_calls")
def count_open(workshop_id: int | None = None) -> int:
    """How many people are still to be told something, about all workshops or about one."""
    return sum(workshop_id in (None, call.workshop.id) for call in open_calls())


def named_tasks(registration_id: int) -> list[CallTask]:
    """What the form is about, locked."""
    ids = [whole_number(id) for id in request.form.get("tasks", "").split()]
    return list(db.session.scalars(locked(registration_id, ids)))


def events_of(tasks: list[CallTask]) -> list[str]:
    return sorted({task.event for task in tasks})


def mark_of(task: CallTask) -> str:
    """What tells that it was done now from that it was done another time; nothing while it is open."""
    return f"{task.done_at.isoformat()} {task.done_by}" if task.done_at else ""


def filtered() -> dict[str, Any]:
    """The workshop that the address asks for, as it stands there."""
    id = whole_number(request.args.get("workshop", ""))
    return {"workshop": id} if id else {}


def open_calls() -> list[Call]:
    """All that is to be done, read once a request."""
    if "open_calls" not in g:
        tasks = pressing(db.session.scalars(open_tasks(clock.now())), clock.now())
        g.open_calls = Call.of(tasks, db.session.scalars(undelivered(tasks)).all() if tasks else ())
    found: list[Call] = g.open_calls
    return found


def page(*, is_late: bool = False) -> Response:
    calls, wanted = open_calls(), filtered().get("workshop")
    finished = Call.of(db.session.scalars(finished_tasks(clock.now())))
    workshops = {call.workshop.id: call.workshop for call in calls}
    chosen = db.session.get(Workshop, wanted) if wanted else None
    facts: dict[str, Any] = {
        "calls": of_workshop(calls, chosen), "finished": of_workshop(finished, chosen), "chosen": chosen,
        "workshops": {**({chosen.id: chosen} if chosen else {}), **workshops}.values(),
    }  # fmt: skip
    done = whole_number(request.args.get("done", ""))
    facts["heard"] = hearings(db.session(), [call.registration for call in facts["calls"]])
    return render(
        "workshops/staff/calls.html", is_late=is_late, now=clock.now(), mark_of=mark_of, filtered=filtered(),
        latest=next((call for call in finished if call.registration.id == done), None), **facts,
    )  # fmt: skip


def of_workshop(calls: list[Call], workshop: Workshop | None) -> list[Call]:
    return [call for call in calls if workshop is None or call.workshop is workshop]
