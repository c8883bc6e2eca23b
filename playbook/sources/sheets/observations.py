"""What is doubtful about a table that was read: hidden, merged, not calculated, lost, or out of line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from playbook.errors import Problem, quoted
from playbook.sources.sheets.cells import EXACT_BELOW
from playbook.sources.sheets.faults import (
    cell_name,
    listed,
    notice,
    numbered,
    numbered_runs,
    plural,
)
from playbook.sources.sheets.grid import Grid, Merge
from playbook.sources.sheets.headers import Header
from playbook.sources.sheets.merges import merges_within
from playbook.sources.sheets.sheet import Cell, CellKind, Row

_MOSTLY = 0.9


def observe(grid: Grid, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a warning for each thing about a table that a reader of the sheet would want to know."""
    yield from _of_header(grid, header)
    yield from _hidden(grid, header, rows)
    yield from _merged(grid, rows)
    yield from _oddities(grid, header, rows)
    if grid.tab is None:
        yield from _ragged(grid, header, rows)


def _of_header(grid: Grid, header: Header) -> Iterator[Problem]:
    line = header.rows[-1].number
    if len(header.rows) == 2:
        first = header.rows[0].number
        names = listed(quoted(column.name) for column in header.columns)
        message = f"has column names over two rows, {first} and {line}; read as {names}"
        yield notice("two-line-header", grid.file, message, None, first)
    for column, first_of in header.doubles:
        yield notice(
            "same-column-name",
            grid.file,
            f"columns {first_of.letter} and {column.letter} are both called {quoted(first_of.name)}; "
            f"the second is read as {quoted(column.name)}",
            "Rename one of the two.",
            line,
            column.index + 1,
        )


def _hidden(grid: Grid, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    columns = [f"{one.letter} {quoted(one.name)}" for one in header.columns if one.hidden]
    if columns:
        words = "is a hidden column" if len(columns) == 1 else "are hidden columns"
        message = f"{listed(columns)} {words}; read like the others"
        hint = "Delete what should not be used."
        yield notice("hidden-columns", grid.file, message, hint, header.rows[-1].number)
    hidden = [row.number for row in rows if row.number in grid.hidden_rows]
    if hidden:
        why = "hidden by a filter" if grid.is_filtered else "hidden"
        named = "row" if len(hidden) == 1 else "rows"
        message = f"{plural(len(hidden), 'data row')} ({named} {numbered(hidden)}) {'is' if len(hidden) == 1 else 'are'} {why}; read like the others"  # fmt: skip
        hint = "To use only what you see, copy the visible rows to a new sheet."
        yield notice("hidden-rows", grid.file, message, hint, hidden[0])


def _merged(grid: Grid, rows: Sequence[Row]) -> Iterator[Problem]:
    found = merges_within(grid, rows)
    for across, message in (
        (False, "merged over several rows; each of these rows gets the value"),
        (True, "merged over several columns; only the first of these columns gets the value"),
    ):
        named = [merge for merge in found if (merge.right > merge.left) is across]
        if named:
            first = named[0]
            yield notice(
                "merged-cells",
                grid.file,
                f"{listed(map(_range, named))} {'is' if len(named) == 1 else 'are'} {message}",
                "Unmerge them and fill in every cell, if that is not meant.",
                first.top,
                first.left + 1,
            )


def _range(merge: Merge) -> str:
    return f"{cell_name(merge.top, merge.left)}:{cell_name(merge.bottom, merge.right)}"


class _Oddity(StrEnum):
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    LONG = "long"
    LOST = "lost"


def _oddities(grid: Grid, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield one warning per column and kind for cells that do not hold what was meant."""
    found: dict[tuple[int, _Oddity], list[Row]] = defaultdict(list)
    for row in rows:
        for index, cell in enumerate(row.cells):
            oddity = _oddity(cell)
            if oddity:
                found[index, oddity].append(row)
    for (index, oddity), where in sorted(found.items()):
        column = header.columns[index]
        code, said, hint = _SAID[oddity]
        message = said.format(
            column=quoted(column.name),
            words=listed(sorted({quoted(row.cells[index].text) for row in where})),
            cells=listed(f"{column.letter}{numbers}" for numbers in numbered_runs(row.number for row in where)),
        )  # fmt: skip
        yield notice(code, grid.file, message, hint, where[0].number, index + 1)


def _oddity(cell: Cell) -> _Oddity | None:
    if cell.kind is CellKind.TEXT:
        return _Oddity.LOST if "\ufffd" in cell.text else None
    if cell.kind is CellKind.NUMBER:
        # A text is as it was typed, whatever its length; only numbers are cut to 15 digits.
        is_long = len(cell.text) > 15 and abs(cell.value) >= EXACT_BELOW  # type: ignore[arg-type, operator]
        return _Oddity.LONG if is_long else None
    if cell.kind is CellKind.ERROR:
        return _Oddity.ERROR
    return _Oddity.UNCALCULATED if cell.kind is CellKind.UNCALCULATED else None


_SAID = {
    _Oddity.ERROR: (
        "error-cells",
        "{column} holds {words} in {cells}",
        "Mend the formula or the link behind it, or type the value.",
    ),
    _Oddity.UNCALCULATED: (
        "uncalculated",
        "{column} holds formulas that were never calculated, in {cells}",
        "Open the file in Excel or LibreOffice, save it, and give it again.",
    ),
    _Oddity.LONG: (
        "digits-lost",
        "{column} holds numbers of more than 15 digits, whose last digits are lost, in {cells}",
        "Export again with this column as text.",
    ),
    _Oddity.LOST: (
        "characters-lost",
        "{column} lost characters before the sheet was saved, in {cells}: {words}",
        "Export it again as UTF-8.",
    ),
}
"""Code, sentence and remedy."""


def _ragged(grid: Grid, header: Header, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a warning for each record of a CSV that has more cells than the header, or fewer where hardly any has."""
    width = len(header.rows[-1].cells)
    by_number = {row.number: len(row.cells) for row in grid.rows}
    counts = {row.number: by_number[row.number] for row in rows}
    usual, times = Counter(counts.values()).most_common(1)[0]
    is_regular = usual == width and times >= _MOSTLY * len(rows) and len(rows) > 2
    filled = {row.number: row for row in grid.rows}
    for number, count in counts.items():
        extra = [cell for cell in filled[number].cells[width:] if cell.text]
        if (count > width and extra) or (count < width and is_regular):
            yield notice(
                "ragged-row",
                grid.file,
                f"has {plural(count, 'cell')} here and {width} in the header; its values may stand in the wrong columns",
                "Put a text with a delimiter or a line end between quotes, or take the line end out.",
                number,
            )
