"""Total cost of ownership of the offer, of what the buyer has now and of the next best alternative.

    total = sum of what is paid once at year t / (1 + r)^t + sum of what is paid yearly x annuity(r, n) - what comes in

With a rate of zero this is LCC = I + L x (O&M + R) + D - S (Efficient Plant 2010): I and D paid once, O&M and R by the year
over L years, S coming in. Once means: at the start before purchase and at acquisition, at the end of year 1 in use, at the
end of the last year at end of life. What is paid yearly is paid at the end of each year.

A saving never grows by what nobody filled in. A cost known for the offer alone counts in full, as if the other side had
none of it; what is known for the other side alone, and what comes in for the offer alone, is left out and open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from playbook.economics.elements import (
    AT,
    PRICE,
    CostElement,
    CostSheet,
    find_template,
    merged,
    put_element,
)
from playbook.economics.intake import Intake, OpenInput
from playbook.economics.references import CostTemplate
from playbook.economics.sheet import Calculation, Measure, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.economics.standstill import STANDSTILL, StandstillCost, put_standstill, standstill_of
from playbook.economics.yearly import YEARS, YEARS_HINT
from playbook.locales import Locale
from playbook.profile import Phase, Side
from playbook.profile.figures import MOST_YEARS

RATE: Path_ = ("money", "discount_rate")
UNDISCOUNTED_YEARS = 2
"""Beyond this many years a discount rate is needed (domain 4.1)."""
ONE_PERCENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The offer against one other side. Ids are those of lines and results of the calculation."""

    side: Side
    compared: tuple[str, ...]
    """Elements that count in the saving: those known on both sides, and those of `counted_alone`."""
    left_out: tuple[str, ...]
    """Elements that would make the saving larger by what nobody filled in: known for the other side only, or coming in for
    the offer only. Not in the saving, and open."""
    counted_alone: tuple[str, ...]
    """Those of `compared` that are costs known for the offer only: in full against nothing on the other side, and open."""
    saving: str
    """Saving over all years, discounted; a result with its tornado."""
    saving_a_year: str
    """The saving divided by the annuity factor: the equal yearly amount that is worth the same. A result."""
    share: str
    """The saving as a share of the compared cost of the other side. A result."""
    by_element: Mapping[str, str]
    """The line with what each compared element saves, and what each that is counted alone costs, which is negative."""


@dataclass(frozen=True, slots=True)
class OnePercent:
    """What one percent of the price is worth against one percent of the largest other element, over all years."""

    price: str
    """Id of the line."""
    other: str
    element: str
    """The element whose one percent `other` is."""


@dataclass(frozen=True, slots=True)
class TotalCost:
    """The total cost, worked out; amounts in the case's currency, over all years, discounted where there is a rate."""

    calculation: Calculation
    years: int
    is_discounted: bool
    template: CostTemplate | None
    unit: Mapping[Locale, str] | str | None
    use: str | None
    elements: tuple[CostElement, ...]
    """In order of phase; the standstill is one of them, with the id `standstill`."""
    totals: Mapping[Side, str]
    """Line with the sum of all known elements, by side."""
    phases: Mapping[tuple[Side, Phase], str]
    """Line with the sum of one phase."""
    comparisons: Mapping[Side, Comparison]
    """Against `current` and `alternative`, as far as known; the first is the calculation's first result."""
    price_share: str | None
    """Line and result: the price as a share of all the offer costs, before what comes in."""
    one_percent: OnePercent | None
    standstill: Mapping[Side, StandstillCost]
    open_inputs: tuple[OpenInput, ...]


def compute_total_cost(intake: Intake) -> TotalCost | None:
    """Work out the total cost; None where the years or every amount are missing."""
    given = intake.money.total_cost
    years = intake.money.years
    if years is None:
        intake.miss(YEARS)
    if given is None:
        _miss_price(intake)
        put_standstill(Sheet(), intake, None)
        return None
    template = find_template(intake, given)
    elements = merged(intake, given, template)
    if PRICE not in [key for key, *_ in elements]:
        _miss_price(intake)
    sheet = Sheet()
    rate = intake.number(RATE, intake.money.discount_rate)
    if rate is None and (years is None or years > UNDISCOUNTED_YEARS):
        intake.miss(RATE)
    # Without years there is no result, but what is wrong in the amounts is told all the same.
    span = years or MOST_YEARS
    book = CostSheet(sheet, intake, given, span, sheet.take(rate) if rate else Decimal(0))
    sheet.line("annuity", Operation.ANNUITY, book.rate, Decimal(span), measure=Measure.NUMBER)
    found = [put_element(book, *one) for one in elements]
    found += [one for one in [_put_standstill(book)] if one]
    found.sort(key=lambda one: list(Phase).index(one.phase))
    if not any(one.totals for one in found):
        return None
    if years is None:
        said = "is missing: the total cost is left out"
        intake.warn(YEARS, "missing-count", said, YEARS_HINT)
        return None
    return _assemble(book, template, tuple(found), is_discounted=rate is not None)


