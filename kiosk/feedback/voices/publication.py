"""Which comments everybody may read, and what is said beside them (R6): never the day, a place only among several."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from kiosk.config import TOWN
from kiosk.feedback.models import Comment

LEAST_OF_PLACE = 5
"""A place is named beside a comment once so many of its comments are public: before, one could guess whose it is."""


class Voice(NamedTuple):
    """A comment as everybody sees it: its month (the first day), and the id of its place, if that may be said."""

    comment: Comment
    month: date
    place_id: int | None


def voices(comments: Sequence[Comment], merged: Mapping[int, int]) -> list[Voice]:
    """The newest month first. Within a month no order says which day or which hour it was.

    `merged` says by the ids of places which other one was kept.
    """
    ids = [one.tap.place_id and merged.get(one.tap.place_id, one.tap.place_id) for one in comments]
    named = places(ids)
    found = [Voice(one, month_of(one), id if id in named else None) for one, id in zip(comments, ids, strict=True)]
    return sorted(found, key=lambda voice: (-voice.month.toordinal(), shuffled(voice.comment)))


def places(ids: Sequence[int | None]) -> set[int | None]:
    """Of the ids of the places of all comments, those that may be named."""
    return {id for id in ids if id is not None and ids.count(id) >= LEAST_OF_PLACE}


def month_of(comment: Comment) -> date:
    return comment.written_at.astimezone(TOWN).date().replace(day=1)


def shuffled(comment: Comment) -> str:
    """Always the same, and nothing that one could know."""
    return sha256(f"voice {comment.tap_id}".encode()).hexdigest()
