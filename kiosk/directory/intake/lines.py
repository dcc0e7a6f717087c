"""A line of a file while it waits: as JSON, and back as the row that an import takes."""

from datetime import date
from typing import Any

from kiosk.directory.exchange.importing import Line
from kiosk.directory.exchange.packing import packed, unpacked
from kiosk.directory.exchange.rows import Change, Remark, Row
from kiosk.directory.exchange.stored import PLACES, Key

# Nothing that a person could check: such a line changes nothing.
HARMLESS = frozenset({"older", "duplicate"})
COLUMNS = frozenset(PLACES.c.keys())


def packed_row(row: Row) -> dict[str, Any]:
    """What the line says of its place, as JSON."""
    return {
        "number": row.number,
        "id": row.cells.get("id", ""),
        "values": {name: packed(value) for name, value in row.values.items()},
        "extension": {name: packed(value) for name, value in row.extension.items()},
        "changes": [list(change) for change in row.changes],
        "warnings": [packed_remark(remark) for remark in row.warnings],
        "refusal": packed_remark(row.refusal) if row.refusal else None,
    }


def row_of(content: dict[str, Any]) -> Row:
    refusal = content["refusal"]
    return Row(
        content["number"],
        {"id": content["id"]},
        {name: unpacked(name, value) for name, value in content["values"].items()},
        {name: unpacked(name, value) if name in COLUMNS else value for name, value in content["extension"].items()},
        [Change(*change) for change in content["changes"]],
        [remark_of(remark) for remark in content["warnings"]],
        remark_of(refusal) if refusal else None,
    )


def packed_remark(remark: Remark) -> list[Any]:
    return [remark.code, remark.field, {name: packed(value) for name, value in remark.details.items()}]


def remark_of(content: list[Any]) -> Remark:
    code, field, details = content
    days = {"stored": date.fromisoformat(details["stored"])} if details.get("stored") else {}
    return Remark(code, field, {**details, **days})


def told(line: Line) -> dict[str, Any]:
    """What became of the line, to be put in words when it is read."""
    return {
        "outcome": line.outcome,
        "changes": [list(change) for change in line.changes],
        "warnings": [packed_remark(remark) for remark in line.warnings],
        "refusal": packed_remark(line.refusal) if line.refusal else None,
    }


def settled(stored: dict[str, Any], line: Line) -> tuple[dict[str, Any], bool]:
    """What became of a line that was to be taken over: `told` as it is now, and whether anything was written."""
    now = told(line)
    return stored if now == stored else now, line.outcome in ("created", "updated")


def key_of(content: dict[str, Any], source: str) -> Key:
    """The place of a line, by source and identifier, as an import finds it."""
    name = content["values"].get("source") or source
    identifier = str(content["values"].get("external_id") or content["id"])
    return name, identifier.removeprefix(f"{name}:") or identifier


def group_of(line: Line) -> str:
    """Where staff find the line: a doubt comes before all that it would do."""
    if line.refusal:
        return "refused"
    if any(remark.code not in HARMLESS for remark in line.warnings):
        return "to_check"
    return "changed" if line.outcome == "updated" else line.outcome
