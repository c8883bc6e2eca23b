"""A workbook to fill in: one row for each account, drop-downs, help at every header, an example, and a guide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from xlsxwriter.worksheet import Worksheet

from playbook.workbook.book import Book, put_text
from playbook.workbook.row_book import Value, put_value

_LAST_ROW = 20_000
"""Rows that lists and checks reach to."""
_HEAD_HEIGHT, _ROW_HEIGHT = 48, 18
_LONGEST_HELP, _LONGEST_TITLE = 250, 32
"""Characters that Excel takes in a message at a cell, and in its title."""
_PRINT_SCALE = 60
"""Percent: some nine columns to a page of A4, with the account before them on each."""
_EARLIEST = datetime(2000, 1, 1)  # noqa: DTZ001 the format has no zone
_INK, _LINE = "#1F2A37", "#D5DBE2"


class Entry(StrEnum):
    """What is filled in in a column."""

    TEXT = "text"
    LIST = "list"
    """One of a list."""
    QUESTION = "question"
    """One of a list, or a value of one's own."""
    AMOUNT = "amount"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column to fill in."""

    header: str
    group: str
    """Key of its colour."""
    entry: Entry
    help: str
    """What to fill in and why; shown at the header and at its cells."""
    example: Value
    meaning: str
    """What it means, on the guide."""
    shown: str
    """An example in words, on the guide."""
    why: str = ""
    choices: tuple[str, ...] = ()
    width: int = 16
    remark: str = ""
    """What is told of the example where it stands; shown at its cell."""
    refusal: str = ""
    """What is told where an amount or a day does not look like one."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The words of the second sheet."""

    title: str
    lead: str
    how: str
    steps: tuple[str, ...]
    heads: tuple[str, str, str, str]
    groups: Mapping[str, str]
    """Heading of each group; groups of one heading stand together."""


@dataclass(frozen=True, slots=True)
class Template:
    """Everything for the workbook."""

    tab: str
    guide_tab: str
    lists_tab: str
    columns: tuple[TemplateColumn, ...]
    guide: Guide


_COLOURS = {
    "account": ("#1F2A37", "#FFFFFF"),
    "offering": ("#3F5166", "#FFFFFF"),
    "financial_risk": ("#DCE6F2", _INK),
    "supply_risk": ("#E4EFDD", _INK),
    "people": ("#ECE7F1", _INK),
}
"""Ground and letters of a header, by group; dark enough apart in grey too."""


def write_template(book: Book, template: Template) -> bytes:
    """Return the workbook: accounts, guide, and the lists behind the drop-downs out of sight."""
    widths = tuple(one.width for one in template.columns)
    sheet = book.sheet(template.tab, widths, is_locked=False)
    guide = book.sheet(template.guide_tab, (28, 62, 30, 62))
    lists = book.sheet(template.lists_tab, (), is_locked=True)
    lists.very_hidden()
    _set_up(sheet)
    for index, column in enumerate(template.columns):
        _put_header(sheet, book, index, column)
        sheet.set_column(index, index, column.width, book.style("fill-in", _pattern(book, column)))
        _put_example(sheet, book, index, column)
        _put_list(lists, book, index, column)
        _put_check(sheet, template, index, column)
    _write_guide(guide, book, template)
    sheet.activate()
    return book.close()


