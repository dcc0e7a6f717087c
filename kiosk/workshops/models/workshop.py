"""A course on one day, its seats, and who gets them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Self
from uuid import uuid4

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ForeignKey,
    ScalarSelect,
    Select,
    String,
    Text,
    UniqueConstraint,
    exists,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship, selectinload

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.contact import Contact
from kiosk.workshops.models.course import Course, Series
from kiosk.workshops.refusals import AddressShared, NotYetOpen, SignUpOver, SignUpRefused, WorkshopCancelled
from kiosk.workshops.ticket import digest_of, new_code, new_seed, token_of

CAPACITY = 8
MINIMUM = 4
LONGEST_NAME = 40
MOST_SEATS = 3
HOLDER = "holder"
"""Who cancelled a registration, where it was the one who held the ticket and not one of the staff."""
# A family has one telephone; whoever names the same one more often than this sends messages to somebody else.
MOST_SHARING = 3

State = Literal["seated", "waiting", "cancelled"]


class Workshop(db.Model):
    """A course on one day, in one place, with as many rows of `seats` as there are seats."""

    __tablename__ = "workshops"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="times"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    room: Mapped[str] = mapped_column(String(120), default="")
    partner: Mapped[str] = mapped_column(String(120), default="")
    starts_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    minimum: Mapped[int] = mapped_column(default=MINIMUM)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_by: Mapped[str] = mapped_column(String(80), default="")
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    # How often what a calendar shows has changed (RFC 5545, SEQUENCE).
    sequence: Mapped[int] = mapped_column(default=0)
    # The number that the last person in line got; never the number of people.
    last_position: Mapped[int] = mapped_column(default=0)

    course: Mapped[Course] = relationship()
    series: Mapped[Series | None] = relationship()
    place: Mapped[Place] = relationship()
    seats: Mapped[list["Seat"]] = relationship(
        back_populates="workshop", cascade="all, delete-orphan", order_by="Seat.number"
    )
    registrations: Mapped[list["Registration"]] = relationship(
        back_populates="workshop", cascade="all, delete-orphan", order_by="Registration.position"
    )

    @classmethod
    def planned(cls, *, capacity: int = CAPACITY, **facts: object) -> Self:
        """A new workshop with its seats."""
        seats = [Seat(number=number) for number in range(1, capacity + 1)]
        return cls(**{"seats": seats, "last_position": 0, "sequence": 0, **facts})

    @classmethod
    def locked(cls, id: int | ScalarSelect[int]) -> Select[Self]:
        """The workshop as it is, which nobody else can change until the transaction ends."""
        query = select(cls).where(cls.id == id).options(selectinload(cls.seats)).with_for_update(of=cls)
        return query.execution_options(populate_existing=True)

    @classmethod
    def between(cls, first: datetime, last: datetime) -> Select[Self]:
        """The workshops that end after the first moment and begin before the last, with what a list shows of them."""
        return (
            select(cls)
            .join(cls.course)
            .join(cls.place)
            .options(contains_eager(cls.course).selectinload(Course.texts), contains_eager(cls.place))
            .where(cls.ends_at > first, cls.starts_at < last)
            .order_by(cls.starts_at, cls.id)
        )

    @property
    def audit_label(self) -> str:
        return f"{self.course.title}, {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def free_seats(self) -> list["Seat"]:
        return [seat for seat in self.seats if seat.is_free]

    @property
    def capacity(self) -> int:
        return len(self.seats)

    @property
    def waiting(self) -> list["Registration"]:
        """Who waits, first come first."""
        seated = {seat.registration for seat in self.seats}
        waiting = [one for one in self.registrations if one.cancelled_at is None and one not in seated]
        return sorted(waiting, key=lambda one: one.position)

    def refusal(self, now: datetime) -> SignUpRefused | None:
        """Why nobody can sign up at this moment; None while one can."""
        if self.cancelled_at:
            return WorkshopCancelled()
        if self.opens_at and now < self.opens_at:
            return NotYetOpen()
        return SignUpOver() if now >= (self.closes_at or self.starts_at) else None

    def check_open(self, now: datetime) -> None:
        """Raises SignUpRefused when nobody can sign up at this moment."""
        if refusal := self.refusal(now):
            raise refusal

    def register(self, name: str, contact: Contact, seats: int, *, key: str, now: datetime) -> "Registration":
        """Give the seats at once where there are enough, else a rank in line. Raises SignUpRefused.

        Whoever calls holds the workshop `locked`. `key` is the kiosk's secret, of which the ticket's is made.
        """
        self.check_open(now)
        self.check_address(contact)
        registration = Registration.new(name, contact, seats, key=key, now=now)
        registration.workshop = self
        self.line_up(registration)
        return registration

    def check_address(self, contact: Contact) -> None:
        """Raises AddressShared when one more person would be reached in the same way."""
        if not contact.address:
            return
        sharing = [one for one in self.registrations if one.cancelled_at is None and one.contact == contact]
        if len(sharing) >= MOST_SHARING:
            raise AddressShared

    def line_up(self, registration: "Registration") -> None:
        """The seats asked for where they are free, else the last place in line."""
        self.last_position += 1
        registration.position = self.last_position
        self.seat(registration)

    def seat(self, registration: "Registration") -> bool:
        """Give the registration its seats, all or none."""
        free = self.free_seats
        if len(free) < registration.party:
            return False
        registration.seats = free[: registration.party]
        return True

    def promote(self, now: datetime) -> list["Registration"]:
        """Give free seats to those who wait and fit, first come first; nobody is moved once the workshop has begun."""
        if self.cancelled_at or now >= self.starts_at:
            return []
        return [registration for registration in self.waiting if self.seat(registration)]

    def cancel_registration(self, registration: "Registration", by: str, now: datetime) -> list["Registration"]:
        """Free the seats of a registration and give them on; the registrations that got seats by it."""
        registration.cancelled_at, registration.cancelled_by = now, by
        registration.seats = []
        return self.promote(now)

    def resize(self, capacity: int, now: datetime) -> list["Registration"]:
        """More or fewer seats, never fewer than are taken; the registrations that got seats by it."""
        for seat in self.free_seats[::-1][: max(0, self.capacity - capacity)]:
            self.seats.remove(seat)
        numbers = {seat.number for seat in self.seats}
        spare = (number for number in range(1, capacity + 1) if number not in numbers)
        self.seats += [Seat(number=number) for number in list(spare)[: max(0, capacity - self.capacity)]]
        return self.promote(now)


class Seat(db.Model):
    """One seat of a workshop, free or taken. There are no others to give, so that no fault can sell one too many."""

    __tablename__ = "seats"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"), index=True)
    # A seat beyond what was planned: who of the staff added it, and why.
    added_by: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    workshop: Mapped[Workshop] = relationship(back_populates="seats")
    registration: Mapped["Registration | None"] = relationship(back_populates="seats")

    @property
    def is_free(self) -> bool:
        """Whether nobody has it, what this transaction has not written yet included."""
        is_known = "registration" not in inspect(self).unloaded
        return self.registration is None if is_known else self.registration_id is None

    @classmethod
    def left(cls, workshops: Sequence[int] | BindParameter[Sequence[int]]) -> Select[int, int]:
        """The number of free seats by workshop; one without any does not appear."""
        return (
            select(cls.workshop_id, func.count())
            .where(cls.workshop_id.in_(workshops), cls.registration_id.is_(None))
            .group_by(cls.workshop_id)
        )

    @classmethod
    def totals(cls, workshops: Sequence[int]) -> Select[int, int, int]:
        """The number of seats, and of free ones, by workshop."""
        left = func.count() - func.count(cls.registration_id)
        return (
            select(cls.workshop_id, func.count(), left).where(cls.workshop_id.in_(workshops)).group_by(cls.workshop_id)
        )


class Registration(db.Model):
    """One person, and up to two who come along, for one workshop; `party` is how many they are.

    A registration with seats is sure of them; one without waits, in the order of `position`.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("workshop_id", "position"),
        UniqueConstraint("workshop_id", "code"),
        CheckConstraint(f"party BETWEEN 1 AND {MOST_SEATS}", name="party"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    position: Mapped[int]
    party: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    channel: Mapped[str] = mapped_column(String(5), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    locale: Mapped[str] = mapped_column(String(10), default="fr")
    source: Mapped[str] = mapped_column(String(10), default="kiosk")
    registered_at: Mapped[datetime] = mapped_column(Moment)
    registered_by: Mapped[str] = mapped_column(String(80), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_by: Mapped[str] = mapped_column(String(80), default="")
    code: Mapped[str] = mapped_column(String(6))
    seed: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    # Tells the same form sent twice from two people, without keeping who sent it.
    request_digest: Mapped[str | None] = mapped_column(String(64), unique=True)

    workshop: Mapped[Workshop] = relationship(back_populates="registrations")
    seats: Mapped[list[Seat]] = relationship(back_populates="registration", order_by="Seat.number")

    @classmethod
    def new(cls, name: str, contact: Contact, party: int, *, key: str, now: datetime) -> Self:
        """A registration that has no seats yet, and the ticket that will show them."""
        seed = new_seed()
        return cls(
            name=name, channel=contact.channel, address=contact.address, party=party, registered_at=now, seats=[],
            code=new_code(), seed=seed, token_digest=digest_of(token_of(seed, key)),
        )  # fmt: skip

    @classmethod
    def of_ticket(cls, token: str) -> Select[Self]:
        """The one registration that this ticket opens."""
        return select(cls).where(cls.token_digest == digest_of(token))

    @classmethod
    def of_request(cls, request_digest: str) -> Select[Self]:
        """What the same form, sent before, has made."""
        return select(cls).where(cls.request_digest == request_digest)

    def ahead(self) -> Select[int]:
        """How many wait for this workshop before this one."""
        cls, mine = type(self), self.position
        is_seated = exists().where(Seat.registration_id == cls.id)
        waits = (cls.workshop_id == self.workshop_id, cls.cancelled_at.is_(None), ~is_seated, cls.position < mine)
        return select(func.count()).select_from(cls).where(*waits)

    @property
    def state(self) -> State:
        if self.cancelled_at:
            return "cancelled"
        return "seated" if self.seats else "waiting"

    @property
    def contact(self) -> Contact:
        return Contact(self.channel, self.address)

    def token(self, key: str) -> str:
        """The ticket's secret, made again from the kiosk's secret key."""
        return token_of(self.seed, key)
