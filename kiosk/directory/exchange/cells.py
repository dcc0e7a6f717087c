"""The values of a place as the cells of an official file: French wording, `|` between values, ISO dates."""

import re
from typing import Any

from kiosk.directory.standard import COLUMNS, Column

OFFICIAL = {column.attribute: column for column in COLUMNS}
# Spreadsheets compute what begins like this (OWASP, “CSV injection”). Apostrophes in front count too, so that
# taking one away gives back exactly what was there.
FORMULA = re.compile(r"'*[=@+\-\t\r]")
# Their pattern in the standard allows nothing that could be computed, and an apostrophe would break it.
HARMLESS = frozenset({"pivot", "code_postal", "code_insee", "latitude", "longitude", "telephone", "date_maj"})


def column_name(attribute: str) -> str:
    """The official name of an attribute, or the attribute itself where it is our own."""
    return OFFICIAL[attribute].name if attribute in OFFICIAL else attribute


def readable(attribute: str, value: Any) -> str:
    """A value of a place as the report shows it."""
    if attribute in OFFICIAL:
        return official_text(OFFICIAL[attribute], value)
    if isinstance(value, frozenset):
        return "|".join(sorted(":".join("" if part is None else str(part) for part in fact) for fact in value))
    return "" if value is None else str(value)


def safe_cell(column: Column, value: Any) -> str:
    """A value of a place as a spreadsheet may see it."""
    text = official_text(column, value)
    return text if column.name in HARMLESS else without_formula(text)


def official_text(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.is_multiple:
        return "|".join(column.codes[code] if column.codes else code for code in value)
    return str(value)


def without_formula(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet would compute it; `with_formula` takes it away again."""
    return f"'{text}" if FORMULA.match(text) else text


def with_formula(text: str) -> str:
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
