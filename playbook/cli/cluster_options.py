"""The options of `playbook build` about a cluster, read before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from playbook.cli.console import say

if TYPE_CHECKING:
    from playbook.build.job import Job, Outcome
    from playbook.build.pool import Limits
    from playbook.build.runner import Maker
    from playbook.build.workshop import Workshop


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """Where the scheduler is, and our TLS files."""

    address: str
    ca: Path | None
    cert: Path | None
    key: Path | None


def read_cluster(
    address: str | None, ca: Path | None, cert: Path | None, key: Path | None, jobs: int | None
) -> ClusterOptions | None:
    """Read the options about a cluster, or refuse them as wrong usage; None where no cluster is asked for."""
    files = {"--tls-ca": ca, "--tls-cert": cert, "--tls-key": key}
    given = {option: path for option, path in files.items() if path}
    if address is None:
        for option in given:
            raise typer.BadParameter("it goes with --scheduler.", param_hint=option)
        return None
    if jobs is not None:
        raise typer.BadParameter("the cluster decides how many.", param_hint="--jobs")
    scheme = _scheme(address)
    if given and scheme != "tls":
        raise typer.BadParameter(
            "TLS files go with an address that begins with tls://.", param_hint=next(iter(given))
        )
    for option, path in given.items():
        if not path.is_file():
            raise typer.BadParameter(f"{path} is no file.", param_hint=option)
    return ClusterOptions(address, ca, cert, key)


def _scheme(address: str) -> str:
    wrong = typer.BadParameter(
        "write the scheduler's address as tls://host:8786 or tcp://host:8786.",
        param_hint="--scheduler",
    )
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname and parts.port) and parts.path in ("", "/")
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("tls", "tcp") or not is_whole:
        raise wrong
    return parts.scheme


def cluster_maker(options: ClusterOptions, limits: Limits) -> Maker:
    """Return what makes documents on a cluster."""
    from playbook.build.cluster import Cluster, make_on_cluster

    files = [str(path) if path else None for path in (options.ca, options.cert, options.key)]
    cluster = Cluster(options.address, *files)

    def make(jobs: Sequence[Job], workshop: Workshop) -> Iterator[Outcome]:
        return make_on_cluster(jobs, workshop, cluster, limits, say)

    return make
