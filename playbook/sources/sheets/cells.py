"""Values into cells: texts in one form, numbers without noise, days without a time."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from playbook.sources.sheets.sheet import EMPTY, Cell, CellKind

# Spaces of every kind, and marks without width that exports leave at the ends of texts.
_EDGES = re.compile(r"^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$")
_ERRORS = frozenset(
    (
        *("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"),
        *("#VERW!", "#N/B", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOOP!", "#BEREKENEN!", "#VELD!"),
    )
)  # fmt: skip
_OTHER_ERROR = re.compile(r"Err:5\d\d|Fout:5\d\d|#{3,}")
EXACT_BELOW = 10**15
"""A spreadsheet program keeps 15 digits of a number; whole numbers from here on may have lost their last ones."""


def text_cell(text: str) -> Cell:
    """Return a cell for a text: NFC, one kind of line end, stripped; an error's word makes it an error."""
    if not text.isascii():
        text = _EDGES.sub("", unicodedata.normalize("NFC", text))
    text = text.strip()
    if not text:
        return EMPTY
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[0] in "#EF" and is_error(text):
        return Cell(CellKind.ERROR, text, None)
    return Cell(CellKind.TEXT, text, text)


def is_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet program writes where it has no value, in English or Dutch."""
    return text in _ERRORS or _OTHER_ERROR.fullmatch(text) is not None


def number_cell(value: float, is_share: bool = False) -> Cell:
    """Return a cell for a number of at most 15 digits, which is what a spreadsheet program shows; a share as 12%."""
    if not math.isfinite(value):
        return Cell(CellKind.ERROR, str(value), None)
    number = _decimal(value)
    return Cell(CellKind.NUMBER, _percent(number) if is_share else f"{number:f}", number)


def padded_cell(value: float, digits: int) -> Cell:
    """Return a cell for a whole number that is shown with zeros before it, as ids are: 00042."""
    number = _decimal(value)
    return Cell(CellKind.NUMBER, f"{number:f}".zfill(digits), number)


def _percent(number: Decimal) -> str:
    text = f"{number * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _decimal(value: float) -> Decimal:
    if value == int(value) and abs(value) < EXACT_BELOW:
        return Decimal(int(value))
    text = f"{value:.15g}"
    return Decimal(f"{Decimal(text):f}" if "e" in text else text)


def flag_cell(value: bool) -> Cell:
    """Return a cell for yes or no, in the words a spreadsheet program uses."""
    return Cell(CellKind.FLAG, "TRUE" if value else "FALSE", value)


@lru_cache(maxsize=8192, typed=True)
def typed_cell(value: Any, is_share: bool = False) -> Cell:
    """Return a cell for a value as the reader of workbooks gives it."""
    if value == "" or value is None:
        return EMPTY
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return flag_cell(value)
    if isinstance(value, int | float):
        return number_cell(value, is_share)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Cell(CellKind.DATE, value.isoformat(), value)
    shown = _clock(value)
    return Cell(CellKind.TEXT, shown, shown)


def _clock(value: time | timedelta) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
