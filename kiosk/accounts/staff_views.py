"""Where the day of somebody who works here begins."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk.web.access import restricted
from kiosk.web.page import render

views = restricted(Blueprint("staff_home", __name__, url_prefix="/staff"), "staff")


@views.get("/")
def show() -> ResponseReturnValue:
    return render("accounts/staff_home.html")
