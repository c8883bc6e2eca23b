"""Sheets made by hand, and what reading them needs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.portfolios.matching import match_columns
from playbook.sources.portfolios.portfolio import read_portfolio
from playbook.sources.sheets.sheet import EMPTY, Cell, CellKind, Column, NumberStyle, Row, Sheet
from playbook.sources.structured import parse_structured

FLEET = """\
format: 1
language: nl
seller: {name: Meridian Lease}
offering:
  name: {en: Full operational car lease, nl: Full operational autolease}
  summary: {en: Cars for one monthly amount., nl: Auto’s voor één maandbedrag.}
  yearly_value: 4200000 EUR
answers:
  alternatives: 6 suppliers
  specification: 2
"""


def cell(value: Any) -> Cell:
    """Return a cell the way the sheet reader makes it; a tuple is a kind and its text."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, tuple):
        return Cell(value[0], value[1], None)
    if isinstance(value, bool):
        return Cell(CellKind.FLAG, str(value).upper(), value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return Cell(CellKind.NUMBER, f"{number:f}", number)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Cell(CellKind.DATE, value.isoformat(), value)
    return Cell(CellKind.TEXT, str(value).strip(), str(value).strip())


def letter(index: int) -> str:
    return openpyxl.utils.get_column_letter(index + 1)


def sheet(
    headers: Sequence[str],
    *rows: Sequence[Any],
    style: NumberStyle = NumberStyle.UNKNOWN,
    file: str = "accounts.csv",
    first: int = 2,
) -> Sheet:
    columns = tuple(Column(index, letter(index), name) for index, name in enumerate(headers))
    data = tuple(Row(first + at, tuple(map(cell, row))) for at, row in enumerate(rows))
    return Sheet(file, None, 1, columns, data, (), (), style)


def sheet_of(data: bytes, file: str = "problems.xlsx") -> Sheet:
    """Return the first sheet of a workbook of ours, without the reader, which has tests of its own."""
    tab = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    header, *rows = [[one.value for one in row] for row in tab.iter_rows()]
    filled = [row for row in rows if any(value is not None for value in row)]
    return sheet([str(one) for one in header], *filled, file=file)


def offering(text: str = FLEET, name: str = "fleet.yaml"):
    return parse_structured(text, name, Path(name).suffix)


def fields_of(table: Sheet, fields, mapping: SavedMapping | None = None) -> dict[str, str | None]:
    """Return the field of each header."""
    match = match_columns(table, fields, mapping)
    return {one.column.name: one.field.id if one.field else None for one in match.columns}


def read(table: Sheet, ground, *offerings, locale=None, mapping=None):
    match = match_columns(table, ground.fields, mapping)
    return read_portfolio([match], offerings or (offering(),), ground, locale)


def told(portfolio) -> list[str]:
    """Return every problem of every bad row."""
    return [str(one) for row in portfolio.bad_rows for one in row.problems]
