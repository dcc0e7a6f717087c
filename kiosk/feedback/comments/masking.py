"""What could point at a person is hidden before anything is written down: addresses and long numbers.

Names cannot be found by a rule: a person who reads hides them.
"""

import re
from typing import NamedTuple
from unicodedata import category, digit, normalize

from kiosk.feedback.comments.hiding import ENDINGS, LABEL, LISTED_NUMBERS, MAILS, WITH_PATH

MASKS = ("mail", "url", "iban", "number", "name")
MASK = re.compile(f"⟦({'|'.join(MASKS)})⟧")
SIGN = re.compile(rf"\[({'|'.join(MASKS)})\]", re.IGNORECASE)
"""How whoever translates types a mask, for which no keyboard has a key."""
LEAST_DIGITS = 8
INVISIBLE = ("Cf", "Cc", "Co", "Cs")
BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters that look like spaces."""
LOOKALIKES = {"−": "-", "⁄": "/", "∕": "/", "…": ".", "。": ".", "٫": ".", "٬": "'", "∙": "·", "⋅": "·", "‧": "·",
              "،": ",", "؛": ";", "、": ","}  # fmt: skip
# Commas and colons alone are no part of a number: prices and opening hours stay readable.
SEPARATOR = r"[ .\-+()/\\_·•*~|'\[\]{}#=&<>^`]"
REST = r"[^\s⟦⟧]*[^\s⟦⟧.,;:!?)»\"]"
PATTERNS = (
    *(("mail", pattern) for pattern in MAILS),
    ("url", rf"(?:\b(?:[a-z][a-z0-9+.\-]*://|www\.)|{WITH_PATH}){REST}"),
    ("url", rf"(?<![\w.\-])(?:{LABEL}\.)+(?:{ENDINGS}|be)\b(?:[:/?#]{REST})?"),
    # Only the bank's own part of an IBAN is without a figure: the words that follow are not swallowed.
    ("iban", r"\b(?=(?:[ .\-:]?[a-z0-9]){15})[a-z]{2}\d\d(?:[ .\-:]?[a-z]{4})?"
             r"(?:[ .\-:]?(?=[a-z]{0,3}\d)[a-z0-9]{1,4}){2,}\b"),
    ("number", rf"(?:\((?=[\d +.\-]*\){SEPARATOR}*\d))?\+?\d(?:{SEPARATOR}*\d){{{LEAST_DIGITS - 1},}}"),
    *(("number", pattern) for pattern in LISTED_NUMBERS),
)  # fmt: skip
RULES = tuple((f"⟦{kind}⟧", re.compile(pattern)) for kind, pattern in PATTERNS)


class Part(NamedTuple):
    """A piece of a masked text: words as they were written, or what is hidden there (one of MASKS)."""

    words: str
    hidden: str = ""


def typed(text: str) -> str:
    """What somebody has typed, in one line, without invisible signs and without anything that looks like a mask."""
    return clean(text).replace("⟦", "[").replace("⟧", "]")


def signed(text: str) -> str:
    """A translation, in which `[mail]` is a mask as in its original."""
    return masked(SIGN.sub(lambda found: f"⟦{found[1].lower()}⟧", text))


def masked(text: str) -> str:
    """The text in one line, in which addresses and long numbers are masked; what is masked already stays so.

    Masking twice changes nothing more.
    """
    text, before = clean(in_brackets_of_its_own(clean(text))), ""
    while text != before:
        before, text = text, masked_once(text)
    return text


def parts(text: str) -> list[Part]:
    """The pieces of a masked text in their order."""
    pieces = MASK.split(text)
    found = [Part("", piece) if number % 2 else Part(piece) for number, piece in enumerate(pieces)]
    return [part for part in found if part.words or part.hidden]


def beginning(text: str, length: int) -> list[Part]:
    """The first pieces of a masked text, as many whole words as have about this length together."""
    found: list[Part] = []
    for part in parts(text):
        if len(part.words) > length:
            return [*found, Part(f"{part.words[:length].rpartition(' ')[0]}…")]
        found.append(part)
        length -= len(part.words)
    return found


def unmasked_words(text: str) -> str:
    """What is left of a masked text beside its masks."""
    return " ".join(MASK.sub(" ", text).split())


def clean(text: str) -> str:
    """Single spaces, no invisible signs, no sign on top of a figure: none of them may cut a number in two."""
    kept: list[str] = []
    for sign in normalize("NFC", text):
        kind = category(sign)
        if sign.isspace() or sign in BLANKS:
            kept.append(" ")
        elif kind not in INVISIBLE and not (kind.startswith("M") and kept and is_figure(kept[-1])):
            kept.append(sign)
    return " ".join(normalize("NFC", "".join(kept)).split())


def in_brackets_of_its_own(text: str) -> str:
    """The text, in which only masks have the brackets of masks."""
    pieces = (f"⟦{part.hidden}⟧" if part.hidden else re.sub("[⟦⟧]", "", part.words) for part in parts(text))
    return "".join(pieces)


def masked_once(text: str) -> str:
    for mask, pattern in RULES:
        spans = [found.span() for found in pattern.finditer(shadow(text))]
        for start, end in reversed(spans):
            text = text[:start] + mask + text[end:]
    return text


def shadow(text: str) -> str:
    """The text sign by sign as the patterns know it: small Latin letters and figures, one dash, no pictures."""
    return "".join(map(plain, text))


def plain(sign: str) -> str:
    if is_figure(sign):
        return str(digit(sign))
    if category(sign) == "Pd":
        return "-"
    if category(sign) == "So":
        return "·"
    simple = normalize("NFKC", LOOKALIKES.get(sign, sign)).lower()
    return simple if len(simple) == 1 else sign


def is_figure(sign: str) -> bool:
    return digit(sign, None) is not None
