"""One row of a sheet into the values of its fields, each with its cell, and everything wrong with its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playbook.errors import Problem
from playbook.sources.portfolios.cell_values import Zero, read_cell
from playbook.sources.portfolios.evidence import ColumnEvidence, weigh_column
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.portfolios.fields import OWN_CURRENCY, FieldKind, Fields
from playbook.sources.portfolios.matching import ColumnMatch, SheetMatch
from playbook.sources.portfolios.wording import SheetWords
from playbook.sources.sheets.sheet import Row

_INSTEAD = {"account.sector": "account.industry"}
"""From which other column a value may follow."""
_LEVELS = re.compile(r"[1-5](?:\s*(?:\.\.|-|–)\s*[1-5])?")
_MOST_ROWS = 12
"""Rows that a notice names."""


@dataclass
class RowValues:
    """What stands in one row."""

    row: Row
    used: Mapping[str, ColumnMatch]
    words: SheetWords
    evidence: Mapping[str, ColumnEvidence] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    """By field id; only what is filled in."""
    problems: list[Problem] = field(default_factory=list)

    def get(self, field_id: str) -> Any:
        """Return the value of a field, or None."""
        return self.values.get(field_id)

    def currency_of(self, field_id: str) -> str | None:
        """Return the currency of an amount that names none: as the column beside it says, or its header."""
        beside = self.values.get(f"{field_id}.{OWN_CURRENCY}")
        if beside is not None:
            return str(beside)
        evidence = self.evidence.get(field_id)
        return evidence.hints.currency if evidence else None

    def text(self, field_id: str) -> str:
        """Return what was typed in the cell of a field."""
        match = self.used.get(field_id)
        return self.row.cells[match.column.index].text if match else ""

    def refuse(self, code: str, field_id: str | None, **values: str) -> None:
        """Note a problem at the cell of a field, or at the row."""
        fault = CellFault(code, values)
        match = self.used.get(field_id) if field_id else None
        self.problems.append(self.words.problem(fault, self.row.number, match))

    def position(self, field_id: str) -> tuple[int, int]:
        """Return row and column of the cell that a field’s value came from, from 1."""
        match = self.used.get(field_id) or self.used[_INSTEAD[field_id]]
        return self.row.number, match.column.index + 1


class SheetReader:
    """Reads the rows of one sheet, with what its columns tell."""

    def __init__(
        self, match: SheetMatch, fields: Fields, words: SheetWords, today: date | None = None
    ) -> None:
        self.match, self.fields, self.words, self.today = match, fields, words, today
        self.used = match.used
        self.evidence: dict[str, ColumnEvidence] = {
            key: weigh_column(match.sheet, one.column, fields[key], match.mapping)
            for key, one in self.used.items()
        }
        self.zeros: dict[str, int] = {}
        self.levels: dict[str, list[int]] = {}
        """Rows whose answer is a bare number among answers with units, by field."""
        self.future: dict[str, list[int]] = {}
        """Rows whose day has not come yet, by field."""
        self.public = 0

    def is_example(self, row: Row) -> bool:
        """Tell whether a row is the example of our own template."""
        ids = [self.used[key] for key in ("record_id",) if key in self.used]
        return any(
            self.fields.meant("example", row.cells[one.column.index].text) is not None
            for one in ids
        )

    def read(self, row: Row) -> RowValues:
        """Read every cell that is used."""
        found = RowValues(row, self.used, self.words, self.evidence)
        for key, match in self.used.items():
            cell = row.cells[match.column.index]
            try:
                value = read_cell(cell, self.fields[key], self.evidence[key], self.fields)
            except CellFault as fault:
                found.problems.append(self.words.problem(fault, row.number, match))
                continue
            if isinstance(value, Zero):
                self.zeros[key] = self.zeros.get(key, 0) + 1
            elif value is not None:
                found.values[key] = value
                if (
                    self.today
                    and self.fields[key].kind is FieldKind.DAY
                    and value > self.today.isoformat()
                ):
                    self.future.setdefault(key, []).append(row.number)
            if self.evidence[key].needs_units and _LEVELS.fullmatch(cell.text):
                self.levels.setdefault(key, []).append(row.number)
        self._tell_public(found)
        return found

    def _tell_public(self, found: RowValues) -> None:
        """Take a buyer whose industry is government as public where no sector says otherwise: the law differs."""
        industry = found.get("account.industry")
        if (
            industry is None
            or found.get("account.sector") is not None
            or found.text("account.sector")
        ):
            return
        if self.fields.meant("account.sector", industry) == "public":
            found.values["account.sector"] = "public"
            self.public += 1

    def notices(self) -> list[Problem]:
        """Return what is to be told once of the columns, after all rows were read."""
        told = []
        for key, evidence in self.evidence.items():
            column = self.used[key].column
            for code in evidence.notices:
                named = f"{column.letter} ({column.name})"
                told.append(self.words.notice(code, column=named))
        for key, count in self.zeros.items():
            column = self.used[key].column
            told.append(
                self.words.notice(
                    "zero",
                    count=str(count),
                    columns=f"{column.letter} ({column.name})",
                )
            )
        for code, found in (("future-date", self.future), ("levels-among", self.levels)):
            for key, rows in found.items():
                column = self.used[key].column
                named = f"{column.letter} ({column.name})"
                told.append(self.words.notice(code, column=named, rows=_listed(rows)))
        if self.public:
            column = self.used["account.industry"].column
            named = f"{column.letter} ({column.name})"
            told.append(self.words.notice("public", count=str(self.public), column=named))
        return told


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")
