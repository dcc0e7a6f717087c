"""Pages and the fragments that are blocks of them."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, current_app, make_response, request
from flask_wtf.csrf import generate_csrf
from htmx_flask import request as htmx_request
from lucide.jinja import lucide

from kiosk.web import clock
from kiosk.web.display import current_display
from kiosk.web.visit import visit_mark

MIRRORED = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right"})

LONGEST_ADDRESS = 1000


def init_app(app: Flask) -> None:
    names: dict[str, Callable[..., str]] = {
        "asset": asset,
        # Flask-WTF says the same, but only later, when the macros below have been read.
        "csrf_token": generate_csrf,
        "icon": icon,
        "day_in_words": clock.day_in_words,
        "time_in_words": clock.time_in_words,
        "weekday_name": clock.weekday_name,
        "visit_mark": visit_mark,
        "this_page": this_page,
    }
    app.jinja_env.globals.update(names, display=current_display)
    app.jinja_env.filters["sentence"] = sentence
    for name, template in (("ui", "ui.html"), ("office", "office/ui.html")):
        app.jinja_env.globals[name] = app.jinja_env.get_template(template).module


def render(template: str, /, **context: Any) -> Response:
    """The block named as the element that htmx asks for, else the whole page."""
    return rendered(template, htmx_request.htmx.target or "", context)


def render_wider(block: str, template: str, /, **context: Any) -> Response:
    """This block, which htmx puts into the element of its name: more has changed than what it asked for."""
    response = rendered(template, block, context)
    response.headers.update({"HX-Retarget": f"#{block}", "HX-Reselect": f"#{block}"})
    return response


def rendered(template: str, name: str, context: dict[str, Any]) -> Response:
    page = current_app.jinja_env.get_or_select_template(template)
    current_app.update_template_context(context)
    block = page.blocks.get(name)
    body = "".join(block(page.new_context(context))) if block else page.render(context)
    response = make_response(body)
    response.vary.add("HX-Target")
    return response


def this_page() -> str:
    """The address of this page, to come back to it; without its arguments when they are longer than ours ever are."""
    address = request.full_path.rstrip("?")
    return address if len(address) <= LONGEST_ADDRESS else request.path[:LONGEST_ADDRESS]


@cache
def icon(name: str) -> str:
    """A picture that stands beside a word, hidden from screen readers; arrows turn with the direction of reading."""
    css = "icon icon-mirrored" if name in MIRRORED else "icon"
    return lucide(name, size=None, stroke_width=2, aria_hidden="true", focusable="false", **{"class": css})


def sentence(text: str) -> str:
    """The text as the beginning of a sentence; unlike `capitalize` it leaves the other letters alone."""
    return text[:1].upper() + text[1:]


def asset(filename: str) -> str:
    """The address of a static file, which changes when its content does."""
    return f"{request.script_root}{current_app.static_url_path}/{filename}?v={fingerprint(filename)}"


@cache
def fingerprint(filename: str) -> str:
    return sha256(Path(cast(str, current_app.static_folder), filename).read_bytes()).hexdigest()[:8]
