"""The file beside an official one, `places.extra.csv` for `places.csv`: what the 32 columns have no room for."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.directory.exchange.cells import OFFICIAL, official_text, with_formula, without_formula
from kiosk.directory.exchange.parts import PARTS, Facts
from kiosk.directory.exchange.rows import Row, UnusableFile
from kiosk.directory.exchange.stored import Key

ANSWERS = {"yes": True, "no": False}
# Official columns whose pattern some stored values do not meet: such a value travels here, its official cell is empty.
SET_ASIDE = {"pivot": "pivot", "code_insee": "insee_code", "telephone": "phone", "presentation_resume": "summary"}
OWN_COLUMNS = ("languages", "is_step_free", "equipment", "notices", "texts", "to_bring", "checked_on", "checked_by")
EXTRA_COLUMNS = ("id", "source", *OWN_COLUMNS, *SET_ASIDE)


def extra_path(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".csv") + ".extra.csv")


def extra_cells(identifier: str, place: dict[str, Any], parts: dict[str, Facts], aside: Iterable[str]) -> list[str]:
    """One line of the extra file; `identifier` as in the official file, `aside` the columns that it could not take."""
    own = {
        **{name: place[name] for name in ("to_bring", "checked_by")},
        "checked_on": place["checked_on"].isoformat() if place["checked_on"] else "",
        "is_step_free": {True: "yes", False: "no", None: ""}[place["is_step_free"]],
        "languages": "|".join(sorted(code for (code,) in parts["languages"])),
        "equipment": "|".join(
            sorted(kind if count is None else f"{kind}:{count}" for kind, count in parts["equipment"])
        ),
        **{name: json_cell(name, parts[name]) for name in ("notices", "texts")},
        **{name: official_text(OFFICIAL[SET_ASIDE[name]], place[SET_ASIDE[name]]) for name in aside},
    }
    cells = [without_formula(own.get(name, "")) for name in EXTRA_COLUMNS[2:]]
    return [without_formula(identifier), without_formula(place["source"]), *cells]


def json_cell(name: str, facts: Facts) -> str:
    items = [dict(zip(PARTS[name].columns, fact, strict=True)) for fact in sorted(facts)]
    return json.dumps(items, ensure_ascii=False, default=date.isoformat) if items else ""


def completed(rows: Iterable[Row], path: Path, source: str) -> Iterator[Row]:
    """The rows with what the extra file adds to them; nothing is added where there is none. Raises `UnusableFile`."""
    extras = read_extras(extra_path(path)) if extra_path(path).is_file() else {}
    for row in rows:
        key = (row.values.get("source") or source, row.values.get("external_id", ""))
        for name, value in extras.get(key, {}).items():
            target = row.values if name in OFFICIAL else row.extension
            target[name] = value
        yield row


def read_extras(path: Path) -> dict[Key, dict[str, Any]]:
    """What stands in the file, by (source, identifier)."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {extra_key(cells): brought(cells) for cells in csv.DictReader(file, strict=True)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, csv.Error) as error:
        raise UnusableFile("extra_file", name=path.name) from error


def extra_key(cells: dict[str, str]) -> Key:
    return with_formula(cells["source"]), with_formula(cells["id"])


def brought(cells: dict[str, str]) -> dict[str, Any]:
    """The attributes and parts that a line brings; an empty cell brings nothing."""
    given = {name: with_formula(text) for name, text in cells.items() if text and name not in ("id", "source")}
    return {SET_ASIDE.get(name, name): parsed(name, text) for name, text in given.items()}


def parsed(name: str, text: str) -> Any:
    """Raises `ValueError` or `KeyError` where the text is none that we write."""
    match name:
        case "is_step_free":
            return ANSWERS[text]
        case "checked_on":
            return date.fromisoformat(text)
        case "languages":
            return tuple(text.split("|"))
        case "equipment":
            return {
                kind: int(count) if count else None for kind, _, count in (t.partition(":") for t in text.split("|"))
            }
        case "notices" | "texts":
            return [with_dates(item) for item in json.loads(text)]
        case "to_bring" | "checked_by" | "pivot" | "code_insee" | "telephone" | "presentation_resume":
            return text
    raise KeyError(name)


def with_dates(item: dict[str, str]) -> dict[str, Any]:
    return {name: date.fromisoformat(text) if name.endswith("s_on") else text for name, text in item.items()}
