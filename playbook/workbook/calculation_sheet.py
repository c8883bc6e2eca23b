"""One calculation as a sheet: results first, then the figures used, every step as a live formula, and the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from playbook.economics.process import HALF
from playbook.economics.sheet import Calculation, Input, Line, Measure, Operation, Result, Term
from playbook.workbook.book import (
    Book,
    cell,
    decimals_of,
    heighten,
    on_sheet,
    put_formula,
    put_text,
    written_number,
)
from playbook.workbook.check_rows import put_checks
from playbook.workbook.formulas import formula_of, written_out
from playbook.workbook.inputs_sheet import InputsSheet, follow
from playbook.workbook.scenarios import Columns, End, make_columns
from playbook.workbook.wording import MoneyWording

_ROW, _LABEL, _HOW, _CHOSEN, FIRST = range(5)
"""Columns; FIRST is that of the low scenario, then come base, high and what else is needed."""
BASE = FIRST + 1
_WIDTHS = (6, 58, 24, 14, 14, 14, 14)
_HEAD_ROW = 3
_FURTHER_WIDTH = 22
_SMALL = Decimal(100)
"""Amounts from here on are shown without cents."""


@dataclass
class CalculationSheet:
    """The sheet, and where everything stands on it."""

    book: Book
    words: MoneyWording
    inputs: InputsSheet
    section: str
    calculation: Calculation
    rows: dict[str, int] = field(default_factory=dict)
    """Row of each input and line."""
    result_rows: dict[str, int] = field(default_factory=dict)
    check_rows: list[int] = field(default_factory=list)
    tornado_row: int = 0
    """Where the table of what the first result hangs on begins."""

    def __post_init__(self) -> None:
        self.columns: Columns = make_columns(self.calculation)
        self._lay_out()

    @property
    def name(self) -> str:
        """Return the sheet's name."""
        return self.words.t(f"sheet.{self.section}")

    def place(self, line_id: str, column: int) -> tuple[str, str]:
        """Return sheet and cell of an input or line in one of the columns."""
        return self.name, cell(self.rows[line_id], FIRST + column)

    def result_place(self, result_id: str, end: End) -> tuple[str, str]:
        """Return sheet and cell of a result."""
        column = FIRST + list(End).index(end)
        return self.name, cell(self.result_rows[result_id], column)

    def base_of(self, line_id: str) -> str:
        """Return the formula part for a line at base, for another sheet."""
        return on_sheet(self.name, cell(self.rows[line_id], BASE, is_fixed=True))

    def _lay_out(self) -> None:
        """Give every result, figure and step its row, so that a result can refer to a step below it."""
        row = _HEAD_ROW + 2
        for result in self.calculation.results:
            self.result_rows[result] = row
            row += 1
        row += 2
        for one in self.calculation.inputs:
            self.rows[one.id] = row
            row += 1
        self._steps_row = row + 1
        row += 2
        self._groups: dict[int, str] = {}
        last = ""
        for line in self.calculation.lines:
            group = _group_of(self.section, line.id)
            if group != last:
                self._groups[row] = last = group
                row += 1
            self.rows[line.id] = row
            row += 1
        self._checks_row = row + 1

    def write(self) -> None:
        """Write everything but what the result hangs on."""
        book, t = self.book, self.words.t
        further = len(self.columns.columns) - len(End)
        self.sheet = book.sheet(self.name, (*_WIDTHS, *(_FURTHER_WIDTH for _ in range(further))))
        put_text(self.sheet, 0, 0, self.name, book.style("title"))
        put_text(self.sheet, 1, 0, self._lead(), book.style("lead"))
        put_text(self.sheet, 2, 0, t("how-scenarios"), book.style("lead"))
        self._put_heads()
        self.sheet.freeze_panes(_HEAD_ROW + 1, 2)
        self.sheet.repeat_rows(_HEAD_ROW)
        longest = max((self._heading(place) for place in range(len(self.columns.columns))), key=len)
        heighten(self.sheet, _HEAD_ROW, longest, _FURTHER_WIDTH - 3)
        if self.calculation.results:
            self.put_block(_HEAD_ROW + 1, t("results"))
        for result in self.calculation.results.values():
            self._put_result(result)
        if self.calculation.inputs:
            self.put_block(self.rows[self.calculation.inputs[0].id] - 1, t("figures"))
        for one in self.calculation.inputs:
            self._put_figure(one)
        self.put_block(self._steps_row, t("calculation"))
        for row, group in self._groups.items():
            if group:
                put_text(self.sheet, row, _LABEL, t(f"group.{group}"), book.style("group"))
        for line in self.calculation.lines:
            self._put_line(line)
        self.check_rows = put_checks(self, self._checks_row)
        self.tornado_row = max(self.check_rows, default=self._checks_row) + 2

    def _lead(self) -> str:
        currency = self.words.case.currency or ""
        value = self.words.case.value
        per = self.words.per(value.per) if value and self.section == "value" else ""
        return " ".join(part for part in (currency, per) if part)

    def _put_heads(self) -> None:
        t, head, right = self.words.t, self.book.style("head"), self.book.style("head-number")
        for column, text in enumerate((t("row"), t("what"), t("how"))):
            put_text(self.sheet, _HEAD_ROW, column, text, head)
        put_text(self.sheet, _HEAD_ROW, _CHOSEN, t("scenario.chosen"), right)
        for column, _ in enumerate(self.columns.columns):
            put_text(self.sheet, _HEAD_ROW, FIRST + column, self._heading(column), right)

    def _heading(self, column: int) -> str:
        ends = list(End)
        if column < len(ends):
            return self.words.t(f"scenario.{ends[column]}")
        shown: dict[End, list[str]] = {}
        for result, end in self.columns.results_in(column):
            shown.setdefault(end, []).append(self.words.line(self.section, result))
        return "; ".join(
            self.words.t("scenario-for", scenario=self.words.t(f"scenario.{end}"), results=", ".join(names))
            for end, names in shown.items()
        )  # fmt: skip

    def put_block(self, row: int, title: str) -> None:
        """Write the heading of a block across all columns."""
        for column in range(FIRST + len(self.columns.columns)):
            text = title if column == _LABEL else ""
            put_text(self.sheet, row, column, text, self.book.style("block"))

    def _put_result(self, result: Result) -> None:
        row = self.result_rows[result.id]
        pattern = self.pattern(result.measure, (result.low, result.base, result.high))
        style = self.book.style("result", pattern)
        self.put_names(row, self.words.line(self.section, result.id), "result")
        values = {End.LOW: result.low, End.BASE: result.base, End.HIGH: result.high}
        for column, (end, value) in enumerate(values.items(), start=FIRST):
            at = cell(self.rows[result.id], FIRST + self.columns.of(result.id, end))
            put_formula(self.sheet, row, column, f"={at}", value, style)
        ends = (cell(row, FIRST + place) for place in range(len(End)))
        put_formula(self.sheet, row, _CHOSEN, follow(self.words, *ends), result.base, style)

    def put_names(self, row: int, label: str, role: str = "label", how: str = "") -> None:
        """Write the number of a row, what it is, and how it comes about."""
        put_text(self.sheet, row, _ROW, f"r{row + 1}", self.book.style("small"))
        put_text(self.sheet, row, _LABEL, label, self.book.style(role))
        put_text(self.sheet, row, _HOW, how, self.book.style("small"))

    def _put_figure(self, one: Input) -> None:
        row = self.rows[one.id]
        style = self.book.style("number", self.pattern(one.measure, (one.low, one.base, one.high)))
        unit = self.words.unit(one)
        self.put_names(row, self.words.figure(one.id), how=unit)
        ends = (cell(row, FIRST + place) for place in range(len(End)))
        put_formula(self.sheet, row, _CHOSEN, follow(self.words, *ends), one.base, style)
        for place, column in enumerate(self.columns.columns):
            reference = self.inputs.at(one, column.ends.get(one.id, End.BASE))
            value = column.values[one.id]
            put_formula(self.sheet, row, FIRST + place, f"={reference}", value, style)

    def _put_line(self, line: Line) -> None:
        row = self.rows[line.id]
        values = [column.values[line.id] for column in self.columns.columns]
        style = self.book.style("number", self.pattern(line.measure, values))
        how = written_out(line, lambda place, term: self._in_short(line, place, term))
        self.put_names(row, self.words.line(self.section, line.id), how=how)
        base = self.columns.columns[1].values[line.id]
        put_formula(self.sheet, row, _CHOSEN, self._formula(line, _CHOSEN), base, style)
        for place, value in enumerate(values):
            put_formula(
                self.sheet, row, FIRST + place, self._formula(line, FIRST + place), value, style
            )

    def _formula(self, line: Line, column: int) -> str:
        def refer(place: int, term: Term) -> str:
            if isinstance(term, str):
                return cell(self.rows[term], column)
            return self.constant(line, place, term)

        return formula_of(line, refer)

    def constant(self, line: Line, place: int, term: Decimal) -> str:
        """Return a constant as a formula has it: a cell where it means the years or the share of hours, else its digits."""
        key = _meaning(line, place, term)
        return self.inputs.plain(key) if key in self.inputs.rows else written_number(term)

    def _in_short(self, line: Line, place: int, term: Term) -> str:
        if isinstance(term, str):
            return f"r{self.rows[term] + 1}"
        if _meaning(line, place, term) == "counted":
            return self.words.t("counted").lower()
        return written_number(term).replace("-", "−")

    def pattern(self, measure: Measure, values: tuple[Decimal, ...] | list[Decimal]) -> str:
        """Return how lines of a measure are shown, given the values they have."""
        known = [value for value in values if value.is_finite()]
        if measure is Measure.SHARE:
            is_whole = decimals_of(*(value * 100 for value in known)) == 0
            return self.book.share(0 if is_whole else 1)
        needed = decimals_of(*known)
        if measure is Measure.MONEY:
            is_small = any(value and abs(value) < _SMALL for value in known)
            return self.book.money(self.words.case.currency, 2 if is_small and needed else 0)
        if measure is Measure.MONTHS:
            return self.book.number(min(needed, 1))
        return self.book.number(needed)

    def wrong_checks(self) -> str:
        """Return the formula part that counts the checks that failed."""
        rows = self.check_rows
        area = f"{cell(rows[0], FIRST, is_fixed=True)}:{cell(rows[-1], FIRST + 2, is_fixed=True)}"
        return f'COUNTIF({on_sheet(self.name, area)},"{self.words.t("check-wrong")}")'

    def touched_by(self, input_id: str) -> Iterator[Line]:
        """Return the lines that follow from an input, in their order."""
        return (line for line in self.calculation.lines if input_id in self.columns.above(line.id))


def _meaning(line: Line, place: int, term: Decimal) -> str | None:
    """Tell which constants are more than a number: the years, and the share of the freed hours that counts."""
    if place != 1:
        return None
    if line.operation is Operation.ANNUITY:
        return "years"
    if line.operation is Operation.QUOTIENT and line.id != "pilot.monthly":
        return "years"
    return "counted" if line.id == "capacity.counted" and term == HALF else None


def _group_of(section: str, line_id: str) -> str:
    """Return under which heading a step of the total cost stands."""
    if section != "total_cost":
        return ""
    if re.match(r"(annuity|discount\.|cost\.)", line_id):
        return "cost"
    if line_id.startswith("standstill."):
        return "standstill"
    if line_id.startswith("saving."):
        return "saving"
    return (
        "share"
        if line_id in ("offer.costs", "price-share") or line_id.startswith("one-")
        else "sums"
    )
