"""Values of another vocabulary in the words of the national standard."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.directory.exchange.choices import OFFICIAL, code
from kiosk.directory.exchange.mapping import Mapping, Translation
from kiosk.directory.exchange.texts import folded


class Doubtful(NamedTuple):
    """A value whose translation a person should confirm: the column it concerns, before, after."""

    column: str
    before: str
    after: str


class Translated(NamedTuple):
    """What a cell becomes: texts by official column, and what is doubtful in it."""

    cells: dict[str, str]
    doubtful: tuple[Doubtful, ...]


@dataclass
class Translator:
    """The translation of one column; cells repeat themselves, so each is translated once."""

    targets: tuple[str, ...]
    separator: str
    values: dict[str, Translation]
    doubtful: frozenset[str]
    known: dict[str, Translated] = field(default_factory=dict)

    def translated(self, text: str) -> Translated:
        if text not in self.known:
            self.known[text] = self.fresh(text)
        return self.known[text]

    def fresh(self, text: str) -> Translated:
        cells: dict[str, list[str]] = {}
        doubtful = []
        for piece in filter(None, map(str.strip, re.split(self.separator, text))):
            found = self.of(piece)
            for column, value in found.items():
                cells.setdefault(column, []).append(value)
            if folded(piece) in self.doubtful or folded(prefix(piece)) in self.doubtful:
                column, value = next(iter(found.items()), (self.targets[0], ""))
                doubtful.append(Doubtful(column, piece, value))
        joined = {column: "|".join(dict.fromkeys(values)) for column, values in cells.items()}
        return Translated(joined, tuple(doubtful))

    def of(self, piece: str) -> Translation:
        """Where the value goes and how it reads there; one that is not listed goes on as it is, to be judged there."""
        found = self.values.get(folded(piece), self.values.get(folded(prefix(piece))))
        if found is None:
            return {self.home(piece): piece}
        return {column or self.home(value): value for column, value in found.items()}

    def home(self, value: str) -> str:
        """The first target whose closed list knows the value."""
        return next((name for name in self.targets if name in OFFICIAL and code(name, value)), self.targets[0])


def translator(mapping: Mapping, column: str, targets: tuple[str, ...]) -> Translator | None:
    """The translation of a column of a file, if it needs one: for values, a separator of its own, several targets."""
    values = mapping.values.get(column, {})
    if not values and column not in mapping.separators and len(targets) < 2:
        return None
    separator = re.escape(mapping.separators[column]) if column in mapping.separators else r"[|;\n]"
    doubtful = frozenset(map(folded, mapping.doubtful.get(column, ())))
    return Translator(targets, separator, {folded(value): to for value, to in values.items()}, doubtful)


def prefix(piece: str) -> str:
    """`Payant` of “Payant : L'accès au lieu est payant”."""
    return piece.partition(" : ")[0]
