"""Where a member of the users' committee begins."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.web.access import restricted
from kiosk.web.page import render

views = restricted(Blueprint("committee_home", __name__, url_prefix="/committee"), "committee")


@views.get("/")
def show() -> ResponseReturnValue:
    return render("accounts/committee_home.html")
