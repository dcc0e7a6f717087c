"""What screens send by themselves: the outbox of those that had no network."""

from urllib.parse import urlsplit

from flask import Blueprint, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.extensions import csrf
from kiosk.feedback.door import is_crowd, is_ended_kiosk, write_down
from kiosk.feedback.record import Record, RecordUnreadable
from kiosk.feedback.telephones import remembered

views = Blueprint("events", __name__)
# A record carries nobody's authority: it says the same whoever sends it, and only a page of ours may send it.
csrf.exempt(views)

STATUSES = {
    "created": 201, "repeated": 200, "revised": 200, "overtaken": 200, "withdrawn": 200,
    "conflict": 409, "gone": 410, "closed": 410,
}  # fmt: skip
"""The contract with the outbox of a screen: a record leaves it on 2xx only."""


@views.post("/events")
def create() -> ResponseReturnValue:
    """One record, as `kiosk/feedback/record.py` describes it. The same record may come as often as it likes."""
    if not is_ours():
        return jsonify(outcome="foreign"), 403
    if is_ended_kiosk():
        return jsonify(outcome="ended"), 403
    if is_crowd():
        return jsonify(outcome="crowd"), 429
    try:
        outcome = write_down(Record.parse(request.get_json(silent=True)))
    except RecursionError:
        return jsonify(outcome="unreadable", field="record"), 422
    except RecordUnreadable as error:
        return jsonify(outcome="unreadable", field=error.field), 422
    except NotFound:
        return jsonify(outcome="unreadable", field="touchpoint"), 422
    response = make_response(jsonify(outcome=outcome.code), STATUSES[outcome.code])
    return remembered(response, outcome.tap) if outcome.tap and outcome.code == "created" else response


def is_ours() -> bool:
    """Whether a page of this kiosk sends it; a program that names no page may."""
    origin = request.headers.get("Origin")
    return request.is_json and (origin is None or urlsplit(origin).netloc == request.host)
