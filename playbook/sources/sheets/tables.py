"""A grid into a table: header, data rows, and what was set aside with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playbook.sources.sheets.faults import refusal
from playbook.sources.sheets.footers import footer_start
from playbook.sources.sheets.grid import Grid
from playbook.sources.sheets.headers import Header, find_header, is_filled
from playbook.sources.sheets.merges import filled_down
from playbook.sources.sheets.number_marks import number_style_of
from playbook.sources.sheets.observations import observe
from playbook.sources.sheets.sheet import (
    EMPTY,
    Cell,
    LeftOut,
    NumberStyle,
    Reason,
    Row,
    Sheet,
)
from playbook.sources.sheets.totals import find_totals


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below a header, sorted out."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    style: NumberStyle


def read_table(grid: Grid) -> Sheet:
    """Find the table in a grid.

    Raises:
        SheetError: when nothing stands in it, no row can be a header, or no data follows.
    """
    header = find_header(grid)
    where = f", tab “{grid.tab}”," if grid.tab else ""
    if header is None:
        if any(map(is_filled, grid.rows)):
            message = f"has no row{where} that could hold column names"
            hint = "Put the names of the columns in the row above the data."
            raise refusal("no-header", grid.file, message.replace(",,", ","), hint)
        hint = (
            "Was the right file exported? Give a sheet with column names and one account per row."
        )
        raise refusal("empty", grid.file, f"is empty{where.rstrip(',')}", hint)
    body = sort_out(grid, header)
    if not body.rows:
        message = f"has column names in row {header.rows[-1].number}{where.rstrip(',')} but no data below them"
        raise refusal(
            "no-rows", grid.file, message, "Fill in one account per row.", header.rows[-1].number
        )
    return Sheet(
        grid.file,
        grid.tab,
        header.rows[-1].number,
        header.columns,
        body.rows,
        body.left_out,
        (*grid.notices, *observe(grid, header, body.rows)),
        body.style,
        grid.delimiter,
        grid.encoding,
    )


def sort_out(grid: Grid, header: Header) -> Body:
    """Separate data from everything else below and above a header."""
    first = grid.rows.index(header.rows[0])
    below = _trimmed(grid.rows[grid.rows.index(header.rows[-1]) + 1 :])
    footer = footer_start(below, len(header.columns))
    style = number_style_of(cell for row in below for cell in row.cells)
    totals = find_totals(below[:footer], header.columns, style)
    repeated = [_texts(row.cells) for row in header.rows]
    left_out = [_left_out(row, Reason.TITLE) for row in grid.rows[:first] if is_filled(row)]
    left_out += [_left_out(row, Reason.HEADER) for row in header.rows[:-1]]
    rows: list[Row] = []
    for index, row in enumerate(below):
        reason = _reason(row, index, footer, totals, repeated)
        if reason:
            left_out.append(_left_out(row, reason))
        else:
            rows.append(_fitted(row, len(header.columns)))
    return Body(filled_down(grid, rows), tuple(left_out), style)


def _reason(
    row: Row, index: int, footer: int, totals: frozenset[int], repeated: list[tuple[str, ...]]
) -> Reason | None:
    if not is_filled(row):
        return Reason.EMPTY
    if index >= footer:
        return Reason.FOOTER
    if index in totals:
        return Reason.TOTAL
    return Reason.HEADER if _texts(row.cells) in repeated else None


def _trimmed(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows without the empty ones at the end, which no reader of the sheet would call rows."""
    end = len(rows)
    while end and not is_filled(rows[end - 1]):
        end -= 1
    return rows[:end]


def _fitted(row: Row, width: int) -> Row:
    if len(row.cells) == width:
        return row
    cells = row.cells[:width] if len(row.cells) > width else (
        *row.cells, *[EMPTY] * (width - len(row.cells))
    )  # fmt: skip
    return Row(row.number, cells)


def _texts(cells: Iterable[Cell]) -> tuple[str, ...]:
    texts = [cell.text for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _left_out(row: Row, reason: Reason) -> LeftOut:
    return LeftOut(row.number, reason, " | ".join(cell.text for cell in row.cells if cell.text))
