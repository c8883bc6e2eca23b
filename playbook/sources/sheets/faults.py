"""What is said about a sheet: refusals and notices, and how rows and columns are called in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from playbook.errors import Problem, Severity, SheetError

_MOST_NAMED = 8


def refusal(
    code: str,
    file: str,
    message: str,
    hint: str,
    line: int | None = None,
    column: int | None = None,
) -> SheetError:
    """Return the error for a sheet with one thing wrong in it."""
    return SheetError((Problem(code, message, file, line, column, hint),))


def notice(
    code: str,
    file: str,
    message: str,
    hint: str | None = None,
    line: int | None = None,
    column: int | None = None,
) -> Problem:
    """Return a warning about something that was read as it stands."""
    return Problem(code, message, file, line, column, hint, Severity.WARNING)


def letter_of(index: int) -> str:
    """Return the letters over a column, counted from 0: A, Z, AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, index: int) -> str:
    """Return a cell's name from its row (from 1) and column (from 0): C12."""
    return f"{letter_of(index)}{row}"


def listed(names: Iterable[str]) -> str:
    """Return names with commas, cut after eight."""
    every = list(names)
    shown = ", ".join(islice(every, _MOST_NAMED))
    more = len(every) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def numbered(rows: Iterable[int]) -> str:
    """Return row numbers with runs drawn together: 4, 7–12."""
    return listed(numbered_runs(rows))


def numbered_runs(rows: Iterable[int]) -> list[str]:
    """Return each run of row numbers: 4 and 7–12."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its word."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
