"""What one can have an opinion of."""

import re
from typing import NamedTuple, Self

from sqlalchemy import CheckConstraint, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.extensions import db
from kiosk.feedback.vocabulary import KINDS

CODE = re.compile(r"kiosk|(place|workshop|stop)-([1-9]\d{0,8})|service-([a-z_]{1,30})", re.ASCII)
NAMES = ", ".join(f"'{kind}'" for kind in KINDS)


class Subject(NamedTuple):
    """What a touchpoint's code names: its kind, and which one; there is only one `kiosk`."""

    kind: str
    ref: str = ""

    @classmethod
    def parse(cls, code: str) -> Self | None:
        """The subject of `place-12`, in capitals too, as QR codes write it; None for what cannot be one."""
        if not CODE.fullmatch(code.lower()):
            return None
        kind, _, ref = code.lower().partition("-")
        return cls(kind, ref)

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.ref}" if self.ref else self.kind


class Touchpoint(db.Model):
    """Something of which somebody has said what they think; the first tap makes it."""

    __tablename__ = "touchpoints"
    __table_args__ = (CheckConstraint(f"kind IN ({NAMES})", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(10))

    @classmethod
    def of(cls, subject: Subject) -> Select[Self]:
        return select(cls).where(cls.code == subject.code)

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def subject(self) -> Subject:
        kind, _, ref = self.code.partition("-")
        return Subject(kind, ref)
