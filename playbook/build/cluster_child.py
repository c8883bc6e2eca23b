"""The process beside a cluster's worker in which documents are made, so that one that dies or hangs costs the worker nothing.

It talks over its standard streams: a length of eight bytes and a pickle, in both directions. First comes an order, which it
answers with its equipment, then one job after the other.
"""

from __future__ import annotations

import os
import pickle
import queue
import shutil
import signal
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from playbook.build.equipment import Equipment, take_stock
from playbook.build.job import Job, make
from playbook.build.shipment import Unpacked, unpack
from playbook.build.worker import limit_memory
from playbook.errors import PlaybookError

_IDLE = 300.0
"""Seconds without work after which it ends, should nobody tell it that the build is over."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to work with; without a shipment it only says what equipment it has."""

    shipment: bytes | None = None
    memory_mib: int = 0


@dataclass(frozen=True, slots=True)
class Hello:
    """What a process answers to its order."""

    equipment: Equipment
    refusal: str | None = None
    """Why it cannot take part, apart from its equipment."""


def send(stream: IO[bytes], value: object) -> None:
    """Write one message."""
    data = pickle.dumps(value)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message.

    Raises:
        EOFError: when the other side is gone.
    """
    size = int.from_bytes(_exactly(stream, 8), "big")
    return pickle.loads(_exactly(stream, size))  # noqa: S301 both ends are ours


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data


def main(place: str) -> None:
    """Serve until the other side is gone.

    Args:
        place: an empty folder for whatever has to be on a disk; it is removed at the end.
    """
    folder = Path(place)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker decides when we end
    tempfile.tempdir = str(folder)  # a process that is killed leaves nothing outside it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not stand between our answers
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(waiting, folder), daemon=True).start()
    try:
        _serve(waiting, answers, folder)
    except (queue.Empty, BrokenPipeError):
        pass
    finally:
        _end(folder)


def _serve(waiting: queue.SimpleQueue[Any], answers: IO[bytes], folder: Path) -> None:
    equipment = take_stock()
    unpacked: Unpacked | None = None
    while True:
        asked: Order | Job = waiting.get(timeout=_IDLE)
        if isinstance(asked, Order):
            unpacked, refusal = _prepare(asked, folder)
            send(answers, Hello(equipment, refusal))
        elif unpacked:
            send(answers, unpacked.told(make(asked, unpacked.workshop)))


def _prepare(order: Order, folder: Path) -> tuple[Unpacked | None, str | None]:
    """Return what to work with, or why it cannot be used here."""
    if order.shipment is None:
        return None, None
    limit_memory(order.memory_mib)
    try:
        return unpack(order.shipment, folder), None
    except PlaybookError as error:
        return None, error.message


def _listen(waiting: queue.SimpleQueue[Any], folder: Path) -> None:
    """Pass on what is sent; once the other side is gone, end at once, also in the middle of a document."""
    try:
        while True:
            waiting.put(receive(sys.stdin.buffer))
    except EOFError:
        _end(folder)


def _end(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)
