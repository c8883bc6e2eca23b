"""What must add up in a calculation: two ways to the same number, so that a broken formula is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.economics.case import MoneyCase
from playbook.profile import Side


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sums that must be equal, as lines of one calculation."""

    key: str
    """What is checked, as the end of a label's key."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    side: Side | None = None


def balances_of(case: MoneyCase, section: str) -> tuple[Balance, ...]:
    """Return every check that a calculation can do on itself."""
    found = {
        "total_cost": _of_total_cost,
        "process": _of_process,
        "gains": _of_gains,
        "value": _of_value,
    }[section](case)
    return tuple(found)


def _of_total_cost(case: MoneyCase) -> Iterator[Balance]:
    cost = case.total_cost
    if cost is None:
        return
    for side, total in cost.totals.items():
        parts = tuple(one.totals[side] for one in cost.elements if side in one.totals)
        yield Balance("elements", (total,), parts, side)
    for side, one in cost.comparisons.items():
        elements = {element.id: element for element in cost.elements}
        offers = tuple(elements[key].totals[Side.OFFER] for key in one.compared)
        compared = f"{one.saving}.compared"
        yield Balance("saving", (one.saving, *offers), (compared,), side)


def _of_process(case: MoneyCase) -> Iterator[Balance]:
    process = case.process
    if process is None:
        return
    if process.handling and process.capacity:
        parts = tuple(one for one in (process.cash, process.capacity) if one)
        yield Balance("handling", (process.handling,), parts)
    if process.cost_now and process.cost_after and process.handling:
        lines = {one.id for one in process.calculation.lines}
        is_whole = all(
            {f"{name}.cost-now", f"{name}.cost-after", f"{name}.saved"} <= lines
            or not {f"{name}.cost-now", f"{name}.cost-after", f"{name}.saved"} & lines
            for name in ("orders", "invoices")
        )
        if is_whole:
            yield Balance("now-after", (process.cost_now,), (process.cost_after, process.handling))


def _of_gains(case: MoneyCase) -> Iterator[Balance]:
    gains = case.gains
    if gains is None or not (gains.net_pool and gains.seller_gain and gains.buyer_gain):
        return
    yield Balance("shared", (gains.net_pool,), (gains.seller_gain, gains.buyer_gain))
    if gains.pool:
        puts = tuple(one for one in (gains.seller_puts_in, gains.buyer_puts_in) if one)
        yield Balance("pool", (gains.pool,), (gains.seller_gain, gains.buyer_gain, *puts))


def _of_value(case: MoneyCase) -> Iterator[Balance]:
    value = case.value
    if value is None or not (value.value and value.reference_price):
        return
    left = (value.value, *([value.worse] if value.worse else []))
    more = tuple(one.line for one in value.differences if one.direction.value == "more")
    yield Balance("value", left, (value.reference_price, *more))
    if value.surplus and value.price:
        yield Balance("surplus", (value.value,), (value.price, value.surplus))
