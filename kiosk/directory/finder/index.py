"""All places in memory, ready to be chosen, searched and counted.

The work of a page does not grow with the number of places: each facet and each word is a bitset (one bit per
place, nearest place first), so that a choice is an intersection and a count is a number of bits.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from sqlalchemy import Row, ScalarSelect, Select, func, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from kiosk.columns import Codes
from kiosk.directory.atlas.distance import metres
from kiosk.directory.finder.bitset import Sets, bitset, positions
from kiosk.directory.finder.facets import facets_of, family
from kiosk.directory.finder.query import STOP_WORDS, Matches, matches, named
from kiosk.directory.finder.vocabulary import Vocabulary
from kiosk.directory.models import Equipment, Place, SpokenLanguage
from kiosk.web.search import words

OPEN = "open"
COLUMNS = (
    Place.id, Place.name, Place.commune, Place.insee_code, Place.latitude, Place.longitude, Place.is_position_doubtful,
    Place.services, Place.fees, Place.special_care, Place.audiences, Place.kinds, Place.is_step_free,
    Place.search_text, Place.opening_hours, Place.is_example,
)  # fmt: skip


class Entry(NamedTuple):
    """What the index keeps in mind of one place; coordinates in degrees."""

    id: int
    name: str
    commune: str
    insee_code: str
    latitude: float | None
    longitude: float | None
    is_position_doubtful: bool
    facets: frozenset[str]
    search_text: str
    opening_hours: str
    is_example: bool = False


def entries_query() -> Select[*tuple[Any, ...]]:
    """One row per place with everything that `entries` reads."""
    return select(*COLUMNS, codes_of(SpokenLanguage.code), codes_of(Equipment.kind)).where(Place.apart())


def codes_of(column: InstrumentedAttribute[str]) -> Any:
    """All values of a child table's column for one place, as the tuple that `Codes` makes of them."""
    owner = column.class_
    joined: ScalarSelect[Any] = (
        select(literal("|") + func.aggregate_strings(column, "|") + literal("|"))
        .where(owner.place_id == Place.id)
        .correlate(Place)
        .scalar_subquery()
    )
    return type_coerce(joined, Codes).label("languages" if owner is SpokenLanguage else "equipment")


