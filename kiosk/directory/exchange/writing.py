"""Does what an import plan says, in the caller's transaction."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from kiosk.directory.exchange.importing import Plan, Writing
from kiosk.directory.exchange.origin import Origin
from kiosk.directory.exchange.parts import PARTS, Facts, replace_facts
from kiosk.directory.exchange.stored import PLACES, Key
from kiosk.directory.models import DirectoryChange, Organization, Source
from kiosk.web.search import fold

SOURCES = cast(Table, Source.__table__)
ORGANIZATIONS = cast(Table, Organization.__table__)
SEARCHED = ("name", "commune", "postal_code", "address", "parent_structure", "summary")


def write(plan: Plan, connection: Connection, reason: str, now: datetime) -> None:
    """Write every place of the plan; servers learn from the `DirectoryChange` that their index has aged."""
    if not plan.writings:
        return
    write_sources(connection, {writing.key[0] for writing in plan.writings})
    numbers = organization_numbers(connection, plan.writings)
    places = [complete(writing, numbers) for writing in plan.writings]
    write_places(connection, plan.writings, places)
    write_parts(connection, plan.writings)
    moment = now.astimezone(UTC).replace(tzinfo=None)
    connection.execute(insert(DirectoryChange), {"happened_at": moment, "reason": reason})


def write_sources(connection: Connection, names: set[str]) -> None:
    """A record for each source that has none; what else must be said about it is in a mapping, or for staff to add."""
    missing = names - set(connection.scalars(select(SOURCES.c.name)))
    if missing:
        connection.execute(insert(SOURCES), [{"name": name, "title": name} for name in sorted(missing)])


def describe(origin: Origin, connection: Connection) -> None:
    """Say about a source that has a record what its mapping says."""
    if origin.facts:
        connection.execute(update(SOURCES).where(SOURCES.c.name == origin.name), origin.facts)


def organization_numbers(connection: Connection, writings: Iterable[Writing]) -> dict[str, int]:
    """The organizations by pivot, made where there was none yet; a name once given stays."""
    names: dict[str, str] = {}
    for writing in sorted(writings, key=lambda writing: not writing.values["parent_structure"]):
        if writing.values["pivot"]:
            names.setdefault(writing.values["pivot"], writing.values["parent_structure"] or writing.values["name"])
    known = set(connection.scalars(select(ORGANIZATIONS.c.pivot)))
    missing = [{"pivot": pivot, "name": name} for pivot, name in names.items() if pivot not in known]
    if missing:
        connection.execute(insert(ORGANIZATIONS), missing)
    query = select(ORGANIZATIONS.c.pivot, ORGANIZATIONS.c.id).where(ORGANIZATIONS.c.pivot.is_not(None))
    return dict(connection.execute(query).all())


def complete(writing: Writing, organizations: dict[str, int]) -> dict[str, Any]:
    """All the columns of the place, those that follow from others included."""
    values = writing.values
    organization = organizations[values["pivot"]] if values["pivot"] else values["organization_id"]
    text = fold(" ".join(values[name] for name in SEARCHED))
    return {**values, "organization_id": organization, "search_text": text}


def write_places(connection: Connection, writings: list[Writing], places: list[dict[str, Any]]) -> None:
    pairs = list(zip(writings, places, strict=True))
    created = [place for writing, place in pairs if writing.place_id is None]
    updated = [{**place, "number": writing.place_id} for writing, place in pairs if writing.place_id]
    if created:
        connection.execute(insert(PLACES), created)
    if updated:
        connection.execute(update(PLACES).where(PLACES.c.id == bindparam("number")), updated)


def write_parts(connection: Connection, writings: list[Writing]) -> None:
    brought = [writing for writing in writings if writing.parts]
    if not brought:
        return
    numbers = place_numbers(connection, {writing.key[0] for writing in brought})
    for name in PARTS:
        of_places: dict[int, Facts] = {numbers[w.key]: w.parts[name] for w in brought if name in w.parts}
        if of_places:
            replace_facts(connection, name, of_places)


def place_numbers(connection: Connection, sources: set[str]) -> dict[Key, int]:
    query = select(PLACES.c.source, PLACES.c.external_id, PLACES.c.id).where(PLACES.c.source.in_(list(sources)))
    return {(source, identifier): number for source, identifier, number in connection.execute(query)}
