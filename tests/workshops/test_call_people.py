"""The list of calls: who must be told something, why, by which number; done, and taken back."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.extensions import db
from kiosk.web.models import AuditEntry
from kiosk.workshops.contact import Contact
from kiosk.workshops.messages.notices import Event, key_of
from kiosk.workshops.models import Attendance, CallTask, Message, Registration, Workshop
from tests.client import Page, Visitor
from tests.office import Colleague, colleague
from tests.workshops.conftest import NOW, TOMORROW, Planner
from tests.workshops.scanner import change, found

TELEPHONE = "03 53 01 00 01"


class Office(NamedTuple):
    """Somebody of the staff, and people to be called."""

    app: Flask
    person: Colleague

    def owe(self, workshop: Workshop, event: Event, contact: str = TELEPHONE, name: str = "Samira", **f: str) -> int:
        """Somebody with a seat, or a place in line, is to be told; the id of the registration."""
        with self.app.app_context(), Session(db.engine) as session:
            held = session.scalars(Workshop.locked(workshop.id)).one()
            key, now = self.app.config["SECRET_KEY"], held.starts_at - timedelta(days=2)
            one = held.register(name, Contact.parse(contact), 1, key=key, now=now)
            one.locale = f.get("locale", "fr")
            session.add(one)
            session.flush()
            session.add(CallTask(key=key_of(event, one), event=event, registration_id=one.id, created_at=NOW))
            session.commit()
            return one.id

    def owe_more(self, registration_id: int, event: str, key: str) -> None:
        with self.app.app_context(), Session(db.engine) as session:
            session.add(CallTask(key=key, event=event, registration_id=registration_id, created_at=NOW))
            session.commit()

    def list(self, workshop: Workshop | None = None) -> Page:
        return self.person.get(f"/staff/calls?workshop={workshop.id}" if workshop else "/staff/calls")

    def finish(self, page: Page, id: int, status: int = 200, **fields: str) -> Page:
        return self.person.send(page, f"/staff/calls/{id}/completion", status, **fields)

    def take_back(self, page: Page, id: int, status: int = 200) -> Page:
        return self.person.send(page, f"/staff/calls/{id}/reversal", status)


@pytest.fixture
def office(app: Flask) -> Office:
    return Office(app, colleague(app, "staff"))


def names(page: Page) -> list[str]:
    """Who is still to be called, in the order of the page."""
    return [page.text(one.findall("div/h2")[0]) for one in page.all("article", class_="call")]


def test_whoever_has_a_telephone_is_called_by_one_tap(office: Office, workshop: Workshop) -> None:
    office.owe(workshop, "promoted")
    page = office.list()
    assert "tel:+33353010001" in page.links() and "03 53 01 00 01" in page.text()
    for words in ("Samira", "Premiers pas", "Demain", "14 h", "Médiathèque du Parc"):
        assert words in page.text()


def test_whoever_left_no_way_is_told_when_they_come(office: Office, workshop: Workshop) -> None:
    office.owe(workshop, "promoted", "")
    page = office.list()
    assert page.all("p", class_="call-nothing")
    assert not [link for link in page.links() if link.startswith(("tel:", "mailto:"))]


def test_an_address_that_we_cannot_write_to_is_shown(office: Office, workshop: Workshop) -> None:
    office.owe(workshop, "promoted", "samira@exemple.fr")
    assert "mailto:samira@exemple.fr" in office.list().links()


def test_the_workshop_that_comes_first_stands_first(office: Office, plan: Planner) -> None:
    office.owe(plan(TOMORROW + timedelta(days=3)), "changed_workshop", name="Later")
    office.owe(plan(), "changed_workshop", name="Sooner")
    assert names(office.list()) == ["Sooner", "Later"]


def test_one_call_tells_everything(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "promoted")
    for sequence in (1, 2):
        office.owe_more(id, "changed_workshop", f"changed_workshop:{id}:1:{sequence}")
    page = office.list()
    assert names(page) == ["Samira"]
    assert len(page.all("article", class_="call")[0].findall("div/ul/li")) == 2
    office.finish(page, id)
    assert None not in found(database, select(CallTask.done_at))


def test_a_message_that_did_not_arrive_says_so(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "signed_up", "06 39 98 12 34")
    facts = {"channel": "sms", "address": "+33639981234", "locale": "fr", "created_at": NOW, "due_at": NOW}
    key = found(database, select(CallTask.key))[0]
    before = len(office.list().all("li"))
    database.add(
        Message(key=key, event="signed_up", registration_id=id, workshop_id=workshop.id, failed_at=NOW, **facts)
    )
    database.commit()
    assert len(office.list().all("li")) == before + 1


def test_a_call_is_done_by_somebody_and_taken_back(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "promoted")
    page = office.finish(office.list(), id, outcome="told")
    assert names(page) == [] and "Camille staff" in page.text(page.all("main")[0])
    assert found(database, select(CallTask.done_by)) == ["Camille staff"]
    assert names(office.take_back(page, id)) == ["Samira"]
    assert found(database, select(CallTask.done_at)) == [None]


def test_whom_nobody_reaches_is_noted_so(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "promoted")
    assert names(office.finish(office.list(), id, outcome="unreachable")) == []
    assert found(database, select(CallTask.outcome)) == ["unreachable"]


def test_calls_are_in_the_audit_log_without_names(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "promoted")
    office.take_back(office.finish(office.list(), id), id)
    entries = found(database, select(AuditEntry).where(AuditEntry.action.startswith("call.")).order_by(AuditEntry.id))
    assert [(entry.action, entry.subject_id) for entry in entries] == [
        ("call.done", str(id)), ("call.reopened", str(id)),
    ]  # fmt: skip
    assert "Samira" not in "".join(f"{entry.label}{entry.detail}" for entry in entries)


def test_who_comes_second_changes_nothing(office: Office, workshop: Workshop, database: Session) -> None:
    id = office.owe(workshop, "promoted")
    opened = office.list()
    office.finish(office.list(), id)
    page = office.finish(opened, id, 409, outcome="unreachable")
    assert page.all("p", role="alert") and found(database, select(CallTask.outcome)) == ["told"]


def test_an_old_page_does_not_take_back_what_somebody_else_has_done(
    office: Office, workshop: Workshop, database: Session
) -> None:
    id = office.owe(workshop, "promoted")
    opened = office.finish(office.list(), id)
    change(database, update(CallTask).values(done_by="Marie", done_at=NOW + timedelta(minutes=1)))
    office.take_back(opened, id, 409)
    assert found(database, select(CallTask.done_by)) == ["Marie"]


def test_what_has_come_up_since_is_still_to_be_told(office: Office, workshop: Workshop) -> None:
    id = office.owe(workshop, "promoted")
    opened = office.list()
    office.owe_more(id, "changed_workshop", f"changed_workshop:{id}:1:1")
    assert names(office.finish(opened, id)) == ["Samira"]


@pytest.mark.parametrize("event", ("promoted", "changed_workshop", "reminder"))
def test_nobody_is_called_about_a_workshop_that_is_cancelled_or_over(
    office: Office, workshop: Workshop, database: Session, event: Event
) -> None:
    office.owe(workshop, event)
    assert names(office.list()) == ["Samira"]
    change(database, update(Workshop).values(cancelled_at=NOW))
    assert names(office.list()) == []
    over = {"starts_at": NOW - timedelta(hours=2), "ends_at": NOW - timedelta(minutes=1)}
    change(database, update(Workshop).values(cancelled_at=None, **over))
    assert names(office.list()) == []


def test_that_a_workshop_is_cancelled_is_told_until_it_would_have_ended(
    office: Office, workshop: Workshop, database: Session
) -> None:
    change(database, update(Workshop).values(sequence=0))
    office.owe(workshop, "cancelled_workshop")
    change(database, update(Workshop).values(cancelled_at=NOW, cancel_reason="La salle est inondée."))
    assert "La salle est inondée." in office.list().text()
    change(database, update(Workshop).values(starts_at=NOW - timedelta(minutes=5), ends_at=NOW + timedelta(hours=1)))
    assert names(office.list()) == ["Samira"]
    change(database, update(Workshop).values(starts_at=NOW - timedelta(hours=2), ends_at=NOW))
    assert names(office.list()) == []


def test_nobody_is_called_who_gave_the_seat_back_or_is_there(
    office: Office, workshop: Workshop, database: Session
) -> None:
    here, _gone = (office.owe(workshop, "changed_workshop", name=name) for name in ("Here", "Gone"))
    change(database, update(Registration).where(Registration.name == "Gone").values(cancelled_at=NOW))
    assert names(office.list()) == ["Here"]
    database.add(Attendance(registration_id=here, status="seen", people=1, noted_at=NOW, noted_by="", client_id=""))
    database.commit()
    assert names(office.list()) == []


def test_a_reminder_of_a_day_that_was_put_off_is_not_shown(
    office: Office, workshop: Workshop, database: Session
) -> None:
    office.owe(workshop, "reminder")
    later = {"starts_at": TOMORROW + timedelta(days=7), "ends_at": TOMORROW + timedelta(days=7, hours=2)}
    change(database, update(Workshop).values(**later))
    assert names(office.list()) == []


def test_the_calls_of_one_workshop_have_their_own_address(office: Office, plan: Planner) -> None:
    first, second = plan(), plan(TOMORROW + timedelta(days=1))
    id = office.owe(first, "promoted", name="Ada")
    office.owe(second, "promoted", name="Bo")
    assert names(office.list(first)) == ["Ada"]
    page = office.finish(office.list(first), id)
    assert names(page) == [] and names(office.list()) == ["Bo"]


def test_the_number_of_calls_stands_where_work_begins(office: Office, workshop: Workshop) -> None:
    for name in ("Ada", "Bo", "Cléo"):
        office.owe(workshop, "promoted", name=name)
    for address in ("/staff/", f"/staff/workshops/{workshop.id}"):
        page = office.person.get(address)
        counted = [one for one in page.all("a") if (one.get("href") or "").startswith("/staff/calls")]
        assert len(counted) >= 2
        assert sum("3" in page.text(one) for one in counted) >= 2


def test_an_empty_list_says_who_would_stand_there(office: Office) -> None:
    page = office.list()
    assert page.all("div", class_="empty") and names(page) == []


def test_residents_do_not_see_who_is_called(office: Office, workshop: Workshop) -> None:
    office.owe(workshop, "promoted")
    assert "Samira" not in Visitor(office.app).get("/staff/calls").text()
    colleague(office.app, "committee").get("/staff/calls", status=403)
