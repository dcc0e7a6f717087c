"""One person's time at the screen: begins fresh, ends without a trace.

The contract was measured on Chromium 156 with its back/forward cache on: only pages sent with `no-store`, together
with an HttpOnly cookie that changes at the end of the visit and `autocomplete=off`, do not come back filled in.
"""

import secrets
from hashlib import sha256

from flask import Flask, g, request, session
from flask import Response as FlaskResponse
from werkzeug import Response

VISIT_COOKIE = "visit"
MARK_COOKIE = "mark"
DISPLAY_COOKIE = "display"
PERSONAL_COOKIE = "personal"


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
    g.visit = secrets.token_urlsafe(16)
    return response


def keep_visit(response: FlaskResponse) -> FlaskResponse:
    if response.mimetype == "text/html" and request.cookies.get(VISIT_COOKIE) != g.get("visit"):
        response.set_cookie(VISIT_COOKIE, g.visit, httponly=True, samesite="Lax", secure=request.is_secure)
        response.set_cookie(MARK_COOKIE, visit_mark(), samesite="Lax", secure=request.is_secure)
    return response
