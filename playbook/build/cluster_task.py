"""What runs in the workers of a Dask cluster: it hands documents to processes beside the worker, and sees to their limits.

A worker may be a daemon, which may have no children of `multiprocessing`; so these are plain subprocesses.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from playbook.build.cluster_child import Hello, Order, receive, send
from playbook.build.equipment import Equipment, differences
from playbook.build.job import Job, Outcome, failed
from playbook.build.pool import DEATH_HINT, Limits, death, too_slow
from playbook.errors import EnvironmentProblem

_START = 120.0
"""Seconds in which a process has to be ready; a cold file server is slow."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A few documents to make."""

    run: str
    """Names the build, so that its processes can be ended."""
    jobs: tuple[Job, ...]
    limits: Limits
    equipment: Equipment
    """What a worker must have."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A worker that cannot take part, and why."""

    reason: str


def hand_over(shipment: bytes) -> bytes:
    """Be the task whose result is the shipment: the cluster then brings it to each worker once, and again where it got lost."""
    return shipment


def inspect_here() -> Equipment:
    """Return the equipment of this machine, found out by a process beside this one, which need not load the PDF engine.

    Raises:
        EnvironmentProblem: when no such process can be started.
    """
    try:
        helper = _Helper()
    except _UnfitError as error:
        raise EnvironmentProblem(f"this machine {error}") from None
    helper.end()
    return helper.equipment


async def get_ready(run: str) -> Equipment | Unfit:
    """Start a first process for a build, and return what equipment is here; the worker can go on with its other work meanwhile."""
    try:
        helper = await asyncio.to_thread(_Helper)
    except _UnfitError as error:
        return Unfit(str(error))
    _give_back(run, helper)
    return helper.equipment


def make_documents(shipment: bytes, errand: Errand) -> tuple[Outcome, ...] | Unfit:
    """Make a few documents; one that hangs or dies is ended and fails by name."""
    outcomes: list[Outcome] = []
    for job in errand.jobs:
        if errand.run in _ended:
            break
        try:
            helper = _take(errand, shipment)
        except _UnfitError as error:
            return Unfit(str(error))
        outcomes.append(helper.make(job, errand.limits))
        _give_back(errand.run, helper)
    return tuple(outcomes)


def end_run(run: str) -> None:
    """End all processes of a build, also in the middle of a document."""
    with _lock:
        _ended[run] = None
        while len(_ended) > _REMEMBERED:
            del _ended[next(iter(_ended))]
        helpers = [*_idle.pop(run, ()), *_busy.pop(run, ())]
    for helper in helpers:
        helper.end()


_REMEMBERED = 64
_lock = threading.Lock()
_idle: dict[str, list[_Helper]] = {}
"""Processes that wait for the next document, by build."""
_busy: dict[str, list[_Helper]] = {}
_ended: dict[str, None] = {}
"""Builds that are over, the latest last."""


def _take(errand: Errand, shipment: bytes) -> _Helper:
    """Return a process that is ready for a document.

    Raises:
        _UnfitError: when none can be had here.
    """
    with _lock:
        waiting = _idle.get(errand.run)
        helper = waiting.pop() if waiting else None
    helper = helper or _Helper()
    with _lock:
        is_over = errand.run in _ended  # it may have been ended while the process started
        if not is_over:
            _busy.setdefault(errand.run, []).append(helper)
    if is_over:
        helper.end()
        raise _UnfitError("was told that the build is over")
    if not helper.is_ready:
        helper.prepare(errand, shipment)
    return helper


def _give_back(run: str, helper: _Helper) -> None:
    with _lock:
        if helper in _busy.get(run, ()):
            _busy[run].remove(helper)
        is_wanted = not helper.is_gone and run not in _ended
        if is_wanted:
            _idle.setdefault(run, []).append(helper)
    if not is_wanted:
        helper.end()


class _UnfitError(Exception):
    """A worker cannot take part, for a reason that reads on after its name."""


class _Helper:
    """One process that makes documents."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="playbook-", dir=_scratch()))
        self.is_gone = False
        # -P: what happens to lie in the working folder is not imported. -m would give its classes another module's name.
        program = "import sys; from playbook.build.cluster_child import main; main(sys.argv[1])"
        command = [sys.executable, "-P", "-c", program, str(self._folder)]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603
        except OSError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise _UnfitError(f"cannot start a process for documents ({error})") from None
        self._questions = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        self.is_ready = False
        self.equipment = self._ordered(Order()).equipment

    def prepare(self, errand: Errand, shipment: bytes) -> None:
        """Give it what it works with.

        Raises:
            _UnfitError: when it cannot work with that, or would write other bytes.
        """
        found = differences(self.equipment, errand.equipment)
        if found:
            raise _UnfitError(f"has {', '.join(found)}")
        refusal = self._ordered(Order(shipment, errand.limits.memory_mib)).refusal
        if refusal:
            raise _UnfitError(refusal)
        self.is_ready = True

    def _ordered(self, order: Order) -> Hello:
        answer = self._ask(order, _START)
        if not isinstance(answer, Hello):
            self.end()
            raise _UnfitError(f"cannot start a process for documents (it {answer})")
        return answer

    def make(self, job: Job, limits: Limits) -> Outcome:
        """Make one document."""
        answer = self._ask(job, limits.seconds)
        if isinstance(answer, Outcome):
            return answer
        if answer == _TOO_SLOW:
            return failed(job, *too_slow(limits))
        return failed(job, f"was not made: its worker process {answer}", DEATH_HINT)

    def _ask(self, question: object, seconds: float) -> object:
        """Return the answer, or how the process ended without one."""
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            send(self._questions, question)
            return receive(self._answers)
        except (EOFError, OSError, ValueError):  # ValueError: `end` closed it meanwhile
            self.is_gone = True
            code = self._process.wait()
            return _TOO_SLOW if is_late.is_set() else death(code)
        finally:
            timer.cancel()

    def end(self) -> None:
        """End it at once."""
        self.is_gone = True
        self._process.kill()
        self._process.wait()
        for stream in (self._questions, self._answers):
            with contextlib.suppress(OSError, ValueError):
                stream.close()
        shutil.rmtree(self._folder, ignore_errors=True)


_TOO_SLOW = "took too long"


def _scratch() -> str | None:
    """Return the folder in which the worker keeps things, which the cluster clears up after a crash."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:  # not in a task
        return None
