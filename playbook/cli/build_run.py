"""Running a build from the command line: where documents are made, how far it is, and Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.cli.console import say
from playbook.cli.interrupts import remembered
from playbook.cli.progress import Progress
from playbook.errors import EnvironmentProblem, PlaybookError, Problem

if TYPE_CHECKING:
    from playbook.build.digests import Digests
    from playbook.build.job import Job, Outcome
    from playbook.build.order import Order
    from playbook.build.pool import Limits
    from playbook.build.runner import BuildReport, Finish, Maker
    from playbook.build.workshop import Workshop
    from playbook.cli.build_report import Packed

_WORTH_WORKERS = 16
"""From this many documents on, loading the PDF engine in several processes pays."""


def run_order(
    order: Order, workshop: Workshop, digests: Digests, maker: Maker, finish: Finish | None
) -> BuildReport:
    """Build, show how far it is, and let Ctrl-C stop it between two documents."""
    from playbook.build.order import to_make
    from playbook.build.plan import Plan, Step
    from playbook.build.runner import Watch
    from playbook.build.runner import build as run_build

    progress = Progress(0)

    def begin(plan: Plan) -> None:
        nonlocal progress
        stale, _ = to_make(order, plan)
        progress = Progress(len(stale))

    with remembered() as raise_again:

        def count(step: Step, outcome: Outcome) -> None:
            progress.step(step.target.name, is_made=outcome.data is not None)
            raise_again()

        def wait() -> None:
            say(f"Another build is at work in {order.output}; waiting for it to finish.")

        try:
            watch = Watch(wait, begin, count)
            report = run_build(order, workshop, digests, maker, watch, finish)
            raise_again()
            return report
        except KeyboardInterrupt:
            progress.end()
            say(f"{progress.told()} made; the same command goes on from there.")
            raise
        finally:
            progress.end()


def write_pack_of(
    path: Path | None, order: Order, workshop: Workshop, report: BuildReport
) -> tuple[Packed | None, BuildReport]:
    """Put the documents of the order into one file, where that was asked for; why it was not is in the report."""
    if path is None or not report.documents:
        return None, report
    from playbook.build.packing import write_pack, write_zip
    from playbook.cli.build_report import Packed

    progress = Progress(sum(one.suffix == ".pdf" for one in report.documents))
    try:
        if path.suffix.lower() == ".zip":
            return Packed(path, write_zip(path, report.documents, order, workshop)), report
        with remembered() as raise_again:

            def begin(name: str) -> None:
                raise_again()
                progress.step(name, is_made=True)

            remarks = write_pack(path, report.documents, order, workshop, begin)
            return Packed(path, remarks), report
    except EnvironmentProblem as error:
        return None, replace(report, environment=report.environment or error)
    except PlaybookError as error:
        why = Problem("pack", error.message, str(path), hint=error.hint)
        return None, replace(report, problems=(*report.problems, why))
    finally:
        progress.end()


def choose_maker(jobs: int | None, limits: Limits, *, is_batch: bool) -> Maker:
    """Return what makes the documents: this process for a few, worker processes for many or where limits are wanted."""
    from playbook.build.pool import make_in_processes, usable_processors
    from playbook.build.runner import make_here

    def make(work: Sequence[Job], workshop: Workshop) -> Iterator[Outcome]:
        count = jobs or (usable_processors() if is_batch or len(work) >= _WORTH_WORKERS else 0)
        if count == 0 or not work:
            return make_here(work, workshop)
        return make_in_processes(work, workshop, min(count, len(work)), limits)

    return make
