"""What an import will do: every line compared with the file's other lines and with what is stored.

Nothing is written here; `kiosk.directory.exchange.writing` does what the plan says.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, String
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from kiosk.directory.exchange.cells import column_name
from kiosk.directory.exchange.comparison import IDENTITY, Comparison
from kiosk.directory.exchange.parts import PARTS, Facts, facts
from kiosk.directory.exchange.rows import Change, Remark, Row
from kiosk.directory.exchange.stored import PLACES, Key, StoredPlaces, stored_places

Outcome = Literal["created", "updated", "unchanged", "refused"]

# An identifier is part of an index, and PostgreSQL's take at most 2,704 bytes.
LONGEST_ID = 200
# Longer than any name of the national files, and still a heading that a screen and a slip of paper can show.
LONGEST_NAME = 200
LIMITS = {c.name: c.type.length for c in PLACES.c if isinstance(c.type, String) and c.type.length} | {
    "external_id": LONGEST_ID,
    "name": LONGEST_NAME,
}
DEFAULTS: dict[str, Any] = {
    c.name: c.default.arg if isinstance(c.default, ScalarElementColumnDefault) else None
    for c in PLACES.c
    if c.name != "id"
}


@dataclass
class Line:
    """What became of one line of the file; `number` as in `Row`."""

    number: int
    id: str
    outcome: Outcome
    changes: list[Change]
    warnings: list[Remark]
    refusal: Remark | None


class Incoming(NamedTuple):
    """What an accepted line says about a place: attributes, and parts by name."""

    line: Line
    key: Key
    values: dict[str, Any]
    parts: dict[str, Facts]


class Writing(NamedTuple):
    """A place to write: `place_id` is empty for a new one, `values` are all its columns."""

    key: Key
    place_id: int | None
    values: dict[str, Any]
    parts: dict[str, Facts]


@dataclass
class Plan:
    """What every line becomes, and the places to write."""

    lines: list[Line] = field(default_factory=list)
    writings: list[Writing] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many lines have each outcome."""
        return Counter(line.outcome for line in self.lines)


def planned(rows: Iterable[Row], source: str, connection: Connection, overriding: Collection[int] = ()) -> Plan:
    """The plan for these rows; `source` names the origin of rows that do not name their own.

    What staff wrote themselves is kept, but for the lines in `overriding`.
    """
    plan = Plan()
    incoming = list(accepted(rows, source, plan.lines))
    warn_of_shared_ids(incoming)
    kept = without_duplicates(incoming)
    stored = stored_places(connection, {one.key[0] for one in kept}, {name for one in kept for name in one.parts})
    writings: dict[Key, Writing] = {}
    for one in kept:
        for writing in compared(one, stored, one.line.number in overriding):
            earlier = writings.get(writing.key)
            writings[writing.key] = writing._replace(parts={**earlier.parts, **writing.parts}) if earlier else writing
    plan.writings = list(writings.values())
    return plan


def accepted(rows: Iterable[Row], source: str, lines: list[Line]) -> Iterator[Incoming]:
    """The rows that can become places; every row leaves its line."""
    for row in rows:
        own = {name: value for name, value in row.extension.items() if name not in PARTS}
        values = {"is_position_doubtful": False, **row.values, **own}
        refusal = row.refusal or too_long(values)
        identifier = str(values.get("external_id") or row.cells.get("id", ""))
        outcome: Outcome = "refused" if refusal else "unchanged"
        line = Line(row.number, identifier, outcome, row.changes, row.warnings, refusal)
        lines.append(line)
        if not refusal:
            values["source"] = values.get("source") or source
            values["external_id"] = own_id(line, values["source"])
            values["pivot"] = known_pivot(values.get("pivot", ""))
            parts = {name: facts(name, value) for name, value in row.extension.items() if name in PARTS}
            yield Incoming(line, (values["source"], values["external_id"]), values, parts)


