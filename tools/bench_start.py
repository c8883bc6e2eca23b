"""How long until the command answers, against a Python that does nothing: help, version, and a build with nothing to do.

    .venv/bin/python tools/bench_start.py          (make bench prints these among the rest)

The build that has nothing to do is one of a sheet: a stamp over 1,000 documents in 250 folders, over all content and
templates, and over the package itself. The sides take turns, and medians are compared.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.build.stamping import everything_under, installation, remember_build

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).parent / "playbook"
DOCUMENTS, ACCOUNTS, TURNS = 1000, 250, 15
SAID = "Nothing to do: 1,000 documents are as they should be.\n"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measurement, in seconds."""

    what: str
    ours: float
    theirs: float
    goal: float
    """The most that the ratio should be."""

    @property
    def ratio(self) -> float:
        """How many times longer ours takes."""
        return self.ours / self.theirs


def start_ratios() -> list[Ratio]:
    """Measure the starts against that of a bare Python."""
    with _built() as (arguments, folder):
        ways = {
            "playbook --help : python -c pass": ([str(COMMAND), "--help"], 2.0),
            "playbook --version : python -c pass": ([str(COMMAND), "--version"], 2.0),
            "no-op build of 1,000 documents : python -c pass": ([str(COMMAND), *arguments], 4.0),
        }
        said = _run(ways[[*ways][-1]][0], folder)[1]
        if said != SAID:  # else something else would be measured
            raise RuntimeError(f"the build found work: {said}")
        bare = [sys.executable, "-c", "pass"]
        taken: dict[str, list[float]] = {what: [] for what in ways}
        theirs = []
        for _ in range(TURNS):
            theirs.append(_run(bare, folder)[0])
            for what, (command, _) in ways.items():
                taken[what].append(_run(command, folder)[0])
        base = statistics.median(theirs)
        return [
            Ratio(what, statistics.median(taken[what]), base, goal)
            for what, (_, goal) in ways.items()
        ]


@contextlib.contextmanager
def _built() -> Iterator[tuple[list[str], Path]]:
    """Make a folder in which a build has been; yields the arguments of that build, and the folder."""
    arguments = ["build", "accounts.csv", "--output", "out"]
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet = folder / "accounts.csv"
        sheet.write_text("account\n")
        output = folder / "out"
        made = []
        for number in range(DOCUMENTS):
            path = output / "accounts" / f"account-{number % ACCOUNTS}" / f"document-{number}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%PDF")
            made.append(path)
        time.sleep(0.2)  # a sheet saved at the very start of a build is not trusted
        os.chdir(folder)
        try:
            inputs = [sheet, folder / "playbook.toml", *_shipped(), *installation()]
            started = time.time_ns()
            remember_build(arguments, output, inputs, made, started=started, out=SAID, err="")
            yield arguments, folder
        finally:
            os.chdir(before)


def _shipped() -> Iterator[Path]:
    for name in ("content", "templates"):
        yield from everything_under(ROOT / name)


def _run(command: list[str], folder: Path) -> tuple[float, str]:
    """Run a command; return seconds and what it said."""
    begin = time.perf_counter()
    ran = subprocess.run(command, check=True, capture_output=True, cwd=folder, text=True)
    return time.perf_counter() - begin, ran.stdout


if __name__ == "__main__":
    for one in start_ratios():
        print(
            f"{one.what:52} {one.ratio:5.2f}   (goal: {one.goal:.0f}; {one.ours * 1000:.0f} ms against {one.theirs * 1000:.0f} ms)"
        )
