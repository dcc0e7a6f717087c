"""Who came, and the cards of those who cannot or will not give a name."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal, Self

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.extensions import db
from kiosk.workshops.models.workshop import LONGEST_NAME, MOST_SEATS, Registration
from kiosk.workshops.ticket import digest_of, new_code, new_seed, token_of

Status = Literal["unknown", "seen", "excused", "noshow"]
# As in RDV Service Public; its fifth status, `revoked`, is a registration that the house cancelled.
STATUSES: tuple[Status, ...] = ("unknown", "seen", "excused", "noshow")
Deed = Literal["", "note", "seat", "sign_up", "return"]


class Attendance(db.Model):
    """Whether a registration came, how many of them, and the last deed about it, so that it can be taken back."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("status IN ('unknown', 'seen', 'excused', 'noshow')", name="status"),
        CheckConstraint(f"people BETWEEN 0 AND {MOST_SEATS}", name="people"),
    )

    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[str] = mapped_column(String(8), default="unknown")
    people: Mapped[int] = mapped_column(default=0)
    noted_at: Mapped[datetime] = mapped_column(Moment)
    noted_by: Mapped[str] = mapped_column(String(80))
    # One scan of one ticket. The ticket belongs to it: a form that got no answer may be sent again with another one.
    client_id: Mapped[str] = mapped_column(String(36))
    # What was done last: noted who came, given a seat to who waited, signed up, or taken a seat back from who will not
    # come; empty once it was undone.
    deed: Mapped[str] = mapped_column(String(8), default="")
    status_before: Mapped[str] = mapped_column(String(8), default="unknown")
    people_before: Mapped[int] = mapped_column(default=0)

    registration: Mapped[Registration] = relationship()

    @classmethod
    def of_workshop(cls, workshop_id: int) -> Select[Self]:
        return select(cls).join(cls.registration).where(Registration.workshop_id == workshop_id)

    @classmethod
    def present(cls, workshop_ids: Collection[int]) -> Select[int, int]:
        """How many people came, by workshop; one to which nobody came does not appear."""
        came = (Registration.workshop_id.in_(workshop_ids), Registration.cancelled_at.is_(None), cls.status == "seen")
        number = select(Registration.workshop_id, func.sum(cls.people)).join(cls.registration)
        return number.where(*came).group_by(Registration.workshop_id)

    @classmethod
    def blank(cls, registration: Registration) -> Self:
        """Nothing is known yet."""
        return cls(registration=registration, status="unknown", people=0, client_id="", deed="")

    def note(self, status: Status, deed: Deed, *, people: int | None = None) -> None:
        """What is known from now on, kept beside what was known before; without a number, all of them came."""
        self.status_before, self.people_before = self.status, self.people
        came = self.registration.party if people is None else min(max(people, 1), self.registration.party)
        self.status, self.people, self.deed = status, came if status == "seen" else 0, deed

    def sign(self, by: str, client_id: str, now: datetime) -> None:
        """Who did it, when, by which scan."""
        self.noted_by, self.client_id, self.noted_at = by, client_id, now

    def take_back(self) -> None:
        self.status, self.people, self.deed = self.status_before, self.people_before, ""


class Card(db.Model):
    """A paper card with a random code; of its bearer it knows a nickname and a language at most."""

    __tablename__ = "cards"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The id of the first card that was made with it: no other batch can have the same.
    batch: Mapped[int] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))
    nickname: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    locale: Mapped[str] = mapped_column(String(10), default="")
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[str] = mapped_column(String(80), default="")
    code: Mapped[str] = mapped_column(String(6), unique=True)
    # The sheet can be printed again from it, but only with the kiosk's key.
    seed: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)

    @classmethod
    def new(cls, batch: int, by: str, *, key: str, now: datetime) -> Self:
        card = cls(batch=batch, made_at=now, made_by=by, nickname="", locale="", seed=new_seed(), code=new_code())
        card.token_digest = digest_of(card.token(key))
        return card

    @classmethod
    def carrying(cls, token: str) -> Select[Self]:
        """The one card with this secret."""
        return select(cls).where(cls.token_digest == digest_of(token))

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """The card as it is, which nobody else can change until the transaction ends."""
        return select(cls).where(cls.id == id).with_for_update().execution_options(populate_existing=True)

    @property
    def bearer(self) -> str:
        """The nickname, else the card's code, which is nobody's name."""
        return self.nickname or self.code

    def token(self, key: str) -> str:
        """The card's secret, made again from the kiosk's secret key."""
        return token_of(f"card {self.seed}", key)

    def request_digest(self, workshop_id: int) -> str:
        """What marks this card's registration for a workshop: there is never a second one."""
        return digest_of(f"{self.token_digest} {workshop_id}")

    def revoke(self, by: str, now: datetime) -> None:
        """It was lost, or given back: it opens nothing from now on."""
        self.revoked_at, self.revoked_by = now, by

    def reinstate(self) -> None:
        self.revoked_at, self.revoked_by = None, ""
