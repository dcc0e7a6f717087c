"""A usual row but for a few cells, normalised, and what was said about it."""

from datetime import date

from kiosk.directory.exchange.normalization import complete
from kiosk.directory.exchange.rows import Row

TODAY = date(2026, 11, 24)
USUAL = {"id": "1", "nom": "Maison", "commune": "Ostwald", "adresse": "1 rue", "code_postal": "67540"}


def row(**cells: str) -> Row:
    return complete(Row(1, USUAL | cells), TODAY)


def changes(row: Row) -> list[tuple[str, str]]:
    return [(change.code, change.after) for change in row.changes]


def warnings(row: Row) -> list[tuple[str, str]]:
    return [(warning.code, warning.details.get("text", "")) for warning in row.warnings]
