"""`playbook build`: documents from profiles and from sheets of accounts."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.build_options import Choices, check_pack, read_choices
from playbook.cli.choosing import Chooser, read_choice
from playbook.cli.cluster_options import cluster_maker, read_cluster
from playbook.cli.console import overheard
from playbook.errors import ContentError

if TYPE_CHECKING:
    from playbook.build.digests import Digests
    from playbook.build.order import Order
    from playbook.build.overview import OverviewWriter
    from playbook.build.workshop import Workshop
    from playbook.cli.gathering import Gathered
    from playbook.cli.inputs import Inputs
    from playbook.cli.sheets import SheetWish
    from playbook.library.library import ContentLibrary


def build(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROFILE|SHEET]...",
            help="Profiles, folders of them, or sheets of accounts; - reads standard input. Without any: profiles/ or content/profiles/.",
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            help="brief, playbook, leave-behind, coffee-card, portfolio, with commas; or all."
        ),
    ] = "all",
    form: Annotated[
        str, typer.Option("--format", help="html, pdf, or both with a comma.")
    ] = "html,pdf",
    lang: Annotated[
        str | None, typer.Option(help="en or nl; without it each profile's own language.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder to write to; without it output/ of the project.")
    ] = None,
    offering: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PROFILE",
            help="Offering profile that all rows of a sheet share; may be repeated, or several with commas.",
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Saved mapping to read the sheet with (see accounts columns)."
        ),
    ] = None,
    assigned: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="Say what a column of the sheet becomes; may be repeated.",
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Use columns that were guessed without asking.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHICH",
            help="Only these: an account, an id, or FIELD=VALUE such as owner=Anna or quadrant=leverage; * stands for anything. May be repeated.",
        ),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed",
            help="Only accounts whose own data changed; leave what is outdated only by new texts, templates or another day.",
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would be written and removed; write nothing."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="Worker processes; without it as many as pay."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=1, help="Seconds that one document may take in a worker process.")
    ] = 120,
    memory_limit: Annotated[
        int, typer.Option(min=256, help="MiB of memory that a worker process may have.")
    ] = 2048,
    pack: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Also put the documents into one bookmarked .pdf, or a .zip."
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Build on the Dask cluster of this scheduler, as tls://host:8786; see docs/cluster.md.",
        ),
    ] = None,
    tls_ca: Annotated[
        Path | None, typer.Option(help="Certificate of whoever signed the cluster's certificates.")
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="Our certificate for the cluster.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The key of our certificate.")] = None,
    printed_on: Annotated[
        str | None, typer.Option("--date", help="Date to print, as 2026-11-24; without it today.")
    ] = None,
    archive: Annotated[
        bool,
        typer.Option(
            "--archive", help="Write each PDF for the archive: PDF/A-3a as well as PDF/UA-1."
        ),
    ] = False,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact",
            help="Lay out every document by itself, sharing no pages; the bytes are the same, the time is not.",
        ),
    ] = False,
    brand: Annotated[
        Path | None,
        typer.Option(help="Brand file; without it _brand.yml of the project, if there is one."),
    ] = None,
    theme: Annotated[
        str | None, typer.Option(help="sober or bold; without it the one the brand asks for.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as JSON.")
    ] = False,
) -> int:
    """Build the documents of profiles, or of all accounts of a sheet, as far as they are not there already."""
    started = time.time_ns()
    choices = read_choices(kind, form, lang, theme, printed_on)
    chosen = read_choice(only or [])
    check_pack(pack, choices.formats)
    cluster = read_cluster(scheduler, tls_ca, tls_cert, tls_key, jobs)
    # Loaded only now: a wrong option should not wait for any of it.
    from playbook.build.digests import digest_project
    from playbook.build.pool import Limits
    from playbook.cli import build_report
    from playbook.cli.build_run import choose_maker, run_order, write_pack_of
    from playbook.cli.build_stamp import leave_stamp
    from playbook.cli.inputs import load_inputs
    from playbook.cli.sheets import SheetWish

    inputs = load_inputs()
    folder = output or inputs.project.output
    offerings = tuple(part for one in offering or () for part in one.split(",") if part.strip())
    wish = SheetWish(offerings, mapping, tuple(assigned or ()), yes, as_json)
    with overheard() as began:
        workshop = _workshop(inputs, choices, brand, archive=archive, exact=exact)
        gathered = _gathered(sources or [], wish, inputs, workshop, choices, folder)
    order = _order(gathered, choices, folder, chosen, only or (), changed=changed)
    digests = digest_project(inputs.project, workshop)
    overview = _overview(gathered, choices, workshop, digests)
    if dry_run:
        return build_report.show_plan(order, workshop, digests, gathered, overview, as_json=as_json)
    limits = Limits(time_limit, memory_limit)
    maker = (
        cluster_maker(cluster, limits)
        if cluster
        else choose_maker(jobs, limits, is_batch=gathered.is_batch)
    )
    report = run_order(order, workshop, digests, maker, overview)
    packed, report = write_pack_of(pack, order, workshop, report)
    code = build_report.show_report(report, gathered, packed, as_json=as_json)
    leave_stamp(
        context.obj or (), report, gathered, packed,
        output=folder, brand=brand, offerings=offerings, began=began, started=started,
    )  # fmt: skip
    return code


def _gathered(
    sources: list[str],
    wish: SheetWish,
    inputs: Inputs,
    workshop: Workshop,
    choices: Choices,
    folder: Path,
) -> Gathered:
    """Read everything that was asked for."""
    from playbook.build.manifest import read_manifest
    from playbook.cli.gathering import earlier_sheets, gather
    from playbook.locales import Locale

    locale = Locale(choices.lang) if choices.lang else None
    earlier = earlier_sheets(read_manifest(folder), inputs.project)
    return gather(sources, wish, inputs, workshop.library, locale, choices.today, earlier)


def _order(
    gathered: Gathered,
    choices: Choices,
    folder: Path,
    chosen: Chooser,
    wishes: Sequence[str],
    *,
    changed: bool,
) -> Order:
    from playbook.build.order import Order
    from playbook.build.targets import Format, Kind

    kinds = tuple(Kind(one) for one in choices.kinds)
    formats = tuple(Format(one) for one in choices.formats)
    return Order(
        gathered.subjects, kinds, formats, folder, chosen, changed,
        gathered.covers, gathered.withheld, gathered.named, tuple(wishes),
    )  # fmt: skip


def _overview(
    gathered: Gathered, choices: Choices, workshop: Workshop, digests: Digests
) -> OverviewWriter | None:
    """Return what makes the overview, where there is to be one."""
    if not (gathered.is_batch or choices.has_overview):
        return None
    from playbook.build.overview import OverviewWriter
    from playbook.locales import Locale

    locale = Locale(choices.lang) if choices.lang else None
    return OverviewWriter(
        workshop,
        digests,
        locale,
        gathered.mending,
        gathered.scope,
        gathered.id_name,
        gathered.workbooks,
    )


def _workshop(
    inputs: Inputs, choices: Choices, brand: Path | None, *, archive: bool, exact: bool
) -> Workshop:
    """Gather what all documents of the run share."""
    from playbook.brand import Theme
    from playbook.build.workshop import Workshop
    from playbook.sources.brand import load_brand

    return Workshop(
        inputs.bank,
        inputs.model,
        _sound_library(inputs, choices.today),
        inputs.project.template_roots,
        choices.today,
        archive,
        load_brand(inputs.project, brand, Theme(choices.theme) if choices.theme else None),
        inputs.costs(),
        exact,
    )


def _sound_library(inputs: Inputs, today: date) -> ContentLibrary:
    """Read all content, and stop at anything wrong in it, also in a text that nothing prints today."""
    from playbook.rendering.proofreading import proofread_texts
    from playbook.sources.content import load_sound_library

    library = load_sound_library(inputs.project)
    problems = proofread_texts(library, inputs.bank, inputs.model, today)
    if problems:
        raise ContentError(tuple(problems))
    return library
