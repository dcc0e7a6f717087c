"""What a line says that is not yet known, beside what staff wrote themselves.

A field that staff have written stays as they wrote it. As long as the source repeats what it said before, nothing is
new; when it says something else, a person should check, and may let the line win.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from kiosk.directory.exchange.cells import column_name, readable
from kiosk.directory.exchange.packing import said
from kiosk.directory.exchange.parts import PARTS
from kiosk.directory.exchange.rows import Change, Remark
from kiosk.directory.exchange.stored import StoredPlaces

# Places that no file knows: staff are their source.
OWN_SOURCE = "staff"
# A place that took in another one keeps its own.
IDENTITY = frozenset({"external_id", "source", "is_position_doubtful"})


class News(NamedTuple):
    """What is taken over and what is withheld, as values of columns and facts of parts by name."""

    taken: dict[str, Any]
    withheld: dict[str, Any]


class Comparison:
    """One stored place, held against what lines bring."""

    def __init__(self, before: dict[str, Any], stored: StoredPlaces) -> None:
        self.before, self.stored = before, stored
        self.edits = stored.edits(before["id"])

    def known(self, name: str) -> Any:
        return self.stored.facts(name, self.before["id"]) if name in PARTS else self.before[name]

    def news(self, brought: Mapping[str, Any], is_overriding: bool) -> News:
        """The line of the place's own source."""
        # A line without a date says nothing about the date: what is known stays.
        new = {name: value for name, value in brought.items() if value != self.known(name)}
        new = {name: value for name, value in new.items() if name != "updated_on" or value is not None}
        edited = {} if is_overriding else {name: new.pop(name) for name in self.edits if name in new}
        return News(new, {name: value for name, value in edited.items() if said(value) != self.edits[name]})

    def news_from_elsewhere(self, brought: Mapping[str, Any], is_overriding: bool) -> News:
        """The line of a place that was merged into this one: it never wins over what staff are the source of."""
        found = self.news(brought, is_overriding)
        if is_overriding or self.before["source"] != OWN_SOURCE:
            return found
        empty = {name for name in found.taken if self.known(name) in ("", (), None, frozenset())}
        taken = {name: value for name, value in found.taken.items() if name in empty}
        withheld = {name: value for name, value in found.taken.items() if name not in empty}
        return News(taken, {**found.withheld, **withheld})

    def changes(self, taken: Mapping[str, Any]) -> list[Change]:
        return [
            Change("updated", column_name(name), readable(name, self.known(name)), readable(name, value))
            for name, value in taken.items()
        ]

    def remarks(self, withheld: Mapping[str, Any]) -> list[Remark]:
        return [
            Remark(
                "staff_edit",
                column_name(name),
                {"text": readable(name, value), "kept": readable(name, self.known(name))},
            )
            for name, value in withheld.items()
        ]

    def parts(self, taken: Mapping[str, Any]) -> dict[str, Any]:
        """The parts to write; staff's word is given up where the line won over it."""
        found = {name: value for name, value in taken.items() if name in PARTS}
        if set(taken) & set(self.edits):
            found["edits"] = frozenset((name, base) for name, base in self.edits.items() if name not in taken)
        return found

    def values(self, taken: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.before, **{name: value for name, value in taken.items() if name not in PARTS}}
