"""Are we slower than we should be? Ratios measured in one run, so that they hold on any machine.

    .venv/bin/python tools/bench.py          (or: make bench)

- Start-up: `playbook --help` against a Python that only imports Typer.
- One warm playbook as PDF, everything loaded, against bare WeasyPrint on the very HTML and CSS that it ended with. The rest
  is composing, filling templates, and fitting the brief to its page, which lays it out more than once.
- Placements per second on one core, without explanations, from answers that were read already. The mark is 2,000.

The two sides of a ratio take turns, and medians are compared, so that a busy machine slows both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playbook.build import brief_page
from playbook.build.job import render_target
from playbook.build.playbook_pages import MAX_PAGES
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Workshop, brief_account
from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import resolve_evidence
from playbook.kraljic.inference import place_evidence, probabilities_of
from playbook.locales import Locale
from playbook.rendering.pdf import Pdf
from playbook.sources.content import load_sound_library
from playbook.sources.costs import load_costs
from playbook.sources.placement import load_model
from playbook.sources.profiles import load_profile
from playbook.sources.project import find_project
from playbook.sources.questions import load_bank

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
STARTS, BUILDS, PLACING_RUNS, PLACEMENTS = 9, 3, 5, 1000
MARK = 2000


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


def show(what: str, ours: float, theirs: float) -> None:
    """Print one ratio."""
    print(f"{what:52} {ours / theirs:5.2f}   ({ours * 1000:.0f} ms against {theirs * 1000:.0f} ms)")


def bench_start() -> None:
    """Compare start-up."""

    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(
            [sys.executable, *command], check=True, capture_output=True, cwd=ROOT
        )

    run("-c", "import typer")()  # so that neither side reads a cold disk
    ours = run("-c", "from playbook.cli.app import main; main()", "--help")
    show("playbook --help : import typer", *against(ours, run("-c", "import typer"), STARTS))


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


def bench_pdf(shared: Workshop) -> None:
    """Compare one warm playbook with bare WeasyPrint."""
    import weasyprint

    profile = load_profile(PROFILE, shared.bank, Locale.EN)
    target = Target(str(PROFILE), Kind.PLAYBOOK, Locale.EN, Format.PDF, "bench.pdf")
    last: dict[str, str] = {}
    lay_out = brief_page.lay_out

    def remembered(html: str, css: str, roots: tuple[Path, ...]) -> Pdf:
        pdf = lay_out(html, css, roots)
        if 1 < pdf.pages <= MAX_PAGES:  # the playbook, not a try at its brief
            last.update(html=html, css=css)
        return pdf

    def build() -> object:
        return render_target(target, brief_account(profile, Locale.EN, shared), shared).data

    def bare() -> bytes:
        style = weasyprint.CSS(string=last["css"], base_url=str(ROOT))
        page = weasyprint.HTML(string=last["html"], base_url=str(ROOT))
        data: bytes = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
        return data

    brief_page.lay_out = remembered
    build()  # loads the engine, parses styles, and keeps the page that bare WeasyPrint gets
    brief_page.lay_out = lay_out
    show("warm playbook PDF : bare WeasyPrint", *against(build, bare, BUILDS))


def bench_placing(shared: Workshop) -> None:
    """Count placements per second."""
    profile = load_profile(PROFILE, shared.bank, Locale.EN)
    evidence, _ = resolve_evidence(profile, shared.bank)

    def probabilities() -> None:
        for _ in range(PLACEMENTS):
            probabilities_of(form_beliefs(evidence, shared.model), shared.model)

    def placements() -> None:
        for _ in range(PLACEMENTS):
            place_evidence(evidence, shared.model, profile)

    for what, call in (
        ("placements a second, probabilities only", probabilities),
        ("placements a second, with scores per axis", placements),
    ):
        rate = PLACEMENTS / statistics.median(seconds(call) for _ in range(PLACING_RUNS))
        print(f"{what:52} {rate:5.0f}   (mark: {MARK})")


def main() -> None:
    """Run all three."""
    bench_start()
    shared = workshop()
    bench_placing(shared)
    bench_pdf(shared)


if __name__ == "__main__":
    main()
