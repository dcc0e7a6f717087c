"""Changes are written by one transaction a request."""

from kiosk.extensions import db


def writing() -> None:
    """Begin to write, in a view: what is read from here on is what nobody else changes until the commit.

    SQLite must know it from the first statement on, since a reader that begins to write may be refused.
    """
    db.session.rollback()
    db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
