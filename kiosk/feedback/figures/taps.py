"""Whole rows of opinions, for the person who answers for the data: everything but who took part in writing it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select

from kiosk.config import TOWN
from kiosk.directory.models import Place, PlaceMerge
from kiosk.feedback.figures.publication import months_later
from kiosk.feedback.models import Tap, Touchpoint

COLUMNS = (
    "captured_at", "about", "kind", "place", "place_name", "screen", "channel", "language", "question", "value",
    "reasons", "revision", "state", "restored_because", "group", "clock_doubtful",
)  # fmt: skip


def rows_of(first: date, last: date) -> Select[*tuple[Any, ...]]:
    """The taps of these months in the order of their time, as `cells` reads them."""
    one, place_id = Tap, func.coalesce(PlaceMerge.kept_id, Tap.place_id)
    return (
        select(
            one.captured_at, Touchpoint.code, Touchpoint.kind, place_id, Place.name, one.kiosk_id, one.channel,
            one.language, one.question, one.value, one.reasons, one.revision, one.state, one.restored_because,
            one.group_id, one.is_clock_doubtful,
        )
        .join(Touchpoint, Touchpoint.id == one.touchpoint_id)
        .outerjoin(PlaceMerge, PlaceMerge.place_id == one.place_id)
        .outerjoin(Place, Place.id == place_id)
        .where(one.captured_at >= midnight(first), one.captured_at < midnight(months_later(last, 1)))
        .order_by(one.captured_at, one.id)
    )  # fmt: skip


def number_of(first: date, last: date) -> Select[int]:
    """How many they are."""
    span = Tap.captured_at >= midnight(first), Tap.captured_at < midnight(months_later(last, 1))
    return select(func.count()).select_from(Tap).where(*span)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), TOWN)


def cells(rows: Iterable[Any]) -> Iterator[tuple[str | int, ...]]:
    """The lines of a file; the minute is enough of the time."""
    for row in rows:
        captured_at, *facts, is_doubtful = tuple(row)
        words = (" ".join(fact) if isinstance(fact, tuple) else "" if fact is None else fact for fact in facts)
        yield f"{captured_at.astimezone(TOWN):%Y-%m-%d %H:%M}", *words, int(is_doubtful)
