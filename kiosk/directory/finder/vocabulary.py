"""The words of all places, and the places that each of them finds."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.directory.finder.bitset import bitset, is_dense

LAST = "\U0010ffff"
SHORTEST_PART = 3
SPELLINGS = {"st": "saint", "saint": "st", "ste": "sainte", "sainte": "ste"}


class Vocabulary:
    """Words, sorted, with the positions of their places in one array; the common ones apart, as bitsets.

    `texts` are the folded words of each place by position; `shared` gives further words with their bitset.
    """

    def __init__(self, texts: Sequence[Iterable[str]], shared: Mapping[str, int]) -> None:
        self.size = len(texts)
        places_of = inverted(texts)
        dense = {word: places_of.pop(word) for word in list(places_of) if is_dense(places_of[word], self.size)}
        self.common = merged({word: bitset(places, self.size) for word, places in dense.items()}, shared)
        self.common_words = list(self.common)
        self.words = sorted(places_of)
        self.places = array("I", (place for word in self.words for place in places_of[word]))
        self.starts = array("I", accumulate((len(places_of[word]) for word in self.words), initial=0))
        self.by_length = grouped_by_length({*self.words, *self.common})
        self.text = "\n".join(self.words)
        self.offsets = array("I", accumulate((len(word) + 1 for word in self.words), initial=0))

    def exact(self, word: str) -> int:
        """The places that hold the word."""
        first = bisect_left(self.words, word)
        last = first + (self.words[first : first + 1] == [word])
        return self._between(first, last) | self.common.get(word, 0)

    def beginning(self, start: str) -> int:
        """The places that hold a word that begins so."""
        first, last = (bisect_left(self.words, end) for end in (start, start + LAST))
        common = self.common_words[bisect_left(self.common_words, start) : bisect_left(self.common_words, start + LAST)]
        return self._between(first, last) | self._of_common(common)

    def parted(self, word: str) -> int:
        """The places that write it in two words: `socioculturel` finds `socio culturel`."""
        ends = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        return reduce(or_, (self.exact(word[:end]) & self.exact(word[end:]) for end in ends), 0)

    def similar(self, word: str, errors: int) -> list[int]:
        """The places that hold the word but for one typing error, for two, … (swapped letters are one error)."""
        alike: list[int] = [0] * errors
        for length in range(len(word) - errors, len(word) + errors + 1) if errors else ():
            choices = self.by_length.get(length, ())
            for other, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=errors, limit=None
            ):
                if distance:
                    alike[int(distance) - 1] |= self.exact(other)
        return alike

    def containing(self, part: str) -> int:
        """The places that hold a word with these letters, at least three, anywhere in it."""
        if len(part) < SHORTEST_PART:
            return 0
        found = [place for word in self._words_with(part) for place in self._places(word, word + 1)]
        return bitset(found, self.size) | self._of_common(word for word in self.common if part in word)

    def _words_with(self, part: str) -> Iterable[int]:
        at = self.text.find(part)
        while at >= 0:
            word = bisect_right(self.offsets, at) - 1
            yield word
            at = self.text.find(part, self.offsets[word + 1])

    def _between(self, first: int, last: int) -> int:
        return bitset(self._places(first, last), self.size) if first < last else 0

    def _places(self, first: int, last: int) -> "array[int]":
        return self.places[self.starts[first] : self.starts[last]]

    def _of_common(self, words: Iterable[str]) -> int:
        return reduce(or_, (self.common[word] for word in words), 0)


def inverted(texts: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    """The positions of the places by word, a word that has two spellings under both."""
    places_of: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        held = set(text)
        for word in held | {SPELLINGS[word] for word in held & SPELLINGS.keys()}:
            places_of[word].append(place)
    return places_of


def merged(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The sorted words of both, each with the places of both."""
    return {word: one.get(word, 0) | other.get(word, 0) for word in sorted({*one, *other})}


def grouped_by_length(words: Iterable[str]) -> dict[int, list[str]]:
    """The words by their number of letters."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return dict(groups)
