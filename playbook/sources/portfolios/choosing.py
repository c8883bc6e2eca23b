"""The match of a sheet as a command is asked for it: by hand, by name, as carried along, or as saved for these headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook.errors import Problem, SheetError
from playbook.sources.portfolios.carried import carried_mapping
from playbook.sources.portfolios.fields import IGNORE, Fields
from playbook.sources.portfolios.headers import compact, normal
from playbook.sources.portfolios.mapping import find_mapping, load_mapping
from playbook.sources.portfolios.matching import SheetMatch, match_columns
from playbook.sources.project import Project
from playbook.sources.refusals import nearest
from playbook.sources.sheets.sheet import Column, Sheet


def match_sheet(
    sheet: Sheet,
    project: Project,
    fields: Fields,
    path: Path | None = None,
    mapping: str | None = None,
    by_hand: Sequence[str] = (),
) -> SheetMatch:
    """Match the columns of a sheet.

    Args:
        sheet: the sheet.
        project: where saved mappings are.
        fields: what columns may become.
        path: the sheet's file; a workbook of problem rows carries its own mapping.
        mapping: a saved mapping by name; without it the one saved for exactly these headers, if there is one.
        by_hand: `COLUMN=FIELD`, the column by header or letter, the field by id or name.

    Raises:
        SheetError: with everything wrong in the mapping or what was given by hand.
    """
    hand = read_assignments(by_hand, sheet, fields)
    if mapping is not None:
        return match_columns(sheet, fields, load_mapping(project, mapping, fields), hand)
    carried = carried_mapping(path, fields) if path else None
    saved = carried or find_mapping(project, sheet, fields)
    return match_columns(sheet, fields, saved, hand)


def read_assignments(texts: Sequence[str], sheet: Sheet, fields: Fields) -> dict[int, str]:
    """Return field id or `ignore` by column index, of `COLUMN=FIELD` texts.

    Raises:
        SheetError: when a column or a field does not exist, or a field or a column is given twice.
    """
    problems: list[Problem] = []
    found: dict[int, str] = {}
    for text in texts:
        head, equals, tail = text.rpartition("=")
        column = _column(head.strip(), sheet)
        target = _field_id(tail.strip(), fields)
        if not equals:
            problems.append(_wrong(sheet, f"“{text}” is not COLUMN=FIELD", "Write it as --map “Header=account.name”"))  # fmt: skip
        elif column is None:
            names = [one.name for one in sheet.columns]
            problems.append(
                _wrong(sheet, f"there is no column “{head.strip()}”", nearest(head, names))
            )
        elif target is None:
            known = [*fields.by_id, IGNORE]
            hint = nearest(tail.strip(), known)
            hint = hint if len(hint) < 200 else "docs/sheets.md lists the fields."
            problems.append(_wrong(sheet, f"there is no field “{tail.strip()}”", hint))
        elif target != IGNORE and any(
            one == target and at != column.index for at, one in found.items()
        ):
            problems.append(_wrong(sheet, f"{target} is given to two columns", "Write ignore for one of them."))  # fmt: skip
        elif found.get(column.index, target) != target:
            message = (
                f"column “{column.name}” is given to two fields, {found[column.index]} and {target}"
            )
            problems.append(_wrong(sheet, message, "Give each column once."))
        else:
            found[column.index] = target
    if problems:
        raise SheetError(tuple(problems))
    return found


def _wrong(sheet: Sheet, message: str, hint: str) -> Problem:
    return Problem("map", message, sheet.file, hint=hint)


def _column(text: str, sheet: Sheet) -> Column | None:
    """Return a column by its header, else by its letter."""
    for test in (
        lambda one: one.name == text,
        lambda one: normal(one.name) == normal(text) != "",
        lambda one: one.letter == text.upper(),
    ):
        found = next(filter(test, sheet.columns), None)
        if found:
            return found
    return None


def _field_id(text: str, fields: Fields) -> str | None:
    if text == IGNORE or text in fields:
        return text
    return next(_named(text, fields), None)


def _named(text: str, fields: Fields) -> Iterator[str]:
    yield from (one.field_id for one in fields.aliases.get(compact(text), ()))
