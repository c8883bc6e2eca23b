"""What comes of a sheet: entries that can be built, and rows that first need mending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playbook.errors import Problem
from playbook.profile import OfferingProfile
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.sheets.sheet import Cell
from playbook.sources.source import SourceDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """One account and one offering that can be built."""

    key: str
    """Identity between builds: the record id, else the account's name; with the offering's id where there are several."""
    record_id: str | None
    owner: str | None
    link: str | None
    sheet: str
    row: int
    offering_id: str
    """The stem of the offering's file, or the offering's name."""
    data: dict[str, Any]
    """The whole profile, merged, as plain data in whatever languages it has; `source_of` makes a source of it."""
    profile: OfferingProfile
    """Validated, in the language asked for."""
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of which nothing is built until it is mended."""

    sheet: str
    row: int
    record_id: str | None
    name: str | None
    problems: tuple[Problem, ...]
    """The line is the row, the column the number of the cell, from 1."""
    cells: tuple[Cell, ...]
    """The row as it was."""
    match: int = 0
    """Which of the portfolio's matches it came through."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every row of one or more sheets."""

    entries: tuple[Entry, ...]
    bad_rows: tuple[BadRow, ...]
    matches: tuple[SheetMatch, ...]
    """One for each sheet, with what every column became."""
    notices: tuple[Problem, ...]
    """Warnings about whole columns and offerings, each told once."""
    taken: Mapping[str, str]
    """Keys that rows to mend share with rows that are right, and where those stand: row and sheet, with a tab between.

    They travel with the rows to mend, so that nothing is done twice.
    """


def source_of(data: Mapping[str, Any], name: str) -> SourceDocument:
    """Return an entry's data as a source, so that another process can read the profile again."""
    return SourceDocument(name, dict(data))
