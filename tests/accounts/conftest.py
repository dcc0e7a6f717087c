"""A clock that tests move."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

Wait = Callable[..., None]


@pytest.fixture
def wait(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Lets the application's clock run: `wait(minutes=5)`."""

    def wait(**time: float) -> None:
        monkeypatch.setitem(app.config, "FROZEN_NOW", app.config["FROZEN_NOW"] + timedelta(**time))

    return wait
