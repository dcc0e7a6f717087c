"""One person's time at the screen: begins fresh, ends without a trace.

The contract was measured on Chromium 156 with its back/forward cache on: only pages sent with `no-store`, together
with an HttpOnly cookie that changes at the end of the visit and `autocomplete=off`, do not come back filled in.
"""

import secrets
from hashlib import sha256
from typing import Any

from flask import Blueprint, Flask, g, redirect, request, session, url_for
from flask import Response as FlaskResponse
from flask.typing import ResponseReturnValue
from werkzeug import Response

VISIT_COOKIE = "visit"
MARK_COOKIE = "mark"
DISPLAY_COOKIE = "display"
PERSONAL_COOKIE = "personal"
ANSWER_COOKIE = "said-"
"""Begins the names of the cookies by which a telephone changes what it said of something today."""
KIOSK_COOKIE = "kiosk"
"""The secret by which a screen of the house is known. It says where something was tapped, never by whom."""
KIOSK_LIFE = 10 * 365 * 24 * 3600  # seconds; browsers make 400 days of it, and each fresh start begins them anew


def init_app(app: Flask) -> None:
    app.before_request(recognize_visit)
    app.after_request(keep_visit)


def recognize_visit() -> None:
    """Set `g.visit`, the secret of this visit, and `g.is_personal`, true on a visitor's own device."""
    g.visit = request.cookies.get(VISIT_COOKIE) or secrets.token_urlsafe(16)
    g.is_personal = PERSONAL_COOKIE in request.cookies


def visit_mark() -> str:
    """What scripts and forms may know of the visit: enough to tell it from the next one."""
    return sha256(g.visit.encode()).hexdigest()[:12]


def end_visit(response: Response) -> Response:
    """Forget this visitor: the language, the size, the search, everything."""
    session.clear()
    response.delete_cookie(DISPLAY_COOKIE)
    # A ticket's address that was opened on the kiosk itself has not made it somebody's telephone.
    response.delete_cookie(PERSONAL_COOKIE)
    for name in request.cookies:
        if name.startswith(ANSWER_COOKIE):
            response.delete_cookie(name)
    g.visit = secrets.token_urlsafe(16)
    if token := request.cookies.get(KIOSK_COOKIE):
        mark_kiosk(response, token)
    return response


def keep_visit(response: FlaskResponse) -> FlaskResponse:
    """Give each page the cookies of the visit; what caches keep for everybody holds none."""
    is_own = response.mimetype == "text/html" and not response.cache_control.public
    if is_own and request.cookies.get(VISIT_COOKIE) != g.get("visit"):
        response.set_cookie(VISIT_COOKIE, g.visit, httponly=True, samesite="Lax", secure=request.is_secure)
        response.set_cookie(MARK_COOKIE, visit_mark(), samesite="Lax", secure=request.is_secure)
    return response


def belong_to_visit(views: Blueprint, *names: str) -> None:
    """On a shared screen, what a visitor chose, read or wrote on these pages has an address of this visit only."""
    endpoints = {f"{views.name}.{name}" for name in names}

    def mark_address(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in endpoints and not g.is_personal:
            values.setdefault("visit", visit_mark())

    # For all addresses: other features have links to these pages.
    views.app_url_defaults(mark_address)
    views.before_request(forget_earlier_visit)


def forget_earlier_visit() -> ResponseReturnValue | None:
    """The address of an earlier visit leads to the start, even where no script can take it out of the history."""
    if g.is_personal or request.args.get("visit", visit_mark()) == visit_mark():
        return None
    return redirect(url_for("entrance.show"), 303)


def mark_kiosk(response: Response, token: str) -> Response:
    """From here on, this is a screen of the house, for everybody who stands before it."""
    response.set_cookie(
        KIOSK_COOKIE, token, max_age=KIOSK_LIFE, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def mark_personal(response: Response) -> Response:
    """From here on, this is the visitor's own device: nothing is marked, warned of or erased."""
    response.set_cookie(PERSONAL_COOKIE, "1", httponly=True, samesite="Lax", secure=request.is_secure)
    return response
