"""Which comments a meeting reads: chance decides, and everybody can check that it did."""

from collections.abc import Iterable
from hashlib import sha256

DRAWN = 10


def draw(seed: str, ids: Iterable[int], number: int = DRAWN) -> list[int]:
    """So many of the ids, in the order in which they were drawn: the smallest SHA-256 of `seed:id` first.

    Seed and ids alone decide: not the order in which the ids come, nor what is written in the comments.
    """
    return sorted(set(ids), key=lambda id: sha256(f"{seed}:{id}".encode()).digest())[:number]
