"""The details of the audit log in words: what was, what is, and why."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.web.audit import audited, changes
from kiosk.web.models import AuditEntry
from kiosk.web.transaction import writing
from kiosk.workshops.models import Workshop
from kiosk.workshops.retention import erase
from tests.directory.keeping import edit as edit_place
from tests.directory.keeping import place, stored
from tests.office import Colleague, colleague
from tests.workshops.conftest import NOW, Planner, mediator, plan, workshop
from tests.workshops.scanner import SOON, found, signed_up
from tests.workshops.test_change_workshop import edit as edit_workshop

__all__ = ["mediator", "plan", "workshop"]


@pytest.fixture
def admin(app: Flask) -> Colleague:
    return colleague(app, "admin")


def details(admin: Colleague, action: str) -> str:
    """What stands beside the only entry with this action, on one line."""
    page = admin.get(f"/admin/audit?action={action}")
    (found,) = page.all("ul", class_="audit-details")
    return " ".join(page.text(found).replace("\u00a0", " ").split())


def test_a_changed_workshop_is_shown_before_and_after(
    workshop: Workshop, mediator: Colleague, admin: Colleague
) -> None:
    edit_workshop(mediator, workshop.id, day="2026-11-26", room="Salle 2", capacity="9")
    said = details(admin, "workshop.changed")
    for words in ("Date 25/11/2026 maintenant : 26/11/2026", "Salle rien maintenant : Salle 2", "8 maintenant : 9"):
        assert words in said
    assert "Concerne Seulement celui-ci" in said


def test_a_changed_course_is_shown_before_and_after(workshop: Workshop, mediator: Colleague, admin: Colleague) -> None:
    address = f"/staff/courses/{workshop.course_id}"
    fields: dict[str, Any] = {
        "title": "Nos photos",
        "topic": "files",
        "level": "advanced",
        "fee": "free",
        "languages": ["fr", "de"],
    }
    mediator.submit(f"{address}/edit", address, **fields)
    said = details(admin, "course.changed")
    assert "Premiers pas maintenant : Nos photos" in said
    assert "français maintenant : français, allemand" in said
    assert not {"files", "advanced", "beginner", "topic"} & set(said.split())


def test_a_changed_place_is_shown_before_and_after(
    app: Flask, database: Session, tmp_path: Path, admin: Colleague
) -> None:
    stored(app, tmp_path, {"telephone": "+33388000000"})
    edit_place(colleague(app, "staff"), place(database).id, phone="+33388000001", fees=["free"], step_free="yes")
    said = details(admin, "place.updated")
    assert "Téléphone +33388000000 maintenant : +33388000001" in said
    assert "Gratuit" in said and "maintenant : oui" in said


def test_why_there_was_a_seat_more_is_kept_until_the_names_are_erased(
    app: Flask, plan: Planner, mediator: Colleague, admin: Colleague, database: Session
) -> None:
    today = plan(SOON, capacity=1)
    signed_up(app, today)
    page = mediator.get(f"/staff/scan?workshop={today.id}")
    mediator.send(page, "/staff/scans/sign-ups", name="Dora", reason="vient avec sa mère")
    assert "Motif vient avec sa mère" in details(admin, "scan.signed_up")
    database.rollback()
    erase(database, NOW + timedelta(days=31))
    database.commit()
    (entry,) = found(database, select(AuditEntry).where(AuditEntry.action == "scan.signed_up"))
    assert entry.detail["extra_seats"] == 1 and "reason" not in entry.detail
    assert "Places en plus" in details(admin, "scan.signed_up")


def test_other_roles_are_shown_before_and_after(app: Flask, admin: Colleague) -> None:
    with app.app_context(), writing():
        audited("user.roles_changed", None, {"from": ["staff"], "to": ["staff", "admin"]})
    said = details(admin, "user.roles_changed")
    assert "staff" not in said.split() and "maintenant :" in said


def test_what_nobody_knows_a_word_for_stands_as_it_is(app: Flask, admin: Colleague) -> None:
    with app.app_context(), writing():
        audited("thing.changed", None, {"fields": ["room"], "scope": "galaxy"})
    assert "fields room" in details(admin, "thing.changed") and "galaxy" in details(admin, "thing.changed")


def test_of_long_texts_the_log_keeps_where_they_differ() -> None:
    before = {"outline": "a" * 400 + "b" * 10, "title": "Photos"}
    after = {"outline": "a" * 400 + "c" * 500, "title": "Photos"}
    assert changes(before, after) == {"outline": ["…" + "a" * 30 + "b" * 10, "…" + "a" * 30 + "c" * 130]}
