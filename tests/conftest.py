"""What every test may ask for. Whoever asks for `app` or `database` runs twice: on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from kiosk import demo
from kiosk.app import create_app
from kiosk.directory import snapshot
from kiosk.extensions import db, limiter
from kiosk.feedback.door import crowd
from kiosk.schema import upgrade
from kiosk.web import clock, kept
from tests import contents, postgres
from tests.client import Visitor
from tests.office import watch_audit

TUESDAY_MORNING = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Europe/Paris"))
# The same algorithm, without the work that makes guessing slow.
CHEAP_ARGON = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of a PostgreSQL server that ends with the tests."""
    with postgres.running() as address:
        yield address


@pytest.fixture(scope="session", params=("sqlite", "postgresql"))
def engine(request: pytest.FixtureRequest) -> str:
    """The kind of database, by the name that SQLAlchemy gives it."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_database(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes databases of this kind, empty and without a schema, and gives their addresses."""
    if engine == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('database') / 'kiosk.sqlite'}"
    return partial(postgres.new_database, request.getfixturevalue("postgres_address"))


@pytest.fixture(scope="session")
def engine_url(new_database: Callable[[], str]) -> str:
    """The address of an empty database, without a schema."""
    return new_database()


@pytest.fixture(scope="session")
def prepared_app(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The kiosk with its schema, made once for each kind of database."""
    app = new_app(engine_url, tmp_path_factory.mktemp("data"))
    with app.app_context():
        upgrade()
    yield app
    dispose(app)


@pytest.fixture(scope="session")
def emptied(prepared_app: Flask) -> Callable[[], None]:
    """Leaves nothing in the database."""
    return contents.keep(prepared_app)


@pytest.fixture
def app(prepared_app: Flask, emptied: Callable[[], None]) -> Iterator[Flask]:
    """The kiosk with an empty directory. No context is pushed, so that each request gets its own."""
    yield prepared_app
    emptied()
    # Another directory may have changes of the same numbers.
    prepared_app.extensions.pop(snapshot.KEY, None)
    kept.init_app(prepared_app)
    limiter.reset()
    crowd.storage.reset()


@pytest.fixture
def database(app: Flask) -> Iterator[Session]:
    """A session beside the application's own: it sees what was committed."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@pytest.fixture
def database_url(new_database: Callable[[], str], tmp_path: Path) -> str:
    """A database of its own with the schema, for servers in processes of their own."""
    url = new_database()
    app = new_app(url, tmp_path)
    with app.app_context():
        upgrade()
    dispose(app)
    return url


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session beside those servers."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


def new_app(url: str, data_dir: Path) -> Flask:
    overrides = {
        "SQLALCHEMY_DATABASE_URI": url,
        "TESTING": True,
        "FROZEN_NOW": TUESDAY_MORNING,
        "DEMO": True,
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP_ARGON,
    }
    app = create_app(overrides, {"KIOSK_DATA_DIR": str(data_dir)})
    watch_audit(app)
    return app


def dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def founded(prepared_app: Flask, emptied: Callable[[], None]) -> Callable[[], None]:
    """Puts the demo town where nothing is; it was built once, and its index read once."""
    demo.load(prepared_app)
    found = contents.keep(prepared_app)
    with prepared_app.app_context():
        directory = snapshot.current_directory(clock.now())
    emptied()

    def founded() -> None:
        found()
        prepared_app.extensions[snapshot.KEY] = directory

    return founded


@pytest.fixture
def town(app: Flask, founded: Callable[[], None]) -> Flask:
    """The kiosk with the places of Strasbourg, on a Tuesday morning."""
    founded() if contents.is_empty(app) else demo.load(app)
    return app


@pytest.fixture
def visitor(town: Flask) -> Visitor:
    """A resident before the kiosk."""
    return Visitor(town)
