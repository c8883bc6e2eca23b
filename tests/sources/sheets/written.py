"""Sheets written for a test: texts and small workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import openpyxl
import xlsxwriter

from playbook.errors import Problem
from playbook.sources.sheets.loading import parse_sheet
from playbook.sources.sheets.sheet import Sheet

Line = Iterable[Any]


def read(content: str | bytes, file: str = "a.csv", tab: str | None = None) -> Sheet:
    """Read a file by its content."""
    return parse_sheet(content.encode() if isinstance(content, str) else content, file, tab)


def texts(sheet: Sheet) -> list[list[str]]:
    """Return the data as texts, row by row."""
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def names(sheet: Sheet) -> list[str]:
    """Return the column names."""
    return [column.name for column in sheet.columns]


def set_aside(sheet: Sheet) -> list[tuple[int, str]]:
    """Return number and reason of each row that was set aside."""
    return [(one.number, one.reason.value) for one in sheet.left_out]


def told(sheet: Sheet, code: str) -> list[Problem]:
    """Return the notices with one code."""
    return [one for one in sheet.notices if one.code == code]


def workbook(change: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Write a workbook as Excel would leave it, with a value beside each formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    change(book)
    book.close()
    return out.getvalue()


def tabs(content: Mapping[str, Iterable[Line]], hidden: Iterable[str] = ()) -> bytes:
    """Write a workbook of plain tabs."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, lines in content.items():
            tab = book.add_worksheet(name)
            if name in hidden:
                tab.hide()
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    if value is not None:
                        tab.write(row, column, value)
        book.worksheets_objs[-1].activate()

    return workbook(fill)


def by_library(lines: Iterable[Line]) -> bytes:
    """Write a workbook as a library does that calculates nothing."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one.filename, change(content) if one.filename == name else content)
    return out.getvalue()
