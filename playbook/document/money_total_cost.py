"""The total cost on the money page: price against cost in use, and a table that a controller works through by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook.document.money_charts import Chart, ChartRow, Part, Tone, phases_of, stack
from playbook.document.money_cost_table import CostTable, is_incomplete
from playbook.document.money_parts import (
    Named,
    Scenarios,
    Sums,
    scenarios_of,
    tornado_of,
)
from playbook.document.money_standstill import standstill_remarks
from playbook.document.money_words import MoneyWords
from playbook.economics.elements import PRICE
from playbook.economics.total_cost import Comparison, TotalCost
from playbook.locales import format_share
from playbook.profile import Phase, Side

ELEMENTS = (24, 13, 7, 5)
"""Cost elements in the table, from all to the largest few."""
_TONES = {
    Phase.BEFORE_PURCHASE: Tone.HOLLOW,
    Phase.ACQUISITION: Tone.HATCHED,
    Phase.USE: Tone.LIGHT,
    Phase.END_OF_LIFE: Tone.HOLLOW,
}


def total_cost_sums(
    words: MoneyWords, cost: TotalCost, lean: int, *, standstill_first: bool
) -> Sums:
    """Return the total cost as it is printed; for a bottleneck item the cost of a standstill stands first."""
    calculation = cost.calculation
    first = next(iter(cost.comparisons.values()), None)
    result = calculation.result(first.saving_a_year) if first else None
    remarks = [*standstill_remarks(words, cost), *_price(words, cost), *_left_out(words, cost)]
    if not standstill_first:
        remarks.sort(key=lambda one: one.name == words.t("standstill"))
    return Sums(
        verdict=words.grounded(
            _verdict(words, cost, first),
            calculation,
            first.saving if first else next(iter(cost.totals.values()), None),
        ),
        chart=_chart(words, cost),
        scenarios=_scenarios(words, cost, lean),
        remarks=tuple(remarks),
        hangs_on=tornado_of(words, calculation, result),
        tables=(CostTable(words, cost, first, ELEMENTS[lean]).table(),),
    )


def _verdict(words: MoneyWords, cost: TotalCost, first: Comparison | None) -> str:
    years = cost.years
    if first is None:
        side, line = next(iter(cost.totals.items()))
        found = cost.calculation.line(line)
        sum_of = words.rough(found.base, spelled=True) if found else ""
        return words.t(
            "page.verdict.one-side", side=words.t(f"side.{side}"), total=sum_of, years=years
        )
    yearly = cost.calculation.results[first.saving_a_year]
    total = cost.calculation.results[first.saving]
    if yearly.base < 0:
        kind = "costs" if yearly.high <= 0 else "probably-costs"
    else:
        kind = "saves" if yearly.low >= 0 else "may-cost"
    if yearly.low == yearly.high:
        kind = "costs-firm" if yearly.base < 0 else "saves-firm"
    return words.t(
        f"page.verdict.{kind}",
        side=words.t(f"page.against.{first.side}"),
        base=words.rough(abs(yearly.base), spelled=True),
        low=words.rough(abs(yearly.low), spelled=True),
        high=words.rough(abs(yearly.high), spelled=True),
        total=words.rough(abs(total.base), spelled=True),
        years=years,
    )


def _scenarios(words: MoneyWords, cost: TotalCost, lean: int) -> tuple[Scenarios, ...]:
    named: list[tuple[str, str | None, bool]] = []
    for side, one in cost.comparisons.items():
        against = words.t(f"page.versus.{side}")
        named += [
            (words.t("page.saving-a-year", side=against), one.saving_a_year, True),
            (words.t("page.saving-total", years=cost.years), one.saving, False),
        ]
        if lean < 1:
            named.append((words.t("page.saving-share"), one.share, False))
    return scenarios_of(words, cost.calculation, named)


def _chart(words: MoneyWords, cost: TotalCost) -> Chart | None:
    """Draw what each side costs, the price apart from all else."""
    sides: dict[Side, tuple[Decimal, dict[Phase, Decimal]]] = {}
    for side in cost.totals:
        price = next((one.totals.get(side) for one in cost.elements if one.id == PRICE), None)
        line = cost.calculation.line(price) if price else None
        sides[side] = (
            line.base if line else Decimal(0),
            phases_of(cost, side, line.base if line else Decimal(0)),
        )
    gross = {
        side: price + sum((max(one, Decimal(0)) for one in phases.values()), Decimal(0))
        for side, (price, phases) in sides.items()
    }
    whole = max(gross.values(), default=Decimal(0))
    if whole <= 0:
        return None
    rows = tuple(
        _side_row(words, cost, side, price, phases, gross[side], whole)
        for side, (price, phases) in sides.items()
    )
    note = words.t(
        "page.chart-note" if cost.is_discounted else "page.chart-note-plain", years=cost.years
    )
    return Chart(words.t("page.price-and-use"), rows, note)


def _side_row(
    words: MoneyWords,
    cost: TotalCost,
    side: Side,
    price: Decimal,
    phases: dict[Phase, Decimal],
    gross: Decimal,
    whole: Decimal,
) -> ChartRow:
    share = format_share(price / gross, words.b.locale)
    parts = [
        Part(words.t("page.price"), price, f"{words.rough(price)} ({share})", Tone.SOLID, share)
    ]
    parts += [
        Part(
            words.t("page.other-acquisition")
            if phase is Phase.ACQUISITION
            else words.t(f"phase.{phase}"),
            amount,
            words.rough(amount),
            _TONES[phase],
        )
        for phase, amount in phases.items()
    ]
    line = cost.calculation.line(cost.totals[side])
    total = words.rough(line.base) if line else ""
    name = words.t(f"side.{side}")
    if is_incomplete(cost.elements, side):
        name += f" ({words.t('page.incomplete')})"
    told = ", ".join(f"{part.name} {part.written}" for part in parts if part.amount)
    return ChartRow(
        name,
        total,
        stack(parts, whole),
        f"{name}: {told}; {words.t('page.total')} {total}",
        side is Side.OFFER,
    )


def _price(words: MoneyWords, cost: TotalCost) -> Iterator[Named]:
    """Say what the price is of all the offer costs, and what one percent of it is worth beside one of the largest other."""
    share = cost.calculation.result(cost.price_share) if cost.price_share else None
    if share:
        low, high = (format_share(end, words.b.locale) for end in (share.low, share.high))
        kind = "price-share" if low == high else "price-share-range"
        text = words.t(f"page.{kind}", low=low, high=high)
        yield Named(words.t("page.price"), text)
    one = cost.one_percent
    price, other = (
        cost.calculation.line(line) if line else None
        for line in ((one.price, one.other) if one else (None, None))
    )
    if one and price and other:
        text = words.t(
            "page.one-percent",
            price=words.rough(price.base),
            other=words.rough(other.base),
            element=words.element(one.element),
            years=cost.years,
        )
        yield Named(words.t("page.one-percent-name"), text)


def _left_out(words: MoneyWords, cost: TotalCost) -> Iterator[Named]:
    for side, one in cost.comparisons.items():
        if one.left_out:
            names = ", ".join(words.element(element) for element in one.left_out[:4])
            more = "…" if len(one.left_out) > 4 else ""
            against = words.t(f"page.against.{side}")
            text = words.t("page.left-out", side=against, names=names + more)
            yield Named(words.t("page.not-compared"), text)
