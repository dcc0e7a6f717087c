"""`python3 -m tests`: prepares everything, then style, types, templates, catalogues, and the tests.

With arguments, only pytest runs, with them, one test after the other.
Python 3.9 can read this file, to be told that it is too old.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from kiosk import bootstrap
from kiosk.progress import shown
from kiosk.remedies import INTERRUPTED

# Whole browsers: the headless shell keeps no page for the Back button, which is what must be tried.
BROWSERS = ("chromium", "google-chrome")
NO_BROWSER = "Il manque de quoi tester dans un navigateur : « apt install chromium libatomic1 »."
# A worker has databases and a browser of its own. Each begins with its own part of the tests, those of one database
# together, and takes some of another's when it has no more.
WORKERS = ("--numprocesses", "logical", "--maxprocesses", "4", "--dist", "worksteal")
PYTHON = ("kiosk", "tests", "hatch_build.py")
GATES = {
    "ruff check": ("ruff", "check", *PYTHON),
    "ruff format": ("ruff", "format", "--check", *PYTHON),
    "mypy": ("mypy", *PYTHON),
    "djlint": ("djlint", "--lint", "--quiet", "templates"),
    "catalogues": ("kiosk.cli", "catalogue", "--check"),
}


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when every gate is green."""
    ensure_browser()
    failed = [] if arguments else failed_gates()
    print(f"[{len(GATES) + 1}/{len(GATES) + 1}] pytest", flush=True)
    status = python("pytest", *(arguments or WORKERS)).returncode
    if failed:
        print(f"Échec : {', '.join(failed)}.", file=sys.stderr)
    return status or bool(failed)


def failed_gates() -> list[str]:
    """The gates that failed, each run, its output printed only when it says something."""
    failed = []
    for number, (name, command) in enumerate(GATES.items(), 1):
        with shown(f"[{number}/{len(GATES) + 1}] {name}"):
            gate = python(*command, quietly=True)
        if gate.returncode:
            print(gate.stdout, flush=True)
            failed.append(name)
    return failed


def python(module: str, *arguments: str, quietly: bool = False) -> subprocess.CompletedProcess[str]:
    output = subprocess.PIPE if quietly else None
    stderr = subprocess.STDOUT if quietly else None
    return subprocess.run([sys.executable, "-m", module, *arguments], stdout=output, stderr=stderr, text=True)


def ensure_browser() -> None:
    """Have a browser, and the library that its driver needs; one line when they cannot be had."""
    if ctypes.util.find_library("atomic") is None and not installed_by_apt("libatomic1"):
        bootstrap.end(1, NO_BROWSER)
    if not any(map(shutil.which, BROWSERS)) and not installed_by_playwright() and not installed_by_apt(BROWSERS[0]):
        bootstrap.end(1, NO_BROWSER)


def installed_by_playwright() -> bool:
    with shown("Navigateur, par Playwright"):
        return not python("playwright", "install", BROWSERS[0], quietly=True).returncode


def installed_by_apt(package: str) -> bool:
    if os.geteuid() or not shutil.which("apt-get"):
        return False
    with shown(f"{package}, par apt-get"):
        subprocess.run(["apt-get", "update"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        command = ["apt-get", "install", "-y", "--no-install-recommends", package]
        return not subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    bootstrap.enter(bootstrap.TEST_LOCK, "tests")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        bootstrap.end(130, INTERRUPTED)
