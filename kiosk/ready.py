"""The application as the environment asks for it, ready to be served."""

import os
import subprocess
import sys

import click
from flask import Flask

from kiosk.app import create_app
from kiosk.config import PACKAGE, BadSetting
from kiosk.extensions import db
from kiosk.refusal import Refusal
from kiosk.revision import is_newest


def ready_app() -> Flask:
    """The application, its database at the newest schema."""
    app = configured_app()
    with app.app_context():
        has_newest = is_newest(db.engine)
    if not has_newest:
        upgrade_apart()
    return app


def upgrade_apart() -> None:
    """Upgrade in a process of its own, so that no server carries what upgrading needs; its refusal is ours."""
    environ = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-m", "kiosk.cli", "upgrade"]
    status = subprocess.run(command, env=environ, stdout=subprocess.DEVNULL).returncode
    if status:
        raise click.exceptions.Exit(status)


def configured_app() -> Flask:
    """The application as the environment asks for it; Refusal when it cannot be had."""
    try:
        return create_app()
    except BadSetting as setting:
        raise Refusal(f"Le réglage {setting} ne convient pas : voyez « Settings » dans le README.") from setting
    except OSError as error:
        reason = f"{error.filename} : {error.strerror}"
        raise Refusal(f"Le dossier de données ne convient pas ({reason}) : essayez --data-dir.") from error
