"""Logs of changes, by which a server knows that what it keeps in memory has aged."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select

WINDOW = 16
"""More transactions than ever write at once."""


def newest(ids: Any) -> ScalarSelect[int]:
    """The sum of the newest ids of a log: another one after every change.

    The highest id alone would miss a row that got its number first and was committed last.
    """
    recent = select(ids).order_by(ids.desc()).limit(WINDOW).subquery()
    return select(func.sum(recent.c[0])).scalar_subquery()
