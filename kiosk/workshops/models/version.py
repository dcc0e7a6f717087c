"""What held of a workshop until it was changed, so that people can be told what is otherwise now."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.models.workshop import Workshop


class Version(db.Model):
    """Day, hours and place of a workshop as tickets showed them; `sequence` is the last one of the workshop then."""

    __tablename__ = "workshop_versions"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    room: Mapped[str] = mapped_column(String(120), default="")
    held_until: Mapped[datetime] = mapped_column(Moment)

    place: Mapped[Place] = relationship()

    @classmethod
    def of(cls, workshop: Workshop, now: datetime) -> Self:
        """The workshop as it is, before it is changed at this moment."""
        return cls(
            workshop_id=workshop.id, sequence=workshop.sequence, starts_at=workshop.starts_at, ends_at=workshop.ends_at,
            place_id=workshop.place_id, room=workshop.room, held_until=now,
        )  # fmt: skip

    @classmethod
    def of_workshops(cls, ids: Collection[int]) -> Select[Self]:
        """Of each workshop the first version first."""
        return select(cls).where(cls.workshop_id.in_(ids)).options(joinedload(cls.place)).order_by(cls.sequence)

    def is_like(self, workshop: Workshop) -> bool:
        """Whether a ticket shows the same."""
        names = ("starts_at", "ends_at", "place_id", "room")
        return all(getattr(self, name) == getattr(workshop, name) for name in names)
