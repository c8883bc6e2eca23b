"""`playbook build`: documents from profiles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import say, show, show_json, show_problems
from playbook.cli.interrupts import remembered
from playbook.cli.options import check_language, read_day
from playbook.errors import ContentError, ExitCode

if TYPE_CHECKING:
    from playbook.cli.inputs import Inputs
    from playbook.library.library import ContentLibrary
    from playbook.sources.project import Project

_KINDS = ("brief", "playbook", "leave-behind", "coffee-card", "all")
_FORMATS = ("html", "pdf")
_THEMES = ("sober", "bold")


def build(
    profiles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PROFILE...",
            help="Profiles, or folders of them; - reads standard input. Without any: profiles/ or content/profiles/.",
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="brief, playbook, leave-behind, coffee-card or all.")
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
    printed_on: Annotated[
        str | None, typer.Option("--date", help="Date to print, as 2026-11-24; without it today.")
    ] = None,
    archive: Annotated[
        bool,
        typer.Option(
            "--archive", help="Write each PDF for the archive: PDF/A-3a as well as PDF/UA-1."
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
    """Build the documents of one or more profiles."""
    kinds, formats, locale, today = _choices(kind, form, lang, printed_on)
    if theme not in (None, *_THEMES):
        raise typer.BadParameter(
            f"“{theme}” is none of {', '.join(_THEMES)}.", param_hint="--theme"
        )
    # Loaded only now: a wrong option should not wait for any of it.
    from playbook.brand import Theme
    from playbook.build.runner import Order
    from playbook.build.runner import build as run_build
    from playbook.build.targets import Format, Kind
    from playbook.build.workshop import Workshop
    from playbook.cli.inputs import expand_folders, load_inputs
    from playbook.locales import Locale
    from playbook.sources.brand import load_brand

    inputs = load_inputs()
    order = Order(
        expand_folders(profiles or [_default_folder(inputs.project)]),
        tuple(Kind(one) for one in kinds),
        tuple(Format(one) for one in formats),
        Locale(locale) if locale else None,
        output or inputs.project.output,
    )
    workshop = Workshop(
        inputs.bank,
        inputs.model,
        _sound_library(inputs, today),
        inputs.project.template_roots,
        today,
        archive,
        load_brand(inputs.project, brand, Theme(theme) if theme else None),
        inputs.costs(),
    )
    with remembered() as raise_again:
        report = run_build(order, inputs.load, workshop, raise_again)
        raise_again()
    if as_json:
        show_json(
            {
                "written": [str(path) for path in report.written],
                "remarks": [
                    {"file": str(one.file), "message": one.message} for one in report.remarks
                ],
                "problems": _problem_list(report.problems),
            }
        )
    else:
        for path in report.written:
            show(inputs.project.shown(path))
    for remark in report.remarks:
        say(f"{inputs.project.shown(remark.file)}: {remark.message}.")
    show_problems(report.problems)
    if report.environment:
        say(f"{report.environment.message}. {report.environment.hint or ''}".strip())
        return ExitCode.ENVIRONMENT
    if report.problems:
        return ExitCode.PARTIAL if report.written else ExitCode.INPUT
    return ExitCode.FINE


def _sound_library(inputs: Inputs, today: date) -> ContentLibrary:
    """Read all content, and stop at anything wrong in it, also in a text that nothing prints today."""
    from playbook.rendering.proofreading import proofread_texts
    from playbook.sources.content import load_sound_library

    library = load_sound_library(inputs.project)
    problems = proofread_texts(library, inputs.bank, inputs.model, today)
    if problems:
        raise ContentError(tuple(problems))
    return library


def _problem_list(problems: tuple[object, ...]) -> list[object]:
    from playbook.cli.console import as_json as problem_as_json
    from playbook.errors import Problem

    return [problem_as_json(one) for one in problems if isinstance(one, Problem)]


def _default_folder(project: Project) -> str:
    own, shared = project.profile_folders
    return str(own if own.is_dir() else shared)


def _choices(
    kind: str, form: str, lang: str | None, printed_on: str | None
) -> tuple[list[str], list[str], str | None, date]:
    """Read the options that are words from a list."""
    if kind not in _KINDS:
        raise typer.BadParameter(f"“{kind}” is none of {', '.join(_KINDS)}.", param_hint="--kind")
    formats = list(dict.fromkeys(one.strip().lower() for one in form.split(",")))
    for one in formats:
        if one not in _FORMATS:
            raise typer.BadParameter(
                f"“{one}” is none of {', '.join(_FORMATS)}.", param_hint="--format"
            )
    check_language(lang)
    today = read_day(printed_on) if printed_on else date.today()
    kinds = list(_KINDS[:-1]) if kind == "all" else [kind]
    return kinds, formats, lang, today
