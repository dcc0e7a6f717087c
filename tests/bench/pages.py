"""The list page against the floor: throughput, processor time, weight, memory."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import product
from pathlib import Path

from kiosk.config import LOCALES
from tests.bench.figures import Line, alone, at_least_ratio, at_most, at_most_ratio, compared
from tests.bench.load import Client, Load, load
from tests.bench.server import Server, floor, kiosk

CLIENTS = 8
ENDLESS = 10**9
LIST, FLOOR_LIST = "/fr/places", "/places"
KINDS = {
    "accueil": "/fr/",
    "besoins": "/fr/needs",
    "filtres": "/fr/places/filters",
    "liste": LIST,
    "liste en arabe": "/ar/places",
    "recherche": "/fr/places?q=mediateque",
    "lieu": "/fr/places/1",
    "carte": "/fr/map",
}
MIXED = (
    "", "needs", "needs?part=2", "places", "places?page=2", "places?q=mediateque", "places?with=open", "places/filters",
    "places/filters?with=step_free", "map", "sources", "help", "privacy", "accessibility", "language", "display",
)  # fmt: skip
AFTER_START = 2  # seconds
LONGEST = 120  # seconds of mixed requests, on a machine that is busy with something else
LARGEST_PAGE = 25  # kB, of every page after the first
MEMORY = 150  # MB
Pair = tuple[float, float]


def list_lines(data: Path, rounds: int, seconds: float) -> list[Line]:
    """Answers per second with eight clients, what each costs the processor, and the first one after the start."""
    with kiosk(data) as ours, floor(data / "kiosk.sqlite") as plain:
        first = first_wait(ours, LIST), first_wait(plain, FLOOR_LIST)
        for server, path in ((ours, LIST), (plain, FLOOR_LIST)):
            pressed(server, path, seconds / 2)
        pairs = [round_of(partial(pressed, seconds=seconds), ours, plain) for _ in range(rounds)]
    throughputs, costs = (list(half) for half in zip(*pairs, strict=True))
    return [
        compared("liste, 8 clients", "pages/s", throughputs, at_least_ratio(0.5)),
        compared("liste, temps de processeur", "ms", costs, at_most_ratio(2), 2),
        alone(f"première page, {AFTER_START} s après le démarrage", "ms", *first),
    ]


def first_wait(server: Server, path: str) -> float:
    """Milliseconds that the first visitor waits, who comes a little after the start."""
    time.sleep(AFTER_START)
    with closing(Client(server.address)) as client:
        return client.wait(path) * 1000


def pressed(server: Server, path: str, seconds: float) -> tuple[Load, float]:
    """What the clients saw, and the milliseconds of processor that each answer took."""
    before = server.processor
    seen = load(server.address, [path], CLIENTS, seconds, ENDLESS)
    return seen, (server.processor - before) * 1000 / len(seen.waits)


def round_of(press: Callable[[Server, str], tuple[Load, float]], ours: Server, plain: Server) -> tuple[Pair, Pair]:
    """Throughputs and costs, ours and the floor's, measured one right after the other."""
    (plainly, plain_cost), (seen, cost) = press(plain, FLOOR_LIST), press(ours, LIST)
    return (seen.throughput, plainly.throughput), (cost, plain_cost)


def weight_lines(data: Path, requests: int) -> list[Line]:
    """Bytes on the wire of each kind of page, and the memory of a process that has served so many."""
    with kiosk(data) as ours, floor(data / "kiosk.sqlite") as plain:
        light = weight(plain, FLOOR_LIST)
        weights = [
            alone(f"poids : {kind}", "kB", weight(ours, path), light, at_most(LARGEST_PAGE, "kB"), 1)
            for kind, path in KINDS.items()
        ]
        served = len(load(ours.address, mixed(data), CLIENTS, LONGEST, requests).waits)
        load(plain.address, [FLOOR_LIST], CLIENTS, LONGEST / 3, requests)
        name = f"mémoire après {served} requêtes"
        return [*weights, alone(name, "MB", ours.memory, plain.memory, at_most(MEMORY, "MB"))]


def weight(server: Server, path: str) -> float:
    """Kilobytes of the body as it is sent."""
    with closing(Client(server.address)) as client:
        return len(client.get(path)) / 1000


def mixed(data: Path) -> list[str]:
    """Addresses of all public pages in every language, those of places included."""
    with sqlite3.connect(data / "kiosk.sqlite") as database:
        ids = [id for (id,) in database.execute("SELECT id FROM places ORDER BY id")]
    details = [f"places/{id}{view}" for id, view in product(ids, ("", "/slip", "/large"))]
    pages = [page for pair in zip(details, MIXED * len(details), strict=False) for page in pair]
    return [f"/{locale}/{page}" for page, locale in product(pages, LOCALES)]
