"""Texts as a screen may show them: no markup, no invisible signs, no stray spaces."""

import html
import re
import unicodedata
from functools import lru_cache

# Bidi overrides and isolates can turn the text around them, the others cannot be seen at all.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>", re.I)
HIDDEN = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)|<!--.*?(-->|\Z)", re.I | re.S)
BREAK = re.compile(r"<(?:br|/p|/li|/div|/tr|/h[1-6])\b[^<>]*>", re.I)
TAG = re.compile(r"</?[a-z!?][^<>]*>", re.I)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
MARKDOWN = re.compile(r"\\+(?=[-_*.,#()\[\]!+>`~|:])|\*\*+|^#{1,6} ", re.M)
# A single no-break space is French typography (« word »), two spaces of any sort are one too many.
SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n\xa0\u202f]")
LINES = re.compile(r"\s*\n\s*")
SUSPECT = re.compile(
    r"[<&\\#\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\uffff]|\*\*|  |^ | $"
)
ROUNDS = 8


def plain(text: str, is_multiline: bool = False) -> str:
    """The text without HTML, Markdown signs, control characters and superfluous spaces; twice is the same as once."""
    if not SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    for _ in range(ROUNDS):
        before, text = text, once_plain(text, is_multiline)
        if text == before:
            return text
    # Somebody has wrapped markup in markup on purpose: the signs that make it go.
    return once_plain(re.sub(r"[<>&\\*#]", "", text), is_multiline)


def once_plain(text: str, is_multiline: bool) -> str:
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "<" in text:
        text = without_tags(text)
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = SPACES.sub(" ", unicodedata.normalize("NFC", MARKDOWN.sub("", text)))
    return LINES.sub(paragraph if is_multiline else " ", text).strip()


def without_tags(text: str) -> str:
    text = AUTOLINK.sub(r"\1", HIDDEN.sub("", text))
    return TAG.sub("", BREAK.sub("\n", text))


def paragraph(breaks: re.Match[str]) -> str:
    return "\n\n" if breaks[0].count("\n") > 1 else "\n"


def reason(before: str, after: str) -> str:
    """Why `plain` has changed a text, as the code of a change."""
    if before.split() == after.split():
        return "spaces"
    return "markup" if re.search(r"[<&\\#]|\*\*", before) else "characters"


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Letters and digits alone, without case and accents: what two spellings of one name share."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a word."""
    if len(text) <= limit:
        return text
    beginning = text[: limit - 1]
    return (beginning.rpartition(" ")[0].rstrip(" ,;:.") or beginning) + "…"
