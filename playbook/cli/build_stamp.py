"""Leaving word, after a build, that the same build has nothing to do as long as nothing changes (see `playbook.build.stamp`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from playbook.build.runner import BuildReport
from playbook.build.stamping import everything_under, installation, remember_build
from playbook.cli import build_report
from playbook.cli.build_report import Packed
from playbook.cli.console import Said, overheard
from playbook.cli.gathering import Gathered
from playbook.sources.brand import brand_files
from playbook.sources.portfolios.mapping import FOLDER as MAPPINGS
from playbook.sources.project import SETTINGS_FILE, Project


def leave_stamp(
    arguments: tuple[str, ...],
    report: BuildReport,
    gathered: Gathered,
    packed: Packed | None,
    *,
    output: Path,
    read: Iterable[Path],
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
        read: files that it read besides those of the project and of what it was about.
        began: what was said before anything was made, which the same build would say again.
        started: when it began, in nanoseconds since 1970.
    """
    if report.environment or report.problems or report.passed_over:
        return
    fresh = replace(report, written=(), overview_written=(), removed=(), kept=(), remarks=())
    with overheard(is_silent=True) as said:
        code = build_report.show_report(fresh, gathered, packed, as_json=False)
    inputs = [*_inputs(gathered), *read]
    outputs = [*report.documents, *report.overview, *([packed.path] if packed else [])]
    remember_build(
        list(arguments), output, inputs, outputs,
        started=started, out="".join(said.out), err="".join([*began.err, *said.err]), code=code,
    )  # fmt: skip


def _inputs(gathered: Gathered) -> Iterator[Path]:
    """Yield every file and folder that a build reads or looks into."""
    project = gathered.project
    yield from installation()
    yield from _settings(project)
    for root in (*project.content_roots, *project.template_roots):
        yield from everything_under(root)
    for name in ("content", "templates", MAPPINGS, *(str(one) for one in project.profile_folders)):
        yield from everything_under(project.root / name)
    for name in gathered.folders:
        yield from everything_under(project.root / name)
    yield from (project.root / name for name in gathered.read)


def _settings(project: Project) -> Iterator[Path]:
    """Yield the settings, and the places from which others would come first if they were there."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        yield folder / SETTINGS_FILE
        if folder == project.root:
            return


def files_of(project: Project, brand: Path | None, offerings: Iterable[str]) -> list[Path]:
    """Return the files of the brand and of the offerings."""
    return [*brand_files(project, brand), *map(Path, offerings)]
