"""`playbook accounts columns`: what each column of a sheet becomes, before anything is built from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from playbook.cli.console import say, show, show_json, show_problems
from playbook.cli.options import check_language
from playbook.errors import ExitCode

if TYPE_CHECKING:
    from playbook.library.library import Labels
    from playbook.sources.portfolios.matching import SheetMatch
    from playbook.sources.project import Project


def columns(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="SHEET",
            help="A CSV or workbook, with #Tab behind it for one tab; - reads a CSV.",
        ),
    ],
    offering: Annotated[
        list[str] | None,
        typer.Option(help="An offering profile that all rows share; may be given more than once."),
    ] = None,
    assigned: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="Say what a column becomes; FIELD is a field, a question, or ignore.",
        ),
    ] = None,
    save: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep the match as mappings/NAME.yaml.")
    ] = None,
    mapping: Annotated[
        str | None, typer.Option(metavar="NAME", help="Read the sheet with a saved mapping.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="en or nl; without it English.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the match as JSON.")] = False,
) -> int:
    """Show what each column of a sheet becomes, how that was found, and what is missing."""
    check_language(lang)
    from playbook.cli.columns_report import match_json, match_lines
    from playbook.cli.inputs import load_inputs
    from playbook.locales import Locale
    from playbook.sources.portfolios.choosing import match_sheet
    from playbook.sources.portfolios.grounds import load_sheet_ground
    from playbook.sources.portfolios.portfolio import missing_fields
    from playbook.sources.sheets.loading import load_sheet
    from playbook.sources.structured import load_structured

    inputs = load_inputs()
    talk = Locale(lang or Locale.EN)
    ground = load_sheet_ground(inputs.project, inputs.bank, inputs.costs, talk)
    fields, labels = ground.fields, ground.labels[talk]
    offerings = [load_structured(Path(one), one) for one in offering or ()]
    path = Path(sheet)
    table = load_sheet(path, sheet)
    match = match_sheet(table, inputs.project, fields, path, mapping, assigned or ())
    missing = missing_fields(match, offerings)
    saved = _save(match, save, inputs.project) if save is not None else None
    if as_json:
        show_json(match_json(match, fields, labels, missing, saved))
    else:
        for line in match_lines(match, fields, labels, missing):
            show(line)
        _tell_saved(saved, labels)
    show_problems(table.notices)
    return ExitCode.FINE


def _save(match: SheetMatch, name: str, project: Project) -> str:
    """Write the mapping all at once, and return its path as the user would write it."""
    from playbook.build.artifacts import prepare_folder, write_artifact
    from playbook.sources.portfolios.mapping import mapping_path, render_mapping

    path = mapping_path(project, name)
    prepare_folder(path.parent)
    write_artifact(path, render_mapping(match.as_mapping(name)).encode())
    return project.shown(path)


def _tell_saved(saved: str | None, labels: Labels) -> None:
    if saved:
        say(labels("sheet.columns.kept", path=saved))
