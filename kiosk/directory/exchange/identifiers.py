"""Identifiers for lines that have none."""

import re
from collections.abc import Iterable

from kiosk.directory.exchange.texts import folded

WORD = re.compile(r"[^\W_]+")


class Identifiers:
    """Hands out each identifier once: a second one gets the coordinates, or else a number, behind it."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def made(self, parts: Iterable[str], coordinates: Iterable[str]) -> str:
        """An identifier such as `bibliotheque-municipale-achenheim`; empty when there is nothing to make it of."""
        name = slug(parts)
        if not name:
            return ""
        name = name if name not in self.given else f"{name}-{slug(coordinates)}".rstrip("-")
        unique, rank = name, 1
        while unique in self.given:
            rank += 1
            unique = f"{name}-{rank}"
        self.given.add(unique)
        return unique


def slug(parts: Iterable[str]) -> str:
    return "-".join(folded(word) for part in parts for word in WORD.findall(part))[:180]
