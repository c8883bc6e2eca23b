"""The workbook of rows to mend: every column of the sheet as it was, the cells that are wrong, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from playbook.library.library import Labels
from playbook.sources.portfolios.carried import carry
from playbook.sources.portfolios.entry import BadRow, Portfolio
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.own_columns import HEADERS, SOURCE_ROW, SOURCE_SHEET, own_columns
from playbook.sources.portfolios.styles import settled_mapping
from playbook.sources.portfolios.wording import last_name
from playbook.sources.sheets.sheet import Cell, CellKind, Column
from playbook.version import __version__
from playbook.workbook.book import Book, cell
from playbook.workbook.row_book import FlawedRow, RowBook, Value, write_rows

FILE = "problems.xlsx"
_FIRST_ROW = 2
"""Of the rows, as a spreadsheet program counts; the header is the first."""


def problems_workbook(portfolio: Portfolio, labels: Labels, today: date) -> bytes | None:
    """Return the workbook of a portfolio's bad rows; None where every row is right.

    It can be mended and read like any sheet: it carries what each column was, and who already stands elsewhere.
    """
    if not portfolio.bad_rows:
        return None
    headers = _headers(portfolio)
    used = [
        portfolio.matches[one] for one in dict.fromkeys(bad.match for bad in portfolio.bad_rows)
    ]
    reason, sheet, row = (
        HEADERS[key][labels.locale] for key in ("reason", SOURCE_SHEET, SOURCE_ROW)
    )
    rows = RowBook(
        headers,
        (sheet, row, reason),
        tuple(
            _flawed(one, portfolio.matches[one.match], headers, number, labels)
            for number, one in enumerate(portfolio.bad_rows, start=_FIRST_ROW)
        ),
        labels("sheet.problems.title"),
        labels("sheet.problems.lead"),
        carry(settled_mapping(used, dict(portfolio.taken))),
    )
    book = Book(
        locale=labels.locale, today=today, title=labels("sheet.problems.title"), author="Playbook",
        footer=f"Playbook {__version__}", page=labels("workbook.page"),
    )  # fmt: skip
    return write_rows(book, rows)


def _headers(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the columns of all sheets with bad rows, each header once."""
    used = dict.fromkeys(one.match for one in portfolio.bad_rows)
    return tuple(
        dict.fromkeys(
            column.name for number in used for column in _columns(portfolio.matches[number])
        )
    )


def _columns(match: SheetMatch) -> Iterator[Column]:
    ours = own_columns(match.sheet)
    return (one for one in match.sheet.columns if one.index not in ours)


def _flawed(
    bad: BadRow, match: SheetMatch, headers: tuple[str, ...], row: int, labels: Labels
) -> FlawedRow:
    at = {name: index for index, name in enumerate(headers)}
    by_number = {one.index + 1: one for one in match.sheet.columns}
    values: list[Value] = [None] * len(headers)
    flaws: dict[int, list[str]] = {}
    reasons: list[str] = []
    for column in _columns(match):
        values[at[column.name]] = _value(bad.cells[column.index])
    for problem in bad.problems:
        found = by_number.get(problem.column or 0)
        index = at.get(found.name) if found else None
        reasons.append(_said(_here(problem.message, bad, found, index, row, labels), problem.hint))
        if index is not None:
            flaws.setdefault(index, []).append(reasons[-1])
    told = {index: "\n".join(one) for index, one in flaws.items()}
    return FlawedRow(tuple(values), told, _source(bad, match), "\n".join(reasons))


def _here(
    message: str, bad: BadRow, column: Column | None, index: int | None, row: int, labels: Labels
) -> str:
    """Name the cell as it is called in this workbook, where it is to be mended."""
    there, here = labels("sheet.row", row=bad.row), labels("sheet.row", row=row)
    if column is not None and index is not None:
        header = column.name
        there = labels("sheet.cell", cell=f"{column.letter}{bad.row}", header=header)
        here = labels("sheet.cell", cell=cell(row - 1, index), header=header)
    return here + message[len(there) :] if message.startswith(there) else message


def _said(message: str, hint: str | None) -> str:
    text = message[:1].upper() + message[1:]
    return f"{text}. {hint}" if hint else f"{text}."


def _source(bad: BadRow, match: SheetMatch) -> tuple[str, int]:
    """Return where a row first came from, also when it comes back a second time."""
    ours = {key: index for index, key in own_columns(match.sheet).items()}
    if ours:
        sheet, row = (bad.cells[ours[key]].text for key in (SOURCE_SHEET, SOURCE_ROW))
        if sheet and row.isdigit():
            return sheet, int(row)
    return last_name(bad.sheet), bad.row


def _value(found: Cell) -> Value:
    """Return what to write: a share as its text, since only that says that it is one."""
    if found.kind in (CellKind.ERROR, CellKind.UNCALCULATED) or found.text.endswith("%"):
        return found.text
    return found.value
