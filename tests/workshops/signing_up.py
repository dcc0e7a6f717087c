"""Signing up as a resident does: the form, a first name, the ticket."""

import re

from tests.client import Page, Visitor


def form(visitor: Visitor, workshop: int, locale: str = "fr") -> dict[str, str]:
    """The fields of the form as the page has them."""
    page = visitor.get(f"/{locale}/workshops/{workshop}/sign-up")
    fields = [one for one in page.all("input") if one.get("type") != "radio"]
    return {one.get("name", ""): one.get("value", "") for one in fields} | {"seats": "1"}


def sign_up(visitor: Visitor, workshop: int, name: str = "Samira", locale: str = "fr", **fields: str) -> Page:
    """The ticket."""
    data = form(visitor, workshop, locale) | {"name": name} | fields
    return send(visitor, workshop, data, locale)


def send(visitor: Visitor, workshop: int, data: dict[str, str], locale: str = "fr", status: int = 200) -> Page:
    address = f"/{locale}/workshops/{workshop}/registrations"
    return visitor.seen(visitor.client.post(address, data=data, follow_redirects=True), status)


def ticket_of(visitor: Visitor, workshop: int, **fields: str) -> str:
    """The path of the new ticket."""
    data = form(visitor, workshop) | {"name": "Samira"} | fields
    answer = visitor.client.post(f"/fr/workshops/{workshop}/registrations", data=data)
    assert answer.status_code == 303
    found = re.search(r"/t/[A-Z2-7]{26}", answer.headers["Location"])
    assert found
    return found[0]
