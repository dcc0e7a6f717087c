"""Holding rows, so that all who want to change them meet at the same point."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

GATHERING = 0.7  # seconds after which all have come to the lock


@contextmanager
def held(database: Session, table: type[Any]) -> Iterator[None]:
    """On PostgreSQL, whoever locks a row of this table waits until all have come who were called in this block.

    SQLite has no locks of rows: there one writer follows the other anyway.
    """
    database.rollback()
    database.execute(select(table.id).with_for_update()).all()
    yield
    time.sleep(GATHERING)
    database.rollback()
