"""What the money page is made of, whatever the calculation: scenarios, tables, pictures, questions. Render-ready."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from playbook.document.money_charts import Chart, tornado
from playbook.document.money_words import MoneyWords
from playbook.economics.sheet import Calculation, Input, Line, Measure, Operation, Result

SCENARIOS = ("low", "base", "high")


@dataclass(frozen=True, slots=True)
class Scenarios:
    """One outcome in the three scenarios."""

    name: str
    low: str
    base: str
    high: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what stands in it, and the mark of who said it."""

    text: str = ""
    mark: str = ""


NOTHING_KNOWN = Cell("–")
"""In a sum of which no part is known: no amount is not an amount of zero."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `kind` is line, group (a sum that stands above its parts), sum or result."""

    cells: tuple[Cell, ...]
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to recompute by hand."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    shape: str
    """Which widths its columns have."""
    texts: int = 1
    """How many columns on the left hold words; the others hold numbers."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the process map."""

    name: str
    counts: str
    now: float
    """How many now, of the largest count of all steps: 0 to 1."""
    after: float
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with what it is about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Sums:
    """One calculation on the page."""

    verdict: str
    chart: Chart | None
    scenarios: tuple[Scenarios, ...]
    remarks: tuple[Named, ...]
    hangs_on: Chart | None
    """The tornado of the first result."""
    tables: tuple[Table, ...]
    steps: tuple[StepView, ...] = ()
    """The process map."""


def scenarios_of(
    words: MoneyWords,
    calculation: Calculation,
    named: Iterable[tuple[str, str | None, bool]],
) -> tuple[Scenarios, ...]:
    """Return results or lines in three scenarios: each its name, its id and whether it is the one that matters.

    A line that is no result has the scenarios of the first result.
    """
    found = []
    for name, line_id, is_strong in named:
        part = _result_or_line(calculation, line_id)
        if part:
            measure, trio = part
            low, base, high = (_fitting(words, value, measure) for value in _told(measure, trio))
            found.append(Scenarios(_headed(words, name, measure), low, base, high, is_strong))
    return tuple(found)


_WIDE = Decimal(10**7)
"""From here on an amount is too long for a column of scenarios, and is written in millions."""


Trio = tuple[Decimal, Decimal, Decimal]
"""A value in the low, the base and the high scenario."""


def _told(measure: Measure, trio: Trio) -> Trio:
    """Return values with what is against us first: of months until something has paid for itself those are the most."""
    low, base, high = trio
    return (high, base, low) if measure is Measure.MONTHS else trio


def _headed(words: MoneyWords, name: str, measure: Measure) -> str:
    """Return the name of a row with the unit that its cells leave out, so that they keep to their columns."""
    return words.t("page.in-months", name=name) if measure is Measure.MONTHS else name


def _fitting(words: MoneyWords, value: Decimal, measure: Measure) -> str:
    if measure is Measure.MONEY and abs(value) >= _WIDE:
        return words.rough(value)
    return _in_column(words, value, measure)


def _result_or_line(calculation: Calculation, line_id: str | None) -> tuple[Measure, Trio] | None:
    if line_id is None:
        return None
    one = calculation.result(line_id) or calculation.line(line_id)
    return (one.measure, (one.low, one.base, one.high)) if one else None


def tornado_of(words: MoneyWords, calculation: Calculation, result: Result | None) -> Chart | None:
    """Return what a result hangs on most; None where nothing is uncertain."""
    if result is None:
        return None
    rows = tornado(
        result,
        {
            one.input_id: _ends_in_words(words, calculation, one.input_id, one.swing)
            for one in result.tornado
        },
    )
    base = words.measured(result.base, result.measure)
    return (
        Chart(words.t("page.tornado"), rows, words.t("page.tornado-note", base=base))
        if rows
        else None
    )


def _ends_in_words(
    words: MoneyWords, calculation: Calculation, input_id: str, swing: Decimal
) -> tuple[str, str, str, str]:
    one = calculation.input(input_id)
    if one is None:
        return (input_id, "", "", "")
    low, high = (_short(words, end, one.measure) for end in (one.low, one.high))
    written = words.rough(swing) if swing.is_finite() else words.t("page.never")
    return words.figure(input_id), low, high, written


_LONG = Decimal(10**6)
"""From here on an amount is too long to stand beside a bar."""


def _short(words: MoneyWords, value: Decimal, measure: Measure) -> str:
    if measure is Measure.MONEY and abs(value) >= _LONG:
        return words.rough(value)
    return words.measured(value, measure)


def stated(words: MoneyWords, one: Input | None) -> Cell:
    """Return a cell with what was given, and who gave it."""
    return Cell(words.ends(one), words.mark(one)) if one else Cell()


def figure_rows(words: MoneyWords, inputs: Iterable[Input]) -> Iterator[Row]:
    """Yield a row for each input: its name, what it was given per, what was given, and who said it."""
    for one in inputs:
        yield Row((Cell(words.figure(one.id)), Cell(words.each(one.per)), stated(words, one)))


_SIGNS = {
    Operation.PRODUCT: " × ",
    Operation.DIFFERENCE: " − ",
    Operation.SUM: " + ",
    Operation.QUOTIENT: " ÷ ",
}


def lines_table(
    words: MoneyWords,
    calculation: Calculation,
    line_ids: Iterable[str],
    sums: Collection[str],
    last: str | None,
) -> Table | None:
    """Return the lines in which something is worked out, in order; None where there is none.

    A line that only repeats a figure is left out, unless it is a sum or what all lead to.
    """
    lines = [line for one in line_ids if (line := calculation.line(one))]
    rows = [_line_row(words, calculation, line, sums, last) for line in lines]
    told = [row for row in rows if row.cells[1].text or row.kind != "line"]
    t = words.t
    columns = (t("page.outcome"), t("page.how"), *(t(f"scenario.{one}") for one in SCENARIOS))
    return Table(t("page.recompute"), columns, tuple(told), "lines", 2) if told else None


def _line_row(
    words: MoneyWords,
    calculation: Calculation,
    line: Line,
    sums: Collection[str],
    last: str | None,
) -> Row:
    """Return a row with a line: its name, how it follows at base, and its three scenarios."""
    name = words.t(f"page.line.{line.id.replace('.', '-')}")
    kind = "result" if line.id == last else "sum" if line.id in sums else "line"
    one = calculation.result(line.id) or line
    trio = _told(line.measure, (one.low, one.base, one.high))
    ends = [Cell(_in_column(words, end, line.measure)) for end in trio]
    name = _headed(words, name, line.measure)
    return Row((Cell(name), Cell(_worked(words, calculation, line)), *ends), kind)


def _in_column(words: MoneyWords, value: Decimal, measure: Measure) -> str:
    if measure is Measure.MONTHS and value.is_finite():
        return words.number(value, 1)
    return words.measured(value, measure)


def _worked(words: MoneyWords, calculation: Calculation, line: Line) -> str:
    """Write how a line follows from its terms, at base: `250 × € 36`; nothing where it only repeats one."""
    if line.operation not in _SIGNS or len(line.terms) < 2:
        return ""
    written = []
    for term in line.terms:
        if isinstance(term, Decimal):
            written.append(words.number(term))
            continue
        one = calculation.line(term) or calculation.input(term)
        written.append(words.measured(one.base, one.measure) if one else term)
    return _SIGNS[line.operation].join(written)
