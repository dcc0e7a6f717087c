"""Cancelling workshops and taking it back: one, this and the following, or all that are to come."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import Select

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.fields import lines
from kiosk.web.transaction import writing
from kiosk.workshops.models import Workshop
from kiosk.workshops.planning.change import cancel, restore
from kiosk.workshops.planning.holding import held
from kiosk.workshops.planning.selection import SCOPES, cancelled_with, in_scope, uncalled, unsent
from kiosk.workshops.planning.staff_views import WORKSHOP, in_the_same_scope, tell, workshop_page
from kiosk.workshops.refusals import PlanRefused

LONGEST_REASON = 300
views = restricted(Blueprint("cancellations", __name__, url_prefix="/staff/workshops"), "staff")


@views.post(f"/{WORKSHOP}/cancellation")
def create(id: int) -> ResponseReturnValue:
    """One, this and the following, or all that are to come do not take place."""
    reason, now = lines(request.form.get("reason", ""))[:LONGEST_REASON], clock.now()
    try:
        with writing() as database:
            workshop = db.get_or_404(Workshop, id)
            cancelled = held(database, workshop, in_the_same_scope)
            for one in cancelled:
                cancel(one, current_user.name, reason, now)
                tell(one.registrations, "cancelled_workshop")
            audited("workshop.cancelled", workshop, {"reason": reason, "workshops": [one.id for one in cancelled]})
    except PlanRefused as refusal:
        return workshop_page(db.get_or_404(Workshop, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("planning.show", id=id, done="cancelled", number=len(cancelled)), 303)


@views.post(f"/{WORKSHOP}/restoration")
def destroy(id: int) -> ResponseReturnValue:
    """Take a cancellation back, alone or with all that were cancelled by the same decision."""
    try:
        with writing() as database:
            workshop = db.get_or_404(Workshop, id)
            restored = held(database, workshop, cancelled_together)
            for one in restored:
                restore_and_tell(one)
            audited("workshop.restored", workshop, {"workshops": [one.id for one in restored]})
    except PlanRefused as refusal:
        return workshop_page(db.get_or_404(Workshop, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("planning.show", id=id, done="restored", number=len(restored)), 303)


def cancelled_together(workshop: Workshop) -> Select[int]:
    """What is taken back: it alone, or all that were cancelled with it."""
    is_alone = "together" not in request.form
    return in_scope(workshop, SCOPES[0], clock.now()) if is_alone else cancelled_with(workshop, clock.now())


def restore_and_tell(workshop: Workshop) -> None:
    """Whoever has not heard of the cancellation yet need not hear of it any more."""
    withdrawn = [*db.session.scalars(uncalled(workshop)), *db.session.scalars(unsent(workshop))]
    unaware = {one.registration_id for one in withdrawn}
    for one in withdrawn:
        db.session.delete(one)
    promoted = restore(workshop, clock.now())
    tell(promoted, "promoted")
    tell((one for one in workshop.registrations if one.id not in unaware and one not in promoted), "changed_workshop")
