"""The records of the directory."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Select, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from kiosk.columns import Codes
from kiosk.directory.hours.opening import Schedule, Status
from kiosk.extensions import db

COMMON_NAMES = {"bibliothèque", "bibliothèque municipale", "médiathèque", "mairie", "espace france services"}


class Source(db.Model):
    """Where places come from: what must be named beside them, and under which licence."""

    __tablename__ = "sources"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(Text, default="")
    attribution: Mapped[str] = mapped_column(Text, default="")
    licence: Mapped[str] = mapped_column(String(40), default="")
    url: Mapped[str] = mapped_column(Text, default="")
    dated_on: Mapped[date | None]

    @classmethod
    def listed(cls) -> Select[Self]:
        """All sources in a steady order."""
        return select(cls).order_by(cls.title, cls.name)


class Organization(db.Model):
    """Who runs places. `pivot` is its SIRET or RNA number."""

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    pivot: Mapped[str | None] = mapped_column(String(14), unique=True)
    name: Mapped[str] = mapped_column(Text)

    places: Mapped[list["Place"]] = relationship(back_populates="organization")


class Place(db.Model):
    """Somewhere a resident can go for help.

    The first block holds the 32 columns of the national standard 1.0.2, as codes where it has a closed
    list (`kiosk.directory.standard` pairs each with its official name); the second is our own extension.
    """

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)

    external_id: Mapped[str] = mapped_column(Text)
    pivot: Mapped[str] = mapped_column(String(14), default="")
    name: Mapped[str] = mapped_column(Text)
    commune: Mapped[str] = mapped_column(Text)
    postal_code: Mapped[str] = mapped_column(String(5), default="")
    insee_code: Mapped[str] = mapped_column(String(5), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    address_complement: Mapped[str] = mapped_column(Text, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    kinds: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    phone: Mapped[str] = mapped_column(String(20), default="")
    emails: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    websites: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    opening_hours: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(ForeignKey("sources.name"))
    mobility: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    parent_structure: Mapped[str] = mapped_column(Text, default="")
    updated_on: Mapped[date | None]
    services: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    audiences: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    special_care: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    fees: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    programmes: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    labels: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    other_labels: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    access_modes: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    support_modes: Mapped[tuple[str, ...]] = mapped_column(Codes, default=())
    accessibility_url: Mapped[str] = mapped_column(Text, default="")
    appointment_url: Mapped[str] = mapped_column(Text, default="")

    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    is_step_free: Mapped[bool | None]
    is_example: Mapped[bool] = mapped_column(default=False)
    is_position_doubtful: Mapped[bool] = mapped_column(default=False)
    to_bring: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="")

    organization: Mapped[Organization | None] = relationship(back_populates="places")
    origin: Mapped[Source] = relationship()
    languages: Mapped[list["SpokenLanguage"]] = relationship(
        cascade="all, delete-orphan", order_by="SpokenLanguage.code"
    )
    equipment: Mapped[list["Equipment"]] = relationship(cascade="all, delete-orphan", order_by="Equipment.kind")
    notices: Mapped[list["Notice"]] = relationship(
        cascade="all, delete-orphan", order_by="(Notice.starts_on, Notice.id)"
    )
    texts: Mapped[list["PlaceText"]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def named(cls, source: str, external_id: str) -> Select[Self]:
        """The one place that a source knows by this id."""
        return select(cls).where(cls.source == source, cls.external_id == external_id)

    @classmethod
    def standing_for(cls, source: str, external_id: str) -> Select[Self]:
        """What residents see for the place of that name: where it was merged into another one, the other one."""
        named = aliased(cls)
        id = select(func.coalesce(PlaceMerge.kept_id, named.id)).select_from(named)
        id = id.outerjoin(PlaceMerge, PlaceMerge.place_id == named.id)
        id = id.where(named.source == source, named.external_id == external_id)
        return select(cls).where(cls.id == id.scalar_subquery())

    @classmethod
    def noticed(cls, first: date, last: date) -> Select[Self]:
        """The places that have a notice for one of these days."""
        return select(cls).join(Notice).where(Notice.starts_on <= last, Notice.ends_on >= first)

    @classmethod
    def listed(cls) -> Select[Self]:
        """Those that stand for themselves, by their names."""
        return select(cls).where(cls.apart()).order_by(cls.name, cls.id)

    @classmethod
    def apart(cls) -> ColumnElement[bool]:
        """The condition that a place stands for itself, and has not been merged into another one."""
        return ~select(PlaceMerge.place_id).where(PlaceMerge.place_id == cls.id).exists()

    @property
    def title(self) -> str:
        """The name, with the town where many towns have a place of that name."""
        is_common = self.name.casefold() in COMMON_NAMES
        return f"{self.name}, {self.commune}" if is_common else self.name

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, where they are known and can be trusted."""
        if self.latitude is None or self.longitude is None or self.is_position_doubtful:
            return None
        return self.latitude, self.longitude

    @property
    def schedule(self) -> Schedule:
        """The opening hours as rules."""
        return Schedule.parse(self.opening_hours)

    def status(self, now: datetime) -> Status:
        """Open, closed or not certain at this moment, as the hours and the notices say."""
        return self.schedule.status(now, self.notices)

    def notices_on(self, day: date) -> list["Notice"]:
        """What must be said that day."""
        return [notice for notice in self.notices if notice.starts_on <= day <= notice.ends_on]

    def translated(self, field: str, locale: str) -> str | None:
        """The text of this field in another language than French; None where nobody has translated it yet."""
        return next((text.text for text in self.texts if (text.field, text.locale) == (field, locale)), None)


class SpokenLanguage(db.Model):
    """A language that somebody in the place speaks, as an ISO 639 code."""

    __tablename__ = "spoken_languages"

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(3), primary_key=True)


class Equipment(db.Model):
    """What a visitor may use on the spot; `count` stays empty where nobody has counted."""

    __tablename__ = "equipment"
    __table_args__ = (CheckConstraint("count > 0", name="count"),)

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    count: Mapped[int | None]


class Notice(db.Model):
    """Something that holds from one day to another, both included: closed, moved, other hours."""

    __tablename__ = "notices"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="")
    opening_hours: Mapped[str] = mapped_column(Text, default="")


class PlaceText(db.Model):
    """One text of a place in a language other than the one it was written in."""

    __tablename__ = "place_texts"

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class PlaceEdit(db.Model):
    """A field that staff wrote themselves; `base` is what the source said then, as JSON. An import respects it."""

    __tablename__ = "place_edits"

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    base: Mapped[str] = mapped_column(Text)


class PlaceMerge(db.Model):
    """A place that was found to be another one: its row stays for its source to know, residents see `kept_id`."""

    __tablename__ = "place_merges"

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)


class DirectoryChange(db.Model):
    """One row per change of the directory; its newest `id` tells a server that its index has aged."""

    __tablename__ = "directory_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
