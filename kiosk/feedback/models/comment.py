"""A word beside a tap: masked before it is written, read by a person before anybody else sees it."""

from datetime import datetime
from hashlib import sha256
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, Text, Uuid, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.feedback.comments.masking import Part, beginning, parts
from kiosk.feedback.comments.names import HIDDEN, hidden, missing
from kiosk.feedback.models.tap import Tap
from kiosk.feedback.models.theme import Theme
from kiosk.feedback.vocabulary import COMMENT_STATES, KEPT_STATES, LANGUAGE_SOURCES

STATES = ", ".join(f"'{state}'" for state in COMMENT_STATES)
SOURCES = ", ".join(f"'{source}'" for source in LANGUAGE_SOURCES)
LONGEST_EXCERPT = 60


class OwnTranslation(ValueError):
    """Whoever has translated a comment cannot be the one who checks it."""


class CommentRead(ValueError):
    """Somebody has read it, and perhaps shown it to others: its author no longer changes it."""


class Comment(db.Model):
    """One text, in which what could point at a person is masked. `language` is `fr`, `de`, `en`, `ar`, `tr` or `uk`."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state"),
        CheckConstraint(f"language_source IN ({SOURCES})", name="language_source"),
        # No number is given twice: what was drawn keeps its place when it is erased.
        {"sqlite_autoincrement": True},
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
    heard_at: Mapped[datetime | None] = mapped_column(Moment)
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

    @classmethod
    def beside(cls, tap: Tap) -> Select[Self]:
        """What was written beside this tap."""
        return select(cls).where(cls.tap_id == tap.id)

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """This one, which nobody else can change until the transaction ends."""
        return select(cls).where(cls.id == id).with_for_update(of=cls)

    @property
    def is_read(self) -> bool:
        return self.state != "waiting"

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed the text or decided anything."""
        facts = (self.text, self.language, self.state, self.read_at and self.read_at.isoformat(), self.read_by,
                 self.rejected_because, self.theme_id)  # fmt: skip
        return sha256(repr(facts).encode()).hexdigest()

    @property
    def text_mark(self) -> str:
        """The same as long as nobody has changed the text, or in which language it is."""
        return sha256(repr((self.text, self.language)).encode()).hexdigest()

    @property
    def parts(self) -> list[Part]:
        """Its words, and what is hidden between them."""
        return parts(self.text)

    @property
    def excerpt(self) -> list[Part]:
        """How it begins, for a list."""
        return beginning(self.text, LONGEST_EXCERPT)

    def translated(self, locale: str) -> "CommentTranslation | None":
        """What readers of this language are shown beside the original: nothing before a second person has read it."""
        language = locale.partition("-")[0]
        found = (one for one in self.translations if one.locale == language and one.checked_at)
        return None if language == self.language else next(found, None)

    def translation(self, language: str) -> "CommentTranslation | None":
        """Whatever has been translated into this language, checked or not."""
        return next((one for one in self.translations if one.locale == language), None)

    def decide(self, state: str, because: str, by: str, now: datetime) -> None:
        """Put it where it belongs; `because` says why it is rejected. Waiting again, it is as if nobody had read it.

        It is heard once: when it is kept for the first time, whatever is decided later.
        """
        self.state, self.rejected_because = state, because if state == "rejected" else ""
        self.read_at, self.read_by = (now, by) if self.is_read else (None, "")
        if state in KEPT_STATES and self.heard_at is None:
            self.heard_at = now

    def rewrite(self, other: Self) -> None:
        """Say what the other comment says instead; what was translated no longer says the same.

        Raises `CommentRead`: nobody has decided about the other words.
        """
        if self.is_read:
            raise CommentRead
        self.text, self.language, self.language_source = other.text, other.language, other.language_source
        self.translations = []

    def missing(self, names: str) -> list[str]:
        """Those of these names that stand neither in the text nor in its translations."""
        return missing([self.text, *(one.text for one in self.translations)], names)

    def hide(self, names: str) -> int:
        """Mask these names in the text and its translations, which are to be checked again; how many were there."""
        before = [self.text, *(one.text for one in self.translations)]
        after = [hidden(text, names) for text in before]
        if before != after:
            self.text = after[0]
            for one, text in zip(self.translations, after[1:], strict=True):
                one.text, one.checked_by, one.checked_at = text, None, None
        return sum(text.count(HIDDEN) for text in after) - sum(text.count(HIDDEN) for text in before)

    def translate(self, language: str, text: str, by: int, now: datetime) -> None:
        """Keep this translation, which somebody else is to check; an empty one means that there is none."""
        known = self.translation(language)
        if not text:
            self.translations = [one for one in self.translations if one is not known]
            return
        if known is None:
            known = CommentTranslation(locale=language)
            self.translations.append(known)
        known.text, known.translated_by, known.translated_at = text, by, now
        known.checked_by = known.checked_at = None


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

    @property
    def mark(self) -> str:
        """The same as long as nobody has written another text."""
        return sha256(repr((self.text, self.translated_by, self.translated_at.isoformat())).encode()).hexdigest()

    def check_by(self, user_id: int, now: datetime) -> None:
        """Say that it says the same as the original. Raises `OwnTranslation`."""
        if user_id == self.translated_by:
            raise OwnTranslation
        self.checked_by, self.checked_at = user_id, now
