"""A word beside a tap: masked before it is written, read by a person before anybody else sees it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, Uuid, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.feedback.comments.masking import Part, parts
from kiosk.feedback.models.tap import Tap
from kiosk.feedback.models.theme import Theme
from kiosk.feedback.vocabulary import COMMENT_STATES, LANGUAGE_SOURCES

STATES = ", ".join(f"'{state}'" for state in COMMENT_STATES)
SOURCES = ", ".join(f"'{source}'" for source in LANGUAGE_SOURCES)


class Comment(db.Model):
    """One text, in which what could point at a person is masked. `language` is `fr`, `de`, `en`, `ar`, `tr` or `uk`."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state"),
        CheckConstraint(f"language_source IN ({SOURCES})", name="language_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tap_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("taps.id", ondelete="CASCADE"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5))
    language_source: Mapped[str] = mapped_column(String(10))
    written_at: Mapped[datetime] = mapped_column(Moment, index=True)
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    read_by: Mapped[str] = mapped_column(String(80), default="")
    rejected_because: Mapped[str] = mapped_column(String(200), default="")
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"), index=True)

    tap: Mapped[Tap] = relationship()
    theme: Mapped[Theme | None] = relationship()
    translations: Mapped[list["CommentTranslation"]] = relationship(
        cascade="all, delete-orphan", order_by="CommentTranslation.locale"
    )

    @classmethod
    def of_state(cls, state: str) -> Select[Self]:
        """The oldest first, with what its page shows."""
        shown = joinedload(cls.tap).joinedload(Tap.touchpoint), joinedload(cls.tap).joinedload(Tap.place)
        return select(cls).where(cls.state == state).options(*shown).order_by(cls.written_at, cls.id)

    @property
    def parts(self) -> list[Part]:
        """Its words, and what is hidden between them."""
        return parts(self.text)

    def translated(self, locale: str) -> "CommentTranslation | None":
        """What readers of this language are shown beside the original: nothing before a second person has read it."""
        language = locale.partition("-")[0]
        found = (one for one in self.translations if one.locale == language and one.checked_at)
        return None if language == self.language else next(found, None)


class CommentTranslation(db.Model):
    """The comment in another language. It is shown once a second person has read it."""

    __tablename__ = "comment_translations"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True)
    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    translated_by: Mapped[int] = mapped_column()
    translated_at: Mapped[datetime] = mapped_column(Moment)
    checked_by: Mapped[int | None]
    checked_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def parts(self) -> list[Part]:
        return parts(self.text)
