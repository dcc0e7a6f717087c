"""What a database holds, kept in memory: the next test finds it again without making it anew."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from kiosk.extensions import db


def keep(app: Flask) -> Callable[[], None]:
    """Notes what the database holds now; whoever calls the answer gives it that again, and nothing else."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        pages = pages_of(engine)
        return lambda: write_pages(engine, pages)
    rows = rows_of(engine)
    return lambda: write_rows(engine, rows)


def is_empty(app: Flask) -> bool:
    """Whether no table has a row."""
    rows = " UNION ALL ".join(f'SELECT 1 FROM "{table}"' for table in tables())
    with app.app_context(), db.engine.connect() as connection:
        return not connection.exec_driver_sql(f"SELECT EXISTS ({rows})").scalar()


def tables() -> list[str]:
    """The names of all tables, each after those that it refers to."""
    return [table.name for table in db.metadata.sorted_tables]


def pages_of(engine: Engine) -> sqlite3.Connection:
    pages = sqlite3.connect(":memory:")
    with driver(engine) as connection:
        connection.backup(pages)
    return pages


def write_pages(engine: Engine, pages: sqlite3.Connection) -> None:
    with driver(engine) as connection:
        # A lock that a test has left is an error here; the copy would wait for ever.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        pages.backup(connection)


def rows_of(engine: Engine) -> Mapping[str, bytes]:
    """The rows of each table that has some, as PostgreSQL writes them."""
    with driver(engine) as connection:
        copies = {table: copied(connection, table) for table in tables()}
    return {table: rows for table, rows in copies.items() if rows}


def copied(connection: Any, table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as rows:
        return b"".join(map(bytes, rows))


def write_rows(engine: Engine, kept: Mapping[str, bytes]) -> None:
    """Ids that PostgreSQL has given are not given again, so that what is written next has ids of its own."""
    with driver(engine) as connection:
        connection.execute(";".join(f'DELETE FROM "{table}"' for table in reversed(tables())))
        for table, rows in kept.items():
            with connection.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        connection.commit()


@contextmanager
def driver(engine: Engine) -> Iterator[Any]:
    """A connection as the driver makes it, borrowed from the engine."""
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()
