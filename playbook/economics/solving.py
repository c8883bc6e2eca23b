"""Working a sheet out: at base, at its worst and best, and with each input alone at its ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import mul

from playbook.economics.sheet import (
    Calculation,
    Input,
    Line,
    Measure,
    Operation,
    Result,
    Swing,
    Term,
)

_SWEEPS = 5
"""Rounds in which each input may still change ends; two settle every sheet we make."""
Values = dict[str, Decimal]


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    if below:
        return above / below
    return above * Decimal("Infinity") if above else Decimal(0)


def discount_factor(rate: Decimal, year: Decimal | int) -> Decimal:
    """Return what one paid at the end of *year* is worth today: 1 / (1 + rate)^year."""
    return 1 / (1 + rate) ** int(year)


def annuity_factor(rate: Decimal, years: Decimal | int) -> Decimal:
    """Return what one at the end of each of *years* years is worth today; without a rate just *years*."""
    return sum((discount_factor(rate, year) for year in range(1, int(years) + 1)), Decimal(0))


_WORK: Mapping[Operation, Callable[[Sequence[Decimal]], Decimal]] = {
    Operation.SUM: lambda terms: sum(terms, Decimal(0)),
    Operation.DIFFERENCE: lambda terms: terms[0] - sum(terms[1:], Decimal(0)),
    Operation.PRODUCT: lambda terms: reduce(mul, terms),
    Operation.QUOTIENT: lambda terms: _quotient(terms[0], terms[1]),
    Operation.SMALLEST: min,
    Operation.LARGEST: max,
    Operation.DISCOUNT: lambda terms: discount_factor(terms[0], terms[1]),
    Operation.ANNUITY: lambda terms: annuity_factor(terms[0], terms[1]),
}


@dataclass(frozen=True, slots=True)
class Spec:
    """A line that was not worked out yet."""

    id: str
    operation: Operation
    terms: tuple[Term, ...]
    measure: Measure

    def work_out(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the outcome of the line."""
        return _WORK[self.operation](
            [values[term] if isinstance(term, str) else term for term in self.terms]
        )


@dataclass
class Sheet:
    """A sheet being written: inputs and lines are added, each line after what it uses."""

    inputs: dict[str, Input] = field(default_factory=dict)
    specs: dict[str, Spec] = field(default_factory=dict)

    def take(self, given: Input) -> str:
        """Put an input on the sheet and return its id."""
        self.inputs[given.id] = given
        return given.id

    def line(
        self, line_id: str, operation: Operation, *terms: Term, measure: Measure = Measure.MONEY
    ) -> str:
        """Put a line on the sheet and return its id."""
        self.specs[line_id] = Spec(line_id, operation, terms, measure)
        return line_id

    def base(self) -> Values:
        """Work out every line with all inputs at base."""
        values = {key: one.base for key, one in self.inputs.items()}
        for spec in self.specs.values():
            values[spec.id] = spec.work_out(values)
        return values

    def solve(self, results: Iterable[str]) -> Calculation:
        """Work the sheet out; the lines show the scenarios of the first of *results* that is on it."""
        solver = _Solver(self)
        found = {one: solver.result(one) for one in results if one in self.specs}
        first = next(iter(found.values()), None)
        low = solver.at(first.at_low) if first else solver.base
        high = solver.at(first.at_high) if first else solver.base
        lines = tuple(
            Line(
                spec.id,
                spec.operation,
                spec.terms,
                spec.measure,
                low[spec.id],
                solver.base[spec.id],
                high[spec.id],
            )
            for spec in self.specs.values()
        )
        return Calculation(tuple(self.inputs.values()), lines, found)


class _Solver:
    """Works a sheet out many times, each time redoing only what one changed input touches."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.base = sheet.base()
        self._uncertain = [one for one in sheet.inputs.values() if one.is_uncertain]
        self._touched = {one.id: self._touched_by(one.id) for one in self._uncertain}

    def _touched_by(self, input_id: str) -> list[Spec]:
        touched = {input_id}
        specs = []
        for spec in self._sheet.specs.values():
            if any(term in touched for term in spec.terms if isinstance(term, str)):
                touched.add(spec.id)
                specs.append(spec)
        return specs

    def _changed(self, values: Values, input_id: str, value: Decimal) -> Values:
        changed = dict(values)
        changed[input_id] = value
        for spec in self._touched[input_id]:
            changed[spec.id] = spec.work_out(changed)
        return changed

    def at(self, ends: Mapping[str, Decimal]) -> Values:
        """Work the sheet out with its inputs at these values."""
        values = self.base
        for input_id in self._touched:
            values = self._changed(values, input_id, ends[input_id])
        return values

    def result(self, line_id: str) -> Result:
        """Find how low and how high a line can come, and what each input alone does to it."""
        own = [
            one for one in self._uncertain if any(s.id == line_id for s in self._touched[one.id])
        ]
        low = self._extreme(line_id, own, lambda new, old: new < old)
        high = self._extreme(line_id, own, lambda new, old: new > old)
        swings = [
            Swing(
                one.id,
                self._changed(self.base, one.id, one.low)[line_id],
                self._changed(self.base, one.id, one.high)[line_id],
            )
            for one in own
        ]
        return Result(
            line_id,
            self._sheet.specs[line_id].measure,
            low[line_id],
            self.base[line_id],
            high[line_id],
            tuple(sorted(swings, key=lambda one: (-one.swing, one.input_id))),
            {key: low[key] for key in self._sheet.inputs},
            {key: high[key] for key in self._sheet.inputs},
        )

    def _extreme(
        self, line_id: str, own: list[Input], is_better: Callable[[Decimal, Decimal], bool]
    ) -> Values:
        """Move one input after the other to the end that is best for the aim, until none can better it.

        Starting from base, no step makes it worse; so low is never above base, nor high below it, also where the effect of
        one input turns round with another, as that of the discount rate does.
        """
        values = self.base
        for _ in range(_SWEEPS):
            before = values[line_id]
            for one in own:
                for end in (one.low, one.high):
                    if end != values[one.id]:
                        changed = self._changed(values, one.id, end)
                        if is_better(changed[line_id], values[line_id]):
                            values = changed
            if values[line_id] == before:
                break
        return values
