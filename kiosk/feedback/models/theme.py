"""What people speak of, as the committee groups it, and what the committee has made of it."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Codes, Moment
from kiosk.extensions import db
from kiosk.feedback.vocabulary import STAGES

IS_OPEN = "closed_at IS NULL"
STAGE_NAMES = ", ".join(f"'{stage}'" for stage in STAGES)


class Review(db.Model):
    """The committee looks at what has come, at one of its meetings. `seed` has drawn the comments that it reads.

    It concerns what came from `since` on; the next one begins where this one was closed. `pool` are the ids among which
    the seed drew when it was opened, `drawn` those that it gave: nothing takes the place of what is rejected or erased
    later, and everybody can draw again.
    """

    __tablename__ = "reviews"
    # All that are open have nobody who closed them: there is one at most.
    __table_args__ = (
        Index("uq_reviews_open", "closed_by", unique=True, sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    held_on: Mapped[date]
    since: Mapped[datetime | None] = mapped_column(Moment)
    seed: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str] = mapped_column(String(80))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_by: Mapped[str] = mapped_column(String(80), default="")
    drawn: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    pool: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), deferred=True)

    @classmethod
    def newest(cls) -> Select[Self]:
        """The last one first."""
        return select(cls).order_by(cls.opened_at.desc(), cls.id.desc())

    @classmethod
    def under_way(cls) -> Select[Self]:
        """The one that is open, if any is."""
        return select(cls).where(cls.closed_at.is_(None))

    @property
    def audit_label(self) -> str:
        return self.held_on.isoformat()


class Theme(db.Model):
    """One of at most twelve. Its title and its words are French; `texts` holds them in other languages."""

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    keywords: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    is_example: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    texts: Mapped[list["ThemeText"]] = relationship(cascade="all, delete-orphan", order_by="ThemeText.locale")
    steps: Mapped[list["ThemeStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ThemeStep.taken_at, ThemeStep.id", back_populates="theme"
    )
    answers: Mapped[list["Answer"]] = relationship(
        cascade="all, delete-orphan", order_by="Answer.written_at, Answer.id", back_populates="theme"
    )

    @classmethod
    def listed(cls) -> Select[Self]:
        """Those in use, in the order of the committee."""
        return select(cls).where(cls.retired_at.is_(None)).order_by(cls.position, cls.id)

    @property
    def audit_label(self) -> str:
        return self.title

    def text(self, field: str, locale: str) -> "ThemeText | None":
        """Whatever stands there in another language than French, even if the French has changed since."""
        return next((text for text in self.texts if (text.field, text.locale) == (field, locale)), None)

    def translated(self, field: str, locale: str) -> str | None:
        """`title` or `keywords` in another language than French; None where nobody has translated what it is now."""
        text = self.text(field, locale)
        return text.text if text and text.source == getattr(self, field) else None


class ThemeText(db.Model):
    """The title or the keywords of a theme in a language other than French; `source` is the French they translate."""

    __tablename__ = "theme_texts"

    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(10), primary_key=True)
    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)


class ThemeStep(db.Model):
    """What the committee has decided about a theme, at which meeting, who sees to it and until when."""

    __tablename__ = "theme_steps"
    # No number is given twice: a page that shows a step that was undone is old.
    __table_args__ = (CheckConstraint(f"stage IN ({STAGE_NAMES})", name="stage"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id", ondelete="CASCADE"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"), index=True)
    stage: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(80), default="")
    due_on: Mapped[date | None]
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[str] = mapped_column(String(80))

    theme: Mapped[Theme] = relationship(back_populates="steps")
    review: Mapped[Review | None] = relationship()


class Answer(db.Model):
    """You said, we did. Both texts are French; `texts` holds them in other languages. Published ones are shown.

    Of a refusal, `done` says why it cannot be done. It was `answered_at` when it was first published.
    """

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id", ondelete="CASCADE"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"), index=True)
    said: Mapped[str] = mapped_column(Text)
    done: Mapped[str] = mapped_column(Text)
    is_refusal: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by: Mapped[str] = mapped_column(String(80))
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    published_by: Mapped[str] = mapped_column(String(80), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)

    theme: Mapped[Theme] = relationship(back_populates="answers")
    review: Mapped[Review | None] = relationship()
    texts: Mapped[list["AnswerText"]] = relationship(cascade="all, delete-orphan", order_by="AnswerText.locale")

    @classmethod
    def published(cls) -> Select[Self]:
        """The newest first."""
        return select(cls).where(cls.published_at.is_not(None)).order_by(cls.published_at.desc(), cls.id.desc())

    @property
    def audit_label(self) -> str:
        return self.theme.title

    def publish(self, review: Review | None, by: str, now: datetime) -> None:
        """Show it to everybody, at this meeting if one is under way. Shown again, it answers nobody anew."""
        self.published_at, self.published_by = now, by
        if self.answered_at is None:
            self.answered_at, self.review = now, review or self.review

    def text(self, field: str, locale: str) -> "AnswerText | None":
        """Whatever stands there in another language than French, even if the French has changed since."""
        return next((text for text in self.texts if (text.field, text.locale) == (field, locale)), None)

    def translated(self, field: str, locale: str) -> str | None:
        """`said` or `done` in another language than French; None where nobody has translated what it is now."""
        text = self.text(field, locale)
        return text.text if text and text.source == getattr(self, field) else None


class AnswerText(db.Model):
    """What was said, or what was done, in a language other than French; `source` is the French that it translates."""

    __tablename__ = "answer_texts"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(10), primary_key=True)
    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
