"""The migrations make what the models say, on both databases, and take it away again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from kiosk.extensions import db
from kiosk.schema import downgrade, upgrade
from tests import postgres
from tests.conftest import dispose, new_app


@pytest.fixture(params=("sqlite", "postgresql"))
def bare_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The kiosk on a database without a schema."""
    is_sqlite = request.param == "sqlite"
    url = (
        f"sqlite:///{tmp_path}/bare.sqlite"
        if is_sqlite
        else postgres.new_database(request.getfixturevalue("postgres_address"))
    )
    app = new_app(url, tmp_path)
    with app.app_context():
        yield app
    dispose(app)


def test_upgrading_makes_what_the_models_say(bare_app: Flask) -> None:
    db.create_all()
    expected = schema()
    db.drop_all()
    upgrade()
    assert schema() == expected


def test_upgrading_twice_changes_nothing(bare_app: Flask) -> None:
    upgrade()
    expected = schema()
    upgrade()
    assert schema() == expected


def test_downgrading_leaves_an_empty_database(bare_app: Flask) -> None:
    upgrade()
    downgrade("base")
    assert schema() == {}


def test_upgrading_says_nothing_on_the_console(bare_app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    upgrade()
    assert capfd.readouterr() == ("", "")


def test_foreign_keys_are_enforced_after_an_upgrade(bare_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        else:
            assert inspect(connection).get_foreign_keys("places")


def schema() -> dict[str, Any]:
    """Everything that the database knows of its tables, Alembic's own apart."""
    inspector = inspect(db.engine)
    return {table: described(inspector, table) for table in inspector.get_table_names() if table != "alembic_version"}


def described(inspector: Any, table: str) -> dict[str, Any]:
    columns = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)]
    return {
        "columns": columns,
        "primary key": inspector.get_pk_constraint(table),
        "foreign keys": by_name(inspector.get_foreign_keys(table)),
        "unique": by_name(inspector.get_unique_constraints(table)),
        "checks": by_name(inspector.get_check_constraints(table)),
        "indexes": by_name(inspector.get_indexes(table)),
    }


def by_name(things: list[dict[str, Any]]) -> dict[str, Any]:
    """Conditions of indexes are equal where their words are."""
    options = ({name: str(value) for name, value in thing.get("dialect_options", {}).items()} for thing in things)
    return {thing["name"]: {**thing, "dialect_options": one} for thing, one in zip(things, options, strict=True)}
