"""What a build did, or would do, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.build.digests import Digests
from playbook.build.manifest import Made, read_manifest
from playbook.build.order import Order, left_over, make_plan, place_subjects, to_make
from playbook.build.overview import OverviewWriter
from playbook.build.plan import State, Step
from playbook.build.runner import BuildReport, Remark
from playbook.build.workshop import Workshop
from playbook.cli.console import as_json as problem_as_json
from playbook.cli.console import say, show, show_json, show_problems
from playbook.cli.gathering import Gathered
from playbook.errors import ExitCode


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written."""

    path: Path
    remarks: tuple[str, ...]


def show_report(
    report: BuildReport, gathered: Gathered, packed: Packed | None, *, as_json: bool
) -> int:
    """Print what was made and what was not, and return the exit code.

    Of a sheet the overview is the result, which leads to all documents; of profiles the documents are.
    """
    project = gathered.project
    problems = (*gathered.problems, *report.problems)
    if as_json:
        show_json(_as_json(report, gathered, packed))
    else:
        results = report.overview if gathered.is_batch else (*report.documents, *report.overview)
        for path in (*results, *([packed.path] if packed else [])):
            show(project.shown(path))
    _say_remarks(report.remarks, gathered)
    for message in packed.remarks if packed else ():
        say(f"{packed.path if packed else ''}: {message}.")
    show_problems(problems)
    _say_what_else(report, gathered)
    if report.environment:
        say(f"{report.environment.message}. {report.environment.hint or ''}".strip())
        return ExitCode.ENVIRONMENT
    if problems:
        has_any = report.documents or (gathered.is_batch and gathered.subjects)
        return ExitCode.PARTIAL if has_any else ExitCode.INPUT
    return ExitCode.FINE


_NAMED = 3
"""Documents of a batch that a remark names; --json names them all."""


def _say_remarks(remarks: Sequence[Remark], gathered: Gathered) -> None:
    """Say what is less than perfect: file by file, and of a batch each thing once, with how many documents it is about."""
    shown = gathered.project.shown
    if not gathered.is_batch:
        for remark in remarks:
            say(f"{shown(remark.file)}: {remark.message}.")
        return
    by_message: dict[str, list[str]] = {}
    for remark in remarks:
        by_message.setdefault(remark.message, []).append(remark.file.name)
    for message, names in by_message.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        say(f"{_documents(len(names))}: {message} ({', '.join(names[:_NAMED])}{more}).")


def _as_json(report: BuildReport, gathered: Gathered, packed: Packed | None) -> dict[str, Any]:
    written = set(report.written)
    return {
        "written": [str(path) for path in report.written],
        "fresh": [str(path) for path in report.documents if path not in written],
        "removed": [str(path) for path in report.removed],
        "overview": [str(path) for path in report.overview],
        "pack": str(packed.path) if packed else None,
        "accounts": len(gathered.subjects),
        "rows_to_mend": gathered.mending.rows,
        "remarks": [{"file": str(one.file), "message": one.message} for one in report.remarks],
        "problems": [problem_as_json(one) for one in (*gathered.problems, *report.problems)],
    }


def _say_what_else(report: BuildReport, gathered: Gathered) -> None:
    """Say what was not made anew, what was removed or left, and what is to be mended."""
    project = gathered.project
    fresh = len(report.documents) - len(report.written)
    if fresh or gathered.is_batch:
        say(f"{_documents(len(report.written))} written, {fresh} up to date already.")
    if report.passed_over:
        say(f"{_documents(report.passed_over)} not made again: nothing of their own changed.")
    for path in report.removed:
        say(f"{project.shown(path)}: removed, since nothing leads to it any more.")
    for path in report.kept:
        say(
            f"{project.shown(path)}: nothing leads to it any more, but somebody changed it, so it stays."
        )

    rows = gathered.mending.rows
    if rows:
        file = next((one for one in report.overview if one.name.startswith("problems")), None)
        where = f" in {project.shown(file)}, and build that" if file else ""
        say(
            f"{rows} {'row' if rows == 1 else 'rows'} could not be used: mend {'it' if rows == 1 else 'them'}{where}."
        )


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def show_plan(
    order: Order,
    workshop: Workshop,
    digests: Digests,
    gathered: Gathered,
    overview: OverviewWriter | None,
    *,
    as_json: bool,
) -> int:
    """Print what a build would write and remove, and return the exit code that it would begin with."""
    manifest = read_manifest(order.output)
    placed = place_subjects(order.subjects, workshop)
    plan = make_plan(order, placed, digests, manifest)
    stale, passed = to_make(order, plan)
    removed = left_over(order, _record_after(manifest.documents, stale))
    is_moving = bool(stale or removed)
    beside = overview.outdated(order, placed, manifest, is_moving=is_moving) if overview else []
    problems = (*gathered.problems, *plan.problems)
    waiting = {step.target.name for step in stale}
    if as_json:
        show_json(
            {
                "write": [
                    {"file": step.target.name, "why": step.state.value}
                    for step in plan.steps
                    if step.target.name in waiting
                ]
                + [{"file": name, "why": "overview"} for name in beside],
                "fresh": [step.target.name for step in plan.steps if step.state is State.FRESH],
                "left": [step.target.name for step in passed],
                "remove": removed,
                "problems": [problem_as_json(one) for one in problems],
            }
        )
    else:
        for step in plan.steps:
            if step.target.name in waiting:
                show(
                    f"{step.state.value:9} {gathered.project.shown(order.output / step.target.name)}"
                )
        for name in beside:
            show(f"{'overview':9} {gathered.project.shown(order.output / name)}")
        for name in removed:
            show(f"{'remove':9} {gathered.project.shown(order.output / name)}")
    show_problems(problems)
    counts = Counter(step.state for step in stale)
    told = ", ".join(f"{counts[state]} {state.value}" for state in State if counts[state])
    fresh = len(plan.steps) - len(stale) - len(passed)
    say(
        f"Would write {_documents(len(stale))}{f' ({told})' if told else ''}, remove {len(removed)}; "
        f"{fresh} up to date{f', {len(passed)} passed over' if passed else ''}. Nothing was written."
    )
    if problems:
        return ExitCode.PARTIAL if plan.steps else ExitCode.INPUT
    return ExitCode.FINE


def _record_after(documents: Mapping[str, Made], steps: Iterable[Step]) -> dict[str, Made]:
    """Return what the record will hold once these steps are made, as far as `left_over` asks."""
    made = {
        step.target.name: Made(
            step.digest, step.subject_digest, step.origin, step.subject.key, step.slot, "", 0, 0
        )
        for step in steps
    }
    return {**documents, **made}
