"""What screens and monitors ask by themselves."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

views = Blueprint("health", __name__)


@views.get("/healthz")
def show() -> ResponseReturnValue:
    """Whether the server answers, whatever its database does: a screen asks before it leaves a page by itself."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})
