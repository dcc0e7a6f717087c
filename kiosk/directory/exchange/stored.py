"""What the database already holds of the places that a file speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, select

from kiosk.directory.exchange.parts import DECISIONS, PARTS, Facts, stored_facts
from kiosk.directory.models import Place, PlaceMerge

Key = tuple[str, str]
PLACES = cast(Table, Place.__table__)


@dataclass
class StoredPlaces:
    """Places as dictionaries by (source, identifier); their parts by name and number of the place."""

    places: dict[Key, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[int, Facts]] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)

    def facts(self, name: str, place_id: int) -> Facts:
        return self.parts[name].get(place_id, frozenset())

    def edits(self, place_id: int) -> dict[str, str]:
        """What the source said, as JSON, by the fields that staff wrote themselves."""
        return dict(self.facts("edits", place_id))

    def kept(self, place_id: int) -> dict[str, Any] | None:
        """The place into which this one was merged."""
        return next((self.places[self.keys[kept]] for (kept,) in self.facts("merges", place_id)), None)


def stored_places(connection: Connection, sources: Iterable[str], parts: Iterable[str] = PARTS) -> StoredPlaces:
    """One query for the places of these sources and one for each part that is asked for, beside what staff decided."""
    names = with_those_of_kept(connection, list(sources))
    query = select(PLACES).where(PLACES.c.source.in_(names))
    places = {(row["source"], row["external_id"]): dict(row) for row in connection.execute(query).mappings()}
    keys = {place["id"]: key for key, place in places.items()}
    return StoredPlaces(places, {part: stored_facts(connection, part, names) for part in {*parts, *DECISIONS}}, keys)


def with_those_of_kept(connection: Connection, sources: list[str]) -> list[str]:
    """The sources, and those of the places into which theirs were merged."""
    absorbed = select(PlaceMerge.kept_id).join(Place, Place.id == PlaceMerge.place_id).where(Place.source.in_(sources))
    others = connection.scalars(select(PLACES.c.source).where(PLACES.c.id.in_(absorbed)).distinct())
    return sorted({*sources, *others})
