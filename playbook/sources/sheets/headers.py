"""Which row holds the column names, below title lines and above data, and what the columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playbook.sources.sheets.faults import letter_of
from playbook.sources.sheets.grid import Grid
from playbook.sources.sheets.sheet import EMPTY, Cell, CellKind, Column, Row

_SEARCHED = 40
"""A header lower than this many filled rows is not looked for."""
_TOLERANCE = 0.34
_LONGEST_NAME = 400
"""Of a column name; forms and surveys use whole questions."""
_SORTED = " ↑↓▲▼"
"""What reports print behind the name of the column they are sorted by."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATA = re.compile(r"[-+€$£(]?\s*[0-9][0-9.,:/\s'’-]*[%)€]?|\S+@\S+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Header:
    """The column names, and the rows they stand in."""

    rows: tuple[Row, ...]
    """One, or two where the names take two lines."""
    columns: tuple[Column, ...]
    doubles: tuple[tuple[Column, Column], ...]
    """Columns that had the same name, each with the first of that name."""


def find_header(grid: Grid) -> Header | None:
    """Return the header: the first row that is filled with names about as far as the fullest row is."""
    filled = [row for row in grid.rows if is_filled(row)][:_SEARCHED]
    if not filled:
        return None
    widest = max(map(count_filled, filled))
    scores = [_score(row, widest) for row in filled]
    best = max(scores)
    if best <= 0:
        return None
    candidates = [
        index for index, score in enumerate(scores) if score >= best - _TOLERANCE and score > 0
    ]
    chosen = next(
        (index for index in candidates if not _is_preamble(filled, index, grid)), candidates[0]
    )
    return _named(grid, _lines(filled, chosen, grid))


def is_filled(row: Row) -> bool:
    """Tell whether anything stands in a row."""
    return any(cell.kind is not CellKind.EMPTY for cell in row.cells)


def count_filled(row: Row) -> int:
    """Return how many cells of a row are filled."""
    return sum(cell.kind is not CellKind.EMPTY for cell in row.cells)


def _is_name(cell: Cell) -> bool:
    if cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST_NAME:
        return not _DATA.fullmatch(cell.text) or _YEAR.fullmatch(cell.text) is not None
    return cell.kind is CellKind.NUMBER and _YEAR.fullmatch(cell.text) is not None


def _score(row: Row, widest: int) -> float:
    """Return how much a row looks like names: 1 for different names as far as the fullest row, less for anything else."""
    names = {cell.text.casefold() for cell in row.cells if _is_name(cell)}
    others = count_filled(row) - sum(map(_is_name, row.cells))
    return (len(names) - 0.5 * others) / widest


def _is_preamble(filled: Sequence[Row], index: int, grid: Grid) -> bool:
    """Tell whether a row belongs to the lines above a table: a label with a colon, or cut off from a fuller row below."""
    row = filled[index]
    first = next(cell for cell in row.cells if cell.kind is not CellKind.EMPTY)
    if first.text.endswith(":"):
        return True
    count = count_filled(row)
    for above, below in zip(filled[index:], filled[index + 1 :], strict=False):
        if count_filled(below) > count and _score(below, count_filled(below)) == 1:
            return _is_cut(above, below, grid)
        if count_filled(below) > count:
            return False
    return False


def _is_cut(above: Row, below: Row, grid: Grid) -> bool:
    """Tell whether an empty row stands between two rows."""
    return any(above.number < row.number < below.number for row in grid.rows if not is_filled(row))


def _lines(filled: Sequence[Row], chosen: int, grid: Grid) -> tuple[Row, ...]:
    """Return the header's row with the one above or below it that completes its names."""
    row = filled[chosen]
    above = filled[chosen - 1] if chosen else None
    below = filled[chosen + 1] if chosen + 1 < len(filled) else None
    if above and not _is_cut(above, row, grid) and _groups(above, row, grid):
        return above, row
    if below and not _is_cut(row, below, grid) and _completes(below, row):
        return row, below
    return (row,)


def _groups(above: Row, row: Row, grid: Grid) -> bool:
    """Tell whether the line above names groups of columns, and not the whole table."""
    if count_filled(above) < 2 or not all(map(_is_name, _filled_cells(above))):
        return False
    names = [cell.text.casefold() for cell in row.cells if cell.text]
    has_gap = any(upper.text and not lower.text for upper, lower in _pairs(above, row))
    is_merged = any(merge.top == above.number and merge.right > merge.left for merge in grid.merges)
    return has_gap or is_merged or len(set(names)) < len(names)


def _completes(below: Row, row: Row) -> bool:
    """Tell whether the line below has names only where the header has none, or the same one twice."""
    counts = Counter(cell.text.casefold() for cell in row.cells if cell.text)
    found = 0
    for index, (upper, lower) in enumerate(_pairs(row, below)):
        if lower.kind is CellKind.EMPTY:
            continue
        is_open = not upper.text or counts[upper.text.casefold()] > 1
        starts_group = upper.text and index + 1 < len(row.cells) and not row.cells[index + 1].text
        if not _is_name(lower) or not (is_open or starts_group):
            return False
        found += 1
    return found >= 2


def _filled_cells(row: Row) -> Iterable[Cell]:
    return (cell for cell in row.cells if cell.kind is not CellKind.EMPTY)


def _pairs(upper: Row, lower: Row) -> Iterable[tuple[Cell, Cell]]:
    width = max(len(upper.cells), len(lower.cells))
    return ((cell_at(upper, index), cell_at(lower, index)) for index in range(width))


def cell_at(row: Row, index: int) -> Cell:
    """Return a row's cell in a column; empty where the row is shorter."""
    return row.cells[index] if index < len(row.cells) else EMPTY


def _named(grid: Grid, lines: tuple[Row, ...]) -> Header:
    last = lines[-1]
    start = grid.rows.index(last)
    width = max(map(_width, (*lines, *grid.rows[start + 1 :])))
    names = [_name(cell_at(last, index)) for index in range(width)]
    if len(lines) == 2:
        names = _joined(lines[0], names)
    columns, doubles = [], []
    first_of: dict[str, Column] = {}
    taken = {name.casefold() for name in names}
    for index, name in enumerate(names):
        unique, number = name or f"Column {letter_of(index)}", 2
        while unique.casefold() in first_of or (unique != name and unique.casefold() in taken):
            unique = f"{name or f'Column {letter_of(index)}'} ({number})"
            number += 1
        column = Column(index, letter_of(index), unique, index in grid.hidden_columns)
        columns.append(column)
        if name and name.casefold() in first_of:
            doubles.append((column, first_of[name.casefold()]))
        first_of[unique.casefold()] = column
    return Header(lines, tuple(columns), tuple(doubles))


def _name(cell: Cell) -> str:
    return " ".join(cell.text.split()).rstrip(_SORTED)


def _width(row: Row) -> int:
    """Return the number of cells up to the last that is filled, at least one."""
    width = len(row.cells)
    while width > 1 and row.cells[width - 1].kind is CellKind.EMPTY:
        width -= 1
    return max(width, 1)


def _joined(upper: Row, lower: list[str]) -> list[str]:
    """Return names of two lines: the lower one, the group before it where it alone says too little, else the upper one."""
    counts = Counter(name.casefold() for name in lower if name)
    group, names = "", []
    for index, name in enumerate(lower):
        own = _name(cell_at(upper, index))
        group = own or (group if name else "")
        needs_group = not name or counts[name.casefold()] > 1 or _YEAR.fullmatch(name)
        names.append(f"{group} {name}".strip() if needs_group else name)
    return names
