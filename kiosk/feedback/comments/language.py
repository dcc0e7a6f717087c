"""In which of the kiosk's languages a comment is written: by its script, by its small words, or as the screen was."""

from collections import Counter
from typing import NamedTuple
from unicodedata import name

from kiosk.feedback.comments.masking import unmasked_words
from kiosk.web.search import fold

LANGUAGES = ("fr", "de", "en", "ar", "tr", "uk")
SHORTEST = 20
"""A shorter text is taken to be in the language of the screen, whatever it looks like (rule R5)."""
SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "uk"}
LATIN = "LATIN"
LEAST_VOTES = 2
SMALL_WORDS = {
    "fr": "le la les un une des du de et est sont que qui pas ne pour avec dans sur trop tres plus mais nous vous je "
          "il elle on au aux ce cette mon ma c etait j y a ai bien merci suis peut faut tout",
    "de": "der die das den dem ein eine einen und ist sind war nicht mit fur auf im in zu zum zur sehr aber ich wir "
          "sie es man mir uns auch noch mehr bitte danke kein keine habe hat wenn bei von",
    "en": "the a an and is are was were not with for on in to of very but i we you they it my this that there have has "
          "more please thank thanks no can could would too at from",
    "tr": "bir bu ve cok icin ile ama degil daha gibi var yok ne mi ben biz siz o da en kadar sonra bana bize lutfen "
          "tesekkurler tesekkur her olsun oldu iyi guzel",
}  # fmt: skip
VOTES = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}


class Found(NamedTuple):
    """A language of LANGUAGES, and by what it was found, of LANGUAGE_SOURCES."""

    language: str
    source: str


def language_of(text: str, interface_locale: str) -> Found:
    """The language of a masked text that was typed on a screen in this locale."""
    words = unmasked_words(text)
    assumed = Found(interface_locale.partition("-")[0], "interface")
    if len(words) < SHORTEST:
        return assumed
    script = script_of(words)
    if script in SCRIPTS:
        return Found(SCRIPTS[script], "script")
    elected = elected_language(words) if script == LATIN else None
    return Found(elected, "words") if elected else assumed


def script_of(text: str) -> str:
    """The script that more than half of the letters have, as Unicode calls it; nothing if there is none."""
    scripts = Counter(name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    script, count = (scripts.most_common(1) or [("", 0)])[0]
    return script if 2 * count > scripts.total() else ""


def elected_language(text: str) -> str | None:
    """The language whose small words are the most; None where it is not sure."""
    words = fold(text).split()
    votes = Counter({language: sum(word in small for word in words) for language, small in VOTES.items()})
    (first, most), (_, second) = votes.most_common(2)
    return first if most >= LEAST_VOTES and most > second else None
