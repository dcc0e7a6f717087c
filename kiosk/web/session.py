"""Being signed in: it begins, it ends by itself, it can be ended.

Ends follow the clock of the application. Only pages of the back office keep a session awake, so that a screen on which
residents go on reading does not stay signed in.
"""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_security import current_user, login_user, logout_user
from sqlalchemy.exc import IntegrityError

from kiosk.web import clock
from kiosk.web.models import EndedSession
from kiosk.web.transaction import writing

BEGAN, SEEN, ID = "began_at", "seen_at", "session_id"
DOZE = timedelta(seconds=20)
"""A session that was used so short a time ago need not be written again."""


class Cookies(SecureCookieSessionInterface):
    """The session's cookie, kept from being sent in the clear by whoever came over a secure connection."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def init_app(app: Flask) -> None:
    app.session_interface = Cookies()
    app.before_request(end_old_session)


def begin_session(user: Any) -> None:
    """This browser is this person's from now on, until one of the two ends."""
    session.clear()
    login_user(user, remember=False)
    session[BEGAN] = session[SEEN] = clock.now().isoformat()
    session[ID] = secrets.token_urlsafe(16)


def sign_out() -> None:
    """End this session for good: whoever has copied its cookie is out, too."""
    if id := session_id():
        now = clock.now()
        # A second tap at the same moment finds that it has ended.
        with suppress(IntegrityError), writing() as database:
            database.execute(EndedSession.forgettable(now))
            database.add(EndedSession(id=id, ended_at=now))
    end_session()


def end_session() -> None:
    """Nobody's browser again; a form that is open still knows its token, so that it leads to the door."""
    token = session.get("csrf_token")
    logout_user()
    session.clear()
    if token:
        session["csrf_token"] = token


def end_old_session() -> None:
    """End a session that is over, or that was ended elsewhere, and demo accounts where there is no demo."""
    g.has_session_ended = False
    if request.endpoint == "static" or "_user_id" not in session:
        return
    if not current_user.is_authenticated or is_over() or is_stray_demo(current_user):
        end_session()
        g.has_session_ended = True
    elif g.is_office and clock.now() - moment(SEEN) >= DOZE:
        session[SEEN] = clock.now().isoformat()


def is_over() -> bool:
    now = clock.now()
    longest, idle = current_app.config["SESSION_HOURS"], current_app.config["IDLE_MINUTES"]
    return now - moment(BEGAN) >= timedelta(hours=longest) or now - moment(SEEN) >= timedelta(minutes=idle)


def moment(name: str) -> datetime:
    """What the session says of its beginning, or of its last use; long ago where it says nothing."""
    return datetime.fromisoformat(session.get(name, "2000-01-01T00:00+00:00"))


def session_id() -> str:
    """What tells this session from others of the same person; empty for none."""
    return str(session.get(ID, ""))


def is_stray_demo(user: Any) -> bool:
    """Whether this is an account of the demonstration, whose password is on the console, outside of it."""
    return bool(user.is_demo and not current_app.config["DEMO"])
