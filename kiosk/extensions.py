"""The extensions, made once and bound to the application by the factory."""

from typing import Any

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import Security
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from sqlalchemy import MetaData, event
from sqlalchemy.engine import Connection, Engine, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Secure: what is deleted is overwritten, so that a name that was forgotten is not in the file either.
SQLITE_PRAGMAS = (
    "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000", "secure_delete=ON",
)  # fmt: skip


class Base(DeclarativeBase):
    """The parent of every mapped class."""

    metadata = MetaData(naming_convention=NAMES)


# What was written is shown by the same request: reading all of it again would cost as much as writing it.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
babel = Babel()
csrf = CSRFProtect()
compress = Compress()
htmx = Htmx()
security = Security()
# Only what is wrong counts: answers at the door (accounts/throttle.py), scans, secrets (workshops/guesses.py).
limiter = Limiter(get_remote_address, strategy="moving-window")


@event.listens_for(Engine, "connect")
def configure_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Keep SQLite honest: enforced foreign keys, readers beside a writer, and no hidden BEGIN."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "handle_error")
def hide_values(context: ExceptionContext) -> None:
    """Keep what is wrong, and not the row that it is about, which PostgreSQL quotes from the second line on."""
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        for error in (context.original_exception, context.sqlalchemy_exception):
            error.args = tuple(str(words).partition("\n")[0] for words in error.args)


@event.listens_for(Engine, "begin")
def begin_sqlite(connection: Connection) -> None:
    """Begin as the transaction asks: a writer says `sqlite_begin="IMMEDIATE"`, a reader nothing."""
    if connection.dialect.name == "sqlite":
        kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")
