"""Errors as pages that say what to do, in the reader's language."""

from flask import Flask, g, redirect
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kiosk.web.page import render
from kiosk.web.posted import page_of_form


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_error)


def show_error(error: HTTPException) -> ResponseReturnValue:
    """The page for this status; redirects pass through, `Allow` and the like are kept."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if form := page_of_form(error):
        return redirect(form, 303)
    response = render("office/error.html" if g.get("is_office") else "error.html", status=status)
    response.status_code = status
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response
