"""The import of 4,930 places through the command, against a CSV poured into one table."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from kiosk.bootstrap import ROOT
from tests import postgres
from tests.bench.figures import Line, alone, at_most

FRANCE = ROOT / "tests" / "data" / "lieux-france-2022-12.v1.csv"
FIRST, SECOND, MEMORY = 15, 5, 300  # seconds, seconds, MB
SOME_REFUSED = 1


class Run(NamedTuple):
    """What a process took: seconds, and MB of memory at its peak."""

    seconds: float
    peak: float


def sqlite_lines(folder: Path) -> list[Line]:
    """The two imports into SQLite; what they brought stays in the folder."""
    folder.mkdir()
    environ = {"KIOSK_DATA_DIR": str(folder)}
    return lines("SQLite", environ, f"sqlite:///{folder / 'plain.sqlite'}")


def postgres_lines(folder: Path) -> list[Line]:
    with postgres.running() as address:
        environ = {"KIOSK_DATA_DIR": str(folder / "postgres"), "KIOSK_DATABASE_URL": postgres.new_database(address)}
        return lines("PostgreSQL", environ, postgres.new_database(address))


def lines(database: str, environ: dict[str, str], plain_url: str) -> list[Line]:
    plain = run("tests.bench.floor_import", str(FRANCE), plain_url)
    first, second = (run("kiosk", "import-places", str(FRANCE), **environ) for _ in range(2))
    return [
        alone(f"import, {database}", "s", first.seconds, plain.seconds, at_most(FIRST, "s"), 1),
        alone(f"second import, {database}", "s", second.seconds, plain.seconds, at_most(SECOND, "s"), 1),
        alone(f"mémoire de l'import, {database}", "MB", first.peak, plain.peak, at_most(MEMORY, "MB")),
    ]


def run(module: str, *arguments: str, **environ: str) -> Run:
    """Run a module to its end in a process of its own."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=os.environ | environ, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode not in (0, SOME_REFUSED):
            raise ChildProcessError(output.read())
    return Run(time.perf_counter() - start, usage.ru_maxrss * 1024 / 1e6)
