"""A theme as it is typed: its title and the words by which it is recognized."""

import re
from collections.abc import Mapping

from kiosk.feedback.typed import line

FIELDS = ("title", "keywords")
LONGEST = {"title": 80, "keywords": 1000}


def tidied(typed: Mapping[str, str]) -> dict[str, str]:
    """The title on one line; each keyword once, with commas between, however they were typed."""
    keywords = map(line, re.split(r"[,;،\n]", typed.get("keywords", "")))
    return {"title": line(typed.get("title", "")), "keywords": ", ".join(dict.fromkeys(filter(None, keywords)))}


def faults(texts: Mapping[str, str], needed: tuple[str, ...] = ()) -> dict[str, str]:
    """What is wrong, by field; `needed` must not be empty."""
    absent = {field: field for field in needed if not texts[field]}
    return {field: f"{field}_long" for field, text in texts.items() if len(text) > LONGEST[field]} | absent


def fields_in(locale: str) -> tuple[str, ...]:
    """Those that are translated: who reads easy French writes French, of which the keywords are known."""
    return ("title",) if locale == "fr-falc" else FIELDS
