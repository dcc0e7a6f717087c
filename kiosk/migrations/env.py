"""Alembic's environment: the schema of the application that runs, on its own database."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

extension = current_app.extensions["migrate"]


def run_offline() -> None:
    """Print the SQL instead of executing it."""
    url = extension.db.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=extension.db.metadata, literal_binds=True, **extension.configure_args)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    with extension.db.engine.connect() as connection, foreign_keys_asleep(connection):
        writing = connection.execution_options(sqlite_begin="IMMEDIATE")
        context.configure(connection=writing, target_metadata=extension.db.metadata, **extension.configure_args)
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def foreign_keys_asleep(connection: Connection) -> Iterator[None]:
    """Batch mode on SQLite drops the old table: foreign keys that are awake would delete what refers to it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # The pragma is deaf inside a transaction, so it goes to the driver before SQLAlchemy begins one.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    run_offline()
else:
    run_online()
