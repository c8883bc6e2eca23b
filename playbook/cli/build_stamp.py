"""Leaving word, after a build, that the same build has nothing to do as long as nothing changes (see `playbook.build.stamp`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from playbook.build.runner import BuildReport
from playbook.build.stamping import everything_under, remember_build
from playbook.build.watched import watched
from playbook.cli import build_report
from playbook.cli.build_report import Packed
from playbook.cli.console import Said, overheard
from playbook.cli.gathering import Gathered
from playbook.sources.portfolios.mapping import FOLDER as MAPPINGS


def leave_stamp(
    arguments: tuple[str, ...],
    report: BuildReport,
    gathered: Gathered,
    packed: Packed | None,
    *,
    output: Path,
    brand: Path | None,
    offerings: Iterable[str],
    began: Said,
    started: int,
) -> None:
    """Leave a stamp, unless something went wrong that the same build might not meet again.

    Args:
        arguments: of the command, as typed.
        report: what came of the build.
        gathered: what it was about.
        packed: the pack that it wrote, if it did.
        output: its output folder.
        brand: the brand file it was given, if one was.
        offerings: the files of offerings it was given.
        began: what was said before anything was made, which the same build would say again.
        started: when it began, in nanoseconds since 1970.
    """
    if report.environment or report.problems or report.passed_over:
        return
    fresh = replace(report, written=(), removed=(), kept=(), remarks=())
    with overheard(is_silent=True) as said:
        code = build_report.show_report(fresh, gathered, packed, as_json=False)
    inputs = _inputs(gathered, brand, offerings)
    outputs = [*report.documents, *report.overview, *([packed.path] if packed else [])]
    remember_build(
        list(arguments), output, inputs, outputs,
        started=started, out="".join(said.out), err="".join([*began.err, *said.err]), code=code,
    )  # fmt: skip


def _inputs(gathered: Gathered, brand: Path | None, offerings: Iterable[str]) -> Iterator[Path]:
    """Yield every file and folder that a build reads or looks into."""
    project = gathered.project
    yield from watched(project, Path.cwd(), brand)
    for folder in (MAPPINGS, *gathered.folders):
        yield from everything_under(project.root / folder)
    yield from (project.root / name for name in gathered.read)
    yield from map(Path, offerings)
