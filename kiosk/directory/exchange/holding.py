"""Places that nobody else changes until the end of the transaction. On SQLite, whoever writes is alone anyway."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, select

from kiosk.directory.exchange.rows import Row
from kiosk.directory.exchange.stored import PLACES
from kiosk.directory.models import PlaceMerge

BATCH = 5000  # parameters of one query; SQLite takes 32,766


def hold_places(connection: Connection, ids: Iterable[int]) -> None:
    """The places of these numbers, always in this order, so that two people never wait for each other in a circle."""
    numbers = sorted(set(ids))
    for start in range(0, len(numbers), BATCH):
        hold(connection, PLACES.c.id.in_(numbers[start : start + BATCH]))


def hold_sources(connection: Connection, names: Iterable[str]) -> None:
    """All that these sources speak of, the places into which theirs were merged included."""
    is_theirs = PLACES.c.source.in_(list(names))
    absorbed = select(PLACES.c.id).where(is_theirs)
    kept = select(PlaceMerge.kept_id).where(PlaceMerge.place_id.in_(absorbed))
    hold(connection, is_theirs | PLACES.c.id.in_(kept))


def hold_rows(connection: Connection, rows: Iterable[Row], source: str) -> None:
    """All that the sources of these rows speak of; `source` names the origin of rows that do not name their own."""
    hold_sources(connection, {row.values.get("source") or source for row in rows})


def hold(connection: Connection, condition: ColumnElement[bool]) -> None:
    connection.execute(select(PLACES.c.id).where(condition).order_by(PLACES.c.id).with_for_update())
