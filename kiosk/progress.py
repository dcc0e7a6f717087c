"""One line that tells what is being done and for how long. Standard library only, readable by Python 3.9."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO


class Progress:
    """`[2/4] Paquets Python … 12 s`, counting where the line can be rewritten."""

    def __init__(self, title: str) -> None:
        self.title, self.start, self.is_live = title, time.monotonic(), sys.stdout.isatty()

    @property
    def seconds(self) -> str:
        return f"{time.monotonic() - self.start:.0f} s"

    def tick(self) -> None:
        if self.is_live:
            print(f"\r{self.title} … {self.seconds}", end="", flush=True)


@contextmanager
def shown(title: str) -> Iterator[Progress]:
    """The line, from its title to its seconds; it is ended too when the work fails."""
    progress = Progress(title)
    print(f"{title} …", end="", flush=True)
    try:
        yield progress
    except BaseException:
        print(flush=True)
        raise
    print(f"\r{title} … {progress.seconds}" if progress.is_live else f" {progress.seconds}", flush=True)


def forgive_encoding(stream: TextIO) -> None:
    """An old terminal shows a question mark for a sign it lacks; it does not end the program."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
