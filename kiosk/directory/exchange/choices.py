"""Values of the closed lists, recognised in whatever way they are written."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kiosk.directory.exchange.texts import folded
from kiosk.directory.standard import COLUMNS

OFFICIAL = {
    column.name: {wording: code for code, wording in column.codes.items()} for column in COLUMNS if column.codes
}
KIND = re.compile(r"[A-Z][A-Z0-9_]{1,19}|Autre")


class Choices(NamedTuple):
    """The codes of one cell, the change that led to them if any, and what was not recognised."""

    codes: tuple[str, ...]
    change: str
    unknown: tuple[str, ...]


@lru_cache(maxsize=8192)
def choices(column: str, text: str) -> Choices:
    """The codes of a column of the closed lists; `;` is accepted instead of `|`."""
    found = [(piece, code(column, piece)) for piece in pieces(text)]
    codes = tuple(dict.fromkeys(code for _, code in found if code))
    unknown = tuple(piece for piece, code in found if not code)
    known = OFFICIAL[column]
    is_spelled_otherwise = any(code and piece not in known for piece, code in found)
    change = "spelling" if is_spelled_otherwise else "separator" if ";" in text and codes else ""
    return Choices(codes, change or ("duplicate_value" if len(codes) + len(unknown) < len(found) else ""), unknown)


def code(column: str, piece: str) -> str:
    """The code of one official wording or a near variant of it; empty when it is none."""
    known = variants(column)
    return known.get(folded(piece)) or known.get(folded(piece.partition(" : ")[0])) or ""


def pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[|;\n]", text) if piece.strip()]


@lru_cache(maxsize=2048)
def kinds(text: str) -> Choices:
    """The codes of `typologie`, which the standard leaves open: capitals, digits and `_`."""
    found = {piece: piece if piece == "Autre" else piece.upper().replace(" ", "_") for piece in pieces(text)}
    codes = tuple(dict.fromkeys(code for code in found.values() if KIND.fullmatch(code)))
    change = "separator" if ";" in text else "spelling" if any(piece != code for piece, code in found.items()) else ""
    return Choices(codes, change, tuple(piece for piece, code in found.items() if not KIND.fullmatch(code)))


@cache
def variants(column: str) -> dict[str, str]:
    return {folded(wording): code for wording, code in OFFICIAL[column].items()}
