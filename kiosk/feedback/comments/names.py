"""What only a person recognizes: names, which whoever reads a comment hides by writing them."""

import re
from collections.abc import Sequence

from kiosk.feedback.comments.masking import MASK
from kiosk.web.search import fold

LETTER = r"[^\W_\u02bc]"
WORD = re.compile(rf"{LETTER}(?:{LETTER}|[\u0300-\u036f\u064b-\u065f\u0670])*")
"""Letters and figures with their accents and Arabic signs; every apostrophe parts words, as it does for `fold`."""
HIDDEN = "⟦name⟧"


def hidden(text: str, names: str) -> str:
    """The masked text, in which each of these names (one a line, or after commas) is masked wherever it stands.

    Only whole words are masked, whatever their case and accents. What is not there changes nothing.
    """
    # The longest first: who hides "Ali" before "Ali Kaya" leaves Kaya.
    for wanted in sorted((fold(name).split() for name in listed(names)), key=len, reverse=True):
        text = without(text, wanted) if wanted else text
    return text


def listed(names: str) -> list[str]:
    """Each of these names as it was typed."""
    return [name.strip() for name in re.split("[\n,;،]", names) if name.strip()]


def missing(texts: Sequence[str], names: str) -> list[str]:
    """Those of these names that stand in none of the texts."""
    return [name for name in listed(names) if all(hidden(text, name) == text for text in texts)]


def without(text: str, wanted: Sequence[str]) -> str:
    masks = [found.span() for found in MASK.finditer(text)]
    found = [one for one in WORD.finditer(text) if not any(start < one.start() < end for start, end in masks)]
    folded = [fold(one.group()) for one in found]
    for at in reversed(range(len(found) - len(wanted) + 1)):
        if folded[at : at + len(wanted)] == list(wanted):
            start, end = found[at].start(), found[at + len(wanted) - 1].end()
            text = text[:start] + HIDDEN + text[end:]
    return text
