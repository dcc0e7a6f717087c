"""A JSON document of places: an array of objects, or such an array under `data`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.directory.exchange.encodings import is_cut
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.table import Record

# A parsed document takes several times its size in memory; the largest real one has 3 MB.
MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class JsonTable:
    """Held in memory, because only a parsed document is known to be whole."""

    path: Path
    encoding: str

    @cached_property
    def header(self) -> list[str]:
        """The names of all objects, in the order of their first appearance. Raises UnusableFile."""
        if not self.items:
            raise UnusableFile("no_rows")
        return list(dict.fromkeys(name for item in self.items if isinstance(item, dict) for name in item))

    def check(self) -> None:
        """Nothing more: a document that could be parsed is whole."""

    def records(self) -> Iterator[Record]:
        for number, item in enumerate(self.items, 1):
            cells = {name: text(value) for name, value in item.items()} if isinstance(item, dict) else {}
            yield Record(number, cells, () if isinstance(item, dict) else (text(item),))

    @cached_property
    def items(self) -> list[Any]:
        document = self.document()
        if isinstance(document, dict) and isinstance(document.get("data"), list):
            document = document["data"]
        if not isinstance(document, list):
            raise UnusableFile("not_json")
        return document

    def document(self) -> Any:
        """Numbers stay as they are written: `1.10` would lose its zero, and a huge one cannot be computed with."""
        if self.path.stat().st_size > MAX_BYTES:
            raise UnusableFile("too_large", what="file", limit=MAX_BYTES)
        try:
            content = self.path.read_text(encoding=self.encoding)
            return json.loads(content.lstrip("\ufeff"), parse_float=str, parse_int=str, parse_constant=str)
        except json.JSONDecodeError as error:
            ends_early = error.pos >= len(content.rstrip()) or content.rstrip()[-1] not in "]}"
            raise UnusableFile("truncated" if ends_early else "not_json", line=error.lineno) from error
        except UnicodeDecodeError as error:
            raise UnusableFile("truncated" if is_cut(error) else "binary") from error
        except (RecursionError, ValueError) as error:
            raise UnusableFile("not_json") from error


def text(value: Any) -> str:
    """A JSON value as a cell: values of a list stand between `|`."""
    if isinstance(value, list):
        return "|".join(text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else {True: "true", False: "false"}.get(value, "")
