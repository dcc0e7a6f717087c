"""What calendars and other sites say of a workshop, in the language of the answer."""

from typing import Any, cast

from flask import current_app, g

from kiosk.workshops.ics import Entry
from kiosk.workshops.models import Workshop


def entry(workshop: Workshop, address: str) -> Entry:
    """The workshop in words; `address` is the page about it."""
    words = event_words()
    return Entry(
        workshop, words.summary(workshop).strip(), words.description(workshop).strip(), g.language.html, address
    )


def event_words() -> Any:
    """The macros of the texts of a calendar."""
    return cast(Any, current_app.jinja_env.get_template("workshops/event.txt").module)
