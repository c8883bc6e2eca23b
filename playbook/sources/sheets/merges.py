"""Merged cells in the data: what stands beside several rows holds for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.sources.sheets.grid import Grid, Merge
from playbook.sources.sheets.headers import cell_at
from playbook.sources.sheets.sheet import CellKind, Row


def merges_within(grid: Grid, rows: Sequence[Row]) -> tuple[Merge, ...]:
    """Return the merges of which at least one row is data."""
    numbers = [row.number for row in rows]
    if not numbers or not grid.merges:
        return ()
    data = set(numbers)
    first, last = min(numbers), max(numbers)
    return tuple(
        merge
        for merge in grid.merges
        if not data.isdisjoint(range(max(merge.top, first), min(merge.bottom, last) + 1))
    )


def filled_down(grid: Grid, rows: list[Row]) -> tuple[Row, ...]:
    """Give every data row of a cell that is merged downwards its value, as the sheet shows it to a reader.

    A cell merged to the right holds for its first column only: two columns are two different things.
    """
    places = {row.number: index for index, row in enumerate(rows)}
    for merge in merges_within(grid, rows):
        top = places.get(merge.top)
        if top is None or merge.bottom == merge.top:
            continue
        value = cell_at(rows[top], merge.left)
        for number in range(merge.top + 1, min(merge.bottom, rows[-1].number) + 1):
            below = places.get(number)
            if below is None or cell_at(rows[below], merge.left).kind is not CellKind.EMPTY:
                continue
            cells = list(rows[below].cells)
            cells[merge.left] = value
            rows[below] = Row(number, tuple(cells))
    return tuple(rows)
