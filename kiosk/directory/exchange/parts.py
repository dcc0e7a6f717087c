"""What stands beside the columns of a place, in tables of its own: languages, equipment, notices, texts.

`edits` and `merges` are what staff decided about the place: no file brings them.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Table, delete, insert, select

from kiosk.directory.models import Equipment, Notice, Place, PlaceEdit, PlaceMerge, PlaceText, SpokenLanguage

Facts = frozenset[tuple[Any, ...]]


class Part(NamedTuple):
    """One of these tables and the columns that say something; the others only attach it to its place."""

    table: Table
    columns: tuple[str, ...]


PARTS = {
    "languages": Part(cast(Table, SpokenLanguage.__table__), ("code",)),
    "equipment": Part(cast(Table, Equipment.__table__), ("kind", "count")),
    "notices": Part(cast(Table, Notice.__table__), ("kind", "starts_on", "ends_on", "text", "opening_hours")),
    "texts": Part(cast(Table, PlaceText.__table__), ("field", "locale", "text")),
    "edits": Part(cast(Table, PlaceEdit.__table__), ("field", "base")),
    "merges": Part(cast(Table, PlaceMerge.__table__), ("kept_id",)),
}
DECISIONS = ("edits", "merges")


def facts(name: str, value: Any) -> Facts:
    """What a row brings, in whatever shape it does: codes, `{kind: count}`, `{(field, locale): text}`, dictionaries."""
    columns = PARTS[name].columns
    items = value.items() if isinstance(value, dict) else value
    return frozenset(_fact(columns, item) for item in items)


def _fact(columns: tuple[str, ...], item: Any) -> tuple[Any, ...]:
    if isinstance(item, str):
        return (item,)
    if isinstance(item, dict):
        return tuple(item.get(column, "") for column in columns)
    key, last = item
    return (*key, last) if isinstance(key, tuple) else (key, last)


def stored_facts(connection: Connection, name: str, sources: Iterable[str]) -> dict[int, Facts]:
    """What the places of some sources have, by the number of the place."""
    part = PARTS[name]
    columns = [part.table.c[column] for column in part.columns]
    of_sources = select(Place.id).where(Place.source.in_(list(sources)))
    query = select(part.table.c.place_id, *columns).where(part.table.c.place_id.in_(of_sources))
    return gathered(connection.execute(query))


def facts_of(connection: Connection, name: str, ids: Collection[int]) -> dict[int, Facts]:
    """What these places have."""
    part = PARTS[name]
    columns = [part.table.c[column] for column in part.columns]
    return gathered(connection.execute(select(part.table.c.place_id, *columns).where(part.table.c.place_id.in_(ids))))


def gathered(rows: Iterable[Iterable[Any]]) -> dict[int, Facts]:
    found: dict[int, set[tuple[Any, ...]]] = {}
    for place_id, *fact in rows:
        found.setdefault(place_id, set()).add(tuple(fact))
    return {place_id: frozenset(rows) for place_id, rows in found.items()}


def replace_facts(connection: Connection, name: str, brought: dict[int, Facts]) -> None:
    """Put what was brought in the place of what was there, for these places only."""
    part = PARTS[name]
    connection.execute(delete(part.table).where(part.table.c.place_id.in_(list(brought))))
    rows = [
        {"place_id": place_id, **dict(zip(part.columns, fact, strict=True))}
        for place_id, rows_of_place in brought.items()
        for fact in sorted(rows_of_place, key=repr)
    ]
    if rows:
        connection.execute(insert(part.table), rows)
