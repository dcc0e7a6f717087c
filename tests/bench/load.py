"""Clients that ask for pages over connections that stay open, as browsers do, and look at their watch."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPMessage
from itertools import cycle, islice, takewhile
from statistics import quantiles

# What Chromium asks for where there is no TLS.
HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate", "Accept-Language": "fr"}
TIMEOUT = 60  # seconds


class UnexpectedAnswer(Exception):
    """A page that did not come with status 200."""


@dataclass(frozen=True)
class Load:
    """What clients saw: how long each answer took, and all of them together, in seconds."""

    waits: list[float]
    seconds: float

    @property
    def throughput(self) -> float:
        """Answers per second."""
        return len(self.waits) / self.seconds


class Client:
    """One browser: one connection, and the cookies it was given."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(address.removeprefix("http://"), timeout=TIMEOUT)
        self.headers = dict(HEADERS)

    def close(self) -> None:
        self.connection.close()

    def get(self, path: str) -> bytes:
        """The body as it was sent."""
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise UnexpectedAnswer(f"{path}: {answer.status}")
        if answer.headers["Set-Cookie"]:
            self.headers["Cookie"] = cookies(answer.headers)
        return body

    def wait(self, path: str) -> float:
        """Seconds until the page was there."""
        start = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start


def cookies(headers: HTTPMessage) -> str:
    return "; ".join(cookie.partition(";")[0] for cookie in headers.get_all("Set-Cookie", []))


def load(address: str, paths: Sequence[str], clients: int, seconds: float, requests: int) -> Load:
    """The pages in turn, asked for by so many clients at once, for so long or so many times, whichever ends first."""
    start = time.perf_counter()
    turns = [islice(cycle(paths), number, number + requests // clients) for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        waits = pool.map(partial(client_waits, address, start + seconds), turns)
        found = [wait for part in waits for wait in part]
    return Load(found, time.perf_counter() - start)


def client_waits(address: str, until: float, paths: Iterable[str]) -> list[float]:
    with closing(Client(address)) as client:
        in_time = takewhile(lambda _: time.perf_counter() < until, paths)
        return [client.wait(path) for path in in_time]


def waits_in_turn(addresses: Sequence[str], paths: Iterable[str]) -> list[list[float]]:
    """Seconds at each address for each page, asked for here, then there: what disturbs one disturbs the other."""
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(Client(address))) for address in addresses]
        waits = [[client.wait(path) for client in clients] for path in paths]
    return [list(column) for column in zip(*waits, strict=True)]


def p95(waits: Sequence[float]) -> float:
    """What 95 of 100 did not exceed."""
    return quantiles(waits, n=20)[-1]
