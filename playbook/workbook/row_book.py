"""Rows of a sheet as a workbook again: every value as what it was, what is wrong in colour with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from playbook.workbook.book import Book, put_text

Value = str | Decimal | date | bool | None
"""A text stays a text, whatever it begins with."""
_NARROWEST, _WIDEST = 8, 32
_REASON_WIDTH = 70
_LINE = 13.5
_MOST_DIGITS = 15
"""More than a spreadsheet program keeps of a number."""


@dataclass(frozen=True, slots=True)
class FlawedRow:
    """One row, and what is wrong with it."""

    values: tuple[Value, ...]
    flaws: Mapping[int, str]
    """Reason by column, from 0."""
    source: tuple[str, int]
    """The sheet and the row it came from."""
    reason: str


@dataclass(frozen=True, slots=True)
class RowBook:
    """Everything for the workbook."""

    headers: tuple[str, ...]
    own_headers: tuple[str, str, str]
    """Source sheet, source row and reason."""
    rows: tuple[FlawedRow, ...]
    tab: str
    lead: str
    """What to do with it; shown at the header of the reason."""
    carried: str
    """A text that travels unseen."""


CARRIED = "playbook-rows"
"""Name of the properties that carry it."""


def write_rows(book: Book, rows: RowBook) -> bytes:
    """Return the workbook."""
    widths = (*_widths(rows), 18, 8, _REASON_WIDTH)
    sheet = book.sheet(rows.tab, widths, is_locked=False)
    headers = (*rows.headers, *rows.own_headers)
    for column, header in enumerate(headers):
        put_text(sheet, 0, column, header, book.style("row-head"))
    sheet.set_row(0, 2 * _LINE + 6)
    sheet.write_comment(0, len(headers) - 1, rows.lead, _comment(rows.lead))
    for number, row in enumerate(rows.rows, start=1):
        _put_row(sheet, book, number, row, len(rows.headers))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    last = max(len(rows.rows), 1)
    sheet.autofilter(0, 0, last, len(headers) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    book.carry(CARRIED, rows.carried)
    return book.close()


def _widths(rows: RowBook) -> tuple[int, ...]:
    """Return widths that fit most values, and the longest word of the header."""
    return tuple(
        min(_WIDEST, max(_NARROWEST, *(len(word) + 3 for word in header.split()), _longest(rows, at) + 2))
        for at, header in enumerate(rows.headers)
    )  # fmt: skip


def _longest(rows: RowBook, at: int) -> int:
    return max((len(_shown(row.values[at])) for row in rows.rows), default=0)


def _shown(value: Value) -> str:
    return "" if value is None else str(value).partition("\n")[0]


def _put_row(sheet: Worksheet, book: Book, number: int, row: FlawedRow, width: int) -> None:
    for column, value in enumerate(row.values):
        role = "row-flaw" if column in row.flaws else "row-cell"
        put_value(sheet, book, number, column, value, role)
        if column in row.flaws:
            sheet.write_comment(number, column, row.flaws[column], _comment(row.flaws[column]))
    put_text(sheet, number, width, row.source[0], book.style("row-source"))
    sheet.write_number(number, width + 1, row.source[1], book.style("row-source"))
    put_text(sheet, number, width + 2, row.reason, book.style("row-reason"))
    lines = sum(1 + len(line) // (_REASON_WIDTH + 5) for line in row.reason.split("\n"))
    sheet.set_row(number, _LINE * lines + 2)


def put_value(
    sheet: Worksheet, book: Book, row: int, column: int, value: Value, role: str, pattern: str = ""
) -> None:
    """Write a value as what it is; nothing is a coloured or empty cell."""
    style = book.style(role, pattern)
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= _MOST_DIGITS:
        sheet.write_number(row, column, float(value), style)
    elif isinstance(value, date):
        at = datetime(value.year, value.month, value.day)  # noqa: DTZ001 the format has no zone
        sheet.write_datetime(row, column, at, book.style(role, book.day()))
    elif value is None or value == "":
        sheet.write_blank(row, column, None, style)
    else:
        put_text(sheet, row, column, str(value), style)


def _comment(text: str) -> Mapping[str, Any]:
    """Return the size of a comment that its text fits in."""
    return {"x_scale": 2.2, "y_scale": max(0.6, 0.28 * (1 + len(text) // 42)), "font_size": 9}
