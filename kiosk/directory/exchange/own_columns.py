"""What stands beside the 32 official columns: languages, equipment, access, notes of the last check."""

import re
from datetime import date
from functools import cache

from babel import Locale

from kiosk.directory.exchange.dates import day
from kiosk.directory.exchange.mapping import EQUIPMENT
from kiosk.directory.exchange.readers import line, warn
from kiosk.directory.exchange.rows import Row
from kiosk.directory.exchange.texts import folded

YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "x", "1"})
NO = frozenset({"non", "n", "no", "false", "faux", "0"})
# What people call languages that the names of the Unicode repository do not have.
MORE_LANGUAGES = {
    "lsf": "fsl", "languedessignes": "fsl", "languedessignesfrancaise": "fsl", "dari": "prs", "farsi": "fa",
    "alsacien": "gsw", "kurmandji": "kmr", "berbere": "ber", "chinois": "zh",
}  # fmt: skip
BETWEEN = re.compile(r"[|;,/\n]|\s(?:et|and|und)\s")


def complete_own(row: Row, today: date | None) -> None:
    """Turn the raw texts of `row.extension` into what a `Place` takes; what is not understood is dropped and said."""
    raw, row.extension = row.extension, {}
    equipment: dict[str, int | None] = {}
    for target, text in raw.items():
        if target.startswith(EQUIPMENT):
            equip(row, equipment, target.removeprefix(EQUIPMENT), text)
        elif target == "languages":
            row.extension[target] = languages(row, text)
        elif target == "is_step_free":
            answer(row, target, text)
        elif target == "checked_on":
            check_day(row, target, text, today)
        else:
            row.extension[target] = line(row, target, text)
    if equipment:
        row.extension["equipment"] = equipment


def equip(row: Row, equipment: dict[str, int | None], kind: str, text: str) -> None:
    """A number, or yes for one that nobody has counted; none is not mentioned."""
    if text.isdecimal() and len(text) < 5:
        equipment.update({kind: int(text)} if int(text) else {})
    elif folded(text) in YES:
        equipment[kind] = None
    elif folded(text) not in NO:
        warn(row, "unknown_value", f"{EQUIPMENT}{kind}", text)


def languages(row: Row, text: str) -> tuple[str, ...]:
    """ISO 639 codes of languages that are given by their code or French name."""
    found: dict[str, str] = {piece: language(piece) for piece in map(str.strip, BETWEEN.split(text)) if piece}
    for piece, code in found.items():
        if not code:
            warn(row, "unknown_value", "languages", piece)
    return tuple(dict.fromkeys(filter(None, found.values())))


def language(piece: str) -> str:
    name = folded(piece)
    return name if name in language_names().values() else language_names().get(name, "")


@cache
def language_names() -> dict[str, str]:
    names = Locale("fr").languages
    return {folded(name): code for code, name in names.items() if len(code) <= 3} | MORE_LANGUAGES


def answer(row: Row, target: str, text: str) -> None:
    if folded(text) in YES | NO:
        row.extension[target] = folded(text) in YES
    else:
        warn(row, "unknown_value", target, text)


def check_day(row: Row, target: str, text: str, today: date | None) -> None:
    found = day(text, today)
    if found.value:
        row.extension[target] = found.value
    else:
        warn(row, found.fault, target, text)
