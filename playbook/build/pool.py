"""Documents made by worker processes. Each has a pipe of its own and shares no lock, so one that dies or hangs costs one document."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import platform
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import BaseContext
from typing import Any

from playbook.build import worker
from playbook.build.job import Job, Outcome, failed
from playbook.build.workshop import Workshop

_PATIENCE = 5.0
"""Seconds that a worker which was told to stop is waited for."""
_START = 60.0
"""Seconds that a worker may take to load everything, before its first document counts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take."""

    seconds: float = 120.0
    memory_mib: int = 2048


def usable_processors() -> int:
    """Return on how many processors this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_in_processes(
    jobs: Sequence[Job], workshop: Workshop, count: int, limits: Limits
) -> Iterator[Outcome]:
    """Make documents in *count* processes, and yield each outcome as it comes.

    A worker that dies, or that is at one document longer than it may be, is replaced, and its document fails by name.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-", ignore_cleanup_errors=True) as scratch:
        yield from _make(deque(jobs), count, _Start(_context(), workshop, limits, scratch))


@dataclass(frozen=True, slots=True)
class _Start:
    """What every worker is started with."""

    context: BaseContext
    workshop: Workshop
    limits: Limits
    scratch: str
    """A folder for whatever has to be on a disk; a worker that is killed cannot clear up after itself."""


def _make(waiting: deque[Job], count: int, start: _Start) -> Iterator[Outcome]:
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            idle = sum(one.job is None for one in workers)
            wanted = min(count - len(workers), len(waiting) - idle)
            workers += [_Worker(start) for _ in range(wanted)]
            for one in workers:
                if one.job is None and waiting:
                    one.take(waiting.popleft())
            for one in [one for one in workers if one.job is None]:
                workers.remove(one)  # nothing is left for it
                one.stop()
            for one in _ready(workers):
                outcome = one.outcome()
                if outcome:
                    yield outcome
                if one.is_gone:
                    workers.remove(one)
                    one.stop()
    finally:
        for one in workers:
            one.kill()


def _context() -> BaseContext:
    """Return how workers are started: from a server that has everything loaded, where the system can do that."""
    if platform.system() == "Linux":  # macOS must not fork what has its fonts loaded
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["playbook.build.preload"])
        return context
    return multiprocessing.get_context("spawn")


def _ready(workers: list[_Worker]) -> list[_Worker]:
    """Wait until some worker has something to say or has had its time, and return those; each has a document."""
    if not workers:
        return []
    now = time.monotonic()
    wait = max(0.0, min(one.deadline for one in workers) - now)
    pipes: list[Any] = [one.pipe for one in workers]
    heard = set(connection.wait(pipes, wait))
    now = time.monotonic()
    return [one for one in workers if one.pipe in heard or one.deadline <= now]


class _Worker:
    """One process and what it is at."""

    def __init__(self, start: _Start) -> None:
        self.pipe, theirs = start.context.Pipe()
        self._limits = start.limits
        self._process: Any = start.context.Process(  # type: ignore[attr-defined]
            target=worker.serve,
            args=(theirs, start.workshop, start.limits.memory_mib, start.scratch),
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self.job: Job | None = None
        self.deadline = float("inf")
        self.is_gone = False
        self._has_begun = False

    def take(self, job: Job) -> None:
        """Begin with a document."""
        self.job = job
        self.deadline = time.monotonic() + self._limits.seconds + (0 if self._has_begun else _START)
        with contextlib.suppress(OSError):  # it died between two documents, which `outcome` notices
            self.pipe.send(job)

    def outcome(self) -> Outcome | None:
        """Return what came of its document; nothing where it only says that it has begun."""
        job = self.job
        try:
            if self.pipe.poll():
                outcome: Outcome | None = self.pipe.recv()
                if outcome is None:
                    self._has_begun = True
                    self.deadline = time.monotonic() + self._limits.seconds
                    return None
                self.job = None
                return outcome
        except (EOFError, OSError):
            self.is_gone = True
            self._process.join(_PATIENCE)
            what = f"was not made: its worker process {death(self._process.exitcode)}"
            return failed(job, what, DEATH_HINT) if job else None
        self.is_gone = True
        self.kill()
        return failed(job, *too_slow(self._limits)) if job else None

    def stop(self) -> None:
        """Let it end by itself: nobody sends it anything any more."""
        self.pipe.close()
        self._process.join(_PATIENCE)
        self.kill()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


DEATH_HINT = "Build again; if it dies again, it may need more memory: raise --memory-limit."


def death(code: int | None) -> str:
    """Return in words how a process ended that should not have."""
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    return f"died ({how})"


def too_slow(limits: Limits) -> tuple[str, str]:
    """Return what is said of a document that took too long, and the remedy."""
    hint = "Raise the limit with --time-limit, or shorten the longest texts of the profile."
    unit = "second" if limits.seconds == 1 else "seconds"
    return f"took longer than {limits.seconds:g} {unit}", hint
