"""Tables as files, which a spreadsheet opens by a double click."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from flask import Response

# Spreadsheets compute what begins like this (OWASP, “CSV injection”), in wide signs too.
FORMULA = re.compile(r"[\s']*[=@+\-＝＠＋－]|[\t\r\n]")


def table_file(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]], separator: str = ","
) -> Response:
    """The table as a download; it begins with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    # A French spreadsheet parts lines at semicolons: quoted, no part of a name becomes a cell of its own.
    writer = csv.writer(text, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = Response(f"\ufeff{text.getvalue()}", mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return response


def harmless(cell: str | int) -> str:
    """The cell, behind an apostrophe where a spreadsheet would compute it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else str(cell)
