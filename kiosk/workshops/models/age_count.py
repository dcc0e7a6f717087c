"""How many people of which age came to a workshop: numbers that name nobody, and outlive the names."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.workshops.vocabulary import AGE_BANDS

MOST_PEOPLE = 200
BANDS = ", ".join(f"'{band}'" for band in AGE_BANDS)


class AgeCount(db.Model):
    """One age band of one workshop. A workshop that was counted has a row for each band, those of nobody included."""

    __tablename__ = "age_counts"
    __table_args__ = (
        CheckConstraint(f"band IN ({BANDS})", name="band"),
        CheckConstraint(f"people BETWEEN 0 AND {MOST_PEOPLE}", name="people"),
    )

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    band: Mapped[str] = mapped_column(String(10), primary_key=True)
    people: Mapped[int]
    noted_at: Mapped[datetime] = mapped_column(Moment)
    noted_by: Mapped[str] = mapped_column(String(80))

    @classmethod
    def of_workshops(cls, ids: Collection[int]) -> Select[Self]:
        return select(cls).where(cls.workshop_id.in_(ids))

    @classmethod
    def noted(cls, workshop_id: int, people: Mapping[str, int], by: str, now: datetime) -> list[Self]:
        """A row for each band; none at all where nothing was counted."""
        return [
            cls(workshop_id=workshop_id, band=band, people=number, noted_by=by, noted_at=now)
            for band, number in people.items()
        ]
