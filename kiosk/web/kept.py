"""Pages that are alike for everybody: made once for all who come with the same wish, until something has changed."""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import wraps

from flask import Flask, Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from htmx_flask import request as htmx_request
from jinja2.utils import LRUCache

from kiosk.web import clock
from kiosk.web.display import current_display
from kiosk.web.visit import visit_mark

KEY = "kept pages"
MOST = 64
NOBODY = "mark-of-nobody"
"""Stands in a kept page where the mark of a visit belongs; each visitor gets their own."""

View = Callable[[], ResponseReturnValue]


def init_app(app: Flask) -> None:
    app.extensions[KEY] = LRUCache(MOST)


def kept(state: Callable[[datetime], Hashable]) -> Callable[[View], View]:
    """Keep the pages of a view that depend on their address, on the display and on this state of things alone.

    A state of None means that this page is not kept.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def wrapper() -> ResponseReturnValue:
            key = circumstances(state(clock.now()))
            return view() if key is None else recalled(key) or remembered(key, view())

        return wrapper

    return keeping


def circumstances(state: Hashable) -> Hashable | None:
    """Everything that two visitors who get the same page have in common."""
    if state is None:
        return None
    # Whoever wrote the address decides which bytes it has.
    arguments = request.query_string.decode("latin-1").replace(visit_mark(), NOBODY)
    return request.host, request.path, arguments, htmx_request.htmx.target, current_display(), g.is_personal, state


def recalled(key: Hashable) -> Response | None:
    """The page as it was made before, for this visit."""
    page: str | None = current_app.extensions[KEY].get(key)
    if page is None:
        return None
    response = make_response(page.replace(NOBODY, visit_mark()))
    response.vary.add("HX-Target")
    return response


def remembered(key: Hashable, answer: ResponseReturnValue) -> ResponseReturnValue:
    """The answer, kept where it is a page."""
    if isinstance(answer, Response) and answer.status_code == 200:
        current_app.extensions[KEY][key] = answer.get_data(as_text=True).replace(visit_mark(), NOBODY)
    return answer
