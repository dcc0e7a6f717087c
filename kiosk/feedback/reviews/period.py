"""The days that a review looks at, and what came on them."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, exists, func, or_, select

from kiosk.config import TOWN
from kiosk.directory.models import Place, PlaceMerge
from kiosk.feedback.figures.score import Figure
from kiosk.feedback.models import DayCount, MonthCount, Review, Tap
from kiosk.feedback.models.count import ALL_HOURS, ALL_KINDS, ALL_LANGUAGES, ALL_PLACES
from kiosk.feedback.vocabulary import ASIDE

DAY = timedelta(days=1)
FIRST_DAY = select(func.min(DayCount.day))
"""Since when there is any feedback; nothing where there is none."""


class Period(NamedTuple):
    """Whole days of the town, the first and the last one included; none where the first comes after the last."""

    first: date
    last: date

    @classmethod
    def of(cls, review: Review, beginning: date | None, today: date) -> Self:
        """From the day after the last review was closed until this one is; the first review has it all."""
        last = review.closed_at.date() if review.closed_at else today
        return cls(review.since.date() + DAY if review.since else min(beginning or last, last), last)

    @property
    def is_empty(self) -> bool:
        return self.first > self.last

    @property
    def before(self) -> "Period":
        """As many days, just before."""
        return Period(self.first - (self.last - self.first) - DAY, self.first - DAY)

    @property
    def since(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.first, time(), TOWN)

    @property
    def until(self) -> datetime:
        """The moment at which it is over."""
        return datetime.combine(self.last + DAY, time(), TOWN)

    def numbers(self) -> Select[*tuple[Any, ...]]:
        """One row: how many not good, so-so, very good, set aside, at all places together."""
        sums = (func.coalesce(func.sum(column), 0) for column in COLUMNS)
        return select(*sums).where(DayCount.place_id == ALL_PLACES, DayCount.day.between(self.first, self.last))

    def set_aside(self) -> Select[str, int]:
        """How many taps are set aside, by why."""
        is_of_period = Tap.captured_at >= self.since, Tap.captured_at < self.until
        return select(Tap.state, func.count()).where(Tap.state.in_(ASIDE), *is_of_period).group_by(Tap.state)

    def heard_places(self) -> Select[int]:
        """The ids of the places from which something came that counts, or from what was merged into them."""
        is_of_period = DayCount.day.between(self.first, self.last)
        something = DayCount.bad + DayCount.fair + DayCount.good > 0
        place_id = func.coalesce(PlaceMerge.kept_id, DayCount.place_id)
        merged = PlaceMerge.place_id == DayCount.place_id
        return (
            select(place_id)
            .select_from(DayCount)
            .outerjoin(PlaceMerge, merged)
            .where(is_of_period, something)
            .distinct()
        )

    def known_places(self) -> Select[Place, bool]:
        """Every place that stands for itself and is no example, and whether something that counts came before."""
        all_of_it = (ALL_KINDS, ALL_LANGUAGES, ALL_HOURS)
        columns = (MonthCount.kind, MonthCount.language, MonthCount.hour)
        counted = [column == value for column, value in zip(columns, all_of_it, strict=True)]
        same = select(PlaceMerge.place_id).where(PlaceMerge.kept_id == Place.id).correlate(Place)
        is_there = or_(MonthCount.place_id == Place.id, MonthCount.place_id.in_(same))
        something = MonthCount.bad + MonthCount.fair + MonthCount.good > 0
        before = exists().where(*counted, is_there, something, MonthCount.month <= self.first)
        return select(Place, before).where(Place.apart(), Place.is_example.is_(False)).order_by(Place.name, Place.id)


COLUMNS = (DayCount.bad, DayCount.fair, DayCount.good, DayCount.aside)


class Arrivals(NamedTuple):
    """What came, beside what had come before; nothing before a first review."""

    now: Figure
    before: Figure | None

    @property
    def change(self) -> int:
        """1 surely better, -1 surely worse, 0 nobody can say."""
        return self.now.change(self.before) if self.before else 0
