"""What is read of a sheet: columns, data rows with typed cells, and everything that was set aside or is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from playbook.errors import Problem

SHEET_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 3_000_000


class CellKind(StrEnum):
    """What stands in a cell."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"
    """`#REF!` and the like: the sheet itself does not know the value."""
    UNCALCULATED = "uncalculated"
    """A formula that nobody calculated: the file holds no value for it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what a person sees in it, and its value."""

    kind: CellKind
    text: str
    """As typed, in NFC and stripped; a number canonical (1250.5) or as many digits as it shows (00042), a share as 12%, a date as 2026-11-24, a formula as =B2*2."""
    value: str | Decimal | date | bool | None
    """None where there is none: empty, an error, or not calculated."""


EMPTY = Cell(CellKind.EMPTY, "", None)


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    index: int
    """From 0, counted in the sheet, and the place of its cell in every row."""
    letter: str
    name: str
    """The header's text, unique within the sheet: “Name (2)” for the second of two, “Column C” without a header."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    number: int
    """From 1, as a spreadsheet program shows it; in a CSV the line on which the record begins."""
    cells: tuple[Cell, ...]


class Reason(StrEnum):
    """Why a row is no data."""

    TITLE = "title"
    """Stands above the header."""
    HEADER = "header"
    """The header again, or a second line of it."""
    EMPTY = "empty"
    TOTAL = "total"
    FOOTER = "footer"
    """What the exporting program adds below the table."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row set aside."""

    number: int
    reason: Reason
    text: str
    """What stands in it, cells joined by a bar."""


class NumberStyle(StrEnum):
    """Which decimal mark numbers typed as text have."""

    COMMA = "comma"
    """1.250,50"""
    DOT = "dot"
    """1,250.50"""
    UNKNOWN = "unknown"
    """There are none, or only such as can be read either way: 1.250."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of accounts, as it stands in one file."""

    file: str
    """What to call it in messages."""
    tab: str | None
    """Name of the worksheet; None for a CSV."""
    header: int
    """Number of the row with the column names; of two such rows the lower one."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """Data only, each with one cell per column."""
    left_out: tuple[LeftOut, ...]
    notices: tuple[Problem, ...]
    """Warnings with row and column as line and column."""
    number_style: NumberStyle
    delimiter: str | None = None
    encoding: str | None = None
    """Of a CSV, as a person calls it: UTF-8, UTF-16, Windows-1252."""
