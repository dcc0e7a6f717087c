"""How many think what: kept beside the taps, so that a figure costs what it shows, however many taps there are.

The numbers are changed in the transaction of the tap. They outlive it: taps are erased after 24 months, counts stay.
"""

from datetime import date

from sqlalchemy import PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.extensions import db

ALL_PLACES, NO_PLACE = 0, -1
ALL_KINDS = ALL_LANGUAGES = "*"
NO_LANGUAGE = ""
"""Of a paper nobody knows in which language the screen would have been."""
ALL_HOURS, NO_HOUR = -1, 24


class MonthCount(db.Model):
    """The taps of a month (its first day) of one place or all, one kind of touchpoint or all, and so on.

    Every combination in which a figure may be wanted has rows of its own; never add up rows with and without “all”.
    """

    __tablename__ = "month_counts"
    # What a figure names comes first, what it shows a row of comes last: a reader meets only rows that it shows.
    __table_args__ = (PrimaryKeyConstraint("kind", "language", "hour", "place_id", "month"),)

    month: Mapped[date]
    place_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    hour: Mapped[int]
    bad: Mapped[int]
    fair: Mapped[int]
    good: Mapped[int]
    aside: Mapped[int]


class DayCount(db.Model):
    """The taps of a day, of one place or of all."""

    __tablename__ = "day_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True)
    bad: Mapped[int]
    fair: Mapped[int]
    good: Mapped[int]
    aside: Mapped[int]


class ReasonCount(db.Model):
    """How often a reason was given in a month: at one place or all, about a kind of touchpoint or all, by the face."""

    __tablename__ = "reason_counts"
    __table_args__ = (PrimaryKeyConstraint("kind", "place_id", "month", "reason"),)

    month: Mapped[date]
    place_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(10))
    bad: Mapped[int]
    fair: Mapped[int]
    good: Mapped[int]
