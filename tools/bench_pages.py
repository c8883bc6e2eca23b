"""What pages cost: shared between documents, in lean style sheets, in two processes, and in memory.

.venv/bin/python tools/bench_pages.py memory 2000     (`make bench` measures fewer documents and says so)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playbook.build import brief_page
from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Workshop, brief_account
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.rendering.pdf import Pdf, prepare_engine
from playbook.sources.content import load_sound_library
from playbook.sources.costs import load_costs
from playbook.sources.placement import load_model
from playbook.sources.project import find_project
from playbook.sources.questions import load_bank
from tools.bench_accounts import accounts

ROOT = Path(__file__).resolve().parent.parent
TARGET = Target("bench", Kind.PLAYBOOK, Locale.EN, Format.PDF, "bench.pdf")
FAT = """
table { table-layout: auto !important; }
.row, .with-number, .rows > .item, .part:has(> .half) { display: flex; flex-wrap: wrap; }
.part > * { flex: 1 1 100%; }
.part > .half, .row > .half, .row > .left, .row > .right { float: none; flex: 0 1 auto; }
.windmill, .advice, .with-number .number, .with-number .said { float: none; flex: 0 1 auto; }
.rows > .item { padding-left: 0; }
.rows > .item .name { float: none; margin-left: 0; flex: 0 0 54mm; margin-right: 10mm; }
.rows > .item > p { flex: 1 1 60mm; }
"""
"""What many write: columns by flex, and tables that find their own widths."""


def workshop() -> Workshop:
    """Return what a build shares."""
    project = find_project(ROOT)
    bank = load_bank(project)
    return Workshop(
        bank,
        load_model(project, bank),
        load_sound_library(project),
        project.template_roots,
        date(2026, 1, 1),
        costs=load_costs(project),
    )


@contextmanager
def plain_loop() -> Iterator[PlainLoop]:
    """Start bare WeasyPrint in a process of its own."""
    command = [sys.executable, str(ROOT / "tools" / "plain_loop.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield PlainLoop(process)
        assert process.stdin
        process.stdin.close()


class PlainLoop:
    """Bare WeasyPrint that waits for documents."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def seconds(self, html: str, css: str) -> float:
        """Return the CPU seconds that a document takes."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([html, css]), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


class Press:
    """Prints playbooks, and remembers what the last one came to."""

    def __init__(self, shared: Workshop) -> None:
        self.shared = shared
        self.html = self.css = ""
        self.pages = self.reused = 0
        lay_out = brief_page.lay_out_sections

        def remembered(html: str, css: str, roots: tuple[Path, ...]) -> Pdf:
            pdf = lay_out(html, css, roots)
            self.html, self.css, self.pages, self.reused = html, css, pdf.pages, pdf.reused
            return pdf

        brief_page.lay_out_sections = remembered

    def print(self, profile: OfferingProfile) -> float:
        """Print a playbook and return the CPU seconds it took, from the profile to the bytes."""
        begin = time.process_time()
        briefing = brief_account(profile, Locale.EN, self.shared)
        render_target(TARGET, briefing, self.shared)
        return time.process_time() - begin


def measure_sharing(
    press: Press, loop: PlainLoop, documents: int, every: int, *, has_money: bool = True
) -> tuple[float, float, float]:
    """Return our CPU seconds a document, the plain loop's on every *every*th, and the share of pages laid out for another."""
    ours, theirs, pages, reused = 0.0, [], 0, 0
    for number, profile in enumerate(
        accounts(documents, press.shared.bank, has_money=has_money, seed=int(has_money))
    ):
        ours += press.print(profile)
        pages += press.pages
        reused += press.reused
        if number % every == 0:
            theirs.append(loop.seconds(press.html, press.css))
    return ours / documents, sum(theirs) / len(theirs), reused / pages


def measure_leanness(press: Press, loop: PlainLoop, documents: int) -> tuple[float, float]:
    """Return the CPU seconds of bare WeasyPrint with our style sheet and with a fat one, on the same HTML."""
    lean = fat = 0.0
    for profile in accounts(documents, press.shared.bank, seed=2):
        press.print(profile)
        lean += loop.seconds(press.html, press.css)
        fat += loop.seconds(press.html, press.css + FAT)
    return lean / documents, fat / documents


def measure_processes(documents: int) -> tuple[float, float]:
    """Return the wall seconds of one process and of two on the same documents, each warm."""
    seconds = []
    for count in (1, 2):
        command = [sys.executable, "-m", "tools.bench_pages", "work", str(documents // count)]
        workers = [
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            for _ in range(count)
        ]
        for one in workers:
            assert one.stdout
            one.stdout.readline()  # it is warm
        begin = time.perf_counter()
        for one in workers:
            assert one.stdin
            print("go", file=one.stdin, flush=True)
        for one in workers:
            one.wait()
        seconds.append(time.perf_counter() - begin)
    return seconds[0], seconds[1]


def measure_memory(documents: int) -> list[tuple[int, float]]:
    """Return the resident MiB after 100 documents and after *documents*, of a process of its own."""
    command = [sys.executable, "-m", "tools.bench_pages", "memory", str(documents)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return [(int(number), float(mib)) for number, mib in map(str.split, said.splitlines())]


def _work(documents: int) -> None:
    shared = workshop()
    press = Press(shared)
    profiles = list(accounts(24 + documents, shared.bank, seed=3))
    prepare_engine()
    for profile in profiles[:24]:
        press.print(profile)
    print("warm", flush=True)
    sys.stdin.readline()
    for profile in profiles[24:]:
        press.print(profile)


def _remember(documents: int) -> None:
    shared = workshop()
    press = Press(shared)
    prepare_engine()
    page = os.sysconf("SC_PAGE_SIZE")
    for number, profile in enumerate(accounts(documents, shared.bank, seed=4), 1):
        press.print(profile)
        if number % 100 == 0 or number == documents:
            resident = int(Path("/proc/self/statm").read_text().split()[1]) * page / 2**20
            print(number, f"{resident:.1f}", flush=True)


if __name__ == "__main__":
    {"work": _work, "memory": _remember}[sys.argv[1]](int(sys.argv[2]))
