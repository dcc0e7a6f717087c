"""Text as the search compares it: what people spell differently becomes the same."""

import re
from unicodedata import category, combining, decimal, normalize

LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    "ґ": "г", "\u02bc": " ",  # a Ukrainian apostrophe, which Unicode takes for a letter
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ء": "", "ـ": "",
    **{chr(code): "" for code in range(0xFE00, 0xFE10)},  # variation selectors: they follow emoji
}  # fmt: skip
REMEMBERED_SIGNS = 4096
ARABIC_ARTICLE = re.compile(r"(?<!\S)(?:[وبفك]?ال|لل)(?=\S{3})")


def fold(text: str) -> str:
    """The text without case, accents, Arabic signs, typographic letters and punctuation; single spaces.

    Folding twice changes nothing more.
    """
    letters = normalize("NFKD", normalize("NFKC", text).casefold())
    return " ".join(normalize("NFC", letters.translate(SIGNS)).split())


def words(text: str) -> list[str]:
    """The folded words in their order, the Arabic ones without article (`المكتبة` is `مكتبه`)."""
    return ARABIC_ARTICLE.sub("", fold(text)).split()


class Signs(dict[int, str]):
    """What becomes of each character; of the others `__missing__` decides, and remembers the first few thousand."""

    def __missing__(self, code: int) -> str:
        folded = folded_sign(chr(code))
        if len(self) < REMEMBERED_SIGNS:
            self[code] = folded
        return folded


def folded_sign(sign: str) -> str:
    """Nothing for accents and invisible signs, a Latin figure for any figure, a space for punctuation."""
    if combining(sign) or category(sign) == "Cf":
        return ""
    if sign.isdecimal():
        return str(decimal(sign))
    return sign if sign.isalnum() or category(sign).startswith("M") else " "


SIGNS = Signs({ord(sign): folded for sign, folded in LETTERS.items()})
