"""A CSV into a grid of texts."""

from __future__ import annotations

from playbook.errors import Problem
from playbook.sources.sheets.cells import text_cell
from playbook.sources.sheets.decoding import decode
from playbook.sources.sheets.delimiters import ONE_COLUMN, declared, guess
from playbook.sources.sheets.faults import notice, plural, refusal
from playbook.sources.sheets.grid import Grid
from playbook.sources.sheets.records import Record, read_records
from playbook.sources.sheets.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row

_SPLIT = "Split it into several files."


def read_delimited(raw: bytes, file: str, notices: tuple[Problem, ...] = ()) -> Grid:
    """Read a CSV of whatever delimiter and encoding.

    Raises:
        SheetError: when it is no text, has a quote out of place, or is too large.
    """
    decoded = decode(raw, file)
    delimiter, body = declared(decoded.text)
    first_line = 1 if delimiter is None else 2
    delimiter = delimiter or guess(body)
    found = read_records(body, delimiter, file, first_line)
    told: tuple[Problem, ...] = ()
    if delimiter == ONE_COLUMN:
        found, delimiter = _unwrapped(found, file)
        if delimiter != ONE_COLUMN:
            message = "has a pair of quotes around each whole line, which were taken off"
            hint = "Export it again, if cells are split wrongly."
            told = (notice("lines-quoted", file, message, hint, first_line),)
    _check_size(found, file)
    known = {text: text_cell(text) for _, fields in found for text in fields}
    rows = tuple(Row(line, tuple(map(known.__getitem__, fields))) for line, fields in found)
    return Grid(
        file,
        rows,
        notices=(*notices, *decoded.notices, *told),
        delimiter=None if delimiter == ONE_COLUMN else delimiter,
        encoding=decoded.encoding,
    )


def _unwrapped(found: list[Record], file: str) -> tuple[list[Record], str]:
    """Return the records within lines that a program quoted as a whole, and their delimiter."""
    lines = ["".join(fields) for _, fields in found]
    inner = "\n".join(lines)
    delimiter = guess(inner)
    if delimiter == ONE_COLUMN or any("\n" in line or "\r" in line for line in lines):
        return found, ONE_COLUMN
    # Line by line, so that a quote out of place is told with the line of the file.
    return [
        (number, fields)
        for (number, _), line in zip(found, lines, strict=True)
        for _, fields in read_records(line, delimiter, file, number) or [(number, [])]
    ], delimiter


def _check_size(found: list[Record], file: str) -> None:
    if len(found) > MOST_ROWS:
        message = f"has {plural(len(found), 'row')}; at most {MOST_ROWS:,} are read"
        raise refusal("too-large", file, message, _SPLIT)
    for line, fields in found:
        if len(fields) > MOST_COLUMNS:
            message = (
                f"has {plural(len(fields), 'cell')} in this row; at most {MOST_COLUMNS} are read"
            )
            hint = "Leave out the columns that are not needed."
            raise refusal("too-large", file, message, hint, line)
    cells = sum(len(fields) for _, fields in found)
    if cells > MOST_CELLS:
        message = f"has {plural(cells, 'cell')}; at most {MOST_CELLS:,} are read"
        raise refusal("too-large", file, message, _SPLIT)
