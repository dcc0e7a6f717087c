"""What a visitor typed, and the places it finds, the better matches first."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from kiosk.directory.finder.vocabulary import Vocabulary
from kiosk.web.search import words

MOST_LETTERS = 200
MOST_WORDS = 8
RARE = 3
STOP_WORDS = frozenset({
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "pour", "un", "une",
    "am", "das", "dem", "den", "der", "die", "im", "in", "und", "zu", "zum", "zur",
    "and", "at", "for", "of", "on", "or", "the", "to", "ve", "في", "من",
    "в", "для", "до", "з", "і", "й", "на", "та", "у",
})  # fmt: skip


class Matches(NamedTuple):
    """Bitsets that exclude each other, the best matches first; widened when places have some words, none all."""

    tiers: tuple[int, ...]
    is_widened: bool = False


def matches(query: str, vocabulary: Vocabulary, names: Mapping[str, int]) -> Matches | None:
    """The places that the query finds; None when it holds no word at all.

    `names` gives the bitset of the places by name, as `named` writes it. First come the places of that very
    name, then those that have all words, then the beginnings of words, then, when hardly anything was found,
    those with typing errors.
    """
    sought = sought_words(query)
    if not sought:
        return None
    whole = [vocabulary.exact(word) for word in sought]
    begun = [bits | started(vocabulary, sought, at) for at, bits in enumerate(whole)]
    strict = [names.get(named(query[:MOST_LETTERS]), 0), all_of(whole), all_of(begun)]
    if strict[-1].bit_count() > RARE:
        return Matches(exclusive(strict))
    one_error, two_errors = similar_too(vocabulary, sought, begun)
    tiers = [*strict, all_of(one_error), all_of(two_errors)]
    return Matches(exclusive(tiers)) if any(tiers) else loose(vocabulary, sought, two_errors)


def named(name: str) -> str:
    """A name as two people would agree on it."""
    return " ".join(words(name))


def sought_words(query: str) -> list[str]:
    """The first words that matter, each once; small words only where there is nothing else."""
    typed = list(dict.fromkeys(words(query[:MOST_LETTERS])))
    return [word for word in typed if word not in STOP_WORDS][:MOST_WORDS] or typed[:MOST_WORDS]


def allowed_errors(word: str) -> int:
    """How many typing errors are forgiven: none in figures, one from 4 letters on, two from 6."""
    return 0 if word.isdigit() else (len(word) >= 4) + (len(word) >= 6)


def started(vocabulary: Vocabulary, sought: Sequence[str], at: int) -> int:
    """The places for the beginning of a word, its two halves, or the word made with one of its neighbours."""
    joined = ["".join(pair) for pair in (sought[at : at + 2], sought[max(at - 1, 0) : at + 1]) if len(pair) == 2]
    bits = vocabulary.beginning(sought[at]) | vocabulary.parted(sought[at])
    return reduce(or_, (vocabulary.exact(word) for word in joined), bits)


def similar_too(vocabulary: Vocabulary, sought: Sequence[str], begun: Sequence[int]) -> list[list[int]]:
    """For one error, then for two: the places of each word, spelled like that or nearly.

    A word that is there may still be one place's misspelling of the others' word: it is forgiven an error less.
    """
    errors = [max(allowed_errors(word) - bool(bits), 0) for word, bits in zip(sought, begun, strict=True)]
    alike = [[*vocabulary.similar(word, most), 0, 0] for word, most in zip(sought, errors, strict=True)]
    first = [bits | one for bits, (one, *_) in zip(begun, alike, strict=True)]
    return [first, [bits | two for bits, (_, two, *_) in zip(first, alike, strict=True)]]


def loose(vocabulary: Vocabulary, sought: Sequence[str], alike: Sequence[int]) -> Matches:
    """The places that have all the words, if only inside other words; failing that, any of the words."""
    inside = [bits or vocabulary.containing(word) for word, bits in zip(sought, alike, strict=True)]
    every = all_of(inside)
    return Matches((every,)) if every else Matches(exclusive(by_number_of_words(inside)), any(inside))


def by_number_of_words(found: Sequence[int]) -> list[int]:
    """The places that have all the words, then all but one, …, then any."""
    having = [0] * len(found)
    for bits in found:
        for number in range(len(found) - 1, 0, -1):
            having[number] |= having[number - 1] & bits
        having[0] |= bits
    return having[::-1]


def all_of(found: Sequence[int]) -> int:
    """The places that are in every set."""
    return reduce(and_, found)


def exclusive(tiers: Sequence[int]) -> tuple[int, ...]:
    """The same sets, each without the places of those before it, and none empty."""
    seen = 0
    apart = []
    for bits in tiers:
        apart.append(bits & ~seen)
        seen |= bits
    return tuple(bits for bits in apart if bits)
