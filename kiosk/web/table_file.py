"""Tables as files, which a spreadsheet opens by a double click."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from flask import Response

# Spreadsheets compute what begins like this (OWASP, “CSV injection”), in wide signs too.
FORMULA = re.compile(r"[\s']*[=@+\-＝＠＋－]|[\t\r\n]")


def table_file(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]], separator: str = ","
) -> Response:
    """The table as a download; it begins with the mark by which spreadsheets know UTF-8."""
    return as_download(name, "".join(lines_of(columns, rows, separator)))


def streamed_file(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]], separator: str = ","
) -> Response:
    """The same, sent while it is read: for tables that are too long to be kept in memory."""
    return as_download(name, lines_of(columns, rows, separator))


def lines_of(columns: Sequence[str], rows: Iterable[Sequence[str | int]], separator: str) -> Iterator[str]:
    text = io.StringIO()
    # A French spreadsheet parts lines at semicolons: quoted, no part of a name becomes a cell of its own.
    writer = csv.writer(text, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    text.write("\ufeff")
    for row in chain([columns], rows):
        writer.writerow([harmless(cell) for cell in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def as_download(name: str, content: str | Iterator[str]) -> Response:
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return response


def harmless(cell: str | int) -> str:
    """The cell, behind an apostrophe where a spreadsheet would compute it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else str(cell)
