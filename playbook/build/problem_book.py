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
from playbook.sources.sheets.sheet import Cell, CellKind, Column
from playbook.version import __version__
from playbook.workbook.book import Book
from playbook.workbook.row_book import FlawedRow, RowBook, Value, write_rows

FILE = "problems.xlsx"
_PATHS = "/\\"


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
        tuple(_flawed(one, portfolio.matches[one.match], headers) for one in portfolio.bad_rows),
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


def _flawed(bad: BadRow, match: SheetMatch, headers: tuple[str, ...]) -> FlawedRow:
    at = {name: index for index, name in enumerate(headers)}
    values: list[Value] = [None] * len(headers)
    flaws: dict[int, str] = {}
    for column in _columns(match):
        values[at[column.name]] = _value(bad.cells[column.index])
        told = [one for one in bad.problems if one.column == column.index + 1]
        if told:
            flaws[at[column.name]] = "\n".join(_said(one.message, one.hint) for one in told)
    reason = "\n".join(_said(one.message, one.hint) for one in bad.problems)
    return FlawedRow(tuple(values), flaws, _source(bad, match), reason)


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
    name = bad.sheet
    for mark in _PATHS:
        name = name.rpartition(mark)[2]
    return name, bad.row


def _value(cell: Cell) -> Value:
    """Return what to write: a share as its text, since only that says that it is one."""
    if cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED) or cell.text.endswith("%"):
        return cell.text
    return cell.value
