"""Taking back what was done in the directory."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import NotFound
from werkzeug.urls import iri_to_uri

from kiosk.directory.revisions.keeping import undo
from kiosk.directory.revisions.models import Revision
from kiosk.directory.revisions.refusals import NotUndone
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import office_page, restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing

ID = "<int(max=2147483647):id>"
DONE = "done"
views = restricted(Blueprint("revisions", __name__, url_prefix="/staff/revisions"), "staff")


@views.post(f"/{ID}/undos")
def create_undo(id: int) -> ResponseReturnValue:
    """Everything as it was before this change, unless something else changed the same places since."""
    try:
        with writing() as database:
            revision = database.get(Revision, id, with_for_update=True)
            if revision is None:
                raise NotFound
            undo(database, revision, current_user.name, clock.now())
            audited("revision.undone", revision, {"action": revision.action})
    except NotUndone as refusal:
        page: Any = render("directory/staff/not_undone.html", code=refusal.code, back=page_before())
        return page, 422
    return redirect(after(page_before(), id), 303)


def page_before() -> str:
    """The page of the back office from which a form was sent."""
    return office_page(request.form.get("next", "")) or url_for("places_staff.index")


def after(page: str, revision_id: int) -> str:
    """The page, which says what was just done."""
    address, _, query = page.partition("?")
    others = [part for part in query.split("&") if part and not part.startswith(f"{DONE}=")]
    return iri_to_uri(f"{address}?{'&'.join([*others, f'{DONE}={revision_id}'])}")


@views.app_template_global()
def revision_just_made() -> Revision | None:
    """What the address says was just done, to say so and to offer to take it back."""
    id = request.args.get(DONE, 0, int)
    return db.session.get(Revision, id) if 0 < id < 2**31 else None
