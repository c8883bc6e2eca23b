"""`playbook accounts money`: what an offering costs, saves and is worth, on screen or as a workbook."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import show, show_json
from playbook.cli.options import check_language, read_day
from playbook.errors import ExitCode

if TYPE_CHECKING:
    from playbook.profile import OfferingProfile
    from playbook.workbook.wording import MoneyWording

_SUFFIX = ".xlsx"
_STANDARD_OUTPUT = "-"


def money(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE", help="A profile; - reads standard input.")
    ],
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="Write it as a workbook with live formulas.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            help="With --xlsx: a folder, a file that ends in .xlsx, or - for standard output; "
            "without it output/ of the project."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="en or nl; without it the profile's own language.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    printed_on: Annotated[
        str | None, typer.Option("--date", help="Date to print, as 2026-11-24; without it today.")
    ] = None,
) -> int:
    """Work out what an offering costs, saves and is worth, with what is still to be asked."""
    today = read_day(printed_on) if printed_on else date.today()
    _check_options(xlsx=xlsx, output=output, lang=lang, as_json=as_json)
    case, told = _work_out(profile, lang)
    if xlsx and output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(_workbook(case, today))
        return ExitCode.FINE
    written = _write(case, told, output, today) if xlsx else None
    if as_json:
        from playbook.cli.money_json import money_json

        show_json({**money_json(case, today), "workbook": written})
    elif written:
        show(written)
    else:
        from playbook.cli.money_report import report_lines

        for line in report_lines(case, today):
            show(line)
    return ExitCode.FINE


def _check_options(*, xlsx: bool, output: str | None, lang: str | None, as_json: bool) -> None:
    check_language(lang)
    if output is not None and not xlsx:
        raise typer.BadParameter("is for a workbook; add --xlsx.", param_hint="--output")
    if output == _STANDARD_OUTPUT and as_json:
        raise typer.BadParameter("cannot be - together with --json.", param_hint="--output")


def _work_out(path: str, lang: str | None) -> tuple[MoneyWording, OfferingProfile]:
    """Read the profile and work out its money case, with the words for it."""
    from playbook.cli.inputs import load_inputs
    from playbook.economics.case import compute_case
    from playbook.locales import Locale
    from playbook.sources.content import load_sound_library
    from playbook.workbook.wording import Cover, MoneyWording

    inputs = load_inputs()
    profile = inputs.load(path, Locale(lang) if lang else None)
    locale = Locale(lang) if lang else profile.language
    library = load_sound_library(inputs.project)
    book = inputs.costs()
    case = compute_case(profile, book.benchmarks, book.templates)
    buyer = profile.account.name if profile.account else None
    cover = Cover(profile.seller.name, profile.offering.name, buyer)
    return MoneyWording(case, cover, library.labels[locale], library.sources), profile


def _workbook(words: MoneyWording, today: date) -> bytes:
    from playbook.workbook.money import write_money

    return write_money(words.case, words.cover, words.labels, words.sources, today).data


def _write(words: MoneyWording, profile: OfferingProfile, output: str | None, today: date) -> str:
    """Write the workbook all at once, and return its path as the user would write it."""
    from playbook.build.artifacts import prepare_folder, write_artifact
    from playbook.build.targets import workbook_name
    from playbook.sources.project import find_project

    project = find_project(Path.cwd())
    path = Path(output) if output else project.output
    if path.suffix.lower() != _SUFFIX or path.is_dir():
        path = path / workbook_name(profile, words.locale)
    data = _workbook(words, today)
    prepare_folder(path.parent)
    write_artifact(path, data)
    return project.shown(path)
