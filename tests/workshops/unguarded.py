"""The kiosk as it must not be: nothing holds the workshop while its seats are given. The race must notice."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from kiosk.app import create_app
from kiosk.extensions import db
from kiosk.workshops import public_views
from kiosk.workshops.models import Workshop


def unlocked(id: int) -> Any:
    return select(Workshop).where(Workshop.id == id)


@contextmanager
def unguarded_writing() -> Iterator[None]:
    yield
    db.session.commit()


def unguarded() -> Any:
    vars(public_views)["writing"] = unguarded_writing
    type.__setattr__(Workshop, "locked", staticmethod(unlocked))
    return create_app()
