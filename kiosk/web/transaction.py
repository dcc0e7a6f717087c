"""Writing, in one transaction that no other writer can come between."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from kiosk.extensions import db


@contextmanager
def writing() -> Iterator[Session]:
    """The session, in a transaction that is committed once, at the end of the block; an exception undoes it.

    What was read before may be old, and is read again. SQLite begins it with the writer's lock. On PostgreSQL, lock
    the rows that decide: `select(…).with_for_update()`.
    """
    with begun_alone() if db.engine.dialect.name == "sqlite" else begun_afresh():
        try:
            yield db.session()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def begun_alone() -> Iterator[None]:
    """SQLite lets one writer in and the others sleep and try again: those of all processes stand in line instead."""
    db.session.rollback()
    # A file of its own: to close the database's would give up the locks that SQLite holds on it.
    with Path(f"{db.engine.url.database}-turn").open("ab") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield


@contextmanager
def begun_afresh() -> Iterator[None]:
    """PostgreSQL shows each statement what others have committed: what was read before need only be forgotten."""
    if db.session.new:
        db.session.rollback()
    db.session.expire_all()
    yield
