"""Index entries made straight from the files of real places, without a database."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from kiosk.directory.finder.facets import facets_of
from kiosk.directory.finder.index import DirectoryIndex, Entry
from kiosk.directory.standard import COLUMNS

SHIPPED = Path(__file__).parents[2] / "kiosk" / "directory" / "data"
FRANCE = Path(__file__).parents[1] / "data" / "lieux-france-2022-12.v1.csv"
CATHEDRAL = (48.5818, 7.7510)
KEYWORDS = {
    "kind:BIB": ("médiathèque, bibliothèque", "Bibliothek", "library", "مكتبة", "Kütüphane", "бібліотека, медіатека"),
    "service:access": ("ordinateur", "Computer", "حاسوب", "bilgisayar", "комп'ютер"),
    "fee:free": ("gratuit", "kostenlos", "free of charge", "مجاني", "ücretsiz", "безкоштовно"),
}


@dataclass
class Traits:
    """A place as far as its facets are concerned."""

    name: str = ""
    services: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    special_care: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    insee_code: str = ""
    is_step_free: bool | None = None


def strasbourg(origin: tuple[float, float] | None = CATHEDRAL) -> DirectoryIndex:
    """The index of what the kiosk ships."""
    files = (SHIPPED / "places-bas-rhin.csv", SHIPPED / "libraries-osm.csv")
    rows = [row for file in files for row in read(file)]
    return DirectoryIndex(map(entry, count(1), rows), origin, KEYWORDS)


def france(places: int) -> list[Entry]:
    """So many entries of the national extract, repeated with other ids, moved a little, where it has fewer."""
    rows = list(read(FRANCE))
    rounds = (moved(row, turn) for turn in count() for row in rows)
    return list(islice(map(entry, count(1), rounds), places))


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def moved(row: Mapping[str, str], turn: int) -> dict[str, str]:
    latitude = f"{float(row['latitude']) + turn / 1000}" if row["latitude"] else ""
    return {**row, "latitude": latitude, "nom": f"{row['nom']} {turn}" if turn else row["nom"]}


def entry(number: int, row: Mapping[str, str]) -> Entry:
    latitude, longitude = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
    texts = (row.get(column, "") for column in ("code_postal", "adresse", "structure_parente"))
    name, commune, insee_code = row["nom"], row["commune"], row["code_insee"]
    place = (number, name, commune, insee_code, latitude, longitude, False)
    return Entry(*place, facets(row), " ".join(texts), row["horaires"])


def facets(row: Mapping[str, str]) -> frozenset[str]:
    traits = Traits(row["nom"], insee_code=row["code_insee"])
    for column in COLUMNS:
        if column.codes and hasattr(traits, column.attribute):
            setattr(traits, column.attribute, codes(row, column.name, column.codes))
    return facets_of(traits)


def codes(row: Mapping[str, str], column: str, known: Mapping[str, str]) -> tuple[str, ...]:
    official = set(row.get(column, "").split("|"))
    return tuple(code for code, wording in known.items() if wording in official)
