"""How far a build is: a line that renews itself, on a terminal only."""

from __future__ import annotations

import os
import sys
import time

from playbook.cli.console import harmless

_EVERY = 0.1
"""Seconds between two renewals."""
_USUAL = 80
"""Columns of a terminal that does not say how wide it is."""


class Progress:
    """Counts documents, and says how many a minute and how long it will still take."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._failed = total, 0, 0
        self._began = self._shown = time.monotonic()
        self._is_on = total > 0 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._is_wiped = True

    def step(self, name: str, *, is_made: bool) -> None:
        """Count one document."""
        self._done += 1
        self._failed += not is_made
        now = time.monotonic()
        if self._is_on and (now - self._shown >= _EVERY or self._done == self._total):
            self._shown = now
            self._show(name, now - self._began)

    def told(self) -> str:
        """Return how many are done, as the beginning of a sentence."""
        return f"{self._done} of {self._total} documents"

    def end(self) -> None:
        """Wipe the line, so that what is said next stands by itself."""
        if self._is_on and not self._is_wiped:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._is_wiped = True

    def _show(self, name: str, seconds: float) -> None:
        text = progress_line(self._done, self._total, self._failed, seconds)
        line = f"{text}  {harmless(name)}"[: max(len(text), _width() - 1)]
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
        self._is_wiped = False


def progress_line(done: int, total: int, failed: int, seconds: float) -> str:
    """Return how far it is in words, with the rate and the time left."""
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate else 0.0
    parts = [f"{done} of {total} documents ({100 * done // total}%)"]
    if failed:
        parts.append(f"{failed} failed")
    parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.0f} a minute")
    if done < total:
        parts.append(f"{duration(left)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time in words: `40 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def _width() -> int:
    try:
        return (
            os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL
        )  # some terminals say that they have none
    except OSError:
        return _USUAL
