"""The audit log: `audited("workshop.cancelled", workshop, {"reason": "ill"})` beside the change, in its transaction."""

import re
from collections.abc import Mapping
from datetime import date, time
from itertools import takewhile
from typing import Any, NamedTuple, Self, cast

from flask import g
from flask_security import current_user
from sqlalchemy import Table, insert

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.models import AuditEntry

LONGEST_LABEL = 120
# Of a long text, what is around its first difference.
LONGEST_TEXT, LEAD = 160, 30
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


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What is otherwise, for the details of a change: by field what was, and what is, as plain JSON."""
    fields = [name for name in after if before[name] != after[name]]
    return {name: apart(plain(before[name]), plain(after[name])) for name in fields}


def apart(before: Any, after: Any) -> list[Any]:
    """Both, long texts cut to where they differ."""
    texts = [one for one in (before, after) if isinstance(one, str)]
    if len(texts) < 2 or max(map(len, texts)) <= LONGEST_TEXT:
        return [one[:LONGEST_TEXT] if isinstance(one, str) else one for one in (before, after)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = max(0, same - LEAD)
    return [f"{'…' if start else ''}{one[start : start + LONGEST_TEXT]}" for one in texts]


def plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, (date, time)):
        return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"
    return list(value) if isinstance(value, tuple) else value


def signed_in() -> Actor | None:
    """Who does this; None for a command, and for a visitor."""
    if "actor" not in g:
        g.actor = Actor.of(current_user) if current_user and current_user.is_authenticated else None
    found: Actor | None = g.actor
    return found


def kind_of(subject: Any) -> str:
    """The class of a record in words with underscores; empty for no subject."""
    return "" if subject is None else re.sub(r"(?<!^)(?=[A-Z])", "_", type(subject).__name__).lower()
