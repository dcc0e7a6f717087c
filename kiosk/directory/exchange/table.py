"""What a file of places is to the rest of the import, whatever its form."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Record(NamedTuple):
    """One line: its number (physical line of a CSV file, index of a JSON row) from 1, its texts by column,
    what stood beyond the last column, and whether it ends before the last column.
    """

    number: int
    cells: dict[str, str]
    surplus: tuple[str, ...] = ()
    is_short: bool = False


class Table(Protocol):
    """The lines of a file under the names of its own columns."""

    @property
    def encoding(self) -> str: ...

    @property
    def header(self) -> list[str]: ...

    def check(self) -> None: ...

    def records(self) -> Iterator[Record]: ...
