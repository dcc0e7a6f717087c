"""The words of messages, in the language of their readers; made when a message is sent, so that they are true."""

import unicodedata
from typing import Any, NamedTuple

from flask import current_app, g
from jinja2 import Template
from sqlalchemy.orm import object_session

from kiosk.web.locale import LANGUAGES, speaking
from kiosk.workshops.hearing import Hearing, hearing_of
from kiosk.workshops.messages.gsm import thrifty
from kiosk.workshops.messages.mail import Letter
from kiosk.workshops.models import HelpRequest, Message, Registration

FOLDER = "workshops/messages"
LONGEST_SMS = 300  # signs; three text messages in one, or five in another alphabet than ours
CUTS = (120, 60, 40, 25, 15, 10)
"""How many signs of a title or of a name are left, tried one after the other until a text message is short enough."""

NAMES = {"title", "where", "room", "where_before", "room_before", "reason", "name", "helper"}
NAME_SIGNS = set(" '’-")


class Layout(NamedTuple):
    """The templates of an e-mail, as plain text and as HTML, and of a text message."""

    text: str
    html: str
    short: str


ABOUT_WORKSHOPS = Layout("email.txt", "email.html", "sms.txt")
ABOUT_HELP = Layout("help_email.txt", "help_email.html", "help_sms.txt")


def letter(message: Message) -> Letter:
    """The e-mail."""
    with speaking(LANGUAGES[message.locale]):
        said = facts(message)
        lead, subject = (said_by(message.event, block, said) for block in ("lead", "subject"))
        # Numbers with gaps fall apart where lines run from right to left.
        phone = said["phone"] if g.language.direction == "ltr" else "".join(said["phone"].split())
        text = template(said["layout"].text).render(said | {"lead": lead, "phone": phone})
        html = template(said["layout"].html).render(said | {"lead": lead, "subject": subject})
    return Letter(subject, text, html)


def short_text(message: Message) -> str:
    """The text message, 300 signs at most: titles and names are cut before anything that one must do."""
    with speaking(LANGUAGES[message.locale]):
        said = facts(message)
        said["phone"] = "".join(said["phone"].split())
        texts = (short(message.event, said, longest) for longest in CUTS)
        return next((text for text in texts if len(text) <= LONGEST_SMS), short(message.event, said, CUTS[-1]))


def short(event: str, said: dict[str, Any], longest: int) -> str:
    names = {name: cut(said[name], longest) for name in NAMES & said.keys()}
    lead = said_by(event, "short", said | names)
    lines = template(said["layout"].short).render(said | names | {"lead": lead}).splitlines()
    return thrifty("\n".join(filter(None, map(str.strip, lines))))


def said_by(event: str, block: str, said: dict[str, Any]) -> str:
    """One block of the event's words, on one line."""
    words = template(f"{event}.txt")
    return " ".join("".join(words.blocks[block](words.new_context(said))).split())


def template(name: str) -> Template:
    return current_app.jinja_env.get_template(f"{FOLDER}/{name}")


def facts(message: Message) -> dict[str, Any]:
    """What the words speak of, and the layout in which they stand."""
    if message.registration:
        return {"layout": ABOUT_WORKSHOPS} | workshop_facts(message.registration, message.locale)
    assert message.help_request  # a message is about one of them, says the database
    return {"layout": ABOUT_HELP} | help_facts(message.help_request)


def workshop_facts(registration: Registration, locale: str) -> dict[str, Any]:
    workshop, place, course = registration.workshop, registration.workshop.place, registration.workshop.course
    session = object_session(registration)
    hearing = hearing_of(session, registration) if session else Hearing(workshop)
    news = hearing.news
    return {
        "registration": registration,
        "workshop": workshop,
        "is_off": workshop.cancelled_at is not None or registration.state == "cancelled",
        "place": place,
        "title": course.translated("title", locale) or course.title,
        "where": place.title,
        "room": workshop.room,
        "news": news,
        "where_before": news.before.place.title if news else "",
        "room_before": news.before.room if news else "",
        "is_restored": hearing.is_restored,
        "reason": workshop.cancel_reason,
        "name": plain_name(registration.name),
        "rank": rank(registration),
        "phone": telephone(place.phone),
        "link": holder_address("t", registration),
    }


def help_facts(help_request: HelpRequest) -> dict[str, Any]:
    meeting, closing = help_request.meeting, help_request.news
    place = meeting.place if meeting else help_request.place
    return {
        "help_request": help_request,
        "meeting": meeting,
        "place": place,
        "where": place.title if place else "",
        "helper": meeting.helper if meeting else "",
        "outcome": closing.outcome if closing else "",
        "name": plain_name(help_request.name),
        "phone": telephone(place.phone if place else ""),
        "link": holder_address("h", help_request),
    }


def telephone(number: str | None) -> str:
    """As it is written here; empty where there is none."""
    return str(current_app.jinja_env.filters["telephone"](number)) if number else ""


def plain_name(name: str) -> str:
    """A name that can be nothing else: nobody makes us send an advertisement to a stranger by signing up with it."""
    is_name = all(unicodedata.category(sign)[0] in "LM" or sign in NAME_SIGNS for sign in name)
    return name if is_name else ""


def rank(registration: Registration) -> int | None:
    """The place in line, from 1; None for whoever has a seat."""
    session = object_session(registration)
    is_waiting = registration.state == "waiting"
    return session.scalars(registration.ahead()).one() + 1 if session and is_waiting else None


def holder_address(kind: str, held: Registration | HelpRequest) -> str:
    """The address of a ticket or a slip; nothing where the kiosk does not know by which name phones reach it."""
    host = current_app.config["PUBLIC_URL"]
    return f"{host}/{kind}/{held.token(current_app.config['SECRET_KEY'])}" if host else ""


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
