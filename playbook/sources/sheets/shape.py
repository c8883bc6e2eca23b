"""What the reader of workbooks does not tell of a tab: its extent, what is hidden or merged, and cells without a value."""

from __future__ import annotations

from dataclasses import dataclass, field

from playbook.errors import SheetError
from playbook.sources.sheets.faults import cell_name, refusal
from playbook.sources.sheets.grid import Merge, Place
from playbook.sources.sheets.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS


@dataclass(slots=True)
class Shape:
    """Gathered while a tab's XML passes by."""

    last_row: int = 0
    """From 1; the last row with something in it."""
    last_column: int = -1
    """From 0; the last column with something in it."""
    farthest: Place = (1, 0)
    """A cell at that edge, to name."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run."""
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    is_filtered: bool = False
    merges: list[Merge] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: dict[Place, str] = field(default_factory=dict)
    """The formula by cell."""
    shares: set[Place] = field(default_factory=set)
    """Cells shown with a percent sign."""
    padded: dict[Place, int] = field(default_factory=dict)
    """How many digits are shown of a number that is filled up with zeros, by cell."""
    flags: set[Place] = field(default_factory=set)
    """Cells that hold yes or no, where the reader gives a number."""

    def note(self, row: int, column: int) -> None:
        """Take a filled cell into the extent."""
        if row > self.last_row or column > self.last_column:
            self.farthest = (row, column)
            self.last_row = max(self.last_row, row)
            self.last_column = max(self.last_column, column)

    def check_size(self, file: str) -> SheetError | None:
        """Return the error for a tab that reaches too far, before anybody makes room for it."""
        rows, columns = self.last_row, self.last_column + 1
        if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
            return None
        return refusal(
            "too-large",
            file,
            f"reaches to row {rows:,} and column {columns:,} (something stands in {cell_name(*self.farthest)}); "
            f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {MOST_CELLS:,} cells are read",
            "Clear what stands beside the table, or split it.",
            *(self.farthest[0], self.farthest[1] + 1),
        )


def spread(runs: list[tuple[int, int]], last: int) -> frozenset[int]:
    """Return every number of some runs, up to *last*."""
    return frozenset(number for first, end in runs for number in range(first, min(end, last) + 1))
