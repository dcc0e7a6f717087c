"""Many residents at once, each with a browser of their own, through real HTTP against two gunicorn workers."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_connection, socket
from threading import Barrier
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

from kiosk.config import ROOT

FIELD = re.compile(r'name="(csrf_token|client_id)"[^>]* value="([^"]*)"')
TICKET = re.compile(r"/t/[A-Z2-7]{26}\?visit=\w+")
RANK = re.compile(r'data-rank="(\d+)"')
PATIENCE = 60  # seconds


class Answer(NamedTuple):
    """What one resident was told: `state` is seated, waiting or an error; the rank of who waits."""

    state: str
    rank: int | None = None


class Browser:
    """One browser and its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.fields: dict[str, str] = {}

    def ask(
        self, method: str, path: str, body: str | None = None, extra: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[int, str, str]:
        """Status, Location and the page; 0 when nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", **extra}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return response.status, response.headers.get("Location") or "", response.read().decode()
        except (OSError, HTTPException):
            return 0, "", ""
        finally:
            connection.close()


class Resident(Browser):
    """Somebody with the form of a workshop before them."""

    def __init__(self, port: int, workshop: int, name: str) -> None:
        super().__init__(port)
        self.workshop, self.name = workshop, name
        self.ticket = ""

    def open_form(self) -> "Resident":
        status, _, page = self.ask("GET", f"/en/workshops/{self.workshop}/sign-up")
        assert status == 200, page[:300]
        self.fields = dict(FIELD.findall(page))
        return self

    def send(self, seats: int = 1) -> None:
        """Sign up; the ticket's address is kept."""
        body = urlencode({**self.fields, "name": self.name, "contact": "", "seats": seats})
        status, location, _ = self.ask("POST", f"/en/workshops/{self.workshop}/registrations", body)
        found = TICKET.search(location)
        self.ticket = found[0] if status == 303 and found else ""

    def answer(self) -> Answer:
        """What the ticket says."""
        status, _, page = self.ask("GET", self.ticket) if self.ticket else (500, "", "")
        rank = RANK.search(page)
        if rank:
            return Answer("waiting", int(rank[1]))
        return Answer("seated" if status == 200 and "Your seat is kept" in page else "error")


def race(
    port: int, workshop: int, size: int, meanwhile: Callable[[], None] = lambda: None
) -> tuple[list[Resident], float]:
    """So many residents send their forms at the same moment; how long all the answers took, in seconds."""
    residents = [Resident(port, workshop, f"Nr {number}") for number in range(size)]
    start = Barrier(size + 1)

    def run(resident: Resident) -> None:
        start.wait()
        resident.send()

    with ThreadPoolExecutor(8) as few:
        list(few.map(Resident.open_form, residents))
    with ThreadPoolExecutor(size) as all_at_once:
        sent = [all_at_once.submit(run, resident) for resident in residents]
        start.wait()
        began = time.perf_counter()
        meanwhile()
        for one in sent:
            one.result()
        return residents, time.perf_counter() - began


def answers(residents: Sequence[Resident]) -> list[Answer]:
    with ThreadPoolExecutor(8) as few:
        return list(few.map(Resident.answer, residents))


@contextmanager
def served(
    database: str, folder: Path, application: str = "kiosk.wsgi:app", secret_key: str = ""
) -> Iterator[tuple[int, int]]:
    """The port and the process of the kiosk behind two gunicorn workers, on this database."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--preload",
        "--workers",
        "2",
        "--threads",
        "4",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    environ = {**os.environ, "KIOSK_DATABASE_URL": database, "KIOSK_DATA_DIR": str(folder), "PYTHONWARNINGS": ""}
    environ |= {"KIOSK_SECRET_KEY": secret_key} if secret_key else {}
    with (folder / "gunicorn.log").open("w") as log:
        process = subprocess.Popen([*command, application], cwd=ROOT, env=environ, stderr=log, start_new_session=True)
    try:
        await_port(port)
        yield port, process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def await_port(port: int) -> None:
    for _ in range(PATIENCE * 20):
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError
