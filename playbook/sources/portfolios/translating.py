"""What the validation of a profile refuses, told at the cell it came from and in the words of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from playbook.errors import Fault, Problem, Severity
from playbook.locales import Locale
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.portfolios.matching import ColumnMatch
from playbook.sources.portfolios.row_values import RowValues
from playbook.sources.source import Path_, Position

_CODES = {
    "conflicting-answer": "conflict",
    "mixed-currencies": "two-currencies",
    "unclear-voice": "voice",
    "unknown-voice": "voice",
    "character": "character",
}
_FALLBACK_FIELDS = ("offering.yearly_value", "account.purchasing_volume", "account.name")
"""Where a problem is told that comes of the row and of the offering together."""
_LARGER = "is larger than everything"
_GIVE = "the amounts give "
_SHARE = re.compile(r"[0-9.]+%")


def told_at_cells(problems: Iterable[Problem], values: RowValues) -> Iterator[Problem]:
    """Return problems of a row's data as problems of its cells."""
    by_column = {one.column.index + 1: one for one in values.used.values()}
    for problem in problems:
        is_placed = problem.line == values.row.number
        match = by_column.get(problem.column or 0) if is_placed else None
        match = match or _nearest(values)
        if values.words.locale is Locale.EN and problem.code not in _CODES and match:
            yield _in_english(problem, values, match)
        else:
            yield values.words.problem(_fault(problem, values, match), values.row.number, match)


def _nearest(values: RowValues) -> ColumnMatch | None:
    """Return the column in which a problem of several parts can best be mended."""
    filled = (key for key in _FALLBACK_FIELDS if values.get(key) is not None)
    return next((values.used[key] for key in filled), None)


def _fault(problem: Problem, values: RowValues, match: ColumnMatch | None) -> CellFault:
    text = values.row.cells[match.column.index].text if match else ""
    code = _CODES.get(problem.code)
    if code == "conflict":
        given = _SHARE.search(problem.message.partition(_GIVE)[2])
        if given is None:
            return CellFault("other", {"text": text})
        is_dutch = values.words.locale is Locale.NL
        return CellFault(code, {"text": given[0].replace(".", ",") if is_dutch else given[0]})
    if code:
        return CellFault(code, {"text": text} if code == "voice" else None)
    if _LARGER in problem.message:
        return CellFault("larger")
    if "is an amount, but" in problem.message or " is in " in problem.message:
        return CellFault("base", {"text": text})
    if match:
        return CellFault("other", {"text": text})
    return CellFault("row", {"text": f"{problem.message}. {problem.hint or ''}".strip(" .")})


def _in_english(problem: Problem, values: RowValues, match: ColumnMatch) -> Problem:
    """Keep the words of the validation, without the path into the profile before them."""
    first, _, rest = problem.message.partition(" ")
    message = rest if "." in first else problem.message
    place = values.words.place(values.row.number, match)
    return Problem(
        problem.code,
        f"{place}: {message}",
        values.words.sheet,
        values.row.number,
        match.column.index + 1,
        problem.hint,
        problem.severity,
    )


def faults_of_money(
    faults: Iterable[Fault], positions: Mapping[Path_, Position], name: str
) -> Iterator[Problem]:
    """Return faults of the money case that a row brought, at their place where the row has one."""
    for fault in faults:
        path = fault.path
        while path and path not in positions:
            path = path[:-1]
        line, column = positions.get(path, (1, 1))
        yield Problem(fault.code, fault.message, name, line, column, fault.hint, fault.severity)


def warnings_at_cells(problems: Iterable[Problem], values: RowValues) -> tuple[Problem, ...]:
    """Return warnings of a row, each at its row."""
    return tuple(
        Problem(
            one.code, one.message, values.words.sheet, values.row.number,
            one.column if one.line == values.row.number else None, one.hint, Severity.WARNING,
        )
        for one in problems
    )  # fmt: skip
