"""Places that are suspected to be one: the same telephone, or nearly the same name in nearly the same spot."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, Protocol

from rapidfuzz.fuzz import token_sort_ratio

from kiosk.directory.atlas.distance import metres

NEAR = 150  # metres
ALIKE = 85  # of 100, as rapidfuzz compares names word by word
# One number for a whole network says nothing about its places.
MOST_WITH_ONE_PHONE = 4
CELL = 0.002  # degrees: at least 140 m across in France, so that neighbours lie in adjoining cells


class Suspect(Protocol):
    """What is read of a place; `folded` is its name without case and accents."""

    @property
    def id(self) -> int: ...
    @property
    def folded(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def postal_code(self) -> str: ...
    @property
    def position(self) -> tuple[float, float] | None: ...


class Pair(NamedTuple):
    """Two numbers of places, the smaller first; how alike their names are (of 100), their distance in metres."""

    first: int
    second: int
    likeness: int
    metres: int | None
    has_one_phone: bool


def pairs(places: Iterable[Suspect], apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """The suspected pairs, the surest first; `apart` are those of which staff know that they are not the same."""
    by_id = {place.id: place for place in places}
    found = (compared(by_id[first], by_id[second]) for first, second in candidates(by_id.values()) - set(apart))
    return sorted(found, key=sureness)


def candidates(places: Collection[Suspect]) -> set[tuple[int, int]]:
    """Pairs that are worth a comparison, the smaller number first."""
    phones = gathered((place.phone, place) for place in places if place.phone)
    near = gathered((cell, place) for place in places for cell in cells(place))
    coded = gathered((place.postal_code, place) for place in places if place.postal_code)
    few = [group for group in phones if len(group) <= MOST_WITH_ONE_PHONE]
    return {
        (min(one.id, other.id), max(one.id, other.id))
        for group in (*few, *near, *coded)
        for one, other in combinations(group, 2)
        if has_one_phone(one, other) or (are_alike(one, other) and is_near(one, other))
    }


def gathered(named: Iterable[tuple[Hashable, Suspect]]) -> Iterable[list[Suspect]]:
    groups: defaultdict[Hashable, list[Suspect]] = defaultdict(list)
    for key, place in named:
        groups[key].append(place)
    return groups.values()


def cells(place: Suspect) -> Iterator[tuple[int, int]]:
    """The cell of the map in which a place lies and those around it, so that a neighbour shares one of them."""
    if place.position:
        row, column = (math.floor(degrees / CELL) for degrees in place.position)
        yield from ((row + down, column + right) for down in (0, 1) for right in (0, 1))


def are_alike(one: Suspect, other: Suspect) -> bool:
    return token_sort_ratio(one.folded, other.folded, score_cutoff=ALIKE) > 0


def is_near(one: Suspect, other: Suspect) -> bool:
    distance = distance_between(one, other)
    has_one_code = bool(one.postal_code) and one.postal_code == other.postal_code
    return has_one_code or (distance is not None and distance <= NEAR)


def has_one_phone(one: Suspect, other: Suspect) -> bool:
    return bool(one.phone) and one.phone == other.phone


def distance_between(one: Suspect, other: Suspect) -> int | None:
    """Metres, where both positions can be trusted."""
    return round(metres(one.position, other.position)) if one.position and other.position else None


def compared(one: Suspect, other: Suspect) -> Pair:
    likeness = round(token_sort_ratio(one.folded, other.folded))
    return Pair(one.id, other.id, likeness, distance_between(one, other), has_one_phone(one, other))


def sureness(pair: Pair) -> tuple[int, float, int]:
    signs = pair.has_one_phone + (pair.likeness >= ALIKE) + (pair.metres is not None and pair.metres <= NEAR)
    return -signs, pair.metres if pair.metres is not None else math.inf, pair.first
