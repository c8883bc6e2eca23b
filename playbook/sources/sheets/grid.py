"""Everything that stands on one tab, before it is known what the table in it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from playbook.errors import Problem
from playbook.sources.sheets.sheet import Row

Place = tuple[int, int]
"""Row from 1 and column from 0."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells drawn together into one; the first holds the value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a tab from the first to the last that is filled, with what a reader would not see."""

    file: str
    rows: tuple[Row, ...]
    tab: str | None = None
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    is_filtered: bool = False
    merges: tuple[Merge, ...] = ()
    notices: tuple[Problem, ...] = field(default=())
    delimiter: str | None = None
    encoding: str | None = None
