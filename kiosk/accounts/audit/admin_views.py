"""The audit log, as a table and as CSV."""

import csv
import json
from datetime import UTC
from io import StringIO

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from kiosk.accounts.audit.details import CODES, LABELS, LANGUAGES
from kiosk.accounts.audit.selection import PAGE_SIZE, AuditSelection
from kiosk.accounts.audit.wording import ACTIONS, KINDS
from kiosk.accounts.models import User
from kiosk.extensions import db
from kiosk.web.access import restricted
from kiosk.web.models import AuditEntry
from kiosk.web.page import render

COLUMNS = ("when_utc", "user_id", "user", "roles", "action", "kind", "subject_id", "subject", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
views = restricted(Blueprint("audit", __name__, url_prefix="/admin"), "admin")


@views.get("/audit")
def index() -> ResponseReturnValue:
    """Newest first; by person, action and day."""
    selection = AuditSelection.parse(request.args)
    total = db.session.scalar(selection.total()) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    selection = selection._replace(page=min(selection.page, pages))
    return render(
        "accounts/audit.html",
        selection=selection,
        total=total,
        pages=pages,
        entries=db.session.scalars(selection.on_page()).all(),
        people=db.session.scalars(User.listed()).all(),
        actions=db.session.scalars(select(AuditEntry.action).distinct()).all(),
        action_words=ACTIONS,
        kind_words=KINDS,
        detail_labels=LABELS,
        detail_codes=CODES,
        detail_languages=LANGUAGES,
    )


@views.get("/audit.csv")
def export() -> ResponseReturnValue:
    """Everything that was chosen, for a spreadsheet."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for entry in db.session.scalars(AuditSelection.parse(request.args).entries()):
        writer.writerow([harmless(cell) for cell in cells(entry)])
    return Response(
        "\ufeff" + table.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


def cells(entry: AuditEntry) -> list[str]:
    moment = entry.happened_at.astimezone(UTC).isoformat(timespec="seconds")
    detail = json.dumps(entry.detail, ensure_ascii=False) if entry.detail else ""
    who = (str(entry.user_id or ""), entry.user_name, entry.roles)
    return [moment, *who, entry.action, entry.kind, entry.subject_id, entry.label, detail]


def harmless(cell: str) -> str:
    """The cell, which no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
