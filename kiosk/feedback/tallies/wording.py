"""The card in the words of residents, and the tally sheet in those of staff."""

from typing import Any

from flask import g
from lucide.jinja import lucide

from kiosk.feedback.door import About
from kiosk.feedback.vocabulary import VALUES
from kiosk.web.address import public_address
from kiosk.web.clock import day_in_words
from kiosk.web.locale import Language, speaking
from kiosk.web.page import sentence
from kiosk.web.paper import macros, plain, typed
from kiosk.web.qr import qr_picture

WORDS = "feedback/words.html"
CARD = "feedback/card_words.html"
SHEET = "feedback/staff/sheet_words.html"
SVG = "http://www.w3.org/2000/svg"
PICTURES = ("frown", "meh", "smile")
ON_CARD = ("tick", "anonymous", "give", "phone", "label")
ON_SHEET = (
    "title", "what", "where", "from", "to", "strokes", "first", "second", "name", "fold", "how", "foot",
)  # fmt: skip


def card_words(it: About, language: Language) -> dict[str, Any]:
    """What `card.typ` reads."""
    # In capitals, which make a smaller code.
    address = public_address(f"/f/{it.code}").upper()
    with speaking(language):
        words: dict[str, Any] = {name: plain(macros(CARD).word(name)) for name in ON_CARD}
        words |= {"subject": typed(name_of(it), ""), "day": day_of(it)}
        words |= {"question": plain(macros(WORDS).question(it)), "faces": faces()}
    code = {"qr": qr_picture(address), "address": address.lower()}
    return {"lang": language.html, **words, **code}


def sheet_words(it: About) -> dict[str, Any]:
    """What `tally.typ` reads."""
    words: dict[str, Any] = {name: plain(macros(SHEET).word(name)) for name in ON_SHEET}
    words["place"] = typed(it.workshop.place.title if it.workshop else "", "")
    facts = {"lang": g.language.html, "subject": typed(name_of(it) or words["what"]), "day": day_of(it)}
    return {**facts, "faces": faces(), **words}


def faces() -> list[dict[str, str]]:
    """The three, from the first to the last, each with its picture."""
    drawn = (str(lucide(name, stroke="black", stroke_width=1.6, xmlns=SVG)) for name in PICTURES)
    return [
        {"word": plain(macros(WORDS).value(value)), "picture": picture}
        for value, picture in zip(VALUES, drawn, strict=True)
    ]


def name_of(it: About) -> str:
    """What it is about, where that has a name."""
    return plain(macros(WORDS).subject(it))


def day_of(it: About) -> str:
    """The day of a workshop, in words."""
    return sentence(day_in_words(it.workshop.starts_at.date())) if it.workshop else ""
