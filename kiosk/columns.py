"""Column types that read the same from both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator

from kiosk.config import TOWN


class Codes(TypeDecorator[tuple[str, ...]]):
    """Several codes in one column, kept as `|first|second|` so that both databases can look for one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return f"|{'|'.join(value)}|" if value else ""

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value[1:-1].split("|")) if value else ()


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and read in the town's time, so that no change of the clock can move it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC).astimezone(TOWN)
