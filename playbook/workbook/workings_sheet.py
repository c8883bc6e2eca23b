"""What each result hangs on most, live: each uncertain figure alone at its ends, worked out step by step on a sheet of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from playbook.economics.sheet import Input, Line, Result, Swing, Term
from playbook.workbook.book import Book, cell, heighten, on_sheet, put_formula, put_text
from playbook.workbook.calculation_sheet import FIRST, CalculationSheet
from playbook.workbook.formulas import formula_of
from playbook.workbook.scenarios import End, values_at
from playbook.workbook.wording import MoneyWording

MOST = 12
"""Rows of a table; what moves the result less than these hardly matters."""
_NAME_WIDTH, _WIDTH = 58, 18


@dataclass
class WorkingsSheet:
    """The sheet with the steps, and the tables that show where they lead."""

    book: Book
    words: MoneyWording
    row: int = 2
    places: dict[tuple[str, str, End], tuple[str, str]] = field(default_factory=dict)
    """Where a result stands with one input at one end, by section, input and end."""

    def write(self, parts: list[CalculationSheet]) -> None:
        """Write the sheet, where any result hangs on a range, and the table on each calculation's own sheet."""
        uncertain = [(part, result) for part in parts if (result := _moving(part))]
        if not uncertain:
            return
        t = self.words.t
        self.name = t("sheet.workings")
        most = 2 * max(min(MOST, len(result.tornado)) for _, result in uncertain)
        self.sheet = self.book.sheet(self.name, (_NAME_WIDTH, *(_WIDTH for _ in range(most))))
        put_text(self.sheet, 0, 0, self.name, self.book.style("title"))
        lead = t("workings-lead", table=t("hangs-on"))
        put_text(self.sheet, 1, 0, lead, self.book.style("lead"))
        self.sheet.freeze_panes(0, 1)
        for part, result in uncertain:
            self._put_steps(part, result)
            self._put_table(part, result)

    def _put_steps(self, part: CalculationSheet, result: Result) -> None:
        self.row += 1
        head = self.row
        swings = result.tornado[:MOST]
        needed = part.columns.above(result.id)
        lines = [
            line for line in part.calculation.lines
            if any(line in _path(part, one.input_id, result) for one in swings)
        ]  # fmt: skip
        put_text(self.sheet, head, 0, part.name, self.book.style("head"))
        value_row = head + 1
        rows = {line.id: value_row + 1 + place for place, line in enumerate(lines)}
        longest = max((self.words.figure(one.input_id) for one in swings), key=len)
        heighten(self.sheet, head, f"{longest}: 1234", _WIDTH - 3)
        put_text(self.sheet, value_row, 0, self.words.t("figure-name"), self.book.style("label"))
        for line in lines:
            name = self.words.line(part.section, line.id)
            put_text(self.sheet, rows[line.id], 0, name, self.book.style("label"))
        for place, swing in enumerate(one for one in swings if one.input_id in needed):
            one = part.calculation.input(swing.input_id)
            if one:
                for side, end in enumerate((End.LOW, End.HIGH)):
                    self._put_column(part, result, one, end, 1 + 2 * place + side, value_row, rows)
        self.row = value_row + len(lines) + 1

    def _put_column(
        self,
        part: CalculationSheet,
        result: Result,
        one: Input,
        end: End,
        column: int,
        value_row: int,
        rows: dict[str, int],
    ) -> None:
        """Write one figure at one end and every step that follows from it; other steps are those at base."""
        t = self.words.t
        heading = f"{self.words.figure(one.id)}: {t(f'scenario.{end}').lower()}"
        put_text(self.sheet, value_row - 1, column, heading, self.book.style("head-number"))
        values = values_at(part.calculation, {one.id: end})
        own = {line.id for line in _path(part, one.id, result)}
        style = self.book.style("number", part.pattern(one.measure, [one.low, one.high]))
        reference = part.inputs.at(one, end)
        put_formula(self.sheet, value_row, column, f"={reference}", values[one.id], style)
        for line in part.calculation.lines:
            if line.id not in own:
                continue

            def refer(place: int, term: Term, line: Line = line) -> str:
                if not isinstance(term, str):
                    return part.constant(line, place, term)
                if term == one.id:
                    return cell(value_row, column)
                return cell(rows[term], column) if term in own else part.base_of(term)

            formula = formula_of(line, refer)
            style = self.book.style("number", part.pattern(line.measure, [values[line.id]]))
            put_formula(self.sheet, rows[line.id], column, formula, values[line.id], style)
        self.places[part.section, one.id, end] = (self.name, cell(rows[result.id], column))

    def _put_table(self, part: CalculationSheet, result: Result) -> None:
        t, sheet, row = self.words.t, part.sheet, part.tornado_row
        put_text(sheet, row, 1, t("hangs-on"), self.book.style("block"))
        name = self.words.line(part.section, result.id)
        lead = t("hangs-on-lead", most=MOST, result=name)
        put_text(sheet, row + 1, 1, lead, self.book.style("lead"))
        heads = (t("figure-name"), "", "", t("at-low"), t("at-high"), t("swing"))
        for column, head in enumerate(heads, start=1):
            role = "head" if column < FIRST else "head-number"
            put_text(sheet, row + 2, column, head, self.book.style(role))
        swings = result.tornado[:MOST]
        for place, swing in enumerate(swings, start=row + 3):
            self._put_swing(part, result, swing, place)
        last = row + 2 + len(swings)
        sheet.conditional_format(
            row + 3, FIRST + 2, last, FIRST + 2,
            {"type": "data_bar", "bar_color": "#AEB9C6"},
        )  # fmt: skip

    def _put_swing(self, part: CalculationSheet, result: Result, swing: Swing, row: int) -> None:
        sheet = part.sheet
        pattern = part.pattern(result.measure, (swing.at_low, swing.at_high))
        style = self.book.style("number", pattern)
        put_text(sheet, row, 1, self.words.figure(swing.input_id), self.book.style("label"))
        for column, (end, value) in enumerate(
            ((End.LOW, swing.at_low), (End.HIGH, swing.at_high)), start=FIRST
        ):
            name, at = self.places[part.section, swing.input_id, end]
            put_formula(sheet, row, column, f"={on_sheet(name, at)}", value, style)
        low, high = cell(row, FIRST), cell(row, FIRST + 1)
        shown: Decimal | str = swing.swing if swing.swing.is_finite() else self.words.t("never")
        formula = f'=IFERROR(ABS({high}-{low}),"{self.words.t("never")}")'
        put_formula(sheet, row, FIRST + 2, formula, shown, style)


def _moving(part: CalculationSheet) -> Result | None:
    """Return the first result, where anything moves it."""
    first = next(iter(part.calculation.results.values()), None)
    return first if first and first.tornado else None


def _path(part: CalculationSheet, input_id: str, result: Result) -> list[Line]:
    """Return the steps that lead from an input to a result."""
    needed = {result.id}
    for line in reversed(part.calculation.lines):
        if line.id in needed:
            needed.update(term for term in line.terms if isinstance(term, str))
    return [line for line in part.touched_by(input_id) if line.id in needed]
