"""What the database already holds of the places that a file speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, select

from kiosk.directory.exchange.parts import PARTS, Facts, stored_facts
from kiosk.directory.models import Place

Key = tuple[str, str]
PLACES = cast(Table, Place.__table__)


@dataclass
class StoredPlaces:
    """Places as dictionaries by (source, identifier); their parts by name and number of the place."""

    places: dict[Key, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[int, Facts]] = field(default_factory=dict)

    def facts(self, name: str, place_id: int) -> Facts:
        return self.parts[name].get(place_id, frozenset())


def stored_places(connection: Connection, sources: Iterable[str], parts: Iterable[str] = PARTS) -> StoredPlaces:
    """One query for the places of these sources and one for each part that is asked for."""
    names = list(sources)
    query = select(PLACES).where(PLACES.c.source.in_(names))
    places = {(row["source"], row["external_id"]): dict(row) for row in connection.execute(query).mappings()}
    return StoredPlaces(places, {part: stored_facts(connection, part, names) for part in parts})
