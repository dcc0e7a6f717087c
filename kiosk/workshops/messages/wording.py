"""The words of messages, in the language of whoever signed up; made when a message is sent, so that they are true."""

import unicodedata
from typing import Any

from flask import current_app, g
from jinja2 import Template
from sqlalchemy.orm import object_session

from kiosk.web.locale import LANGUAGES, speaking
from kiosk.workshops.messages.gsm import thrifty
from kiosk.workshops.messages.mail import Letter
from kiosk.workshops.models import Message, Registration

FOLDER = "workshops/messages"
LONGEST_SMS = 300  # signs; three text messages in one, or five in another alphabet than ours
CUTS = (120, 60, 40, 25, 15)
"""How many signs of a title or of a name are left, tried one after the other until a text message is short enough."""

NAME_SIGNS = set(" '’-")


def letter(message: Message) -> Letter:
    """The e-mail."""
    with speaking(LANGUAGES[message.locale]):
        said = facts(message)
        lead, subject = (said_by(message.event, block, said) for block in ("lead", "subject"))
        # Numbers with gaps fall apart where lines run from right to left.
        phone = said["phone"] if g.language.direction == "ltr" else "".join(said["phone"].split())
        text = template("email.txt").render(said | {"lead": lead, "phone": phone})
        html = template("email.html").render(said | {"lead": lead, "subject": subject})
    return Letter(subject, text, html)


def short_text(message: Message) -> str:
    """The text message, 300 signs at most: titles and names are cut before anything that one must do."""
    with speaking(LANGUAGES[message.locale]):
        said = facts(message)
        said["phone"] = "".join(said["phone"].split())
        texts = (short(message.event, said, longest) for longest in CUTS)
        return next((text for text in texts if len(text) <= LONGEST_SMS), short(message.event, said, CUTS[-1]))


def short(event: str, said: dict[str, Any], longest: int) -> str:
    names = {name: cut(said[name], longest) for name in ("title", "where", "room", "reason", "name")}
    lead = said_by(event, "short", said | names)
    lines = template("sms.txt").render(said | names | {"lead": lead}).splitlines()
    return thrifty("\n".join(filter(None, map(str.strip, lines))))


def said_by(event: str, block: str, said: dict[str, Any]) -> str:
    """One block of the event's words, on one line."""
    words = template(f"{event}.txt")
    return " ".join("".join(words.blocks[block](words.new_context(said))).split())


def template(name: str) -> Template:
    return current_app.jinja_env.get_template(f"{FOLDER}/{name}")


def facts(message: Message) -> dict[str, Any]:
    """What the words speak of."""
    registration = message.registration
    workshop, place, course = registration.workshop, registration.workshop.place, registration.workshop.course
    return {
        "registration": registration,
        "workshop": workshop,
        "is_off": workshop.cancelled_at is not None or registration.state == "cancelled",
        "place": place,
        "title": course.translated("title", message.locale) or course.title,
        "where": place.title,
        "room": workshop.room,
        "reason": workshop.cancel_reason,
        "name": plain_name(registration.name),
        "rank": rank(registration),
        "phone": current_app.jinja_env.filters["telephone"](place.phone) if place.phone else "",
        "link": ticket_address(registration),
    }


def plain_name(name: str) -> str:
    """A name that can be nothing else: nobody makes us send an advertisement to a stranger by signing up with it."""
    is_name = all(unicodedata.category(sign)[0] in "LM" or sign in NAME_SIGNS for sign in name)
    return name if is_name else ""


def rank(registration: Registration) -> int | None:
    """The place in line, from 1; None for whoever has a seat."""
    session = object_session(registration)
    is_waiting = registration.state == "waiting"
    return session.scalars(registration.ahead()).one() + 1 if session and is_waiting else None


def ticket_address(registration: Registration) -> str:
    """The ticket's address; nothing where the kiosk does not know by which name phones reach it."""
    host = current_app.config["PUBLIC_URL"]
    return f"{host}/t/{registration.token(current_app.config['SECRET_KEY'])}" if host else ""


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
