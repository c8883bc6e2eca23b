"""Ctrl-C that is not lost. The PDF engine calls back into Python from C, where an exception is dropped, Ctrl-C included."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def remembered() -> Iterator[Callable[[], None]]:
    """Remember Ctrl-C within the block; yields what raises it again where it was dropped, to be called between steps."""
    seen = threading.Event()

    def remember(_number: int, _frame: FrameType | None) -> None:
        seen.set()
        raise KeyboardInterrupt

    def raise_again() -> None:
        if seen.is_set():
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only there may it be asked for
        yield raise_again
        return
    before = signal.signal(signal.SIGINT, remember)
    try:
        yield raise_again
    finally:
        signal.signal(signal.SIGINT, before)
