"""Workbooks into grids: values from calamine, everything else from the file's own parts."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playbook.sources.sheets.archives import damaged, pack
from playbook.sources.sheets.binary_records import binary_tab_parts, scan_records
from playbook.sources.sheets.cells import (
    EXACT_BELOW,
    flag_cell,
    number_cell,
    padded_cell,
    typed_cell,
)
from playbook.sources.sheets.excel_xml import (
    TabScan,
    is_to_calculate,
    padded_styles,
    share_styles,
    tab_parts,
)
from playbook.sources.sheets.faults import refusal
from playbook.sources.sheets.grid import Grid, Merge
from playbook.sources.sheets.kinds import FileKind, protected
from playbook.sources.sheets.opendocument_xml import CONTENT, ContentScan
from playbook.sources.sheets.shape import Shape, spread
from playbook.sources.sheets.sheet import EMPTY, Cell, CellKind, Row
from playbook.sources.sheets.trial import comes_back

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


@dataclass(frozen=True, slots=True)
class Tab:
    """A worksheet, by name."""

    name: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook, whose tabs can be read one by one."""

    file: str
    kind: FileKind
    tabs: tuple[Tab, ...]
    _book: CalamineWorkbook = field(repr=False)
    _parts: Mapping[str, bytes] = field(repr=False)

    def read(self, tab: str) -> Grid:
        """Read one tab.

        Raises:
            SheetError: when it is damaged or reaches too far.
        """
        try:
            shape = self._shape(tab)
        except (ValueError, KeyError):
            raise damaged(self.file) from None
        problem = shape.check_size(self.file)
        if problem:
            raise problem
        sheet = _guarded(lambda: self._book.get_sheet_by_name(tab), self.file)
        if self.kind is FileKind.XLS:
            _take_extent(sheet, shape)
            problem = shape.check_size(self.file)
            if problem:
                raise problem
        values = _guarded(lambda: sheet.to_python(skip_empty_area=False), self.file)
        return _grid(self.file, tab, values, shape)

    def _shape(self, tab: str) -> Shape:
        if self.kind is FileKind.XLSX:
            part = self._parts[tab_parts(self._parts)[tab]]
            parts = self._parts
            scan = TabScan(share_styles(parts), padded_styles(parts), is_to_calculate(parts))
            return scan.run(part)
        if self.kind is FileKind.ODS:
            return ContentScan(tab).run(self._parts[CONTENT])
        if self.kind is FileKind.XLSB:
            return scan_records(self._parts[binary_tab_parts(self._parts)[tab]])
        return Shape()


def open_workbook(raw: bytes, kind: FileKind, parts: Mapping[str, bytes], file: str) -> Workbook:
    """Open a workbook that has been looked through.

    Raises:
        SheetError: when it is damaged, protected, or has no worksheet.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    data = pack(parts) if parts else raw
    if kind in (FileKind.XLS, FileKind.XLSB) and not comes_back(data):
        raise damaged(file)
    book = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), file)
    tabs = tuple(
        Tab(one.name, one.visible == SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet
    )
    if not tabs:
        hint = "Copy the table into a worksheet."
        raise refusal("no-table", file, "has no worksheet", hint)
    return Workbook(file, kind, tabs, book, parts)


def _guarded(call: Any, file: str) -> Any:
    """Call the reader, whose own errors and panics all mean the same to a user."""
    from python_calamine import CalamineError, PasswordError

    try:
        with _silence():
            return call()
    except PasswordError:
        raise protected(file) from None
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise damaged(file) from None
    except BaseException as error:
        # A panic in Rust derives from BaseException, and its class has no public name.
        if type(error).__name__ == "PanicException":
            raise damaged(file) from None
        raise


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what a panic in Rust prints by itself from a user's terminal; it writes past `sys.stderr`."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield  # there is no standard error to write to
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _take_extent(sheet: CalamineSheet, shape: Shape) -> None:
    """Take over what the reader knows itself of an xls, whose records we do not read."""
    if sheet.end:
        shape.note(sheet.end[0] + 1, sheet.end[1])
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        shape.merges.append(Merge(top + 1, left, bottom + 1, right))


def _grid(file: str, tab: str, values: list[list[Any]], shape: Shape) -> Grid:
    width = shape.last_column + 1
    special = _special_cells(values, shape)
    rows = []
    for number in range(1, max(shape.last_row, len(values)) + 1):
        line = values[number - 1] if number <= len(values) else []
        cells = list(map(typed_cell, line))
        cells += [EMPTY] * (width - len(cells))
        for column, cell in special.get(number, ()):
            cells[column] = cell
        rows.append(Row(number, tuple(cells)))
    return Grid(
        file,
        tuple(rows),
        tab,
        spread(shape.hidden_columns, max(width - 1, 0)),
        spread(shape.hidden_rows, len(rows)),
        shape.is_filtered,
        tuple(shape.merges),
    )


def _special_cells(values: list[list[Any]], shape: Shape) -> dict[int, list[tuple[int, Cell]]]:
    """Return the cells of which the reader tells nothing, or not all, by row."""
    found: dict[int, list[tuple[int, Cell]]] = {}
    for (row, column), word in shape.errors.items():
        found.setdefault(row, []).append((column, Cell(CellKind.ERROR, word, None)))
    for (row, column), formula in shape.uncalculated.items():
        found.setdefault(row, []).append((column, Cell(CellKind.UNCALCULATED, formula, None)))
    for (row, column), digits in shape.padded.items():
        value = _value(values, row, column)
        if isinstance(value, int | float) and 0 <= value < EXACT_BELOW and value == int(value):
            found.setdefault(row, []).append((column, padded_cell(value, digits)))
    for places, make in ((shape.shares, _share), (shape.flags, _flag)):
        for row, column in places:
            value = _value(values, row, column)
            if isinstance(value, int | float):
                found.setdefault(row, []).append((column, make(value)))
    return found


def _value(values: list[list[Any]], row: int, column: int) -> Any:
    line = values[row - 1] if row <= len(values) else []
    return line[column] if column < len(line) else None


def _share(value: float) -> Cell:
    return number_cell(value, is_share=True)


def _flag(value: float) -> Cell:
    return flag_cell(bool(value))
