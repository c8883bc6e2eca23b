"""A worker process: takes jobs from its pipe, sends outcomes back, and stops when nobody is at the other end."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from multiprocessing import connection
from multiprocessing.connection import Connection

from playbook.build.job import make
from playbook.build.workshop import Workshop


def serve(pipe: Connection, workshop: Workshop, memory_mib: int, scratch: str) -> None:
    """Say by nothing at all that it has begun, then make documents until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which stops us
    tempfile.tempdir = scratch
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(memory_mib)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while True:
            pipe.send(make(pipe.recv(), workshop))


def _end_with_parent() -> None:
    """End at once when the parent was killed, also in the middle of a document that would never end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def limit_memory(mib: int) -> None:
    """Let this process have no more than *mib* MiB of memory, where the system can see to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already; macOS has none
        resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
