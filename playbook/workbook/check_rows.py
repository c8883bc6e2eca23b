"""The checks of a calculation as rows of its sheet: each says OK, or where to look."""

from __future__ import annotations

from typing import Protocol

from xlsxwriter.worksheet import Worksheet

from playbook.economics.sheet import Calculation
from playbook.workbook.balances import Balance, balances_of
from playbook.workbook.book import Book, cell, put_formula
from playbook.workbook.scenarios import End
from playbook.workbook.wording import MoneyWording

_FIRST = 4
"""The column of the low scenario."""
_TOLERANCE = "0.000001"
"""Of the numbers compared: sums that go different ways differ in the last digit."""


class Checked(Protocol):
    """A sheet with a calculation on it, as far as its checks need it."""

    book: Book
    words: MoneyWording
    section: str
    calculation: Calculation
    rows: dict[str, int]
    result_rows: dict[str, int]
    sheet: Worksheet

    def put_block(self, row: int, title: str) -> None:
        """Write the heading of a block."""

    def put_names(self, row: int, label: str, role: str = ..., how: str = ...) -> None:
        """Write what a row is."""


def put_checks(part: Checked, row: int) -> list[int]:
    """Write the checks from *row* on, and return the rows that have one."""
    t = part.words.t
    part.put_block(row, t("checks"))
    rows: list[int] = []
    for one in balances_of(part.words.case, part.section):
        row += 1
        side = {"side": t(f"side.{one.side}")} if one.side else {}
        part.put_names(row, t(f"check.{one.key}", **side))
        for column in range(_FIRST, _FIRST + len(End)):
            _put_check(part, row, column, _balance(part, one, column))
        rows.append(row)
    for result in part.calculation.results:
        row += 1
        part.put_names(row, t("order-of", result=part.words.line(part.section, result)))
        places = range(_FIRST, _FIRST + len(End))
        low, base, high = (cell(part.result_rows[result], column) for column in places)
        slack = f"{_TOLERANCE}*ABS({base})"
        # A result that is never reached in one scenario has no order to check.
        ordered = f"IFERROR(AND({low}<={base}+{slack},{base}<={high}+{slack}),TRUE)"
        _put_check(part, row, _FIRST + 1, ordered)
        rows.append(row)
    return rows


def _balance(part: Checked, one: Balance, column: int) -> str:
    left, right = (
        "+".join(cell(part.rows[line], column) for line in lines) for lines in (one.left, one.right)
    )
    return f"ABS(({left})-({right}))<={_TOLERANCE}*MAX(1,ABS({left}))"


def _put_check(part: Checked, row: int, column: int, condition: str) -> None:
    fine, wrong = part.words.t("check-fine"), part.words.t("check-wrong")
    formula = f'=IF({condition},"{fine}","{wrong}")'
    put_formula(part.sheet, row, column, formula, fine, part.book.style("check"))
