"""Servers in processes of their own: the kiosk as its command starts it, and the floor."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.bootstrap import ROOT

PATIENCE = 60  # seconds to wait for a server


class Server:
    """A process that answers at `address`, and ends when it is told."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address

    @property
    def processor(self) -> float:
        """Seconds of processor it has used; they suffer less from other programs than the clock on the wall."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """MB of memory that are its own, and its share of what it shares with others."""
        return memory_of(self.process.pid)


def memory_of(process: int) -> float:
    """MB of a process and of those it has started."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    own = sum(int(size) * 1024 / 1e6 for size in re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE))
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(memory_of(int(child)) for child in children)


@contextmanager
def kiosk(folder: Path, **environ: str) -> Iterator[Server]:
    """The kiosk on the data of a folder; the real places of Strasbourg where it is empty."""
    with served(["-m", "kiosk", "run", "--port", "0"], {"KIOSK_DATA_DIR": str(folder), **environ}) as process:
        yield Server(process, announced(process))


@contextmanager
def floor(database: Path) -> Iterator[Server]:
    """The plain list of the places in a SQLite database."""
    port = free_port()
    with served(["-m", "tests.bench.floor", str(database), str(port)], {}) as process:
        await_port(port)
        yield Server(process, f"http://127.0.0.1:{port}")


@contextmanager
def served(arguments: list[str], environ: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    # What it says goes to a file: nobody reads a pipe while it serves, and a full one would stop it.
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=kept | environ, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def announced(process: "subprocess.Popen[str]") -> str:
    """The address in the line that the kiosk prints when it really serves."""
    assert process.stdout
    for line in process.stdout:
        if line.startswith("Serving on "):
            return line.removeprefix("Serving on ").strip()
    raise ChildProcessError("the kiosk did not start")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def await_port(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise ChildProcessError("the floor did not start")
