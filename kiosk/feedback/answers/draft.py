"""An answer as it is typed: what people said, and what was done or why it cannot be."""

from collections.abc import Mapping

from kiosk.feedback.typed import line

FIELDS = ("said", "done")
LONGEST = {"said": 160, "done": 280}
"""What one reads in passing, on a screen that nobody has touched yet."""


def tidied(typed: Mapping[str, str]) -> dict[str, str]:
    return {field: line(typed.get(field, "")) for field in FIELDS}


def faults(texts: Mapping[str, str], needed: tuple[str, ...] = ()) -> dict[str, str]:
    """What is wrong, by field; `needed` must not be empty. A translation may be longer than the French by half."""
    absent = {field: field for field in needed if not texts[field]}
    longest = {field: length if needed else length * 3 // 2 for field, length in LONGEST.items()}
    return {field: f"{field}_long" for field, text in texts.items() if len(text) > longest[field]} | absent


def fields_in(locale: str) -> tuple[str, ...]:
    """Those that are translated: all, into every language."""
    return FIELDS
