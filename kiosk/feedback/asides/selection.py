"""Which of what was set aside one wants to see, as it stands in the address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Self

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, select

from kiosk.config import TOWN
from kiosk.feedback.asides.heaps import Aside
from kiosk.feedback.models import Tap
from kiosk.feedback.vocabulary import ASIDE
from kiosk.web.fields import day_of, number_of

RESTORED = "restored"
STATES = (*ASIDE, RESTORED)
MONTH = timedelta(days=30)
MOST = 2000
"""Taps that are read for one page; in a longer period, the newest ones."""
IDS = range(1, 2**31)


class Selection(NamedTuple):
    """Days of the town, the last one included; a state and a screen, or all that was set aside."""

    first: date
    last: date
    state: str = ""
    kiosk: int | None = None

    @classmethod
    def parse(cls, arguments: Mapping[str, str], now: datetime) -> Self:
        """What the address asks for, the last 30 days where it does not say which; what cannot be meant is ignored."""
        state, today = arguments.get("state", ""), now.astimezone(TOWN).date()
        first, last = (day_of(arguments.get(name, "")) for name in ("from", "to"))
        last = last or max(today, first or today)
        first = first or last - MONTH
        kiosk = number_of(arguments.get("kiosk", ""), IDS)
        return cls(min(first, last), max(first, last), state if state in STATES else "", kiosk)

    def taps(self) -> Select[*tuple[Any, ...]]:
        """The newest first."""
        return Aside.query().where(self.condition(self.state)).order_by(Tap.captured_at.desc()).limit(MOST)

    def by_state(self) -> CompoundSelect[str, int]:
        """How many there are of each state, whichever one is looked at."""
        aside = select(Tap.state, func.count()).where(self.condition("")).group_by(Tap.state)
        restored = select(func.max(RESTORED), func.count()).where(self.condition(RESTORED))
        return aside.union_all(restored)

    def total(self) -> Select[int]:
        return select(func.count(Tap.id)).where(self.condition(self.state))

    def condition(self, state: str) -> ColumnElement[bool]:
        begin = datetime.combine(self.first, time(), TOWN)
        end = datetime.combine(self.last + timedelta(days=1), time(), TOWN)
        wanted = Tap.restored_at.is_not(None) if state == RESTORED else Tap.state.in_((state,) if state else ASIDE)
        of_kiosk = [Tap.kiosk_id == self.kiosk] if self.kiosk else []
        return and_(wanted, Tap.captured_at >= begin, Tap.captured_at < end, *of_kiosk)

    def arguments(self, **other: Any) -> dict[str, Any]:
        """The selection as it stands in an address."""
        days = {"from": self.first.isoformat(), "to": self.last.isoformat()}
        chosen = {**days, "state": self.state, "kiosk": self.kiosk, **other}
        return {name: value for name, value in chosen.items() if value}


def around(tap: Tap) -> Select[*tuple[Any, ...]]:
    """What may lie on one heap with this tap: restored together with it, or set aside on the same day."""
    if tap.restored_at:
        return Aside.query().where(Tap.restored_at == tap.restored_at, Tap.restored_by == tap.restored_by)
    day = timedelta(days=1)
    near = Tap.captured_at.between(tap.captured_at - day, tap.captured_at + day)
    return Aside.query().where(Tap.touchpoint_id == tap.touchpoint_id, Tap.state == tap.state, near)
