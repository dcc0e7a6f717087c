"""Who did what, when."""

import csv
import json
from io import StringIO
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.accounts.refusals import LastAdmin
from kiosk.extensions import db
from kiosk.web.audit import audited
from kiosk.web.models import AuditEntry
from kiosk.web.transaction import writing
from tests.accounts.conftest import Wait
from tests.office import Colleague, colleague


def entries(database: Session) -> list[AuditEntry]:
    return list(database.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def add_people(admin: Colleague, number: int) -> None:
    for one in range(number):
        email = f"person{one}@mediatheque.example"
        admin.submit("/admin/users/new", "/admin/users", name=f"Person {one}", email=email, roles="staff")


def rows(admin: Colleague, address: str) -> list[str]:
    page = admin.get(address)
    return [page.text(row) for row in page.all("tr")[1:]]


def test_an_entry_says_when_who_as_what_did_what_to_whom(app: Flask, database: Session) -> None:
    add_people(colleague(app, "admin"), 1)
    entry = entries(database)[-1]
    assert entry.happened_at == app.config["FROZEN_NOW"]
    assert (entry.user_name, entry.roles, entry.action) == ("Camille admin", "admin", "user.created")
    assert (entry.kind, entry.label, entry.detail) == ("user", "Person 0", {"roles": ["staff"]})
    assert int(entry.subject_id) > 0


def test_what_is_undone_is_not_in_the_log(app: Flask, database: Session) -> None:
    with app.app_context(), pytest.raises(LastAdmin):
        change_in_vain()
    assert entries(database) == []


def change_in_vain() -> None:
    with writing():
        audited("thing.changed")
        raise LastAdmin


def test_a_change_without_an_entry_fails_the_test_that_made_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = colleague(app, "staff")
    monkeypatch.setattr("kiosk.accounts.account_views.audited", lambda *_: None)
    with pytest.raises(AssertionError, match="audit entry"):
        person.submit("/account", "/account/sign-out-everywhere")


def test_the_newest_stands_first_and_pages_follow(app: Flask, wait: Wait) -> None:
    admin = colleague(app, "admin")
    with app.app_context(), writing():
        for number in range(60):
            audited("thing.changed", detail={"number": number})
    assert "number 59" in rows(admin, "/admin/audit")[0]
    assert len(rows(admin, "/admin/audit")) == 50
    assert len(rows(admin, "/admin/audit?page=2")) == 11
    assert len(rows(admin, "/admin/audit?page=99999999999")) == 50


def test_the_log_is_filtered_by_person_action_and_day(app: Flask, wait: Wait) -> None:
    colleague(app, "admin")
    wait(days=1)
    admin = colleague(app, "admin", "committee")
    add_people(admin, 1)
    colleague(app, "staff")
    query = urlsplit(page_about(admin, "Camille staff")).query
    assert len(rows(admin, "/admin/audit")) == 4
    assert len(rows(admin, "/admin/audit?action=user.created")) == 1
    assert len(rows(admin, "/admin/audit?day=2026-11-24")) == 1
    assert len(rows(admin, "/admin/audit?day=2026-11-25")) == 3
    assert len(rows(admin, f"/admin/audit?{query}&day=2026-11-25")) == 1
    assert rows(admin, f"/admin/audit?{query}&action=user.created") == []


def page_about(admin: Colleague, name: str) -> str:
    """The address of what this person did."""
    links = admin.get(admin.link("/admin/users", name)).links()
    return next(link for link in links if link.startswith("/admin/audit?"))


@pytest.mark.parametrize(
    "query", ["user=x", "user=99999999999999999", "day=2026-13-99", "page=-1", "action=%00", "day=²"]
)
def test_what_cannot_be_meant_is_ignored(app: Flask, query: str) -> None:
    admin = colleague(app, "admin")
    assert admin.get(f"/admin/audit?{query}").status == 200
    assert admin.client.get(f"/admin/audit.csv?{query}").status_code == 200


def test_a_spreadsheet_gets_the_same_and_no_formula(app: Flask) -> None:
    admin = colleague(app, "admin")
    email = "person@mediatheque.example"
    admin.submit("/admin/users/new", "/admin/users", name="=HYPERLINK(1)", email=email, roles="staff")
    answer = admin.client.get("/admin/audit.csv?action=user.created")
    table = list(csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [(row["subject"], row["action"]) for row in table] == [("'=HYPERLINK(1)", "user.created")]
    assert table[0]["when_utc"] == "2026-11-24T09:05:00+00:00"
    assert json.loads(table[0]["detail"]) == {"roles": ["staff"]}


def test_the_log_outlives_the_account(app: Flask, database: Session) -> None:
    admin = colleague(app, "admin")
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM users")
    assert [entry.user_name for entry in entries(database)] == ["Camille admin"]
    assert admin.client.get("/admin/audit").status_code == 303
