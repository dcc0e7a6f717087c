"""The values of a place as JSON and back: codes are lists, days are ISO texts, facts are sorted lists."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Date

from kiosk.columns import Codes
from kiosk.directory.exchange.parts import PARTS, Facts
from kiosk.directory.exchange.stored import PLACES

CODES = {column.name for column in PLACES.c if isinstance(column.type, Codes)}
DAYS = {column.name for column in PLACES.c if isinstance(column.type, Date)}


def packed(value: Any) -> Any:
    """A value of a column, or the facts of a part."""
    if isinstance(value, frozenset):
        return sorted(([packed(one) for one in fact] for fact in value), key=repr)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def unpacked(name: str, value: Any) -> Any:
    if name in PARTS:
        return unpacked_facts(name, value)
    if name in CODES:
        return tuple(value)
    return date.fromisoformat(value) if name in DAYS and value else value


def unpacked_facts(name: str, items: list[list[Any]]) -> Facts:
    columns = PARTS[name].columns
    return frozenset(
        tuple(
            date.fromisoformat(value) if column.endswith("s_on") else value
            for column, value in zip(columns, item, strict=True)
        )
        for item in items
    )


def said(value: Any) -> str:
    """One text for one value, to remember what a source said."""
    return json.dumps(packed(value), ensure_ascii=False)
