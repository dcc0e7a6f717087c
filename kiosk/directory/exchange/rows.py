"""What becomes of one line of a file, from its raw cells to a place."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class UnusableFile(Exception):
    """The file as a whole cannot be read; `code` names why, `details` fill the sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Change(NamedTuple):
    """A value that was put right: official column, before, after."""

    code: str
    field: str
    before: str
    after: str


class Remark(NamedTuple):
    """A warning or a refusal: its code, the official column it is about, what fills its sentence."""

    code: str
    field: str
    details: dict[str, Any]


@dataclass
class Row:
    """One line: `number` counts lines of the file (index of a JSON row) from 1.

    `cells` are the raw texts by official column; `values` what a `Place` takes, by attribute;
    `extension` what stands beside the 32 columns (`languages`, `equipment`, `notices`, `is_step_free`, …).
    """

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    extension: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    refusal: Remark | None = None
