"""A million opinions: what the committee's dashboard and the public page take, and a tap while both are read."""

import json
import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from uuid import uuid4

from flask import Flask

from kiosk import demo
from kiosk.app import create_app
from kiosk.schema import upgrade
from tests import postgres
from tests.bench.acknowledgement import acknowledgement_line
from tests.bench.devices import Device
from tests.bench.figures import Line, alone, at_most, at_most_ratio, compared
from tests.bench.load import p95
from tests.bench.taps import SECRET, fill
from tests.office import add_user
from tests.workshops.crowd import Browser, served

MANY, FEW = 1_000_000, 100_000
DASHBOARD = ("/committee/figures", "/committee/figures?language=ar", "/committee/figures?kind=place")
PUBLIC = ("/fr/results", "/ar/results", "/de/results?by=place", "/fr/results?by=month", "/fr/results?by=hour")
LONGEST = {"tableau du comité": 400, "page publique": 100}  # ms
RATE, LONGEST_TAP = 50, 50  # taps a second, ms
JSON = {"Content-Type": "application/json", "Cookie": f"kiosk={SECRET}"}


class Town(NamedTuple):
    """A served kiosk, and somebody of the committee before it."""

    port: int
    member: Device


def sqlite_lines(folder: Path, requests: int, is_full: bool) -> list[Line]:
    urls = {size: f"sqlite:///{folder / f'taps-{size}.sqlite'}" for size in sizes(is_full)}
    return lines("SQLite", urls, folder, requests)


def postgres_lines(folder: Path, requests: int, is_full: bool) -> list[Line]:
    with postgres.running() as address:
        urls = {size: postgres.new_database(address) for size in sizes(is_full)}
        return lines("PostgreSQL", urls, folder, requests)


def sizes(is_full: bool) -> tuple[int, int]:
    """Many taps, and a tenth of them."""
    return (MANY, FEW) if is_full else (MANY // 10, FEW // 10)


def lines(name: str, urls: dict[int, str], folder: Path, requests: int) -> list[Line]:
    """The database of many beside the one of a tenth, asked for the same pages in turn."""
    many, few = urls
    with town(urls[many], folder, many) as ours, town(urls[few], folder, few) as small:
        pages = {"tableau du comité": DASHBOARD, "page publique": PUBLIC}
        found = [page_lines(f"{what}, {name}", ours, small, pages[what], requests, LONGEST[what]) for what in pages]
        return [*chain(*found), tap_line(name, ours, requests), acknowledgement_line(name, ours.port)]


@contextmanager
def town(url: str, folder: Path, size: int) -> Iterator[Town]:
    app = create_app({"SQLALCHEMY_DATABASE_URI": url}, {"KIOSK_DATA_DIR": str(folder)})
    with app.app_context():
        upgrade()
    demo.load(app)
    fill(app, size)
    email = member(app)
    with served(url, folder, secret_key=app.config["SECRET_KEY"]) as (port, _):
        yield Town(port, Device(port).sign_in(email))


def member(app: Flask) -> str:
    """The address of somebody new of the committee."""
    return add_user(app, "committee", email=f"{secrets.token_hex(4)}@mediatheque.example")


def page_lines(name: str, ours: Town, small: Town, paths: tuple[str, ...], requests: int, longest: int) -> list[Line]:
    """The wait of 95 of 100, and how it grows with ten times as many taps."""
    warm, turns = len(paths), requests + len(paths)
    pairs = [
        (wait(ours.member, path) * 1000, wait(small.member, path) * 1000)
        for path in (paths[number % len(paths)] for number in range(turns))
    ][warm:]
    many, few = (p95(column) for column in zip(*pairs, strict=True))
    return [
        alone(f"{name}, p95", "ms", many, few, at_most(longest, "ms"), 1),
        compared(f"{name}, dix fois plus d’avis", "ms", pairs, at_most_ratio(1.5), 1),
    ]


def wait(browser: Browser, path: str) -> float:
    start = time.perf_counter()
    status, _, _ = browser.ask("GET", path)
    assert status == 200, (path, status)
    return time.perf_counter() - start


def tap_line(name: str, ours: Town, requests: int) -> Line:
    """50 a second, each from the moment when it was due, while the dashboard is read; the floor: while nobody reads."""
    alone_waits = taps(ours.port, requests)
    done = Event()
    reader = Thread(target=read, args=(ours, done))
    reader.start()
    waits = taps(ours.port, requests)
    done.set()
    reader.join()
    return alone(
        f"un avis, {RATE} par seconde, p95, {name}", "ms", p95(waits), p95(alone_waits), at_most(LONGEST_TAP, "ms"), 1
    )


def read(ours: Town, done: Event) -> None:
    while not done.wait(0.5):
        wait(ours.member, DASHBOARD[0])


def taps(port: int, count: int) -> list[float]:
    """How long each waited, in ms."""
    start = time.perf_counter() + 0.5
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda number: tap(port, number, start + number / RATE), range(count)))


def tap(port: int, number: int, due: float) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    now = datetime.now(UTC).isoformat()
    times = {"captured_at": now, "sent_at": now, "gap_ms": 60_000}
    record = {"id": str(uuid4()), "revision": 1, "touchpoint": f"place-{1 + number % 60}", "value": 1 + number % 3}
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/events", json.dumps(record | times), JSON)
    assert connection.getresponse().status == 201
    connection.close()
    return (time.perf_counter() - due) * 1000
