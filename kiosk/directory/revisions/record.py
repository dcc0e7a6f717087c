"""A place as a whole: its columns and its parts, to compare, to keep and to put back."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, select

from kiosk.directory.exchange.comparison import OWN_SOURCE
from kiosk.directory.exchange.importing import DEFAULTS, Writing
from kiosk.directory.exchange.packing import packed, said, unpacked
from kiosk.directory.exchange.parts import PARTS, Facts, facts_of
from kiosk.directory.exchange.stored import PLACES

# Nobody writes these by hand, so no import has to respect them.
FOLLOWING = frozenset({"organization_id", "search_text", "updated_on"})
BATCH = 5000  # parameters of one query; SQLite takes 32,766


class Record(NamedTuple):
    """What is known of one place; a new one has no `id` among its values."""

    values: dict[str, Any]
    parts: dict[str, Facts]

    @classmethod
    def new(cls, identifier: str) -> Self:
        """An empty place of our own."""
        own = {"source": OWN_SOURCE, "external_id": identifier}
        return cls({**DEFAULTS, **own}, dict.fromkeys(PARTS, frozenset()))

    @classmethod
    def parse(cls, content: Mapping[str, Any]) -> Self:
        values, parts = (
            {name: unpacked(name, value) for name, value in content[key].items()} for key in ("values", "parts")
        )
        return cls(values, parts)

    def content(self) -> dict[str, Any]:
        """The record as JSON."""
        values, parts = ({name: packed(value) for name, value in of.items()} for of in self)
        return {"values": values, "parts": parts}

    @property
    def mark(self) -> str:
        """The same for equal records only."""
        return sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()

    def known(self, name: str) -> Any:
        return self.parts[name] if name in PARTS else self.values[name]

    def written(self, wanted: Mapping[str, Any]) -> Writing | None:
        """The writing that gives these columns and parts their wanted values; None when they have them.

        What staff write over the word of a source is remembered, and forgotten when it is what the source said.
        """
        new = {name: value for name, value in wanted.items() if value != self.known(name)}
        if not new:
            return None
        parts = {name: value for name, value in new.items() if name in PARTS}
        if self.values["source"] != OWN_SOURCE:
            parts["edits"] = self.edits_with(new)
        values = {**self.values, **{name: value for name, value in new.items() if name not in PARTS}}
        return Writing((values["source"], values["external_id"]), self.values.get("id"), values, parts)

    def edits_with(self, new: Mapping[str, Any]) -> Facts:
        edits: dict[str, str] = dict(self.parts["edits"])
        for name in set(new) - FOLLOWING - {"merges"}:
            base = edits.pop(name, said(self.known(name)))
            if said(new[name]) != base:
                edits[name] = base
        return frozenset(edits.items())


def records(connection: Connection, ids: Iterable[int]) -> dict[int, Record]:
    """The places by their numbers; those that do not exist are missing."""
    found: dict[int, Record] = {}
    numbers = sorted(set(ids))
    for some in (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)):
        parts = {name: facts_of(connection, name, some) for name in PARTS}
        for row in connection.execute(select(PLACES).where(PLACES.c.id.in_(some))).mappings():
            of_place = {name: by_place.get(row["id"], frozenset()) for name, by_place in parts.items()}
            found[row["id"]] = Record(dict(row), of_place)
    return found
