"""What keeps a served process small."""

import ctypes
import gc
import sys

YOUNG = 10_000
"""How many new objects make the garbage collector look through the young ones; Python's 700 are part of one answer."""
M_ARENA_MAX = -8
"""The parameter of mallopt(3), in glibc's malloc.h."""


def share_heap() -> None:
    """Let all threads take memory from one heap: glibc gives each its own, 2 MB a thread that nobody else can use."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(M_ARENA_MAX, 1)


def freeze() -> None:
    """Keep the garbage collector from going through what stays: forked processes share it, and no answer waits."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
