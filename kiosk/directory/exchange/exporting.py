"""The directory as the official file of 32 columns, and its extra file.

The official file must pass the national Table Schema and carry one licence, so some places stay out; the
caller is told which reason kept how many of them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from kiosk.directory.exchange.cells import safe_cell
from kiosk.directory.exchange.extras import EXTRA_COLUMNS, SET_ASIDE, extra_cells, extra_path
from kiosk.directory.exchange.parts import PARTS
from kiosk.directory.exchange.stored import PLACES, StoredPlaces, stored_places
from kiosk.directory.models import Source
from kiosk.directory.standard import COLUMNS

UNKNOWN_PIVOT = "0" * 14
DIALLING_CODES = "33|590|594|262|596|269|687|689|508|681"
# The constraints of the official schema 1.0.2; closed lists need none, because the database holds our codes.
PATTERNS = {
    **{name: re.compile(r".+", re.DOTALL) for name in ("nom", "commune", "adresse", "date_maj")},
    "code_postal": re.compile(r"[0-9]{5}"),
    "pivot": re.compile(r"[a-zA-Z0-9]{9,14}"),
    "code_insee": re.compile(r"(?:([013-9][0-9]|2[AB1-9])[0-9]{3})?"),
    "telephone": re.compile(rf"(?:\+(?:{DIALLING_CODES})[0-9]{{6,9}})?"),
    "presentation_resume": re.compile(r".{0,280}", re.DOTALL),
}


class Reason(NamedTuple):
    """Why a place is not in the official file: `example`, `share_alike` or, with the column, `column`."""

    code: str
    field: str = ""


@dataclass
class Export:
    """The lines of both files, without their headings, and how many places stayed out for which reason."""

    lines: list[list[str]] = field(default_factory=list)
    extras: list[list[str]] = field(default_factory=list)
    left_out: Counter[Reason] = field(default_factory=Counter)


def exported(connection: Connection) -> Export:
    """All the places that the official file may hold, in the order in which they came."""
    licences = dict(connection.execute(select(Source.name, Source.licence)).all())
    shared = shared_identifiers(connection)
    stored = stored_places(connection, licences)
    export = Export()
    apart = [place for place in stored.places.values() if stored.kept(place["id"]) is None]
    for place in sorted(apart, key=lambda place: int(place["id"])):
        add(export, place, stored, licences[place["source"]], place["external_id"] in shared)
    return export


def shared_identifiers(connection: Connection) -> set[str]:
    """Identifiers that several sources use: the official file wants each one once."""
    query = select(PLACES.c.external_id).group_by(PLACES.c.external_id).having(func.count() > 1)
    return set(connection.scalars(query))


def add(export: Export, place: dict[str, Any], stored: StoredPlaces, licence: str, is_shared: bool) -> None:
    cells = {column.name: safe_cell(column, place[column.attribute]) for column in COLUMNS}
    cells["pivot"] = cells["pivot"] or UNKNOWN_PIVOT
    cells["id"] = f"{cells['source']}:{place['external_id']}" if is_shared else cells["id"]
    invalid = [name for name, pattern in PATTERNS.items() if not pattern.fullmatch(cells[name])]
    if reason := reason_to_stay(place, licence, invalid):
        export.left_out[reason] += 1
        return
    cells |= {name: UNKNOWN_PIVOT if name == "pivot" else "" for name in invalid}
    export.lines.append(list(cells.values()))
    parts = {name: stored.facts(name, place["id"]) for name in PARTS}
    extra = extra_cells(cells["id"], place, parts, invalid)
    if any(extra[2:]):
        export.extras.append(extra)


def reason_to_stay(place: dict[str, Any], licence: str, invalid: Sequence[str]) -> Reason | None:
    """Why the place may not be in the official file. A share-alike licence would become that of the whole file."""
    if place["is_example"]:
        return Reason("example")
    if "odbl" in licence.lower():
        return Reason("share_alike")
    required = [name for name in invalid if name not in SET_ASIDE]
    return Reason("column", required[0]) if required else None


def write_files(export: Export, path: Path) -> None:
    """Both files, each complete or as it was before. Raises `OSError`."""
    heading = [column.name for column in COLUMNS]
    drafts = {target: target.with_name(f"{target.name}.part") for target in (path, extra_path(path))}
    try:
        write_draft(drafts[path], heading, export.lines)
        write_draft(drafts[extra_path(path)], EXTRA_COLUMNS, export.extras)
        for target, draft in drafts.items():
            draft.replace(target)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def write_draft(path: Path, heading: Iterable[str], lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(lines)
