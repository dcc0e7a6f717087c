"""A library that can send e-mails and text messages, and whose clock the test sets."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.extensions import db
from kiosk.upkeep import work_once
from kiosk.workshops.messages.notices import Event, notices, sendable
from kiosk.workshops.models import CallTask, Message, Registration, Version, Workshop
from tests.client import Visitor
from tests.workshops.messages.servers import Gateway, MailServer
from tests.workshops.signing_up import ticket_of

MAIL, MOBILE, TELEPHONE = "samira@exemple.fr", "06 39 98 12 34", "03 53 01 00 01"
PUBLIC_URL = "https://filrouge.exemple.fr"


class Library:
    """What residents and staff do, and what a worker does for them."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def join(self, workshop: Workshop, contact: str = MAIL, name: str = "Samira", **fields: str) -> str:
        """The path of the ticket."""
        return ticket_of(Visitor(self.app), workshop.id, contact=contact, name=name, **fields)

    def give_back(self, ticket: str) -> None:
        self.post(ticket, "cancellation", sure="yes")

    def take_back(self, ticket: str) -> None:
        self.post(ticket, "restoration")

    def post(self, ticket: str, step: str, **answers: str) -> None:
        visitor = Visitor(self.app)
        token = visitor.get(ticket).all("input", name="csrf_token")[0].get("value")
        assert visitor.client.post(f"{ticket}/{step}", data={"csrf_token": token, **answers}).status_code == 303

    def change(self, workshop: Workshop, event: Event, **facts: Any) -> None:
        """Change a workshop as staff do, and tell everybody in the same transaction."""
        with self.app.app_context(), Session(db.engine) as session:
            known = session.get_one(Workshop, workshop.id)
            session.add(Version.of(known, self.now))
            for name, value in {"sequence": known.sequence + 1, **facts}.items():
                setattr(known, name, value)
            session.add_all(notices(known.registrations, event, self.now, sendable(self.app.config)))
            session.commit()

    def work(self, at: datetime | None = None) -> list[str]:
        """One round of a worker; what it says."""
        if at:
            self.app.config["FROZEN_NOW"] = at
        with self.app.app_context():
            return list(work_once())

    @property
    def now(self) -> datetime:
        moment: datetime = self.app.config["FROZEN_NOW"]
        return moment


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway() as server:
        yield server


@pytest.fixture
def library(app: Flask, mail: MailServer, gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Library:
    settings = {
        "SMTP_URL": mail.url, "SMS_URL": gateway.url(), "MAIL_FROM": "Fil rouge <borne@exemple.fr>",
        "PUBLIC_URL": PUBLIC_URL, "FROZEN_NOW": app.config["FROZEN_NOW"],
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setitem(app.config, name, value)
    return Library(app)


def events(database: Session) -> list[tuple[str, str]]:
    """What is to be said, to whom: by name and event."""
    database.rollback()
    kinds = (Message, CallTask)
    found = [database.execute(select(Registration.name, kind.event).join(kind.registration)) for kind in kinds]
    return sorted((name, event) for rows in found for name, event in rows)


def calls(database: Session) -> list[tuple[str, str]]:
    """Who is to be called, and why."""
    database.rollback()
    return sorted((task.registration.name, task.event) for task in database.scalars(select(CallTask)))


def only_message(database: Session) -> Message:
    database.rollback()
    return database.scalars(select(Message)).one()
