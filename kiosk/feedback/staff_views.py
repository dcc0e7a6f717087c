"""All that staff can do about opinions, behind one door."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import func, select

from kiosk.devices.models import Kiosk
from kiosk.extensions import db
from kiosk.feedback.asides.selection import Selection
from kiosk.feedback.models import PaperTally
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.page import render

views = restricted(Blueprint("feedback_staff", __name__, url_prefix="/staff/feedback"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """The rooms, with what waits in each."""
    selection = Selection.parse({}, clock.now())
    tallies = db.session.scalars(PaperTally.unsettled()).all()
    return render(
        "feedback/staff/index.html", aside=db.session.scalar(selection.total()) or 0, period=selection,
        mine=len([one for one in tallies if one.state == "differing" or not one.entry_of(current_user.id)]),
        kiosks=db.session.scalar(select(func.count(Kiosk.id)).where(Kiosk.ended_at.is_(None))) or 0,
    )  # fmt: skip
