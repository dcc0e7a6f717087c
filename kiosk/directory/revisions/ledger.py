"""Writing a change of the directory down: the places, how they were, and who did it, all in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_security import current_user
from sqlalchemy.orm import Session

from kiosk.directory.exchange.importing import Writing
from kiosk.directory.models import Place
from kiosk.directory.revisions.keeping import keep
from kiosk.directory.revisions.models import Revision
from kiosk.web.audit import audited


def noted(
    session: Session,
    writings: Sequence[Writing],
    action: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    subject: Any = None,
) -> Revision:
    """Write the places as the person who is signed in wants them; one place is its own subject in the audit log."""
    label = subject.audit_label if subject else writings[0].values["name"]
    revision = keep(session, writings, action, label, current_user.name, now)
    if subject is None:
        subject = session.get_one(Place, revision.entries[0].place_id)
    audited(action, subject, {"revision": revision.id, **(detail or {})})
    return revision
