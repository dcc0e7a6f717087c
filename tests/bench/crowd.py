"""A hundred times more places: the same pages over 200 and over 20,000."""

import random
import shutil
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import Connection, Table, create_engine, delete, insert, select

from kiosk.directory.models import DirectoryChange, Place
from tests.bench.figures import Line, at_most_ratio, compared
from tests.bench.load import p95, waits_in_turn
from tests.bench.server import Server, kiosk

FEW, MANY = 200, 20_000
SEED = 67
STANDING = "conseiller-numerique:62c3ee6cc9ce0606dcdcf178"
CENTRE, SPREAD = (48.58, 7.74), (0.04, 0.06)  # degrees: all of them in and around Strasbourg, so that maps have pins
SEARCHES = {"exacte": "médiathèque", "fautive": "mediateque", "arabe": "مكتبة"}
PATHS = {
    "liste": [f"/fr/places?page={page}" for page in range(1, 11)],
    "filtres": ["/fr/places/filters", "/fr/places?with=fee:free", "/fr/places?with=fee:free&with=service:everyday"],
}
WORDS = """Acacia Aubépine Belfort Bruche Cigogne Colmar Donon Érable Forêt Frêne Gare Hêtre Houblon Ill Jardin Kléber
Lavande Mésange Mirabelle Neuhof Orme Parc Quai Rhin Sapin Sureau Tilleul Tramway Vignes Vosges Wacken Zorn""".split()
PLACES, CHANGES = cast(Table, Place.__table__), cast(Table, DirectoryChange.__table__)


def lines(france: Path, folder: Path, rounds: int, requests: int) -> list[Line]:
    """The 95th percentile of each kind of page over 20,000 places, in ratio to the same over 200."""
    few, many = (crowded(france, folder / str(size), size) for size in (FEW, MANY))
    kinds = [(f"{kind}, 20 000 lieux", paths, 1.5) for kind, paths in PATHS.items()]
    kinds += [(f"recherche {kind}, 20 000 lieux", [f"/fr/places?q={quote(q)}"], 3) for kind, q in SEARCHES.items()]
    with kiosk(many, KIOSK_PLACE=STANDING) as big, kiosk(few, KIOSK_PLACE=STANDING) as small:
        return [kind_line(name, paths, most, (big, small), rounds, requests) for name, paths, most in kinds]


def kind_line(
    name: str, paths: list[str], most: float, servers: tuple[Server, Server], rounds: int, requests: int
) -> Line:
    addresses = [server.address for server in servers]
    # What both keep is asked for once before.
    waits_in_turn(addresses, paths)
    pairs = []
    for _ in range(rounds):
        big, small = (p95(waits) * 1000 for waits in waits_in_turn(addresses, islice(cycle(paths), requests)))
        pairs.append((big, small))
    return compared(name, "ms (p95)", pairs, at_most_ratio(most), 1)


def crowded(france: Path, target: Path, size: int) -> Path:
    """A data folder with so many places, made of the imported ones with other names, ids and positions."""
    shutil.copytree(france, target)
    engine = create_engine(f"sqlite:///{target / 'kiosk.sqlite'}")
    with engine.begin() as connection:
        multiply(connection, size)
    engine.dispose()
    return target


def multiply(connection: Connection, size: int) -> None:
    """Put so many variants in the place of all places, the one where the kiosk stands first."""
    chance = random.Random(SEED)
    rows = [dict(row) for row in connection.execute(select(PLACES)).mappings()]
    chance.shuffle(rows)
    rows.sort(key=lambda row: f"{row['source']}:{row['external_id']}" != STANDING)
    connection.execute(delete(PLACES))
    connection.execute(
        insert(PLACES), [variant(row, id, chance) for id, row in enumerate(islice(cycle(rows), size), 1)]
    )
    connection.execute(insert(CHANGES), {"happened_at": datetime.now(UTC).replace(tzinfo=None), "reason": "bench"})


def variant(row: dict[str, Any], id: int, chance: random.Random) -> dict[str, Any]:
    """The place under another id and name, somewhere else; the first one keeps what it is called by."""
    changed: dict[str, Any] = {"id": id, "is_position_doubtful": False}
    if id > 1:
        name = " ".join([row["name"], *chance.sample(WORDS, 2)])
        changed |= {"external_id": f"{row['external_id']}-{id}", "name": name}
    latitude, longitude = (chance.gauss(middle, spread) for middle, spread in zip(CENTRE, SPREAD, strict=True))
    return {**row, **changed, "latitude": latitude, "longitude": longitude}
