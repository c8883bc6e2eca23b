"""The columns of a calculation: which end of each input a column takes, so that every result has its low, base and high.

A result's low scenario takes each input at the end that makes it smallest, so two results of one sheet can need different
columns. The first three columns are those of the first result; a further one is made only for what no column shows yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from playbook.economics.sheet import Calculation, Input, Line, Result
from playbook.economics.solving import Spec

_NUDGE = Decimal("0.01")
"""How far a figure without a range is moved, as a share of itself, to see which of its ends would be the worse one."""

_BASE_COLUMN = 1


class End(StrEnum):
    """Where an input stands in a column."""

    LOW = "low"
    BASE = "base"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an end for each input, and all values that follow."""

    ends: Mapping[str, End]
    values: Mapping[str, Decimal]
    """Of every input and line."""


@dataclass
class Columns:
    """The columns of one calculation, first low, base and high of its first result."""

    calculation: Calculation
    columns: list[Column] = field(default_factory=list)
    shown: dict[tuple[str, End], int] = field(default_factory=dict)
    """Which column shows a result's low, base or high."""
    _above: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, result_id: str, end: End) -> int:
        """Return the column that shows one end of a result."""
        return self.shown[result_id, end]

    def results_in(self, column: int) -> list[tuple[str, End]]:
        """Return what a column is for."""
        return [key for key, shown in self.shown.items() if shown == column]

    def above(self, line_id: str) -> frozenset[str]:
        """Return the inputs that a line follows from."""
        if not self._above:
            found: dict[str, frozenset[str]] = {
                one.id: frozenset((one.id,)) for one in self.calculation.inputs
            }
            for line in self.calculation.lines:
                terms = (term for term in line.terms if isinstance(term, str))
                found[line.id] = frozenset().union(*(found[term] for term in terms))
            self._above = found
        return self._above[line_id]


def values_at(
    calculation: Calculation, ends: Mapping[str, End], nudged: Mapping[str, Decimal] | None = None
) -> dict[str, Decimal]:
    """Work every line out with each input at one of its ends; *nudged* inputs have the value given."""
    values = {one.id: value_at(one, ends.get(one.id, End.BASE)) for one in calculation.inputs}
    values |= nudged or {}
    for line in calculation.lines:
        values[line.id] = work_out(line, values)
    return values


def work_out(line: Line, values: Mapping[str, Decimal]) -> Decimal:
    """Return what a line comes to."""
    return Spec(line.id, line.operation, line.terms, line.measure).work_out(values)


def value_at(one: Input, end: End) -> Decimal:
    """Return an input's value at one end."""
    return {End.LOW: one.low, End.BASE: one.base, End.HIGH: one.high}[end]


def make_columns(calculation: Calculation) -> Columns:
    """Choose the columns of a calculation; one without a result has its base alone, three times."""
    made = Columns(calculation)
    first = next(iter(calculation.results.values()), None)
    wanted = {end: _ends(made, first, end) if first else {} for end in End}
    columns: list[dict[str, End]] = [wanted[end] for end in End]
    for result in calculation.results.values():
        for end in End:
            own = _ends(made, result, end)
            places = range(len(columns))
            found = next((at for at in places if _fits(made, columns, at, own)), len(columns))
            if found == len(columns):
                columns.append({})
            if found != _BASE_COLUMN:
                columns[found] |= own
            made.shown[result.id, end] = found
    made.columns = [Column(ends, values_at(calculation, ends)) for ends in columns]
    return made


def _fits(made: Columns, columns: list[dict[str, End]], place: int, own: Mapping[str, End]) -> bool:
    """Tell whether a column shows a result with these ends, or can without changing what it shows already.

    In the columns of the first result what does not touch it stays at base, unless all its ends are the same.
    """
    column = columns[place]
    if place == _BASE_COLUMN:
        return all(at is End.BASE for at in own.values())
    is_further = place >= len(End)
    certain = {one.id for one in made.calculation.inputs if not one.is_uncertain}
    return all(
        column[key] is at if key in column else is_further or key in certain or at is End.BASE
        for key, at in own.items()
    )


def _ends(made: Columns, result: Result, end: End) -> dict[str, End]:
    """Return where each input that a result follows from stands in one of its scenarios."""
    own = [one for one in made.calculation.inputs if one.id in made.above(result.id)]
    if end is End.BASE:
        return {one.id: End.BASE for one in own}
    at = result.at_low if end is End.LOW else result.at_high
    ends = {one.id: _end_of(one, at[one.id]) for one in own}
    before = values_at(made.calculation, ends)[result.id]
    for one in own:
        if not one.is_uncertain:
            ends[one.id] = _end_if_uncertain(made.calculation, result, one, ends, before, end)
    return ends


def _end_of(one: Input, value: Decimal) -> End:
    if not one.is_uncertain or value not in (one.low, one.high):
        return End.BASE
    return End.LOW if value == one.low else End.HIGH


def _end_if_uncertain(
    calculation: Calculation,
    result: Result,
    one: Input,
    ends: Mapping[str, End],
    before: Decimal,
    end: End,
) -> End:
    """Return the end that a figure without a range would take, should the reader of the workbook give it one."""
    more = {one.id: one.base + (abs(one.base) or 1) * _NUDGE}
    after = values_at(calculation, ends, more)[result.id]
    if after == before:
        return End.BASE
    return End.HIGH if (after > before) == (end is End.HIGH) else End.LOW
