"""The report of an import, for people and for programs: what became of every line, and why."""

import json
from typing import IO, Any

from kiosk.directory.exchange.importing import Line, Plan
from kiosk.directory.exchange.rows import Remark
from kiosk.directory.exchange.wording import sentence


def report(plan: Plan, file: str, source: str, format: str) -> dict[str, Any]:
    """The plan as JSON values, its sentences in the language of the moment."""
    counts = plan.counts()
    return {
        "file": file,
        "source": source,
        "format": format,
        "rows": len(plan.lines),
        **{outcome: counts[outcome] for outcome in ("created", "updated", "unchanged", "refused")},
        "warnings": sum(len(line.warnings) for line in plan.lines),
        "lines": [told(line) for line in plan.lines],
    }


def told(line: Line) -> dict[str, Any]:
    return {
        "line": line.number,
        "id": line.id,
        "outcome": line.outcome,
        "changes": [
            {"code": change.code, "field": change.field, "from": change.before, "to": change.after}
            for change in line.changes
        ],
        "warnings": [explained(warning) for warning in line.warnings],
        "refusal": explained(line.refusal) if line.refusal else None,
    }


def explained(remark: Remark) -> dict[str, str]:
    return {"code": remark.code, "field": remark.field, "text": sentence(remark)}


def write_report(content: dict[str, Any], file: IO[str]) -> None:
    json.dump(content, file, ensure_ascii=False, indent=1)
    file.write("\n")
