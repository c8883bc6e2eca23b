"""Are we as fast as we promised? Ratios measured in one run, with the goal beside each, so that they hold on any machine.

    .venv/bin/python -m tools.bench          (or: make bench; about six minutes)

The two sides of a ratio take turns and are measured in CPU seconds where one process can be, so that a busy machine slows both.
The plain loop is bare WeasyPrint in a process of its own, on the very HTML and style sheet that our documents ended with, so our
side pays for composing, filling templates and fitting besides. Memory is measured over fewer documents than the goal names, and
carried on in a straight line; `tools.bench_pages memory 2000` measures them all.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playbook.build.workshop import Workshop
from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import resolve_evidence
from playbook.kraljic.inference import place_evidence, probabilities_of
from playbook.locales import Locale
from playbook.rendering.pdf import prepare_engine
from playbook.sources.profiles import load_profile
from tools.bench_accounts import OFFERING
from tools.bench_pages import (
    ROOT,
    Press,
    measure_leanness,
    measure_memory,
    measure_processes,
    measure_sharing,
    plain_loop,
    workshop,
)

STARTS, REBUILDS, PLACING_RUNS, PLACEMENTS = 15, 5, 5, 1000
DOCUMENTS, SAMPLE, LEAN, WORK, REMEMBERED = 120, 6, 6, 24, 300
NO_OP = 1000
"""Documents that are fresh already."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    goal: str
    note: str


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def against(
    ours: Callable[[], object], theirs: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Return the median seconds of both sides, taking turns."""
    turns = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    return statistics.median(one for one, _ in turns), statistics.median(two for _, two in turns)


def run(*command: str) -> Callable[[], subprocess.CompletedProcess[bytes]]:
    """Return a call that runs this Python with arguments and waits for it."""
    return lambda: subprocess.run(
        [sys.executable, *command], check=True, capture_output=True, cwd=ROOT
    )


def ms(one: float, other: float) -> str:
    """Say what was measured."""
    return f"{one * 1000:.0f} ms against {other * 1000:.0f} ms"


def bench_start() -> list[Row]:
    """Compare start-up with that of Python itself."""
    bare = run("-c", "pass")
    rows = []
    for option in ("--help", "--version"):
        command = run("-m", "playbook", option)
        command()  # so that neither side reads a cold disk
        ours, theirs = against(command, bare, STARTS)
        rows.append(
            Row(
                f"`playbook {option}` : `python -c pass`",
                f"{ours / theirs:.1f}",
                "≤ 2",
                ms(ours, theirs),
            )
        )
    return rows


def bench_rebuild() -> list[Row]:
    """Compare a rebuild in which nothing is to be done with the start of Python; no row where sheets cannot be built."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "accounts.csv"
        lines = [f"Account {number};private" for number in range(NO_OP)]
        sheet.write_text("\n".join(["account;sector", *lines]), encoding="utf-8")
        build = run(
            "-m", "playbook", "build", str(sheet), "--offering", str(OFFERING), "--kind", "brief",
            "--format", "html", "--changed", "--output", f"{folder}/output",
        )  # fmt: skip
        try:
            build()
        except subprocess.CalledProcessError:
            return []
        ours, theirs = against(build, run("-c", "pass"), REBUILDS)
    what = f"rebuild of {NO_OP:,} fresh documents : `python -c pass`"
    return [Row(what, f"{ours / theirs:.1f}", "< 4", ms(ours, theirs))]


def bench_placing(shared: Workshop) -> list[Row]:
    """Count placements per second."""
    profile = load_profile(OFFERING, shared.bank, Locale.EN)
    evidence, _ = resolve_evidence(profile, shared.bank)

    def probabilities() -> None:
        for _ in range(PLACEMENTS):
            probabilities_of(form_beliefs(evidence, shared.model), shared.model)

    def placements() -> None:
        for _ in range(PLACEMENTS):
            place_evidence(evidence, shared.model, profile)

    rows = []
    for what, call in (("probabilities only", probabilities), ("with scores", placements)):
        rate = PLACEMENTS / statistics.median(seconds(call) for _ in range(PLACING_RUNS))
        rows.append(
            Row(
                f"placements a second, {what}",
                f"{rate:,.0f}",
                "≥ 2,000",
                "one core, answers read already",
            )
        )
    return rows


def bench_pages(shared: Workshop) -> list[Row]:
    """Compare playbooks of many accounts with the plain loop, and our style sheets with fat ones."""
    prepare_engine()
    press = Press(shared)
    rows = []
    with plain_loop() as loop:
        for has_money in (True, False):
            ours, theirs, share = measure_sharing(
                press, loop, DOCUMENTS, SAMPLE, has_money=has_money
            )
            figures = "with a money case" if has_money else "without figures"
            note = f"{share:.0%} of the pages shared; {ms(ours, theirs)} of CPU"
            what = f"playbooks per CPU second, {DOCUMENTS} accounts {figures} : plain loop"
            rows.append(Row(what, f"{theirs / ours:.2f}", "3, never under 2", note))
        lean, fat = measure_leanness(press, loop, LEAN)
    rows.append(
        Row(
            "our style sheets : flex and automatic tables",
            f"{lean / fat:.2f}",
            "≤ 0.65",
            f"{ms(lean, fat)} of CPU",
        )
    )
    return rows


def bench_scale() -> list[Row]:
    """Compare two processes with one, and see what stays in memory."""
    one, two = measure_processes(WORK)
    samples = measure_memory(REMEMBERED)
    (first, before), (last, after) = samples[0], samples[-1]
    grown = (after - before) / (last - first) * (2000 - first)
    return [
        Row("two processes : one, documents per second", f"{one / two:.2f}", "≥ 1.8", ms(two, one)),
        Row(
            "memory grown over 2,000 documents", f"{grown:.0f} MiB", "< 20 MiB",
            f"carried on from {before:.0f} MiB after {first} documents and {after:.0f} after {last}",
        ),
    ]  # fmt: skip


def main() -> None:
    """Print the table, row by row as it is measured."""
    print("| what | measured | goal | |")
    print("| --- | --- | --- | --- |")
    shared = workshop()
    for bench in (
        bench_start,
        bench_rebuild,
        lambda: bench_placing(shared),
        lambda: bench_pages(shared),
        bench_scale,
    ):
        for row in bench():
            print(f"| {row.what} | {row.measured} | {row.goal} | {row.note} |", flush=True)


if __name__ == "__main__":
    main()