def _set_up(sheet: Worksheet) -> None:
    sheet.set_row(0, _HEAD_HEIGHT)
    sheet.set_default_row(_ROW_HEIGHT)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.hide_gridlines(1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:A{_LAST_ROW}"})
    sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True, "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True})  # fmt: skip


def _put_header(sheet: Worksheet, book: Book, index: int, column: TemplateColumn) -> None:
    put_text(sheet, 0, index, column.header, book.coloured("head-fill", *_COLOURS[column.group]))
    sheet.write_comment(0, index, column.help, _size(column.help))


def _put_example(sheet: Worksheet, book: Book, index: int, column: TemplateColumn) -> None:
    put_value(sheet, book, 1, index, column.example, "example", _pattern(book, column))
    if column.remark:
        sheet.write_comment(1, index, column.remark, _size(column.remark))


def _put_list(lists: Worksheet, book: Book, index: int, column: TemplateColumn) -> None:
    for row, choice in enumerate(column.choices):
        put_text(lists, row, index, choice, book.style("label"))


def _put_check(sheet: Worksheet, template: Template, index: int, column: TemplateColumn) -> None:
    """Add drop-down, check and help to a column. A question takes other values too, so nothing refuses them."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": _cut(column.header, _LONGEST_TITLE),
        "input_message": _cut(column.help, _LONGEST_HELP),
    }
    if column.choices:
        name = template.lists_tab.replace("'", "''")
        letter = _letter(index)
        rule |= {
            "validate": "list",
            "source": f"='{name}'!${letter}$1:${letter}${len(column.choices)}",
            "show_error": column.entry is Entry.LIST,
            "error_title": _cut(column.header, _LONGEST_TITLE),
            "error_message": _cut(column.refusal, _LONGEST_HELP),
        }
        rule |= {"error_type": "warning"} if column.entry is Entry.LIST else {}
    elif column.entry is Entry.AMOUNT:
        rule |= {"validate": "decimal", "criteria": ">", "value": 0} | _warning(column)
    elif column.entry is Entry.DAY:
        rule |= {"validate": "date", "criteria": ">=", "value": _EARLIEST} | _warning(column)
    sheet.data_validation(1, index, _LAST_ROW, index, rule)


def _warning(column: TemplateColumn) -> dict[str, Any]:
    """Let a text through after a warning: `€ 310 million` is an amount too."""
    return {
        "error_type": "warning",
        "error_title": _cut(column.header, _LONGEST_TITLE),
        "error_message": _cut(column.refusal, _LONGEST_HELP),
    }


def _letter(index: int) -> str:
    first, last = divmod(index, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _pattern(book: Book, column: TemplateColumn) -> str:
    """Return the number format of a column's cells.

    All but amounts and days are texts: no nought before an id gets lost, and 2-3 does not become a day in March.
    """
    if column.entry is Entry.DAY:
        return book.day()
    return "#,##0" if column.entry is Entry.AMOUNT else "@"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _size(text: str) -> Mapping[str, Any]:
    lines = sum(1 + len(line) // 44 for line in text.split("\n"))
    return {"x_scale": 2.3, "y_scale": max(0.6, 0.24 * (lines + 1)), "font_size": 9}


def _write_guide(sheet: Worksheet, book: Book, template: Template) -> None:
    guide, style = template.guide, book.style
    put_text(sheet, 0, 0, guide.title, style("title"))
    put_text(sheet, 1, 0, guide.lead, style("lead"))
    put_text(sheet, 3, 0, guide.how, style("group"))
    for number, step in enumerate(guide.steps, start=1):
        put_text(sheet, 3 + number, 0, f"{number}. {step}", style("text-open"))
    row = 5 + len(guide.steps)
    for column, head in enumerate(guide.heads):
        put_text(sheet, row, column, head, style("head"))
    sheet.repeat_rows(row)
    last = ""
    for one in template.columns:
        if guide.groups[one.group] != last:
            last = guide.groups[one.group]
            row += 1
            for column in range(len(guide.heads)):
                text = "" if column else last
                put_text(sheet, row, column, text, style("block"))
            sheet.set_row(row, 24)
        row += 1
        texts = (one.header, one.meaning, one.shown, one.why)
        for column, text in enumerate(texts):
            put_text(sheet, row, column, text, style("label-top" if column else "name-top"))
        lines = max(
            1,
            *(1 + len(text) // width for text, width in zip(texts, (26, 66, 30, 66), strict=True)),
        )
        sheet.set_row(row, 13 * lines + 4)
