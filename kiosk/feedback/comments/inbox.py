"""Which comments one reads, as it stands in the address: those of a state, of a language or of all."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, and_, func, or_, select

from kiosk.feedback.comments.language import LANGUAGES
from kiosk.feedback.models import Comment
from kiosk.feedback.vocabulary import COMMENT_STATES

PAGE_SIZE = 10


class Inbox(NamedTuple):
    """What waits stands in the order in which it came; what was read, the last one first."""

    state: str = COMMENT_STATES[0]
    language: str = ""

    @classmethod
    def parse(cls, arguments: Mapping[str, str]) -> Self:
        state, language = arguments.get("state", ""), arguments.get("language", "")
        known = state if state in COMMENT_STATES else COMMENT_STATES[0]
        return cls(known, language if language in LANGUAGES else "")

    def counts(self) -> Select[Any]:
        """How many there are of each state in this language."""
        query: Any = select(Comment.state, func.count()).group_by(Comment.state)
        return self.spoken(query)

    def listed(self) -> Select[Comment]:
        moment, is_rising = self.order
        columns = (moment, Comment.id) if is_rising else (moment.desc(), Comment.id.desc())
        return self.spoken(Comment.of_state(self.state)).order_by(None).order_by(*columns)

    def following(self, comment: Comment) -> Select[Comment]:
        """Those after this one, whether it still stands among them or not."""
        return self.listed().where(self.beside(comment, is_after=True))

    def number_before(self, comment: Comment) -> Select[int]:
        """How many stand before it."""
        query = select(func.count()).select_from(Comment).where(Comment.state == self.state)
        return self.spoken(query).where(self.beside(comment, is_after=False))

    def beside(self, comment: Comment, *, is_after: bool) -> Any:
        moment, is_rising = self.order
        here = getattr(comment, moment.key)
        is_greater = is_after == is_rising
        if is_greater:
            return or_(moment > here, and_(moment == here, Comment.id > comment.id))
        return or_(moment < here, and_(moment == here, Comment.id < comment.id))

    def spoken(self, query: Select[Any]) -> Select[Any]:
        return query.where(Comment.language == self.language) if self.language else query

    @property
    def order(self) -> tuple[Any, bool]:
        """By what they are in order, and whether the first one has the least of it."""
        return (Comment.written_at, True) if self.state == "waiting" else (Comment.read_at, False)

    def arguments(self, **other: Any) -> dict[str, Any]:
        """As it stands in an address."""
        state = "" if self.state == COMMENT_STATES[0] else self.state
        chosen = {"state": state, "language": self.language, **other}
        return {name: value for name, value in chosen.items() if value}