def entries(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterable[Entry]:
    """The entries of the index from the rows of `entries_query`."""
    # Places are many, their choices few: equal ones are one object.
    known: dict[frozenset[str], frozenset[str]] = {}
    for row in rows:
        facets = facets_of(row)
        yield Entry(
            row.id, row.name, row.commune, row.insee_code, row.latitude, row.longitude, row.is_position_doubtful,
            known.setdefault(facets, facets), row.search_text, row.opening_hours, row.is_example,
        )  # fmt: skip


class DirectoryIndex:
    """The places in the order of their distance to `origin` (latitude, longitude); it never changes once made.

    Places without a position that can be trusted come last, by name. `keywords` gives further words, in any
    language, that find all places of a facet: `{"kind:BIB": ["médiathèque", "مكتبة"]}`.
    """

    def __init__(
        self, entries: Iterable[Entry], origin: tuple[float, float] | None, keywords: Mapping[str, Iterable[str]]
    ) -> None:
        ordered = sorted(((far_from(origin, entry), named(entry.name), entry) for entry in entries), key=order)
        self.ids = array("q", (entry.id for _, _, entry in ordered))
        self.everything = (1 << len(ordered)) - 1
        self.examples = bitset([at for at, (_, _, entry) in enumerate(ordered) if entry.is_example], len(ordered))
        self.facets = gathered(entry.facets for _, _, entry in ordered)
        self.hours_texts = gathered((entry.opening_hours,) for _, _, entry in ordered)
        self.open = 0
        shared = self._shared(keywords)
        self.vocabulary = Vocabulary([entry_words(entry) for _, _, entry in ordered], shared)
        # A place that is just called « Médiathèque » is no better answer to that word than a nearer one.
        self.names = gathered(() if shared.keys() >= set(name.split()) else (name,) for _, name, _ in ordered)
        # By now the vocabulary has the words.
        self.entries = {entry.id: entry._replace(search_text="") for _, _, entry in ordered}
        self._positions = {id: position for position, id in enumerate(self.ids)}
        self._distances = {entry.id: distance for distance, _, entry in ordered}

    def find(self, facets: Collection[str] = (), query: str = "", any_of: Collection[str] = ()) -> "Found":
        """The places with all of `facets`, and for each family in `any_of` one of its facets, that the query finds."""
        matched = matches(query, self.vocabulary, self.names) or Matches((self.everything,))
        return Found(self, matched, frozenset(facets), frozenset(any_of))

    def with_open(
        self, hours_texts: Collection[str], opened: Iterable[int] = (), closed: Iterable[int] = ()
    ) -> "DirectoryIndex":
        """The same index with one more facet, `open`: the places whose hours are one of the texts.

        `opened` and `closed` are ids of places for which a notice says otherwise.
        """
        by_hours = reduce(or_, (self.hours_texts.get(text, 0) for text in hours_texts), 0)
        index = copy(self)
        index.open = (by_hours | self._bits(opened)) & ~self._bits(closed) & ~self.examples
        return index

    def distance_of(self, id: int) -> float | None:
        """Metres from the origin as the crow flies; None where the place or a position is unknown or doubtful."""
        return self._distances.get(id)

    def having(self, facet: str) -> int:
        """The bitset of the places with the facet; none for a facet that no place has."""
        return self.open if facet == OPEN else self.facets.get(facet, 0)

    def selection(self, facets: Collection[str], any_of: Collection[str]) -> int:
        """The bitset of the places that are chosen by these facets, whatever the query."""
        families: defaultdict[str, int] = defaultdict(int)
        for facet in any_of:
            families[family(facet)] |= self.having(facet)
        return reduce(and_, [*map(self.having, facets), *families.values()], self.everything)

    def _bits(self, ids: Iterable[int]) -> int:
        return bitset((self._positions[id] for id in ids if id in self._positions), len(self.ids))

    def _shared(self, keywords: Mapping[str, Iterable[str]]) -> dict[str, int]:
        shared: defaultdict[str, int] = defaultdict(int)
        for facet, texts in keywords.items():
            for word in {word for text in texts for word in words(text)} - STOP_WORDS:
                shared[word] |= self.having(facet)
        return {word: bits for word, bits in shared.items() if bits}


class Found:
    """The places that were found, best first, a page at a time, and how many another choice would find.

    Examples are never counted, and come after everything that exists; `total` counts them too.
    """

    def __init__(self, index: DirectoryIndex, matched: Matches, facets: frozenset[str], any_of: frozenset[str]) -> None:
        self.index = index
        self.is_widened = matched.is_widened
        self.facets = facets
        self.any_of = any_of
        self.matched = reduce(or_, matched.tiers, 0)
        selection = index.selection(facets, any_of)
        self.bits = self.matched & selection & ~index.examples
        examples = self.matched & selection & index.examples
        self.tiers = (*(bits & self.bits for bits in matched.tiers), examples)
        self.count = self.bits.bit_count()
        self.total = self.count + examples.bit_count()

    def page(self, number: int, size: int) -> list[int]:
        """The ids of the places on a page, counted from 1; none on a page that does not exist."""
        skipped = (number - 1) * size
        ids: list[int] = []
        for bits in self.tiers if number > 0 else ():
            ids += [self.index.ids[at] for at in positions(bits, skipped, size - len(ids))]
            skipped = max(0, skipped - bits.bit_count())
        return ids

    def places(self, number: int, size: int) -> list[Entry]:
        """What a list shows of the places on a page."""
        return [self.index.entries[id] for id in self.page(number, size)]

    def counts(self, facets: Iterable[str]) -> dict[str, int]:
        """For each facet, how many places there would be with its choice turned round: taken, or given up again.

        A facet of a family that is in `any_of` is added to it there, any other narrows the choice.
        """
        families = {family(facet) for facet in self.any_of}
        return {facet: self._count_turned(facet, family(facet) in families) for facet in facets}

    def distance_of(self, id: int) -> float | None:
        """Metres from the origin, as `DirectoryIndex.distance_of`."""
        return self.index.distance_of(id)

    def _count_turned(self, facet: str, is_alternative: bool) -> int:
        if facet in self.facets:
            chosen = self.index.selection(self.facets - {facet}, self.any_of)
        elif is_alternative:
            chosen = self.index.selection(self.facets, self.any_of ^ {facet})
        else:
            return (self.bits & self.index.having(facet)).bit_count()
        return (self.matched & chosen & ~self.index.examples).bit_count()


def far_from(origin: tuple[float, float] | None, entry: Entry) -> float | None:
    """Metres, as far as both ends are known for sure and exist."""
    doubtful = entry.is_position_doubtful or entry.is_example
    if origin is None or entry.latitude is None or entry.longitude is None or doubtful:
        return None
    return metres(origin, (entry.latitude, entry.longitude))


def order(placed: tuple[float | None, str, Entry]) -> tuple[bool, float, str, int]:
    """Nearest first, the unknown last and by name, and never by chance."""
    distance, name, entry = placed
    return distance is None, distance or 0, name, entry.id


def entry_words(entry: Entry) -> list[str]:
    """All words that find a place."""
    return words(f"{entry.name} {entry.commune} {entry.search_text}")


def gathered(labels: Iterable[Iterable[str]]) -> Sets:
    """The bitset of the positions by label, from the labels of each position."""
    places_of: defaultdict[str, list[int]] = defaultdict(list)
    size = 0
    for size, held in enumerate(labels, 1):
        for label in held:
            places_of[label].append(size - 1)
    return Sets(places_of, size)
