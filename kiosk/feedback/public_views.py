"""What residents think, in one tap, and what became of it."""

from flask import Blueprint

import kiosk.feedback.models  # noqa: F401, the tables are part of the schema

views = Blueprint("feedback", __name__, url_prefix="/<locale:locale>")
