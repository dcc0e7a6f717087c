"""The schema of the database and its history, by Alembic. Only who changes a schema needs this."""

import flask_migrate
from flask import current_app

from kiosk.config import PACKAGE
from kiosk.extensions import db


def upgrade() -> None:
    """Bring the database of the current application to the newest revision."""
    prepare()
    flask_migrate.upgrade()


def downgrade(revision: str) -> None:
    """Take the database of the current application back to an older revision, `base` for none."""
    prepare()
    flask_migrate.downgrade(revision=revision)


def prepare() -> None:
    """Make Alembic known to the application."""
    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate(current_app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)
