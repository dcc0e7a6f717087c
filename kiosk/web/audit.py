"""The audit log: `audited("workshop.cancelled", workshop, {"reason": "ill"})` beside the change, in its transaction."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, Self, cast

from flask import g
from flask_security import current_user
from sqlalchemy import Table, insert

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.models import AuditEntry

LONGEST_LABEL = 120
ENTRY = insert(cast(Table, AuditEntry.__table__))


class Actor(NamedTuple):
    """Who is signed in, as the request found them: what is written later needs no second look at the account."""

    id: int
    name: str
    role_names: tuple[str, ...]

    @classmethod
    def of(cls, user: Any) -> Self:
        return cls(user.id, user.name, user.role_names)


def audited(action: str, subject: Any = None, detail: Mapping[str, Any] | None = None, *, actor: Any = None) -> None:
    """Write down who did this to what. The view commits it together with the change.

    `subject` is a record with an `id` and, if it has a name that may be kept, an `audit_label`; `detail` is plain JSON
    without anything about residents. `actor` is for those who are not signed in yet; nobody means a command.
    """
    if subject in db.session.new:
        db.session.flush()  # so that it gets its id
    who = actor or signed_in()
    facts = {
        "happened_at": clock.now(),
        "user_id": who and who.id,
        "user_name": who.name if who else "",
        "roles": " ".join(who.role_names) if who else "",
        "action": action,
        "kind": kind_of(subject),
        "subject_id": str(getattr(subject, "id", "")),
        "label": getattr(subject, "audit_label", "")[:LONGEST_LABEL],
        "detail": dict(detail or {}),
    }
    # Without an object that nobody looks at again.
    db.session.execute(ENTRY, facts)


def signed_in() -> Actor | None:
    """Who does this; None for a command, and for a visitor."""
    if "actor" not in g:
        g.actor = Actor.of(current_user) if current_user and current_user.is_authenticated else None
    found: Actor | None = g.actor
    return found


def kind_of(subject: Any) -> str:
    """The class of a record in words with underscores; empty for no subject."""
    return "" if subject is None else re.sub(r"(?<!^)(?=[A-Z])", "_", type(subject).__name__).lower()
