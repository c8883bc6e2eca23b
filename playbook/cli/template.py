"""`playbook accounts template`: a workbook to fill in, one row for each account."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import show
from playbook.cli.options import check_language, read_day
from playbook.errors import ExitCode, PlaybookError

if TYPE_CHECKING:
    from playbook.cli.inputs import Inputs
    from playbook.locales import Locale
    from playbook.profile import OfferingProfile

_SUFFIX = ".xlsx"
_STANDARD_OUTPUT = "-"
_NAMES = {"en": "accounts.xlsx", "nl": "klanten.xlsx"}


def template(
    offering: Annotated[
        list[str] | None,
        typer.Option(
            help="An offering profile that all rows share; may be given more than once. Without any, each row brings its own."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="en or nl; without it the first offering's language.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            help="A folder, a file that ends in .xlsx, or - for standard output; without it the working folder."
        ),
    ] = None,
    made_on: Annotated[
        str | None,
        typer.Option("--date", help="Date of the file, as 2026-11-24; without it today."),
    ] = None,
) -> int:
    """Write a workbook to fill in, made from the questions and variables in use."""
    check_language(lang)
    today = read_day(made_on) if made_on else date.today()
    from playbook.cli.inputs import load_inputs
    from playbook.locales import Locale

    inputs = load_inputs()
    offerings = _offerings(inputs, offering or [], Locale(lang) if lang else None)
    locale = Locale(lang) if lang else offerings[0][1].language if offerings else Locale.EN
    path = _path(output, locale)
    if output != _STANDARD_OUTPUT and path.exists():
        hint = "It may have been filled in: give another name with --output, or delete it"
        raise PlaybookError(f"{path} exists already", f"{hint}.")
    data = _workbook(inputs, offerings, locale, path.name, today)
    if output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        return ExitCode.FINE
    from playbook.build.artifacts import prepare_folder, write_artifact

    prepare_folder(path.parent)
    write_artifact(path, data)
    show(inputs.project.shown(path.absolute()))
    return ExitCode.FINE


def _offerings(
    inputs: Inputs, paths: list[str], locale: Locale | None
) -> list[tuple[str, OfferingProfile]]:
    """Read the offerings as they are for accounts of a sheet: without what is of one account."""
    from playbook.cli.inputs import read_source
    from playbook.sources.portfolios.offerings import Ground, offering_of
    from playbook.sources.profiles import languages_of

    ground = Ground(inputs.bank, inputs.costs)
    found = []
    for path in paths:
        source = read_source(path)
        one = offering_of(source)
        chosen = locale or languages_of(source)[0]
        reading = one.check(ground, chosen, (), is_other=one.account is not None)
        found.append((one.id, reading.profile))
    return found


def _path(output: str | None, locale: Locale) -> Path:
    path = Path(output) if output and output != _STANDARD_OUTPUT else Path()
    is_file = path.suffix.lower() == _SUFFIX and not path.is_dir()
    return path if is_file else path / _NAMES[locale]


def _workbook(
    inputs: Inputs,
    offerings: list[tuple[str, OfferingProfile]],
    locale: Locale,
    file: str,
    today: date,
) -> bytes:
    from playbook.build.account_template import TemplateGround, accounts_template
    from playbook.sources.content import load_sound_library
    from playbook.sources.portfolios.field_files import load_fields
    from playbook.sources.portfolios.variables import variables_in_use

    library = load_sound_library(inputs.project)
    ground = TemplateGround(
        inputs.bank,
        inputs.model,
        load_fields(inputs.project, inputs.bank),
        library.labels[locale],
        variables_in_use(inputs.project),
        today,
    )
    return accounts_template(ground, offerings, file)