def own_id(line: Line, source: str) -> str:
    """The identifier at its source: our export puts the source in front where two sources number alike."""
    identifier = line.id.removeprefix(f"{source}:") or line.id
    if identifier != line.id:
        line.changes.append(Change("own_id", "id", line.id, identifier))
    return identifier


def known_pivot(pivot: str) -> str:
    """Zeros stand for an unknown number in the national files, where the column must not be empty."""
    return pivot if pivot.strip("0") else ""


def too_long(values: dict[str, Any]) -> Remark | None:
    """A text that the database or a screen has no room for; of these, only PostgreSQL would say so itself."""
    for name, limit in LIMITS.items():
        if len(values.get(name) or "") > limit:
            return Remark("too_long", column_name(name), {"limit": limit})
    return None


def warn_of_shared_ids(incoming: list[Incoming]) -> None:
    """Say where two sources number their places alike: those are different places, and all of them are kept."""
    first: dict[str, Incoming] = {}
    for one in incoming:
        other = first.setdefault(one.key[1], one)
        if other.key[0] != one.key[0]:
            details = {"line": other.line.number, "source": other.key[0]}
            one.line.warnings.append(Remark("shared_id", "id", details))


def without_duplicates(incoming: list[Incoming]) -> list[Incoming]:
    """One line per place: the newest, then the most complete, then the last; the others are told which one."""
    best: dict[Key, Incoming] = {}
    for one in incoming:
        best[one.key] = max(best.get(one.key, one), one, key=preference)
    for one in incoming:
        winner = best[one.key]
        if winner is not one:
            one.line.warnings.append(Remark("duplicate", "id", {"line": winner.line.number}))
    return list(best.values())


def preference(one: Incoming) -> tuple[date, int, int]:
    filled = sum(value not in (None, "", ()) for value in one.values.values())
    return one.values.get("updated_on") or date.min, filled, one.line.number


def compared(one: Incoming, stored: StoredPlaces, is_overriding: bool) -> list[Writing]:
    """What must be written for this line, if anything; the line gets its outcome."""
    before = stored.places.get(one.key)
    if before is None:
        one.line.outcome = "created"
        return [Writing(one.key, None, {**DEFAULTS, **one.values}, one.parts)]
    if is_older(one, before):
        one.line.warnings.append(Remark("older", "date_maj", {"stored": before["updated_on"]}))
        return []
    place = Comparison(before, stored)
    news = place.news({**one.values, **one.parts}, is_overriding)
    one.line.changes += place.changes(news.taken)
    one.line.warnings += place.remarks(news.withheld)
    if not news.taken:
        return []
    one.line.outcome = "updated"
    return [written(place, news.taken, stored), *handed_on(one, news.taken, stored, is_overriding)]


def is_older(one: Incoming, before: dict[str, Any]) -> bool:
    incoming, kept = one.values.get("updated_on"), before["updated_on"]
    return bool(incoming and kept and incoming < kept)


def handed_on(one: Incoming, taken: dict[str, Any], stored: StoredPlaces, is_overriding: bool) -> list[Writing]:
    """What is new at a place that was merged into another one, for that one."""
    kept = stored.kept(stored.places[one.key]["id"])
    if kept is None:
        return []
    place = Comparison(kept, stored)
    own = {name: value for name, value in taken.items() if name not in IDENTITY}
    news = place.news_from_elsewhere(own, is_overriding)
    one.line.warnings += place.remarks(news.withheld)
    return [written(place, news.taken, stored)] if news.taken else []


def written(place: Comparison, taken: dict[str, Any], stored: StoredPlaces) -> Writing:
    """The place with what is new; another line of the file that speaks of it starts from here."""
    values, parts = place.values(taken), place.parts(taken)
    key = values["source"], values["external_id"]
    stored.places[key] = values
    for name, facts_of_place in parts.items():
        stored.parts[name][values["id"]] = facts_of_place
    return Writing(key, values["id"], values, parts)