def _miss_price(intake: Intake) -> None:
    for side in (Side.OFFER, Side.CURRENT):
        intake.miss((*AT, "elements", PRICE, side.value), PRICE)


def _put_standstill(book: CostSheet) -> CostElement | None:
    totals = put_standstill(book.sheet, book.intake, book.given.standstill)
    if not totals:
        return None
    return CostElement(STANDSTILL, "", Phase.USE, False, None, {}, totals)


def _assemble(
    book: CostSheet,
    template: CostTemplate | None,
    elements: tuple[CostElement, ...],
    *,
    is_discounted: bool,
) -> TotalCost:
    """Put sums, comparisons and shares on the sheet, and work it out."""
    sheet = book.sheet
    phases, totals = _sums(sheet, elements)
    comparisons = {
        side: found
        for side in (Side.CURRENT, Side.ALTERNATIVE)
        if (found := _compare(sheet, elements, side))
    }
    share = _price_share(sheet, elements)
    percent = _one_percent(sheet, elements)
    wanted = [
        one
        for pair in comparisons.values()
        for one in (pair.saving, pair.saving_a_year, pair.share)
    ]
    wanted += [share] if share else []
    wanted += list(totals.values())
    unit = book.given.unit or (template.unit if template else None)
    return TotalCost(
        sheet.solve(wanted), book.years, is_discounted, template, unit, book.given.use, elements,
        totals, phases, comparisons, share, percent,
        standstill_of(sheet), book.intake.missed,
    )  # fmt: skip


def _sums(
    sheet: Sheet, elements: tuple[CostElement, ...]
) -> tuple[dict[tuple[Side, Phase], str], dict[Side, str]]:
    phases: dict[tuple[Side, Phase], str] = {}
    totals: dict[Side, str] = {}
    for side in Side:
        for phase in Phase:
            own = [
                one.totals[side] for one in elements if one.phase is phase and side in one.totals
            ]
            if own:
                line = f"{side.value}.{phase.value}"
                phases[side, phase] = sheet.line(line, Operation.SUM, *own)
        of_side = [phases[side, phase] for phase in Phase if (side, phase) in phases]
        if of_side:
            totals[side] = sheet.line(f"{side.value}.total", Operation.SUM, *of_side)
    return phases, totals


def _compare(sheet: Sheet, elements: tuple[CostElement, ...], side: Side) -> Comparison | None:
    """Put the saving against one side on the sheet; None where no element is known on both."""
    both = [one for one in elements if side in one.totals and Side.OFFER in one.totals]
    if not both:
        return None
    one_side = [one for one in elements if (side in one.totals) != (Side.OFFER in one.totals)]
    alone = [one for one in one_side if Side.OFFER in one.totals and not one.minus]
    name = f"saving.{side.value}"
    by_element = {
        one.id: sheet.line(
            f"{name}.of.{one.id}",
            Operation.DIFFERENCE,
            one.totals.get(side, NOTHING),
            one.totals[Side.OFFER],
        )
        for one in elements
        if one in both or one in alone
    }
    sheet.line(f"{name}.compared", Operation.SUM, *(one.totals[side] for one in both))
    sheet.line(name, Operation.SUM, *by_element.values())
    sheet.line(f"{name}.yearly", Operation.QUOTIENT, name, "annuity")
    share = Operation.QUOTIENT
    sheet.line(f"{name}.share", share, name, f"{name}.compared", measure=Measure.SHARE)
    return Comparison(
        side,
        tuple(by_element),
        tuple(one.id for one in one_side if one not in alone),
        tuple(one.id for one in alone),
        name,
        f"{name}.yearly",
        f"{name}.share",
        by_element,
    )


def _price_share(sheet: Sheet, elements: tuple[CostElement, ...]) -> str | None:
    costs = [one for one in elements if Side.OFFER in one.totals and not one.minus]
    price = next((one for one in costs if one.id == PRICE), None)
    if price is None or len(costs) < 2:
        return None
    sheet.line("offer.costs", Operation.SUM, *(one.totals[Side.OFFER] for one in costs))
    terms = (price.totals[Side.OFFER], "offer.costs")
    return sheet.line("price-share", Operation.QUOTIENT, *terms, measure=Measure.SHARE)


def _one_percent(sheet: Sheet, elements: tuple[CostElement, ...]) -> OnePercent | None:
    costs = {one.id: one.totals[Side.OFFER] for one in elements if Side.OFFER in one.totals}
    minus = {one.id for one in elements if one.minus}
    base = sheet.base()
    others = [key for key in costs if key != PRICE and key not in minus]
    if PRICE not in costs or not others:
        return None
    largest = max(others, key=lambda key: base[costs[key]])
    return OnePercent(
        sheet.line("one-percent.price", Operation.PRODUCT, costs[PRICE], ONE_PERCENT),
        sheet.line("one-percent.other", Operation.PRODUCT, costs[largest], ONE_PERCENT),
        largest,
    )
