"""Asking for help as a resident does: the answers in the address, a name, the slip."""

import re

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.workshops.models import HelpRequest
from tests.client import Page, Visitor
from tests.office import Colleague

WISH = {"week": "next", "hours": "afternoon", "need": "procedures", "language": "fr", "place": "anywhere"}
QUEUE = "/staff/help-requests"
SLIP = re.compile(r"/h/[A-Z2-7]{26}")


def query(**answers: str) -> str:
    return "&".join(f"{question}={answer}" for question, answer in answers.items())


def form(visitor: Visitor, locale: str = "fr", **answers: str) -> dict[str, str]:
    """The fields of the last page as it has them."""
    page = visitor.get(f"/{locale}/help-requests/new?{query(**(WISH | answers))}")
    return {one.get("name", ""): one.get("value", "") for one in page.all("input")}


def send(visitor: Visitor, data: dict[str, str], locale: str = "fr", status: int = 200) -> Page:
    answer = visitor.client.post(f"/{locale}/help-requests", data=data, follow_redirects=True)
    return visitor.seen(answer, status)


def ask(visitor: Visitor, name: str = "Samira", locale: str = "fr", **fields: str) -> Page:
    """The slip of a new request."""
    return send(visitor, form(visitor, locale) | {"name": name} | fields, locale)


def slip_of(app: Flask, name: str = "Samira", **fields: str) -> str:
    """The path of the slip of a new request, asked for by somebody who has gone since."""
    visitor = Visitor(app)
    answer = visitor.client.post("/fr/help-requests", data=form(visitor) | {"name": name} | fields)
    found = SLIP.search(answer.headers.get("Location", ""))
    assert found, answer.status_code
    return found[0]


def request_named(database: Session, name: str = "Samira") -> HelpRequest:
    """The request as it is now."""
    database.rollback()
    database.expire_all()
    found: HelpRequest = database.scalars(HelpRequest.listed().where(HelpRequest.name == name)).one()
    return found


def answer(visitor: Visitor, slip: str, kind: str) -> Page:
    """Tap one of the answers on the slip."""
    return post(visitor, slip, f"{slip}/steps", kind=kind)


def post(visitor: Visitor, slip: str, action: str, **fields: str) -> Page:
    forms = [one for one in visitor.get(slip).all("form") if (one.get("action") or "").startswith(action)]
    hidden = {one.get("name"): one.get("value", "") for one in forms[0].iter("input")}
    return visitor.seen(visitor.client.post(action, data=hidden | fields, follow_redirects=True), 200)


def step(person: Colleague, id: int, kind: str, status: int = 200, **fields: str) -> Page:
    """What somebody of the staff does about a request."""
    return person.submit(f"{QUEUE}/{id}", f"{QUEUE}/{id}/steps", status, kind=kind, **fields)


def propose(person: Colleague, id: int, place_id: int, status: int = 200, **fields: str) -> Page:
    known = {"place": str(place_id), "day": "2026-11-26", "hour": "14:30", "helper": "Camille"}
    return person.submit(f"{QUEUE}/{id}", f"{QUEUE}/{id}/proposals", status, **known | fields)
