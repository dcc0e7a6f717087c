"""Sets of places as one integer: bit *i* stands for the place at position *i*.

Intersection, union and size of such sets cost microseconds for 20,000 places, with nothing but the language.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

BITS_PER_POSITION = 32


class Sets(Mapping[str, int]):
    """Bitsets by name; those of few places are kept as positions, where these take less room."""

    def __init__(self, positions: Mapping[str, Sequence[int]], size: int) -> None:
        self.size = size
        self._kept = {name: compact(places, size) for name, places in positions.items()}

    def __getitem__(self, name: str) -> int:
        kept = self._kept[name]
        return kept if isinstance(kept, int) else bitset(kept, self.size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def compact(positions: Sequence[int], size: int) -> "int | array[int]":
    """The set as a bitset or as an array, whichever is smaller."""
    return bitset(positions, size) if is_dense(positions, size) else array("I", positions)


def is_dense(positions: Sequence[int], size: int) -> bool:
    """Whether a bitset takes less room than the list of its positions."""
    return len(positions) * BITS_PER_POSITION > size


def bitset(positions: Iterable[int], size: int) -> int:
    """The set of these positions, each below `size`."""
    packed = bytearray(size // 8 + 1)
    for position in positions:
        packed[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(packed, "little")


def positions(bits: int, skipped: int, most: int) -> list[int]:
    """At most `most` positions in increasing order, after the first `skipped` ones."""
    if skipped >= bits.bit_count():
        return []
    start = bisect_left(range(bits.bit_length()), skipped + 1, key=lambda end: (bits & ((2 << end) - 1)).bit_count())
    digits = f"{bits >> start:b}"[::-1]
    found: list[int] = []
    at = digits.find("1")
    while at >= 0 and len(found) < most:
        found.append(start + at)
        at = digits.find("1", at + 1)
    return found
