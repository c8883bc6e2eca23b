"""What the offer is worth against the next best alternative.

    economic value = reference price + what is better - what is worse      (Forbis and Mehta 1981; Nagle)
    the offer wins where (value - price) of the offer > (value - price) of the alternative      (Anderson 2013)

The alternative's value is taken as its price, so what it leaves the buyer is zero by choice of the zero point; only the
difference between the two decides, and that does not depend on it. Where something that makes the offer worth less is stated
but cannot be counted, as with years unknown, there is no value: without it the offer would look better than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playbook.economics.intake import Intake, OpenInput, dotted
from playbook.economics.sheet import Calculation, Input, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.economics.yearly import SPREADABLE, a_year
from playbook.profile import Direction, Per, ValueGiven
from playbook.profile.money import Contention

AT: Path_ = ("money", "value")


@dataclass(frozen=True, slots=True)
class Differentiation:
    """One difference in money."""

    name: str
    direction: Direction
    input: str
    line: str
    """Id of the line with its worth, never negative; `direction` says which way it counts."""


@dataclass(frozen=True, slots=True)
class EconomicValue:
    """Value against the next best alternative, in the case's currency. Texts are ids of lines, unless they say otherwise."""

    calculation: Calculation
    alternative: str | None
    """Name of the next best alternative."""
    per: Per
    """What all amounts are for: as stated where all are stated alike, else a year."""
    reference_price: str | None
    differences: tuple[Differentiation, ...]
    better: str | None
    """Sum of what is more."""
    worse: str | None
    """Sum of what is less."""
    value: str | None
    """Line and result: the economic value of the offer, and the highest price at which it still wins."""
    price: str | None
    surplus: str | None
    """Value less price of the offer."""
    alternative_surplus: str | None
    """Value less price of the alternative: zero, see above."""
    advantage: str | None
    """First result: the one surplus less the other."""
    parity: tuple[str, ...]
    """Where both are alike, in the profile's words."""
    contention: tuple[Contention, ...]
    """Where the two sides disagree, and how to settle it."""
    open_inputs: tuple[OpenInput, ...]

    @property
    def wins(self) -> bool | None:
        """Tell whether the offer wins in every scenario; None where that depends on them, or too little is known."""
        result = self.calculation.result(self.advantage) if self.advantage else None
        if result is None or result.low <= 0 < result.high:
            return None
        return result.low > 0


def compute_value(intake: Intake) -> EconomicValue | None:
    """Work out the value; None where the profile says nothing of it."""
    given = intake.money.value
    for part in ("alternative", "reference_price", "price", "differences"):
        if given is None or not getattr(given, part):
            intake.miss((*AT, part))
    if given is None:
        return None
    sheet = Sheet()
    amounts = _amounts(intake, given)
    pers = [one.per for one in amounts.values() if one.per]
    is_alike = len(set(pers)) == 1
    lines = {
        path: _put(sheet, intake, path, one, is_alike=is_alike) for path, one in amounts.items()
    }
    reference = lines.get((*AT, "reference_price"))
    price = lines.get((*AT, "price"))
    differences = tuple(
        Differentiation(one.name, one.direction, dotted(path), line)
        for index, one in enumerate(given.differences)
        if (line := lines.get(path := (*AT, "differences", index, "worth")))
    )
    counted = {one.input for one in differences}
    is_flattered = any(
        one.direction is Direction.LESS
        and dotted((*AT, "differences", index, "worth")) not in counted
        for index, one in enumerate(given.differences)
    )
    better, worse, value = _value(sheet, None if is_flattered else reference, differences)
    surplus = other = advantage = None
    if value and price and reference:
        surplus = sheet.line("surplus.offer", Operation.DIFFERENCE, value, price)
        other = sheet.line("surplus.alternative", Operation.DIFFERENCE, reference, reference)
        advantage = sheet.line("advantage", Operation.DIFFERENCE, surplus, other)
    results = [one for one in (advantage, value) if one]
    return EconomicValue(
        sheet.solve(results), given.alternative, pers[0] if is_alike else Per.YEAR, reference, differences, better, worse, value, price,
        surplus, other, advantage, given.parity, given.contention, intake.missed,
    )  # fmt: skip


def _amounts(intake: Intake, given: ValueGiven) -> dict[Path_, Input]:
    figures = {(*AT, "reference_price"): given.reference_price, (*AT, "price"): given.price}
    figures |= {
        (*AT, "differences", index, "worth"): one.worth
        for index, one in enumerate(given.differences)
    }
    return {
        path: amount
        for path, figure in figures.items()
        if (amount := intake.amount(path, figure, *SPREADABLE))
    }


def _put(sheet: Sheet, intake: Intake, path: Path_, amount: Input, *, is_alike: bool) -> str | None:
    """Put an amount on the sheet: as stated where all are alike, else by the year."""
    name = "-".join(dotted(path).split(".")[2:])
    if is_alike:
        return sheet.line(name, Operation.SUM, sheet.take(amount))
    return a_year(sheet, intake, name, amount)


def _value(
    sheet: Sheet, reference: str | None, differences: tuple[Differentiation, ...]
) -> tuple[str | None, str | None, str | None]:
    if reference is None:
        return None, None, None

    def total(name: str, direction: Direction) -> str | None:
        own = [one.line for one in differences if one.direction is direction]
        return sheet.line(name, Operation.SUM, *own) if own else None

    better, worse = total("better", Direction.MORE), total("worse", Direction.LESS)
    raised = sheet.line(
        "value.before-less", Operation.SUM, reference, *([better] if better else [])
    )
    terms: tuple[str | Decimal, ...] = (raised, worse) if worse else (raised,)
    return better, worse, sheet.line("value", Operation.DIFFERENCE, *terms)
