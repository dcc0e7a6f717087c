"""Which part of the audit log one wants to see, as it stands in the address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Self

from sqlalchemy import Select, func, select

from kiosk.config import TOWN
from kiosk.web.models import AuditEntry

PAGE_SIZE = 50
LAST_PAGE = 10_000


class AuditSelection(NamedTuple):
    """A person by id, an action by its code, a day of the town; nothing means all."""

    user: int | None = None
    action: str = ""
    day: date | None = None
    page: int = 1

    @classmethod
    def parse(cls, arguments: Mapping[str, str]) -> Self:
        """What the address asks for; what cannot be meant is ignored."""
        user, page = arguments.get("user", ""), arguments.get("page", "")
        return cls(
            user=number(user) or None,
            action=arguments.get("action", "")[:60].replace("\0", ""),
            day=day_of(arguments.get("day", "")),
            page=min(number(page) or 1, LAST_PAGE),
        )

    def entries(self) -> Select[AuditEntry]:
        """Newest first."""
        return self.chosen(select(AuditEntry)).order_by(AuditEntry.happened_at.desc(), AuditEntry.id.desc())

    def total(self) -> Select[int]:
        return self.chosen(select(func.count(AuditEntry.id)))

    def on_page(self) -> Select[AuditEntry]:
        return self.entries().limit(PAGE_SIZE).offset((self.page - 1) * PAGE_SIZE)

    def chosen(self, query: Select[Any]) -> Select[Any]:
        if self.user:
            query = query.where(AuditEntry.user_id == self.user)
        if self.action:
            query = query.where(AuditEntry.action == self.action)
        if self.day:
            start, end = (datetime.combine(day, time(), TOWN) for day in (self.day, self.day + timedelta(days=1)))
            query = query.where(AuditEntry.happened_at >= start, AuditEntry.happened_at < end)
        return query

    def arguments(self, **other: Any) -> dict[str, Any]:
        """The selection as it stands in an address."""
        chosen = {"user": self.user, "action": self.action, "day": self.day and self.day.isoformat(), **other}
        return {name: value for name, value in chosen.items() if value}


def number(text: str) -> int:
    """A whole number that a database can hold, or 0."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 9
    return int(text) if is_number else 0


def day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None
