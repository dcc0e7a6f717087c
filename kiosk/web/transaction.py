"""Writing, in one transaction that no other writer can come between."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from sqlalchemy.orm import Session

from kiosk.extensions import db

turn = Lock()


@contextmanager
def writing() -> Iterator[Session]:
    """The session, in a transaction that is committed once, at the end of the block; an exception undoes it.

    SQLite begins it with the writer's lock: what was read before belongs to an older snapshot and is read again.
    On PostgreSQL, lock the rows that decide: `select(…).with_for_update()`.
    """
    db.session.rollback()
    with in_turn():
        db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        try:
            yield db.session()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def in_turn() -> AbstractContextManager[object]:
    """SQLite lets one writer in and the others sleep and try again: within this process they stand in line instead."""
    return turn if db.engine.dialect.name == "sqlite" else nullcontext()
