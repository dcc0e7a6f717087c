"""How much people speak of the themes: comments that a moderator has read and kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from kiosk.feedback.models import Answer, Comment
from kiosk.feedback.vocabulary import KEPT_STATES

ENOUGH = 5
"""So many comments since the last answer, and the committee owes one, or says why not yet."""


class Echo(NamedTuple):
    """How many comments a theme has, those for everybody, those for the committee, those since its last answer."""

    public: int = 0
    internal: int = 0
    unanswered: int = 0

    @property
    def total(self) -> int:
        return self.public + self.internal

    @property
    def is_owed(self) -> bool:
        """Whether the committee owes an answer."""
        return self.unanswered >= ENOUGH


def all_echoes() -> Select[int | None, int, int, int]:
    """The rows that `by_theme` reads, of every theme that has a comment."""
    last = (
        select(Answer.theme_id, func.max(Answer.answered_at).label("answered_at"))
        .where(Answer.published_at.is_not(None))
        .group_by(Answer.theme_id)
        .subquery()
    )
    is_unanswered = or_(last.c.answered_at.is_(None), Comment.heard_at > last.c.answered_at)
    return (
        select(Comment.theme_id, of_state("public"), of_state("internal"), func.count().filter(is_unanswered))
        .outerjoin(last, last.c.theme_id == Comment.theme_id)
        .where(Comment.theme_id.is_not(None), Comment.state.in_(KEPT_STATES))
        .group_by(Comment.theme_id)
    )


def of_state(state: str) -> ColumnElement[int]:
    return func.count().filter(Comment.state == state)


def by_theme(rows: Iterable[Row[int | None, int, int, int]]) -> Mapping[int, Echo]:
    """The echo of each theme by its id; one of which nobody speaks is not there."""
    return {theme_id: Echo(*numbers) for theme_id, *numbers in rows if theme_id}


def most_heard(since: datetime | None, until: datetime | None, limit: int) -> Select[int | None, int]:
    """The ids of the themes of most comments that were heard after one moment and up to another, and how many.

    When it was heard counts, not when it was written: what is read late is spoken of at the next meeting.
    """
    number = func.count().label("number")
    bounds = [Comment.heard_at > since] if since else [Comment.heard_at.is_not(None)]
    bounds += [Comment.heard_at <= until] if until else []
    return (
        select(Comment.theme_id, number)
        .where(Comment.theme_id.is_not(None), Comment.state.in_(KEPT_STATES), *bounds)
        .group_by(Comment.theme_id)
        .order_by(number.desc(), Comment.theme_id)
        .limit(limit)
    )


def comments_of(theme_id: int) -> Select[Comment]:
    """What people say of it, the newest first."""
    said = select(Comment).where(Comment.theme_id == theme_id, Comment.state.in_(KEPT_STATES))
    return said.order_by(Comment.written_at.desc(), Comment.id.desc())
