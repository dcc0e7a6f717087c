"""Which theme a comment may belong to, by the committee's lists of words. A person confirms it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kiosk.feedback.comments.masking import unmasked_words
from kiosk.feedback.models import Theme
from kiosk.web.search import words

SHORTEST_BEGINNING = 4
"""Longer words of a list also fit as the beginning of a word: `bilgisayar` fits `bilgisayarlar`."""
LEAST_COMMENTS = 5
"""A word that fewer people have written could point at one of them (rule R5)."""
SHORTEST_WORD = 3
# Our own list: those that are to be had call "room", "computer" and "help" stop words, or garble Turkish.
LISTS: dict[str, str] = json.loads((Path(__file__).parents[1] / "data" / "stop_words.json").read_text("utf-8"))
STOP_WORDS = frozenset(word for text in LISTS.values() for word in words(text))
"""The folded words of each language that say nothing by themselves."""


def proposed(text: str, themes: Iterable[Theme]) -> list[Theme]:
    """The themes that a masked text seems to be about, the likeliest first; equals in their order."""
    said = words(unmasked_words(text))
    hits = [(sum(fits(entry, said) for entry in entries(theme)), theme) for theme in themes]
    return [theme for count, theme in sorted(hits, key=lambda hit: -hit[0]) if count]


def entries(theme: Theme) -> list[list[str]]:
    """The list of a theme in all languages, entry by entry, each in folded words; entries that are alike are one."""
    lists = (theme.keywords, *(text.text for text in theme.texts if text.field == "keywords"))
    found = {tuple(words(entry)) for entry in re.split("[\n,;،]", "\n".join(lists))}
    return [list(entry) for entry in sorted(found - {()})]


def fits(entry: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words of the entry stand there one after the other; the last one may go on."""
    *first, last = entry
    places = (said[start : start + len(entry)] for start in range(len(said) - len(entry) + 1))
    return any(list(first) == list(found[:-1]) and is_begun(last, found[-1]) for found in places)


def is_begun(word: str, said: str) -> bool:
    return said == word or (len(word) >= SHORTEST_BEGINNING and said.startswith(word))


def public_words(texts: Iterable[str]) -> dict[str, int]:
    """The words that may be shown to everybody, and in how many of these masked texts each stands, the most first.

    Each is spelled as most people did. What is hidden, stop words, short words and numbers are left out.
    """
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for text in texts:
        found = {folded: written for written in unmasked_words(text).split() for folded in words(written)}
        counts.update(filter(is_telling, found))
        for folded, written in found.items():
            spellings.setdefault(folded, Counter())[written.strip('.,;:!?()«»"“”…،؟').lower()] += 1
    shown = ((word, count) for word, count in counts.most_common() if count >= LEAST_COMMENTS)
    return {spellings[word].most_common(1)[0][0]: count for word, count in shown}


def is_telling(word: str) -> bool:
    """Whether this folded word says something by itself."""
    return len(word) >= SHORTEST_WORD and not word.isdigit() and word not in STOP_WORDS
