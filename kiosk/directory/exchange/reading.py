"""Any file of places as clean rows.

A CSV or JSON file of the national standard (`v1`), of its predecessor (`v0`), or of a form of its own that a
mapping file explains (`mapping`, see `kiosk.directory.exchange.mapping`).
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from kiosk.directory.exchange.csv_table import CsvTable
from kiosk.directory.exchange.encodings import start
from kiosk.directory.exchange.json_table import JsonTable
from kiosk.directory.exchange.layout import Layout
from kiosk.directory.exchange.mapping import Mapping, read_mapping
from kiosk.directory.exchange.normalization import complete
from kiosk.directory.exchange.old_standard import is_old, old_standard
from kiosk.directory.exchange.rows import Change, Row, UnusableFile
from kiosk.directory.exchange.table import Table

Format = Literal["auto", "v1", "v0", "mapping"]


def rows(
    path: Path, format: str = "auto", mapping: Mapping | Path | None = None, *, today: date | None = None
) -> Iterator[Row]:
    """The rows of a file, normalised; `mapping` is one, or its file. A `date_maj` after `today` is doubted, when given.

    Raises UnusableFile at once, before the first row: `not_found`, `unreadable`, `empty`, `binary`, `archive`,
    `too_large`, `truncated`, `not_json`, `no_columns`, `no_rows`, `no_mapping`, `bad_mapping`.
    """
    mapping = read_mapping(mapping) if isinstance(mapping, Path) else mapping
    table = opened(path)
    layout = Layout(chosen_mapping(table, format, mapping), table.header)
    layout.check()
    table.check()
    return completed(table, layout, today)


def detected_format(path: Path, mapping: Mapping | Path | None = None) -> Format:
    """What `auto` means for this file. Raises UnusableFile."""
    table = opened(path)
    if mapping:
        return "mapping"
    return "v0" if is_old(table.header) else "v1"


def opened(path: Path) -> Table:
    first = start(path)
    if first.sign in "[{":
        return JsonTable(path, first.encoding)
    if path.suffix.lower() in (".json", ".geojson"):
        raise UnusableFile("not_json")
    return CsvTable(path, first.encoding)


def chosen_mapping(table: Table, format: str, mapping: Mapping | None) -> Mapping:
    if format not in get_args(Format):
        raise ValueError(format)
    if format == "mapping" and mapping is None:
        raise UnusableFile("no_mapping")
    if mapping and format in ("auto", "mapping"):
        return mapping
    return old_standard() if format == "v0" or (format == "auto" and is_old(table.header)) else Mapping()


def completed(table: Table, layout: Layout, today: date | None) -> Iterator[Row]:
    changes, warnings = [*encoding_change(table), *layout.changes], layout.warnings
    for record in table.records():
        row = layout.row(record)
        row.changes[:0], row.warnings[:0] = changes, warnings
        changes, warnings = [], []
        yield complete(row, today)


def encoding_change(table: Table) -> list[Change]:
    is_usual = table.encoding in ("utf-8", "utf-8-sig")
    return [] if is_usual else [Change("encoding", "", table.encoding, "utf-8")]
