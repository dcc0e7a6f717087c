"""Two records of one place made one: whose word counts, field by field."""

from collections.abc import Mapping
from typing import Any

from kiosk.directory.exchange.importing import Writing
from kiosk.directory.revisions.record import Record

# What is taken together with another field.
TOGETHER = {"latitude": ("longitude", "is_position_doubtful"), "checked_on": ("checked_by",)}
FIELDS = (
    "name", "address", "address_complement", "postal_code", "commune", "insee_code", "latitude", "phone", "emails",
    "websites", "opening_hours", "summary", "description", "services", "fees", "access_modes", "support_modes",
    "audiences", "special_care", "programmes", "labels", "other_labels", "kinds", "mobility", "pivot",
    "parent_structure", "accessibility_url", "appointment_url", "is_step_free", "languages", "equipment", "notices",
    "texts", "to_bring", "checked_on",
)  # fmt: skip


def differing(one: Record, other: Record) -> list[str]:
    """The fields about which the records do not agree, in the order of the page."""
    return [name for name in FIELDS if told(one, name) != told(other, name)]


def told(record: Record, name: str) -> tuple[Any, ...]:
    return tuple(record.known(field) for field in (name, *TOGETHER.get(name, ())))


def proposed(one: Record, other: Record) -> str:
    """Which of the two to keep: what is newer, then what says more."""
    return "other" if richness(other) > richness(one) else "one"


def richness(record: Record) -> tuple[Any, ...]:
    dates = [day.toordinal() for day in (record.values["updated_on"], record.values["checked_on"]) if day]
    return max(dates, default=0), sum(record.known(name) not in ("", (), None, frozenset()) for name in FIELDS)


def merged(kept: Record, absorbed: Record, taken: Mapping[str, bool], followers: list[Record]) -> list[Writing]:
    """The writings that make one place of two; `taken` says of a field whether the absorbed record's word counts.

    What is taken is a decision of staff from now on: no import turns it round. `followers` were merged into the
    absorbed one before, and go with it.
    """
    names = [name for name in differing(kept, absorbed) if taken.get(name)]
    wanted = {field: absorbed.known(field) for name in names for field in (name, *TOGETHER.get(name, ()))}
    main = kept.written(wanted)
    number = kept.values["id"]
    pointers = [moved(record, number) for record in (absorbed, *followers)]
    return [main or unchanged(kept), *pointers]


def moved(record: Record, number: int) -> Writing:
    """The record, which points to the place that residents see."""
    return unchanged(record)._replace(parts={"merges": frozenset({(number,)})})


def unchanged(record: Record) -> Writing:
    values = record.values
    return Writing((values["source"], values["external_id"]), values["id"], values, {})
