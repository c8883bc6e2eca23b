"""A list of plain rows as a workbook: a table to filter, its head and its names kept in sight, every cell of its type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import unquote

from xlsxwriter.worksheet import Worksheet

from playbook.locales import Locale
from playbook.workbook.book import Book, put_text

Cell = str | int | Decimal | date | None
ListColumn = tuple[str, str, int]
"""Name, kind (`id`, `text`, `whole`, `amount`, `day`, `path`, `link`) and width in characters."""
_KEPT_IN_SIGHT = 2
"""Columns that stay when the rest is scrolled: the id and the name."""
_LONGEST_LINK = 2079
"""Characters of an address that Excel opens."""
_MOST_LINKS = 65_530
"""On one sheet, says Excel."""
_ABOUT_WIDTH = 110


def write_list(
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[Cell]],
    *,
    names: tuple[str, str],
    notes: Sequence[str],
    locale: Locale,
    today: date,
    author: str,
) -> bytes:
    """Return the workbook: the list on its first sheet, what it means on the second.

    The same list on the same day gives the same bytes.

    Args:
        columns: the columns.
        rows: cells by column; None is an empty cell.
        names: of the two sheets.
        notes: lines of the second sheet, its title first.
        locale: of the number formats.
        today: the day the file says it was made.
        author: who the file says made it.
    """
    book = Book(locale, today, notes[0], author, "", "")
    sheet = book.open_sheet(names[0], [width for _, _, width in columns])
    writer = _Writer(book, sheet)
    for row, cells in enumerate(rows, start=1):
        for column, (value, (_, kind, _)) in enumerate(zip(cells, columns, strict=True)):
            writer.put(row, column, value, kind)
    if columns:
        heads = [{"header": name, "header_format": book.style("head")} for name, _, _ in columns]
        table = {"name": "portfolio", "columns": heads, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, max(len(rows), 1), len(columns) - 1, table)
    sheet.freeze_panes(1, _KEPT_IN_SIGHT)
    sheet.repeat_rows(0)
    about = book.open_sheet(names[1], [_ABOUT_WIDTH])
    for row, line in enumerate(notes):
        put_text(about, row, 0, line, book.style("text" if row else "title"))
    return book.close()


class _Writer:
    """Writes cells by kind."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.links = 0
        self.plain = book.style("label")
        self.id = book.style("label", "@")
        self.whole = book.style("number", "0")
        self.amount = book.style("number", "#,##0.##")
        self.day = book.style("number", "yyyy-mm-dd")

    def put(self, row: int, column: int, value: Cell, kind: str) -> None:
        """Write one cell; an empty one is left out."""
        if value is None:
            return
        if isinstance(value, str):
            self._put_text(row, column, value, kind)
        elif isinstance(value, date):
            at = datetime(value.year, value.month, value.day)  # noqa: DTZ001 the format has no zone
            self.sheet.write_datetime(row, column, at, self.day)
        else:
            form = self.amount if isinstance(value, Decimal) else self.whole
            self.sheet.write_number(row, column, float(value), form)

    def _put_text(self, row: int, column: int, text: str, kind: str) -> None:
        """Write a text, and an address as a link as long as Excel takes one more."""
        address = {"link": text, "path": f"external:{unquote(text)}"}.get(kind)
        if address and len(address) <= _LONGEST_LINK and self.links < _MOST_LINKS:
            self.links += 1
            self.sheet.write_url(row, column, address, string=text)
        else:
            put_text(self.sheet, row, column, text, self.id if kind == "id" else self.plain)
