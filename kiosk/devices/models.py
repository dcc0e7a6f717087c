"""The screens that residents use: tablets in a médiathèque or in the bus."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Self

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db

LONGEST_NAME = 80


class Kiosk(db.Model):
    """A screen that staff have set up. It is known by a secret that only its browser keeps; we keep its digest."""

    __tablename__ = "kiosks"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", ondelete="SET NULL"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    enrolled_by: Mapped[str] = mapped_column(String(80))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(String(80), default="")

    place: Mapped[Place | None] = relationship()

    @classmethod
    def enrolled(cls, name: str, place_id: int | None, token: str, by: str, now: datetime) -> Self:
        """A screen whose browser will keep this token."""
        return cls(name=name, place_id=place_id, token_digest=digest_of(token), enrolled_at=now, enrolled_by=by)

    @classmethod
    def known(cls, token: str) -> Select[Self]:
        """The screen that keeps this token, unless somebody has ended it."""
        return select(cls).where(cls.token_digest == digest_of(token), cls.ended_at.is_(None))

    @classmethod
    def listed(cls) -> Select[Self]:
        """The screens in use, by their names."""
        return select(cls).where(cls.ended_at.is_(None)).order_by(cls.name, cls.id)

    @classmethod
    def ended(cls) -> Select[Self]:
        """Those that are no longer in use, the last one first."""
        return select(cls).where(cls.ended_at.is_not(None)).order_by(cls.ended_at.desc(), cls.id)

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """The screen as it is, which nobody else can change until the transaction ends."""
        return select(cls).where(cls.id == id).with_for_update(of=cls).execution_options(populate_existing=True)

    @property
    def audit_label(self) -> str:
        return self.name

    def end(self, by: str, now: datetime) -> None:
        """From now on, what its browser sends is that of any other one."""
        self.ended_at, self.ended_by = now, by

    def resume(self) -> None:
        """Its browser has kept the token: it is the same screen again."""
        self.ended_at, self.ended_by = None, ""


def new_token() -> str:
    """128 bits that nobody can guess."""
    return secrets.token_urlsafe(16)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
