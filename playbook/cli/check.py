"""`playbook check`: every problem in profiles, content, templates and brand, without building anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import as_json as problem_as_json
from playbook.cli.console import say, show_json, show_problems
from playbook.errors import ExitCode, Problem, ProblemsError

if TYPE_CHECKING:
    from playbook.brand import Brand
    from playbook.cli.inputs import Inputs


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]",
            help="Profiles, or folders of them; without any, those of the project and all its content.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON.")] = False,
) -> int:
    """Tell every problem with its file, line, column and remedy."""
    problems: list[Problem] = []
    warnings: list[Problem] = []
    checked = 0
    try:
        from playbook.cli.inputs import load_inputs

        inputs = load_inputs()
        brand, found = _check_brand(inputs)
        problems += found
        problems += _check_content(inputs, brand)
        for path in _profiles(inputs, paths, problems):
            checked += 1
            problems += _check_profile(path, inputs, warnings)
    except ProblemsError as error:
        problems += error.problems
    problems, warnings = list(dict.fromkeys(problems)), list(dict.fromkeys(warnings))
    if as_json:
        show_json(
            {
                "checked": checked,
                "problems": [problem_as_json(one) for one in problems],
                "warnings": [problem_as_json(one) for one in warnings],
            }
        )
    else:
        show_problems([*problems, *warnings])
        say(_verdict(checked, len(problems), len(warnings)))
    return ExitCode.INPUT if problems else ExitCode.FINE


def _verdict(checked: int, found: int, warned: int) -> str:
    said = _counted(found, "problem") if found else "no problems"
    said += f", {_counted(warned, 'warning')}" if warned else ""
    return f"Content and {_counted(checked, 'profile')}: {said}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _profiles(inputs: Inputs, paths: list[str] | None, problems: list[Problem]) -> tuple[str, ...]:
    from playbook.cli.inputs import expand_folders

    folders = inputs.project.profile_folders
    chosen = paths or [str(folder) for folder in folders if folder.is_dir()]
    found: list[str] = []
    for path in chosen:
        try:
            found += expand_folders([path])
        except ProblemsError as error:
            problems += error.problems
    return tuple(found)


def _check_brand(inputs: Inputs) -> tuple[Brand, tuple[Problem, ...]]:
    """Read the project's brand, with its files and contrast; where it fails, the house's stands in."""
    from playbook.brand import HOUSE
    from playbook.sources.brand import load_brand

    try:
        return load_brand(inputs.project), ()
    except ProblemsError as error:
        return HOUSE, error.problems


def _check_content(inputs: Inputs, brand: Brand) -> list[Problem]:
    """Read all content and templates, and fill in every text once for each kind of situation."""
    from playbook.rendering.proofreading import proofread
    from playbook.sources.content import load_library
    from playbook.sources.costs import check_costs
    from playbook.sources.portfolios.grounds import check_sheet_content

    library, problems = load_library(inputs.project)
    problems += check_costs(inputs.project)
    problems += check_sheet_content(inputs.project, inputs.bank)
    if problems:
        return problems
    roots = inputs.project.template_roots
    return proofread(library, inputs.bank, inputs.model, roots, date.today(), brand)


def _check_profile(path: str, inputs: Inputs, warnings: list[Problem]) -> list[Problem]:
    """Validate a profile in each of its languages, adding what is merely implausible to *warnings*."""
    from playbook.cli.inputs import read_source
    from playbook.sources.dates import check_days
    from playbook.sources.profiles import languages_of, read_profile

    problems: list[Problem] = []
    try:
        source = read_source(path)
    except ProblemsError as error:
        return list(error.problems)
    for locale in languages_of(source):
        try:
            warnings += read_profile(source, inputs.bank, locale, inputs.costs).warnings
            warnings += check_days(source, date.today())
        except ProblemsError as error:
            problems += error.problems
    return problems
