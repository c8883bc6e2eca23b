"""Documents made by the workers of a Dask cluster that is there already. What comes back is what worker processes here would give.

Only a few documents for each worker are under way at a time, so that a build of any size takes the same memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import queue
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from playbook.build.cluster_task import (
    Errand,
    Unfit,
    end_run,
    get_ready,
    hand_over,
    inspect_here,
    make_documents,
)
from playbook.build.equipment import Equipment, differences
from playbook.build.job import Job, Outcome, failed
from playbook.build.pool import Limits
from playbook.build.shipment import pack
from playbook.build.workshop import Workshop
from playbook.errors import EnvironmentProblem

_CONNECT = 10.0
"""Seconds in which a scheduler has to answer."""
_NO_WORKERS = 60.0
"""Seconds that a build waits for a worker when there is none."""
_LOOK = 2.0
"""Seconds after which a silent cluster is looked at."""
_CHUNK = 8
"""Documents that go to a worker together; more would cost more when it dies, and save nothing any more."""
_AHEAD = 2
"""Chunks under way for each thread of a worker: one at work, one waiting."""
_KEPT = "What was finished is kept: build again to go on from there."


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a scheduler is, and the files with which to prove who we are; without them Dask's own settings count."""

    address: str
    """`tcp://host:port` or `tls://host:port`."""
    ca: str | None = None
    cert: str | None = None
    key: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is on a network and asks nobody who he is."""
        return self.address.startswith("tcp:") and not _is_loopback(self.address)


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def make_on_cluster(
    jobs: Sequence[Job],
    workshop: Workshop,
    cluster: Cluster,
    limits: Limits,
    say: Callable[[str], None],
) -> Iterator[Outcome]:
    """Make documents on a cluster, and yield each outcome as it comes.

    Args:
        jobs: what to make; those that stand together go to one worker together.
        workshop: what they share, sent once.
        cluster: where.
        limits: what one document may take on a worker.
        say: told what the user should know.

    Raises:
        EnvironmentProblem: when the cluster cannot be reached, is lost, or has a worker that would write other bytes.
    """
    if not jobs:
        return
    if cluster.is_open:
        say(
            f"{cluster.address} is not encrypted and asks for no proof: whoever reaches it can read the accounts and run "
            "programs on the workers. Use tls:// with --tls-ca, --tls-cert and --tls-key."
        )
    client = _connect(cluster)
    run = uuid.uuid4().hex
    try:
        _wait_for_workers(client, cluster)
        errand = Errand(run, (), limits, _agreed_equipment(client, run))
        yield from _Build(client, cluster, pack(workshop), errand).make(jobs)
    finally:
        _leave(client, run)


def _leave(client: Any, run: str) -> None:
    """Take back what is under way, and end the processes beside the workers; a cluster that is gone sees to itself."""
    with contextlib.suppress(Exception):
        if client.status == "running":
            client.cancel(list(client.futures))
            client.sync(client._run, end_run, run, on_error="ignore", callback_timeout=_CONNECT)
    with contextlib.suppress(Exception):
        client.close(timeout=2)


def _connect(cluster: Cluster) -> Any:
    """Return a client, or say why there is none."""
    try:
        from distributed import Client, Security
    except ImportError:
        raise EnvironmentProblem(
            "--scheduler needs the package distributed, which is not installed",
            "Install it with: pip install 'kraljic-playbook[cluster]'.",
        ) from None
    for name in list(logging.root.manager.loggerDict):  # we tell what matters
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        own = {
            name: value
            for name, value in (
                ("tls_ca_file", cluster.ca),
                ("tls_client_cert", cluster.cert),
                ("tls_client_key", cluster.key),
            )
            if value
        }
        if cluster.address.startswith("tls:"):
            own["require_encryption"] = True  # type: ignore[assignment]
        security = Security(**own)
        return Client(cluster.address, security=security, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        hint = "Is a scheduler running there, and do both sides use the same TLS files?"
        raise EnvironmentProblem(f"{cluster.address} does not answer ({reason})", hint) from None


def _wait_for_workers(client: Any, cluster: Cluster) -> None:
    deadline = time.monotonic() + _CONNECT
    while not client.nthreads():
        if time.monotonic() > deadline:
            hint = f"Start some with: dask worker {cluster.address}"
            raise EnvironmentProblem(f"the cluster at {cluster.address} has no workers", hint)
        time.sleep(0.2)


def _agreed_equipment(client: Any, run: str) -> Equipment:
    """Return what this machine has, and refuse a cluster of which any worker has something else."""
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(inspect_here)
        answers = client.run(get_ready, run, on_error="return")
        ours = asked.result()
    told = []
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, dict):
            found = differences(answer, ours)
            if found:
                told.append(f"{worker} has {', '.join(found)}")
        else:
            told.append(f"{worker} {_unfit(answer)}")
    if told:
        more = f"; and {len(told) - 3} more" if len(told) > 3 else ""
        raise EnvironmentProblem(f"{'; '.join(told[:3])}{more}", _SAME)
    return ours


_SAME = "Install the same versions on every worker as here, or documents would differ by where they are made."


def _unfit(answer: object) -> str:
    if isinstance(answer, Unfit):
        return answer.reason
    if isinstance(answer, ImportError):
        return f"lacks a package ({answer})"
    return f"cannot take part ({type(answer).__name__}: {answer})"


class _Build:
    """The documents of one build on their way."""

    def __init__(self, client: Any, cluster: Cluster, shipment: bytes, errand: Errand) -> None:
        self._client, self._cluster, self._errand = client, cluster, errand
        key = f"playbook-workshop-{errand.run}"
        self._shipment = client.submit(hand_over, shipment, key=key)
        self._flying: dict[str, tuple[Any, tuple[Job, ...]]] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._suspects: deque[Job] = deque()
        """Documents whose worker died again and again, though perhaps by another's fault."""
        self._submitted = 0
        self._seen_workers = time.monotonic()

    def make(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Make them all."""
        yield from self._make_in_chunks(jobs)
        while self._suspects:  # one at a time, so that whichever kills its worker is known
            self._submit((self._suspects.popleft(),))
            yield from self._take(is_alone=True)

    def _make_in_chunks(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        threads = self._threads()
        size = max(1, min(_CHUNK, len(jobs) // (threads * _AHEAD)))
        at = 0
        while at < len(jobs) or self._flying:
            while at < len(jobs) and len(self._flying) < threads * _AHEAD:
                self._submit(tuple(jobs[at : at + size]))
                at += size
            yield from self._take(is_alone=False)
            threads = self._threads() if self._submitted % 16 == 0 else threads

    def _threads(self) -> int:
        return max(1, sum(map(int, self._client.nthreads().values())))

    def _submit(self, chunk: tuple[Job, ...]) -> None:
        self._submitted += 1
        future = self._client.submit(
            make_documents,
            self._shipment,
            replace(self._errand, jobs=chunk),
            key=f"playbook-documents-{self._errand.run}-{self._submitted}",
            pure=False,
            priority=-self._submitted,
        )
        self._flying[future.key] = (future, chunk)
        future.add_done_callback(self._done.put)

    def _take(self, *, is_alone: bool) -> Iterator[Outcome]:
        """Wait for some chunk, and yield what came of it."""
        from distributed import KilledWorker

        future = self._next()
        _, chunk = self._flying.pop(future.key)
        try:
            outcomes = future.result(timeout=_NO_WORKERS)
        except KilledWorker:
            if not is_alone:
                self._suspects.extend(chunk)
                return
            what = "was not made: every worker that took it died"
            hint = "See the log of the workers; they may need more memory."
            yield failed(chunk[0], what, hint)
            return
        except (OSError, asyncio.CancelledError):
            raise self._lost() from None
        except Exception as error:  # noqa: BLE001 whatever a worker without the right package raises
            raise EnvironmentProblem(f"a worker {_unfit(error)}", f"{_SAME} {_KEPT}") from None
        if isinstance(outcomes, Unfit):
            raise EnvironmentProblem(f"a worker {outcomes.reason}", f"{_SAME} {_KEPT}")
        yield from outcomes

    def _next(self) -> Any:
        """Return the next future that is done; meanwhile see that there still is a cluster."""
        while True:
            try:
                future = self._done.get(timeout=_LOOK)
            except queue.Empty:
                self._look()
                continue
            if future.cancelled():
                raise self._lost()
            if future.key in self._flying:
                return future

    def _look(self) -> None:
        try:
            has_workers = self._client.status == "running" and bool(self._client.nthreads())
        except (OSError, RuntimeError):
            raise self._lost() from None
        if self._client.status not in ("running", "connecting"):
            raise self._lost()
        now = time.monotonic()
        if has_workers:
            self._seen_workers = now
        elif now - self._seen_workers > _NO_WORKERS:
            message = f"the cluster at {self._cluster.address} has no workers any more"
            raise EnvironmentProblem(message, _KEPT)

    def _lost(self) -> EnvironmentProblem:
        where = self._cluster.address
        return EnvironmentProblem(f"the connection to the scheduler at {where} is lost", _KEPT)
