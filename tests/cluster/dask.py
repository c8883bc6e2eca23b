"""A real scheduler with worker processes on loopback, each as its own command would start it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import Client

PATIENCE = 40.0
"""Seconds in which a process must have started; a busy machine is slow."""


@dataclass(frozen=True)
class Dask:
    """What was started."""

    address: str
    scheduler: subprocess.Popen[bytes]


@contextmanager
def dask_cluster(folder: Path, workers: int, *tls: str, nanny: bool = True) -> Iterator[Dask]:
    """Start a scheduler and workers of one thread each, and end them.

    Args:
        folder: an empty one, for what they keep.
        workers: how many.
        tls: the options that name certificates; without any it is plain TCP.
        nanny: whether each worker has a process that replaces it when it dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    protocol = ("--protocol", "tls") if tls else ()
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        settings = {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_CONFIG": str(folder / "config"),  # not what the machine's owner has set
        }
        log = (folder / f"{len(started)}.log").open("wb")
        command = [
            sys.executable,
            "-m",
            "dask",
            *arguments,
            "--host",
            "127.0.0.1",
            "--no-dashboard",
        ]
        with log:
            process = subprocess.Popen(
                [*command, *protocol, *tls],
                env={**os.environ, **settings},
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        started.append(process)
        return process

    try:
        scheduler = start("scheduler", "--port", "0", "--scheduler-file", str(file))
        address = _address(file, scheduler)
        for number in range(workers):
            start(
                "worker", address, "--nthreads", "1", "--nworkers", "1", "--nanny" if nanny else "--no-nanny",
                "--local-directory", str(folder / f"worker-{number}"),
            )  # fmt: skip
        if not tls:
            _wait_for(address, workers)
        yield Dask(address, scheduler)
    finally:
        for process in started:
            _kill_all(process)


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process and those it started; closing in good order takes them seconds."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
    process.kill()
    process.wait()


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and scheduler.poll() is None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler did not start")


def _wait_for(address: str, workers: int) -> None:
    with Client(address, set_as_default=False, timeout=PATIENCE) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)
