"""When Python looks for garbage: a laid-out document is some hundred thousand boxes that refer to each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_MANY = (50_000, 10, 10)
"""Thresholds of Python's garbage collector where every document makes some hundred thousand boxes."""
_written = count(1)
_TIDY_EVERY = 12
"""Documents between two searches for garbage: boxes refer to each other, so a document's stay until somebody looks."""


def tidy() -> None:
    """Give back what the last documents left, which Python by itself finds too late to matter here."""
    if next(_written) % _TIDY_EVERY == 0:
        gc.collect()


def settle() -> None:
    """Keep what is loaded by now out of every later search."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_MANY)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the boxes of a document grow up undisturbed: looking among them for garbage is a fifth of the time, and finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
