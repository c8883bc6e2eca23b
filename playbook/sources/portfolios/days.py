"""Days as sheets hold them: real dates, 2026-11-24, 24-11-2026, 11/24/2026, 24 nov 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from playbook.sources.card_dates import MONTHS
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.sheets.sheet import Cell, CellKind


class DayOrder(StrEnum):
    """Which of two figures is the day, where both could be."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"


_TIME = re.compile(r"(?:t|,?\s+)[0-9]{1,2}:[0-9]{2}.*$")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{1,2})[-/.\s]([0-9]{1,2})[-/.\s]([0-9]{4}|[0-9]{2})")
_DAY_NAME = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|e|\.)?[-\s]*([a-z]+)\.?,?[-\s]*([0-9]{4}|[0-9]{2})"
)
_NAME_DAY = re.compile(r"([a-z]+)\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
# Excel counts days from the last of 1899, with a leap day in 1900 that there was not.
_FIRST_DAY = date(1899, 12, 30)
_SERIALS = (Decimal(36526), Decimal(73050))
"""2000 to 2099."""
_FIRST_YEAR = 2000


def order_shown(cell: Cell) -> DayOrder:
    """Return which order a cell proves: 24-11 can only be day first, 11/24 only month first, and with points the day always is."""
    found = _FIGURES.fullmatch(_tidy(cell.text)) if cell.kind is CellKind.TEXT else None
    if not found:
        return DayOrder.UNKNOWN
    first, second = int(found[1]), int(found[2])
    if first > 12 >= second or ("." in found[0] and second <= 12):
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else DayOrder.UNKNOWN


def is_open(cell: Cell) -> bool:
    """Tell whether a cell is a day whose two figures could both be the day, and differ."""
    found = _FIGURES.fullmatch(_tidy(cell.text)) if cell.kind is CellKind.TEXT else None
    return found is not None and order_shown(cell) is DayOrder.UNKNOWN and found[1] != found[2]


def read_day(cell: Cell, order: DayOrder) -> date:
    """Read a day.

    Raises:
        CellFault: when it is no day, or one before 2000, which is what programs make of zero.
    """
    found = _day_in(cell, order)
    if found.year < _FIRST_YEAR:
        raise CellFault("day-early", {"text": cell.text})
    return found


def _day_in(cell: Cell, order: DayOrder) -> date:
    if isinstance(cell.value, date):
        return cell.value
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        if _SERIALS[0] <= cell.value < _SERIALS[1]:
            return _FIRST_DAY + timedelta(days=int(cell.value))
        raise CellFault("day", {"text": cell.text})
    try:
        year, month, day = _parts(_tidy(cell.text), order)
        return date(year + 2000 if year < 100 else year, month, day)
    except (ValueError, TypeError):
        raise CellFault("day", {"text": cell.text}) from None


def _tidy(text: str) -> str:
    return _TIME.sub("", text.strip().casefold())


def _parts(text: str, order: DayOrder) -> tuple[int, int, int]:
    """Return year, month and day, or raise `ValueError`."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _FIGURES.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        is_asked = order is DayOrder.MONTH_FIRST and first <= 12 and "." not in text
        is_month_first = is_asked or second > 12
        return (year, first, second) if is_month_first else (year, second, first)
    if found := _DAY_NAME.fullmatch(text):
        return int(found[3]), MONTHS.get(found[2], 0), int(found[1])
    if found := _NAME_DAY.fullmatch(text):
        return int(found[3]), MONTHS.get(found[1], 0), int(found[2])
    raise ValueError(text)
