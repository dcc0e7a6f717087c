"""Names of communes and the codes that go with them."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kiosk.directory.exchange.texts import folded

FILE = Path(__file__).parent.parent / "data" / "communes.csv"
SMALL_WORDS = frozenset(
    "a à au aux d de del des di du en et ès l la le les lès lez près s sous sur".split()
)  # fmt: skip
WORD = re.compile(r"[^\W_]+")
CEDEX = re.compile(r"\s+cedex\b.*$", re.I)
INSEE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")


class Commune(NamedTuple):
    """A commune of the Eurométropole: INSEE code, name, postal codes."""

    code: str
    name: str
    postal_codes: tuple[str, ...]


@cache
def communes() -> dict[str, Commune]:
    """The communes of the Eurométropole by INSEE code (@etalab/decoupage-administratif 6.0.0)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        listed = csv.DictReader(file)
        return {
            row["code_insee"]: Commune(row["code_insee"], row["nom"], tuple(row["codes_postaux"].split("|")))
            for row in listed
        }


@cache
def by_name() -> dict[str, Commune]:
    return {folded(commune.name): commune for commune in communes().values()}


def named(name: str, postal_code: str) -> Commune | None:
    """The commune of the Eurométropole that a line names, unless its postal code lies in another department."""
    commune = by_name().get(folded(CEDEX.sub("", name)))
    return commune if commune and postal_code[:2] in ("67", "") else None


@lru_cache(maxsize=8192)
def proper(name: str) -> str:
    """A commune's name with its usual capitals: `NIEDERBRONN-LES-BAINS` becomes `Niederbronn-les-Bains`."""
    known = by_name().get(folded(name))
    if known:
        return known.name
    return titled(name) if name.isupper() or name.islower() else name


def titled(name: str) -> str:
    first = WORD.search(name)
    start = first.start() if first else 0
    return WORD.sub(lambda word: cased(word[0].lower(), word.start() == start), name)


def cased(word: str, is_first: bool) -> str:
    is_small = (word in SMALL_WORDS and not is_first) or word[0].isdigit()
    return word if is_small else word[:1].upper() + word[1:]
