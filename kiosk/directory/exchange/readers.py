"""Cells of names, addresses, codes and closed lists as the values of a place; each change and each doubt is noted."""

import re

from kiosk.directory.exchange.choices import Choices, choices, kinds, pieces
from kiosk.directory.exchange.communes import INSEE, proper
from kiosk.directory.exchange.rows import Change, Remark, Row
from kiosk.directory.exchange.texts import plain, reason
from kiosk.directory.hours.opening import Schedule
from kiosk.directory.standard import COLUMNS

WORDINGS = {column.name: column.codes for column in COLUMNS if column.codes}
PIVOT = re.compile(r"[a-zA-Z0-9]{9,14}")
FORMULA_SIGNS = ("=", "+", "-", "@")
LONGEST_QUOTE = 200
LOWER_CASE_WORD = re.compile(r"[^\W\d_]{3,}(?=[\s'’-]|$)")
ADDRESS_OF_A_PAGE = re.compile(r"https?:|www\.", re.I)


def changed(row: Row, code: str, field: str, before: str, after: str) -> None:
    if before != after:
        row.changes.append(Change(code, field, before, after))


def warn(row: Row, code: str, field: str, text: str) -> None:
    row.warnings.append(Remark(code, field, {"text": text[:LONGEST_QUOTE]}))


def line(row: Row, field: str, raw: str) -> str:
    """A text of one line."""
    return told(row, field, raw, plain(raw))


def paragraphs(row: Row, field: str, raw: str) -> str:
    """A text that may have several lines."""
    return told(row, field, raw, plain(raw, is_multiline=True))


def opening_hours(row: Row, field: str, raw: str) -> str:
    """The hours as they are written; whoever reads the report learns which ones no screen will dare to call open."""
    text = paragraphs(row, field, raw)
    if text and not Schedule.parse(text).is_understood:
        warn(row, "uncertain_hours", field, text)
    return text


def told(row: Row, field: str, raw: str, text: str) -> str:
    if text != raw:
        row.changes.append(Change(reason(raw, text), field, raw, text))
    if text.startswith(FORMULA_SIGNS):
        warn(row, "formula", field, text)
    return text


def several(row: Row, field: str, raw: str) -> tuple[str, ...]:
    """Free texts between `|`."""
    found = tuple(dict.fromkeys(filter(None, (plain(piece) for piece in pieces(raw)))))
    changed(row, "separator" if ";" in raw else "spaces", field, raw, "|".join(found))
    return found


def name(row: Row, field: str, raw: str) -> str:
    """A name, with a capital at its beginning; one that cannot be a name is kept and doubted."""
    text = line(row, field, raw)
    if ADDRESS_OF_A_PAGE.match(text) or not any(map(str.isalpha, text)):
        warn(row, "odd_name", field, text)
        return text
    word = LOWER_CASE_WORD.match(text)
    capital = text[:1].upper() + text[1:] if word and word[0].islower() else text
    changed(row, "capital", field, text, capital)
    return capital


def commune(row: Row, field: str, raw: str) -> str:
    text = line(row, field, raw)
    usual = proper(text)
    changed(row, "capitals", field, text, usual)
    return usual


def postal_code(row: Row, field: str, raw: str) -> str:
    code = digits(raw, 5)
    if not re.fullmatch(r"[0-9]{5}", code):
        warn(row, "doubtful_postal_code", field, raw)
        return ""
    changed(row, "leading_zero" if code.startswith("0") and not raw.startswith("0") else "spaces", field, raw, code)
    return code


def insee_code(row: Row, field: str, raw: str) -> str:
    code = digits(raw, 5).upper()
    if not INSEE.fullmatch(code):
        warn(row, "doubtful_insee_code", field, raw)
        return ""
    changed(row, "leading_zero" if code.startswith("0") and not raw.startswith("0") else "spaces", field, raw, code)
    return code


def digits(raw: str, length: int) -> str:
    """A code without spaces, the country in front and the `.0` of a spreadsheet, its lost zero restored."""
    compact = re.sub(r"^F-|[\s\xa0]|\.0$", "", raw)
    return compact.zfill(length) if len(compact) == length - 1 and compact.isdigit() else compact


def pivot(row: Row, field: str, raw: str) -> str:
    """A SIRET or RNA number; fourteen zeros stand for an unknown one and are kept."""
    compact = re.sub(r"[\s\xa0.]", "", raw)
    if not PIVOT.fullmatch(compact):
        warn(row, "doubtful_pivot", field, raw)
        return ""
    changed(row, "spaces", field, raw, compact)
    return compact


def choice(row: Row, field: str, raw: str) -> tuple[str, ...]:
    """The codes of a closed list."""
    found = choices(field, raw)
    return chosen(row, field, raw, found, "|".join(WORDINGS[field][code] for code in found.codes))


def kind(row: Row, field: str, raw: str) -> tuple[str, ...]:
    found = kinds(raw)
    return chosen(row, field, raw, found, "|".join(found.codes))


def chosen(row: Row, field: str, raw: str, found: Choices, after: str) -> tuple[str, ...]:
    if found.change:
        changed(row, found.change, field, raw, after)
    for piece in found.unknown:
        warn(row, "unknown_value", field, piece)
    return found.codes
