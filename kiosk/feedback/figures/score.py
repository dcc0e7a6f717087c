"""What can be said of so many answers, and from how many on it may be said."""

from math import sqrt
from typing import NamedTuple, Self

from kiosk.feedback.counting import Numbers

FEWEST_SCORED = 10
"""Of fewer answers no score is said (rule R6); in public, their number is not said either."""

FEWEST_SURE = 30
"""From 10 to 29 a score is indicative; places and months are compared from 30 on each side (rule R6)."""

FEWEST_NATIONAL = 100
"""The national observatory shows no score below 100 answers; from there on ours may be laid beside its own."""

POINTS = {"good": 10, "fair": 5, "bad": 0}
"""What an answer is worth on the scale of “Je donne mon avis” (DISIC), of ten."""

Z = 1.959963984540054
"""How many standard deviations hold 95 % of a normal distribution."""


class Part(NamedTuple):
    """A part of a bar, in percent of its length."""

    face: str
    start: int
    length: int


class Figure(NamedTuple):
    """Numbers of answers, read as R6 says."""

    numbers: Numbers

    @classmethod
    def of(cls, bad: int, fair: int, good: int, aside: int = 0) -> Self:
        return cls(Numbers(bad, fair, good, aside))

    @property
    def n(self) -> int:
        return self.numbers.n

    @property
    def aside(self) -> int:
        return self.numbers.aside

    @property
    def is_scored(self) -> bool:
        return self.n >= FEWEST_SCORED

    @property
    def is_indicative(self) -> bool:
        """Enough to say, not enough to compare."""
        return FEWEST_SCORED <= self.n < FEWEST_SURE

    @property
    def is_comparable(self) -> bool:
        return self.n >= FEWEST_SURE

    @property
    def is_uncompared(self) -> bool:
        """Somebody has answered, but too few to be laid beside others."""
        return 0 < self.n < FEWEST_SURE

    @property
    def is_national(self) -> bool:
        """Enough to be laid beside the scores of the national tool."""
        return self.n >= FEWEST_NATIONAL

    @property
    def share(self) -> int:
        """How many of a hundred find it very good; 0 where nobody answered."""
        return round(100 * self.numbers.good / (self.n or 1))

    @property
    def score(self) -> float:
        """Of ten, to one decimal."""
        points = sum(POINTS[face] * count for face, count in self.counts.items())
        return round(points / (self.n or 1), 1)

    @property
    def interval(self) -> tuple[int, int]:
        """The percentages between which the share would lie, had everybody answered, in 95 of 100 cases."""
        low, high = wilson(self.numbers.good, self.n)
        return round(100 * low), round(100 * high)

    @property
    def counts(self) -> dict[str, int]:
        """How many gave each answer, the best one first."""
        return {face: getattr(self.numbers, face) for face in POINTS}

    @property
    def distribution(self) -> dict[str, int]:
        """Percentages of the three answers, the best one first; together they are 100 (none where nobody answered).

        The best one is the share that stands in large letters; the two others part what it leaves.
        """
        if not self.n:
            return dict.fromkeys(POINTS, 0)
        left, others = 100 - self.share, self.n - self.numbers.good
        fair = round(left * self.numbers.fair / (others or 1))
        return {"good": self.share, "fair": fair, "bad": left - fair}

    @property
    def parts(self) -> list[Part]:
        """The answers as parts of one bar, those that nobody gave left out."""
        parts, start = [], 0
        for face, length in self.distribution.items():
            parts.append(Part(face, start, length))
            start += length
        return [part for part in parts if part.length]

    def change(self, before: "Figure") -> int:
        """1 when it is surely better than before, -1 when it is surely worse, 0 when nobody can say.

        Sure is what many answers on both sides say, and where the intervals do not overlap.
        """
        if not (self.is_comparable and before.is_comparable):
            return 0
        (low, high), (low_before, high_before) = (
            wilson(self.numbers.good, self.n),
            wilson(before.numbers.good, before.n),
        )
        return (low > high_before) - (high < low_before)


def wilson(good: int, n: int) -> tuple[float, float]:
    """The interval of a share after Wilson (1927): true for few answers too, and never outside of 0 and 1."""
    if not n:
        return 0.0, 1.0
    share, square = good / n, Z * Z / n
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
