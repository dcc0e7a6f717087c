"""A file of separated values, line by line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from kiosk.directory.exchange.encodings import is_cut
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.table import Record

SEPARATORS = (",", ";", "\t", "|")
MAX_LINE = 1_000_000
MAX_COLUMNS = 1000
# The limit of the csv module as long as nobody in the process changes it, which other packages do.
MAX_CELL = 131_072
END = "\x00end\x00"


class Line(NamedTuple):
    """The fields of one line and the physical line of the file on which it starts, from 1."""

    number: int
    fields: list[str]


@dataclass(frozen=True)
class CsvTable:
    """Read twice and never held in memory: first to see that it is whole, then to hand it out."""

    path: Path
    encoding: str

    @cached_property
    def header(self) -> list[str]:
        """The names as written; one that stands there again gets its rank (`nom`, `nom#2`)."""
        names = [name.strip() for name in self.first.fields]
        return [
            f"{name}#{names[:rank].count(name) + 1}" if name in names[:rank] else name
            for rank, name in enumerate(names)
        ]

    def check(self) -> None:
        """Raises UnusableFile: `no_rows`, `truncated`, `too_large`."""
        width, short, last = len(self.header), 0, self.first
        for last in self.lines():
            short += len(last.fields) < width
        if last.number == self.first.number:
            raise UnusableFile("no_rows")
        if short == 1 and len(last.fields) < width and not self.is_ended:
            raise UnusableFile("truncated", line=last.number)

    def records(self) -> Iterator[Record]:
        width = len(self.header)
        for line in self.lines():
            if line.number > self.first.number:
                surplus = tuple(filter(None, line.fields[width:]))
                cells = dict(zip(self.header, line.fields, strict=False))
                yield Record(line.number, cells, surplus, len(line.fields) < width)

    @cached_property
    def first(self) -> Line:
        line = next(self.lines(), None)
        if line is None:
            raise UnusableFile("empty", file=self.path.name)
        return line

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank, the header included. Raises UnusableFile."""
        with self.opened() as file:
            reader = csv.reader(chain(limited(file), [END]), delimiter=self.separator)
            number = 1
            try:
                for fields in reader:
                    if fields == [END]:
                        return
                    refuse_giants(fields, number)
                    if any(map(str.strip, fields)):
                        yield Line(number, fields)
                    number = reader.line_num + 1
            except csv.Error as error:
                raise UnusableFile("too_large", what="cell", line=number, limit=MAX_CELL) from error
        # A quote that nobody closed has swallowed the mark of the end.
        raise UnusableFile("truncated", line=number)

    @cached_property
    def separator(self) -> str:
        """What the first line is cut into most pieces by."""
        with self.opened() as file:
            header = next((line for line in limited(file) if line.strip(" \t\r\n,;|")), "")
        return max(SEPARATORS, key=header.count)

    @property
    def is_ended(self) -> bool:
        """Whether the last line ends as lines do."""
        with self.path.open("rb") as file:
            file.seek(-min(2, self.path.stat().st_size), 2)
            return file.read().rstrip(b"\x00")[-1:] in (b"\n", b"\r")

    def opened(self) -> TextIO:
        return self.path.open(encoding=self.encoding, newline="")


def refuse_giants(fields: list[str], number: int) -> None:
    if len(fields) > MAX_COLUMNS:
        raise UnusableFile("too_large", what="columns", line=number, limit=MAX_COLUMNS)
    if max(map(len, fields), default=0) > MAX_CELL:
        raise UnusableFile("too_large", what="cell", line=number, limit=MAX_CELL)


def limited(file: TextIO) -> Iterator[str]:
    """The physical lines, none of them too long to be held in memory. Raises UnusableFile."""
    try:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE + 1), ""), 1):
            if len(line) > MAX_LINE:
                raise UnusableFile("too_large", what="line", line=number, limit=MAX_LINE)
            yield line
    except UnicodeDecodeError as error:
        raise UnusableFile("truncated" if is_cut(error) else "binary") from error
