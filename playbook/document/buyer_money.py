"""What the money case may show to the buyer: a list of what is let through, and nothing of the rest.

Let through are what the offer costs beside what the buyer has now, the saving with its range, how a gain is measured, shared
and reviewed with the floor and the cap of our share, what the buyer keeps of it, and whose figures it rests on and when.
Kept in are the alternative, every note, every name that somebody typed, the break-even discount, and what to offer and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from playbook.document.money_formats import written_share, years_in_words
from playbook.document.money_grounds import all_published, inputs_behind, rests_on
from playbook.economics.case import MoneyCase
from playbook.economics.elements import PRICE, CostElement
from playbook.economics.gains import SharedGains
from playbook.economics.process import ProcessCost
from playbook.economics.sheet import Calculation, Input, Measure
from playbook.economics.standstill import StandstillCost
from playbook.economics.total_cost import TotalCost
from playbook.library.library import Labels, Source
from playbook.locales import (
    MINUS,
    Locale,
    format_exact,
    format_number,
    format_rough,
    format_share,
)
from playbook.profile import Phase, Side

SHOWN_LOADS = ("orders", "invoices", "emergency_orders", "error_rate")


WORD_JOINER = "\u2060"
_HUGE = Decimal(10**9)
"""From here on an amount is written in millions."""


@dataclass(frozen=True, slots=True)
class BuyerRow:
    """A row: its name and its amounts."""

    name: str
    cells: tuple[str, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class BuyerTable:
    """A small table."""

    columns: tuple[str, ...]
    rows: tuple[BuyerRow, ...]


@dataclass(frozen=True, slots=True)
class BuyerMoney:
    """What it brings the buyer, as it is printed."""

    sentence: str
    tables: tuple[BuyerTable, ...]
    terms: tuple[str, ...]
    """How a gain is shared, measured and reviewed."""
    rests_on: str


def buyer_money(
    case: MoneyCase, section: str, labels: Labels, sources: Mapping[str, Source]
) -> BuyerMoney | None:
    """Return what the buyer may see of one calculation; None where it brings the buyer nothing, or nothing is known.

    Args:
        case: the whole case.
        section: total_cost, process or gains: the calculation that goes with the value case to print.
        labels: words.
        sources: published sources, named where a figure comes from one.
    """
    view = _View(case, labels, sources)
    if section == "total_cost" and case.total_cost:
        return view.total_cost(case.total_cost)
    if section == "process" and case.process:
        return view.process(case.process)
    if section == "gains" and case.gains:
        return view.gains(case.gains)
    return None


@dataclass(frozen=True, slots=True)
class _View:
    case: MoneyCase
    labels: Labels
    sources: Mapping[str, Source]

    def t(self, key: str, **values: object) -> str:
        if "years" in values:
            values["years"] = years_in_words(self.labels, values["years"])
        return self.labels(f"leave-behind.money.{key}", **values)

    @property
    def locale(self) -> Locale:
        return self.labels.locale

    def exact(self, amount: Decimal) -> str:
        if abs(amount) >= _HUGE:
            return format_rough(amount, self.case.currency or "EUR", self.locale)
        return format_exact(amount, self.case.currency or "EUR", self.locale)

    def rough(self, amount: Decimal) -> str:
        written = format_rough(amount, self.case.currency or "EUR", self.locale, spelled=True)
        # A line must not end between the sign and its amount.
        return written.replace(MINUS, MINUS + WORD_JOINER)

    def measured(self, value: Decimal, measure: Measure) -> str:
        if measure is Measure.MONEY:
            return self.exact(value)
        if measure is Measure.SHARE:
            return written_share(value, self.locale)
        return format_number(value, self.locale)

    def total_cost(self, cost: TotalCost) -> BuyerMoney | None:
        """Return offer against current, of the costs that are known on both sides."""
        against = cost.comparisons.get(Side.CURRENT)
        saving = cost.calculation.result(against.saving_a_year) if against else None
        if against is None or saving is None or saving.base <= 0:
            return None
        compared = [one for one in cost.elements if one.id in against.compared]
        rows = list(self._cost_rows(cost, compared))
        columns = ("", self.t("now"), self.t("with-us"))
        results = self._scenarios(
            cost.calculation,
            (
                (self.t("saving-a-year"), against.saving_a_year),
                (self.t("saving-total", years=cost.years), against.saving),
            ),
        )
        used = {
            one.inputs[side]
            for one in compared
            for side in one.inputs
            if side is not Side.ALTERNATIVE
        }
        used |= {"money.total_cost.units", "money.total_cost.uses", "money.discount_rate"}
        for side in (Side.OFFER, Side.CURRENT):
            used |= self._standstill(cost.standstill.get(side))
        inputs = [one for one in cost.calculation.inputs if one.id in used]
        sentence = self._lead("saves", inputs, saving.low, saving.base, saving.high)
        return BuyerMoney(
            sentence,
            (BuyerTable(columns, tuple(rows)), results),
            (),
            rests_on(self.labels, self.sources, inputs),
        )

    @staticmethod
    def _standstill(one: StandstillCost | None) -> set[str]:
        avoided = "money.total_cost.standstill.avoided"
        return {one.probability, one.hours, one.cost_per_hour, avoided} if one else set()

    def _cost_rows(self, cost: TotalCost, compared: list[CostElement]) -> Iterator[BuyerRow]:
        def total(elements: list[CostElement], side: Side, *, is_sum: bool) -> str:
            lines = [cost.calculation.line(one.totals.get(side, "")) for one in elements]
            known = [line.base for line in lines if line]
            if not known:
                return "–"
            missing = f" ({self.t('incomplete')})" if is_sum and not all(lines) else ""
            return self.exact(sum(known, Decimal(0))) + missing

        def row(name: str, elements: list[CostElement], *, is_sum: bool = False) -> BuyerRow:
            sides = (Side.CURRENT, Side.OFFER)
            return BuyerRow(
                name, tuple(total(elements, side, is_sum=is_sum) for side in sides), is_sum
            )

        price = [one for one in compared if one.id == PRICE]
        if price:
            yield row(self.t("price"), price)
        for phase in Phase:
            own = [one for one in compared if one.phase is phase and one.id != PRICE]
            if own:
                key = (
                    "other-acquisition"
                    if phase is Phase.ACQUISITION and price
                    else f"phase.{phase}"
                )
                yield row(self.t(key), own)
        yield row(self.t("total", years=cost.years), compared, is_sum=True)

    def process(self, process: ProcessCost) -> BuyerMoney | None:
        """Return the load now and with us, and the saving split in three."""
        at = process.calculation
        saving = at.result(process.saving or "")
        if saving is None or saving.base <= 0:
            return None
        rows = []
        for change in process.changes:
            now, after = (at.input(one) if one else None for one in (change.now, change.after))
            if change.name in SHOWN_LOADS and now and after:
                cells = (
                    self.measured(now.base, now.measure),
                    self.measured(after.base, after.measure),
                )
                rows.append(BuyerRow(self.labels(f"money.volume.{change.name}"), cells))
        share = format_share(process.counted_share, self.locale)
        named = (
            (self.t("cash"), process.cash),
            (self.t("capacity", share=share), process.capacity_counted),
            (self.t("saving-a-year"), process.saving),
            (self.t("risk"), process.risk),
        )
        results = self._scenarios(at, ((name, line) for name, line in named if line))
        inputs = [one for one in at.inputs if one.id != process.price]
        sentence = self._lead(
            "handling", inputs_behind(at, saving.id), saving.low, saving.base, saving.high
        )
        tables = (BuyerTable(("", self.t("now"), self.t("with-us")), tuple(rows)), results)
        return BuyerMoney(
            sentence,
            tables if rows else (results,),
            (),
            rests_on(self.labels, self.sources, inputs),
        )

    def gains(self, gains: SharedGains) -> BuyerMoney | None:
        """Return the gain, what both put in, what is left to share and what the buyer keeps; None where it keeps nothing."""
        at = gains.calculation
        pool = at.result(gains.pool or "")
        kept = at.result(gains.buyer_gain or "")
        if pool is None or pool.base <= 0 or (kept and kept.base <= 0):
            return None
        named = (
            (self.t("pool"), gains.pool),
            (self.t("net-pool"), gains.net_pool),
            (self.t("buyer-gain"), gains.buyer_gain),
        )
        results = self._scenarios(at, ((name, line) for name, line in named if line))
        rows = [results.rows[0], *self._contributions(gains), *results.rows[1:]]
        results = BuyerTable(results.columns, tuple(rows))
        share = at.input("money.gains.share")
        terms = (
            [self.t("share", share=self._ends(share), limits=self._limits(gains))] if share else []
        )
        for key, text in (("measurement", gains.measurement), ("review", gains.review)):
            terms += [self.t(key, text=text.rstrip("."))] if text else []
        sentence = self._lead("gain", inputs_behind(at, pool.id), pool.low, pool.base, pool.high)
        return BuyerMoney(
            sentence, (results,), tuple(terms), rests_on(self.labels, self.sources, at.inputs)
        )

    def _limits(self, gains: SharedGains) -> str:
        """Say between what a year our share stays; nothing where it has no limit."""
        found = {}
        for key in ("floor", "cap"):
            one = gains.calculation.input(f"money.gains.{key}")
            line = gains.calculation.line(key)
            if one and line:
                scale = line.base / one.base if one.base else Decimal(0)
                ends = dict.fromkeys(self.exact(end * scale) for end in (one.low, one.high))
                found[key] = "–".join(ends)
        return self.t("limits." + "-and-".join(found), **found) if found else ""

    def _contributions(self, gains: SharedGains) -> Iterator[BuyerRow]:
        """Yield what each side puts in, the most of it in the low scenario."""
        for party, line_id in (("seller", gains.seller_puts_in), ("buyer", gains.buyer_puts_in)):
            line = gains.calculation.line(line_id) if line_id else None
            one = gains.calculation.input(f"money.gains.contributions.{party}")
            if line and one:
                scale = line.base / one.base if one.base else Decimal(0)
                cells = tuple(self.exact(end * scale) for end in (one.high, one.base, one.low))
                yield BuyerRow(self.t(f"{party}-puts-in"), cells)

    def _ends(self, one: Input) -> str:
        low, high = (self.measured(end, one.measure) for end in (one.low, one.high))
        return low if low == high else f"{low}–{high}"

    def _lead(
        self, key: str, inputs: Iterable[Input], low: Decimal, base: Decimal, high: Decimal
    ) -> str:
        """Say what it brings, marked where every amount behind it is a published one."""
        mark = " " + self.t("benchmark-only") if all_published(inputs) else ""
        kind = f"{key}-firm" if low == high else key
        text = self.t(kind, low=self.rough(low), base=self.rough(base), high=self.rough(high))
        return text + mark

    def _scenarios(self, calculation: Calculation, named: Iterable[tuple[str, str]]) -> BuyerTable:
        rows = []
        for name, line_id in named:
            one = calculation.result(line_id) or calculation.line(line_id)
            if one:
                cells = tuple(
                    self.measured(end, one.measure) for end in (one.low, one.base, one.high)
                )
                is_first = line_id == next(iter(calculation.results), None)
                rows.append(BuyerRow(name, cells, is_first))
        columns = ("", *(self.labels(f"money.scenario.{one}") for one in ("low", "base", "high")))
        return BuyerTable(columns, tuple(rows))
