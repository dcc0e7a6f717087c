"""What is taught, whatever the day."""

from uuid import uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Codes
from kiosk.directory.models import Equipment
from kiosk.extensions import db


class Course(db.Model):
    """What is taught, whatever the day. Texts are French; `texts` holds them in other languages."""

    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text, default="")
    outline: Mapped[str] = mapped_column(Text, default="")
    to_bring: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20), default="beginner")
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=("fr",))
    equipment: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    fee: Mapped[str] = mapped_column(String(20), default="free")
    needs_subscription: Mapped[bool] = mapped_column(default=False)
    is_example: Mapped[bool] = mapped_column(default=False)

    texts: Mapped[list["CourseText"]] = relationship(cascade="all, delete-orphan", order_by="CourseText.locale")

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def provided(self) -> list[Equipment]:
        """What a visitor may use there, not counted."""
        return [Equipment(kind=kind) for kind in self.equipment]

    def translated(self, field: str, locale: str) -> str | None:
        """The text of this field in another language than French; None where nobody has translated it yet."""
        texts = () if locale == "fr" else self.texts
        return next((text.text for text in texts if (text.field, text.locale) == (field, locale)), None)


class CourseText(db.Model):
    """One text of a course in a language other than French."""

    __tablename__ = "course_texts"

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Series(db.Model):
    """Workshops that belong together: made by one rule, or the programme of one digital day (then without a rule)."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    rule: Mapped[str] = mapped_column(Text, default="")

    @property
    def audit_label(self) -> str:
        return self.title


class ProgrammeChange(db.Model):
    """One row per change of what lists of workshops show; the newest `mark` tells a server that its own have aged."""

    __tablename__ = "programme_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), default=lambda: uuid4().hex)
