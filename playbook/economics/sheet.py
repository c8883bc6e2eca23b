"""A calculation sheet: inputs, lines that each combine a few of them, and what comes out at three scenarios.

Every line is one operation that a controller does by hand or in a cell, so pages and workbooks can print the calculation
itself and not only its outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from playbook.economics.references import Benchmark
from playbook.profile import Per, Rate
from playbook.quantities import AmountRange

Path_ = tuple[str | int, ...]


class Party(StrEnum):
    """Who supplied a figure."""

    BUYER = "buyer"
    SELLER = "seller"
    BENCHMARK = "benchmark"


class Measure(StrEnum):
    """What a number on the sheet is."""

    MONEY = "money"
    """In the case's currency."""
    SHARE = "share"
    """0 to 1; print it in percent."""
    NUMBER = "number"
    """A count, or a factor to multiply by."""
    HOURS = "hours"
    MONTHS = "months"


class Operation(StrEnum):
    """How a line follows from its terms."""

    SUM = "sum"
    DIFFERENCE = "difference"
    """The first term less all others."""
    PRODUCT = "product"
    QUOTIENT = "quotient"
    """First term divided by the second. Zero by zero is zero; anything else by zero is infinite."""
    SMALLEST = "smallest"
    LARGEST = "largest"
    DISCOUNT = "discount"
    """Of rate r and year t: 1 / (1 + r)^t, what one paid at the end of year t is worth today."""
    ANNUITY = "annuity"
    """Of rate r and n years: the sum of 1 / (1 + r)^t over t = 1 to n, what one a year is worth today."""


Term = str | Decimal
"""The id of an input or of an earlier line, or a constant."""


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that somebody supplied, ready to calculate with."""

    id: str
    """Its path in the profile with dots: `money.total_cost.elements.price.offer`."""
    path: Path_
    measure: Measure
    low: Decimal
    base: Decimal
    """The middle of a buyer's or seller's range; the low end of a benchmark."""
    high: Decimal
    party: Party
    said_by: str | None = None
    """As it stands in the profile; None where it says nothing, and then it counts as the seller's own."""
    on: date | None = None
    note: str | None = None
    source: str | None = None
    """Where a published figure comes from, in words; for a benchmark see `benchmark.source`."""
    per: Per | None = None
    """What an amount is paid for each time."""
    stated: AmountRange | None = None
    """The amount as it was given, before conversion."""
    rate: Rate | None = None
    """The rate it was converted at, where its currency is not the case's."""
    benchmark: Benchmark | None = None

    @property
    def is_uncertain(self) -> bool:
        """Tell whether it has two ends."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the calculation, with its outcome in the three scenarios of the sheet's first result."""

    id: str
    operation: Operation
    terms: tuple[Term, ...]
    measure: Measure
    low: Decimal
    base: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Swing:
    """What one uncertain input does to a result, all others at base."""

    input_id: str
    at_low: Decimal
    """The result with the input at its low end."""
    at_high: Decimal

    @property
    def swing(self) -> Decimal:
        """Return how far the two results lie apart; infinite where one of them is."""
        if self.at_low == self.at_high:
            return Decimal(0)
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Result:
    """What comes out, never with low above base or base above high.

    *low* is the scenario in which every input stands at the end that makes this result smallest: for a saving, each figure
    is taken against us. *high* is its opposite.
    """

    id: str
    """The line it is."""
    measure: Measure
    low: Decimal
    base: Decimal
    high: Decimal
    tornado: tuple[Swing, ...]
    """Largest swing first; empty where nothing is uncertain."""
    at_low: Mapping[str, Decimal]
    """The value each input has in the low scenario, by input id."""
    at_high: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Calculation:
    """A whole sheet, worked out."""

    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    """In the order in which they can be worked out by hand."""
    results: Mapping[str, Result]
    """By line id; the first is the one whose scenarios the lines show."""

    def line(self, line_id: str) -> Line | None:
        """Return a line, or None where the calculation does not have it."""
        return next((one for one in self.lines if one.id == line_id), None)

    def input(self, input_id: str) -> Input | None:
        """Return an input, or None where the calculation does not use it."""
        return next((one for one in self.inputs if one.id == input_id), None)

    def result(self, line_id: str) -> Result | None:
        """Return a result, or None where there is not enough to work it out."""
        return self.results.get(line_id)
