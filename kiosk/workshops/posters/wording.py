"""A poster in the words of residents, in their language."""

import re
from typing import Any

from kiosk.web import clock
from kiosk.web.locale import Language, speaking
from kiosk.web.page import sentence
from kiosk.web.paper import macros, plain, typed
from kiosk.web.qr import qr_picture
from kiosk.workshops.models import Workshop

WORDS = "workshops/words.html"
POSTER = "workshops/poster_words.html"
NAME = re.compile(r"<bdi[^>]*>(.*?)</bdi>")
"""What must not disturb the order of the words around it, where these run the other way."""

PARTS = ("kind", "where", "price", "refusal", "sign_up")


def poster(workshop: Workshop, language: Language, address: str) -> dict[str, Any]:
    """What `poster.typ` reads; `address` is what its code leads to."""
    with speaking(language):
        title = plain(macros(WORDS).title(workshop.course))
        parts = {part: lines(getattr(macros(POSTER), part)(workshop)) for part in PARTS}
        day = sentence(clock.day_in_words(workshop.starts_at.date()))
        times = {"day": day, "hours": plain(macros(WORDS).hours(workshop))}
        label = plain(macros(POSTER).label())
    facts = {"title": typed(title), "lang": language.html, "is-open": not workshop.cancelled_at}
    code = {"qr": qr_picture(address), "label": label, "address": address.lower()}
    return {**facts, **times, **parts, **code}


def lines(markup: str) -> list[Any]:
    """The paragraphs of a macro as texts, each in the direction of its own letters."""
    apart = NAME.sub("\N{FIRST STRONG ISOLATE}\\1\N{POP DIRECTIONAL ISOLATE}", str(markup))
    texts = [plain(part) for part in apart.split("</p>")]
    return [typed(text) for text in texts if text]
