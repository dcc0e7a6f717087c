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
    own = {field: answer.translated(field, language.locale) for field in FIELDS}
    own["theme"] = answer.theme.translated("title", language.locale)
    known = {"theme": answer.theme.title, "said": answer.said, "done": answer.done}
    texts = {part: typed(own[part] or text) for part, text in known.items()}
    french = [part for part, text in own.items() if not text]
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    # In capitals, which make a smaller code.
    address = f"{host}/A/{language.locale}".upper()
    return {
        **parts, **texts, "french": french, "lang": language.html, "qr": qr_picture(address),
        "address": address.lower(),
    }  # fmt: skip
