"""The floor of an import: every line of a CSV as it stands, in one table of texts, in one transaction.

python -m tests.bench.floor_import FILE.csv DATABASE-URL
"""

import csv
import sys
from pathlib import Path

from sqlalchemy import Column, MetaData, Table, Text, create_engine, insert


def pour(file: Path, url: str) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = Table("plain_places", MetaData(), *(Column(name, Text) for name in rows[0]))
    with create_engine(url).begin() as connection:
        table.create(connection)
        connection.execute(insert(table), rows)


if __name__ == "__main__":
    pour(Path(sys.argv[1]), sys.argv[2])
