"""The poster of an answer, in the words of those who read it."""

from typing import Any

from flask import current_app, request

from kiosk.feedback.answers.draft import FIELDS
from kiosk.feedback.models import Answer
from kiosk.web.locale import Language, speaking
from kiosk.web.paper import macros, plain, typed
from kiosk.web.qr import qr_picture

WORDS = "feedback/answer_words.html"
PARTS = ("heading", "you_said", "outcome", "to_come", "example", "when", "more", "label")


def poster(answer: Answer, language: Language) -> dict[str, Any]:
    """What `answer.typ` reads; where a text is not translated, it is French and says so."""
    with speaking(language):
        words = macros(WORDS)
        parts = {part: plain(getattr(words, part)(answer)) for part in PARTS}
    texts = {field: typed(answer.translated(field, language.locale) or getattr(answer, field)) for field in FIELDS}
    theme = typed(answer.theme.translated("title", language.locale) or answer.theme.title)
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    # In capitals, which make a smaller code.
    address = f"{host}/A/{language.locale}".upper()
    return {
        **parts, **texts, "theme": theme, "lang": language.html, "qr": qr_picture(address), "address": address.lower(),
    }  # fmt: skip
