"""Pages to print, as PDF: a template of `templates/paper/`, and data that it reads as JSON.

`return printed("roster", {"title": …}, "roster-12")`; the words come translated, what people typed as `typed(…)`.
"""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from threading import Lock
from typing import Any, TypedDict

from flask import Response, current_app
from markupsafe import Markup

from kiosk.config import PACKAGE
from kiosk.web.headers import POLICY

LONGEST = 30  # seconds that a paper may take; it takes less than half a one
# Each takes 60 MB while it is made: a small computer makes one after the other.
one_at_a_time = Lock()


class Typed(TypedDict):
    """A text that somebody typed, whether it reads from right to left, and what stands where no font can write it."""

    text: str
    rtl: bool
    instead: str


def printed(template: str, data: Mapping[str, Any], name: str) -> Response:
    """The paper as an answer, which the browser shows; `name` is what the file is called when it is kept."""
    response = Response(pdf(template, data), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename={name}.pdf"
    # Browsers show a PDF as an object of the page that they make around it.
    response.headers["Content-Security-Policy"] = POLICY.replace("object-src 'none'", "object-src 'self'")
    return response


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The paper. Raises CalledProcessError when the template fails, which has said why on the standard error."""
    command = [sys.executable, "-m", "kiosk.typesetting", template]
    environ = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    with one_at_a_time:
        done = subprocess.run(
            command, env=environ, input=json.dumps(data).encode(), stdout=subprocess.PIPE, timeout=LONGEST, check=True
        )
    return done.stdout


def typed(text: str, instead: str = "–") -> Typed:
    """The text in the direction of its first letter, as browsers find it."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    first = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
    return {"text": text, "rtl": first != "L", "instead": instead}


def plain(markup: str) -> str:
    """The words of a page without its pictures; nothing is marked as safe by it, only tags are taken away."""
    return Markup(markup).striptags()


def macros(template: str) -> Any:
    """The macros that the pages use too."""
    return current_app.jinja_env.get_template(template).module
