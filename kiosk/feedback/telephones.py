"""Somebody's own telephone: it has one opinion a day of one thing, which it can change. Only its cookie knows which."""

from datetime import timedelta
from uuid import UUID

from flask import g, request
from werkzeug import Response

from kiosk.extensions import db
from kiosk.feedback.models import Subject, Tap
from kiosk.feedback.recording import tap_of
from kiosk.web import clock
from kiosk.web.visit import ANSWER_COOKIE

ONE_DAY = timedelta(hours=24)


def own_tap(subject: Subject) -> Tap | None:
    """What this telephone has said of it within a day."""
    try:
        id = UUID(request.cookies.get(cookie_of(subject), "")) if g.is_personal else None
    except ValueError:
        return None
    tap = tap_of(db.session(), id, subject) if id else None
    return tap if tap and clock.now() - tap.received_at < ONE_DAY else None


def remembered(response: Response, tap: Tap) -> Response:
    """The response; on somebody's own telephone it brings the cookie by which they can change their first answer."""
    if g.is_personal and tap.channel == "qr" and tap.state != "repeat":
        name = cookie_of(tap.touchpoint.subject)
        response.set_cookie(name, str(tap.id), max_age=ONE_DAY, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def cookie_of(subject: Subject) -> str:
    return f"{ANSWER_COOKIE}{subject.code}"
