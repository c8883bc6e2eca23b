"""What a whole column tells of cells that alone could mean two things: decimal mark, order of dates, what bare numbers count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from playbook.quantities import Unit
from playbook.sources.portfolios.amounts import is_open_number, style_shown
from playbook.sources.portfolios.choices import are_mostly_figures
from playbook.sources.portfolios.days import DayOrder, is_open, order_shown
from playbook.sources.portfolios.fields import Field, FieldKind
from playbook.sources.portfolios.headers import Hints, amount_hints, unit_hint
from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.sheets.number_marks import amount_of
from playbook.sources.sheets.sheet import Cell, CellKind, Column, NumberStyle, Sheet

_MOST_LEVEL = 5
FRACTION = "fraction"
"""Said of a column in place of a unit: its numbers are shares as Excel keeps them."""
NAMED = "named"
"""Said of a column in place of a unit: every answer names its own."""


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """How the cells of one column are to be read."""

    style: NumberStyle = NumberStyle.UNKNOWN
    order: DayOrder = DayOrder.UNKNOWN
    hints: Hints = field(default_factory=Hints)
    unit: str | None = None
    """What bare numbers count, where header or column tell; None where they are levels."""
    are_fractions: bool = False
    """Whether numbers below 1 are shares as Excel keeps them: 0.025 for 2.5%."""
    needs_units: bool = False
    """Whether the other answers have units, so that a bare number, read as a level, is told."""
    notices: tuple[str, ...] = ()
    """Codes of what is to be told once of the column."""


def weigh_column(
    sheet: Sheet,
    column: Column,
    target: Field,
    saved: SavedMapping | None = None,
) -> ColumnEvidence:
    """Return what a column tells; what a saved mapping says of it goes first."""
    cells = [row.cells[column.index] for row in sheet.rows]
    if target.kind in (FieldKind.AMOUNT, FieldKind.COUNT):
        style, notices = _number_style(sheet, cells, saved)
        return ColumnEvidence(style=style, hints=amount_hints(column.name), notices=notices)
    if target.kind is FieldKind.DAY:
        return _days(sheet, cells, saved.dates if saved else None)
    if target.kind is FieldKind.ANSWER:
        style, notices = _number_style(sheet, cells, saved)
        unit = saved.units.get(target.id) if saved else None
        if unit == FRACTION:
            return ColumnEvidence(style=style, are_fractions=True, notices=notices)
        if unit == NAMED:
            return ColumnEvidence(style=style, needs_units=True, notices=notices)
        if unit:
            return ColumnEvidence(style=style, unit=unit, notices=notices)
        found = _answers(cells, column, target)
        return replace(found, style=style, notices=(*found.notices, *notices))
    return ColumnEvidence()


def _number_style(
    sheet: Sheet, cells: Sequence[Cell], saved: SavedMapping | None
) -> tuple[NumberStyle, tuple[str, ...]]:
    """Return the decimal mark: as said, as the column proves, as the sheet proves, or as it is usual there; and what to tell."""
    shown = _shown(cells)
    proved = shown.copy().pop() if len(shown) == 1 else None
    style = (saved and saved.decimal) or proved or _sheet_style(sheet)
    if style is NumberStyle.UNKNOWN and not shown and _parts_thousands_by_dots(sheet, cells):
        return NumberStyle.COMMA, ("decimal-assumed",)
    return style, ()


def _shown(cells: Iterable[Cell]) -> set[NumberStyle]:
    texts = (cell.text for cell in cells if cell.kind is CellKind.TEXT)
    return {style_shown(text) for text in texts} - {NumberStyle.UNKNOWN}


def _parts_thousands_by_dots(sheet: Sheet, cells: Iterable[Cell]) -> bool:
    """Tell whether € 250.000 is a quarter of a million: between semicolons, which stand where commas are decimal, with no comma like it."""
    texts = [cell.text for cell in cells if cell.kind is CellKind.TEXT]
    unclear = [text for text in texts if is_open_number(text)]
    if sheet.delimiter != ";" or not unclear or any("," in text for text in unclear):
        return False
    everywhere = (cell for row in sheet.rows for cell in row.cells)
    return NumberStyle.DOT not in _shown(cell for cell in everywhere if amount_of(cell, NumberStyle.UNKNOWN) is not None)  # fmt: skip


def _sheet_style(sheet: Sheet) -> NumberStyle:
    return NumberStyle(str(sheet.number_style))


def _days(sheet: Sheet, cells: Sequence[Cell], order: DayOrder | None) -> ColumnEvidence:
    """Return the order of dates: as said, as the column proves, as the rest of the sheet proves, or as it is usual there."""
    if order:
        return ColumnEvidence(order=order)
    shown = _orders(cells)
    if len(shown) == 1:
        return ColumnEvidence(order=shown.pop())
    if not any(map(is_open, cells)):
        return ColumnEvidence(order=DayOrder.DAY_FIRST)
    if shown:
        return ColumnEvidence(order=DayOrder.DAY_FIRST, notices=("days-mixed",))
    beside = _orders(cell for row in sheet.rows for cell in row.cells)
    if len(beside) == 1:
        return ColumnEvidence(order=beside.pop())
    if _is_european(sheet, cells):
        return ColumnEvidence(order=DayOrder.DAY_FIRST, notices=("days-assumed",))
    return ColumnEvidence(order=DayOrder.UNKNOWN)


def _orders(cells: Iterable[Cell]) -> set[DayOrder]:
    return {order_shown(cell) for cell in cells} - {DayOrder.UNKNOWN}


def _is_european(sheet: Sheet, cells: Iterable[Cell]) -> bool:
    """Tell whether a sheet was written where the day goes first: decimal commas, semicolons, or no date with slashes."""
    has_slashes = any("/" in cell.text for cell in cells if is_open(cell))
    is_continental = _sheet_style(sheet) is NumberStyle.COMMA or sheet.delimiter == ";"
    return is_continental or not has_slashes


def _answers(cells: Sequence[Cell], column: Column, target: Field) -> ColumnEvidence:
    scale = target.factor.scale if target.factor else None
    unit = scale.unit if scale else None
    numbers = [
        cell.value
        for cell in cells
        if cell.kind is CellKind.NUMBER
        and isinstance(cell.value, Decimal)
        and not cell.text.endswith("%")
    ]
    named = unit_hint(column.name, unit)
    if named:
        return ColumnEvidence(unit=named)
    if unit is Unit.PERCENT and numbers and max(numbers) <= 1 and min(numbers) < 1:
        return ColumnEvidence(are_fractions=True, notices=("fractions",))
    texts = [Decimal(cell.text) for cell in cells if cell.kind is CellKind.TEXT and cell.text.isascii() and cell.text.isdigit()]  # fmt: skip
    if unit is Unit.SUPPLIERS and max([*numbers, *texts], default=Decimal(0)) > _MOST_LEVEL:
        return ColumnEvidence(unit="suppliers", notices=("unit-column",))
    return ColumnEvidence(
        needs_units=bool(target.factor and unit and are_mostly_figures(cells, target.factor))
    )
