"""The value against the next best alternative on the money page: a bridge, and where both sides agree, differ or disagree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playbook.document.money_charts import Chart, Stair, bridge
from playbook.document.money_parts import (
    Named,
    Sums,
    Table,
    figure_rows,
    scenarios_of,
    tornado_of,
)
from playbook.document.money_words import MoneyWords
from playbook.economics.value import Differentiation, EconomicValue
from playbook.profile import Direction

DIFFERENCES = (24, 6, 3, 3)
"""Differences in the bridge, from all to the largest few; the others are summed."""
POINTS = (24, 3, 1, 0)
"""Points of parity and of contention, each."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """The comparison with the next best alternative, render-ready."""

    verdict: str
    chart: Chart | None
    parity: tuple[str, ...]
    contention: tuple[Named, ...]
    """Where buyer and seller disagree, each with how to settle it."""
    rests_on: str
    """Who gave its figures."""


def value_view(words: MoneyWords, value: EconomicValue, lean: int) -> ValueView:
    """Return the comparison as it is printed."""
    most = POINTS[lean]
    marks = [words.mark(one) for one in value.calculation.inputs]
    return ValueView(
        words.grounded(_verdict(words, value), value.calculation, value.advantage),
        _chart(words, value, DIFFERENCES[lean]),
        tuple(words.text(one) for one in value.parity[:most]),
        tuple(
            Named(words.text(one.point), words.text(one.settle)) for one in value.contention[:most]
        ),
        ", ".join(dict.fromkeys(marks)),
    )


def value_sums(words: MoneyWords, value: EconomicValue, rests_on: str, lean: int) -> Sums:
    """Return the comparison as the calculation of a page of its own, for want of the one that the approach rests on.

    Args:
        words: names and formats.
        value: the comparison, complete.
        rests_on: the name of the calculation that is missing.
        lean: how much gives way (0 to 3).
    """
    at, t = value.calculation, words.t
    view = value_view(words, value, lean)
    remarks = [Named(t("page.instead"), t("page.instead-of", section=rests_on))]
    if view.parity:
        remarks.append(Named(t("page.parity"), "; ".join(view.parity) + "."))
    remarks += [Named(t("page.contention"), f"{one.name}: {one.text}") for one in view.contention]
    named = (
        (t("page.worth"), value.value, False),
        (t("page.our-price"), value.price, False),
        (t("page.advantage", per=words.per(value.per)), value.advantage, True),
    )
    figures = Table(
        t("page.figures"),
        (t("page.figure-name"), t("page.per"), t("page.given")),
        tuple(figure_rows(words, at.inputs)),
        "figures",
        2,
    )
    return Sums(
        verdict=view.verdict,
        chart=view.chart,
        scenarios=scenarios_of(words, at, named),
        remarks=tuple(remarks),
        hangs_on=tornado_of(words, at, at.result(value.advantage or "")),
        tables=(figures,),
    )


def _verdict(words: MoneyWords, value: EconomicValue) -> str:
    advantage = value.calculation.result(value.advantage or "")
    alternative = words.name(value.alternative or words.t("side.alternative"))
    if advantage is None:
        return words.t("page.verdict.value-open", alternative=alternative)
    kind = {True: "wins", False: "loses", None: "depends"}[value.wins]
    return words.t(
        f"page.verdict.{kind}",
        alternative=alternative,
        low=words.exact(abs(advantage.low)),
        base=words.exact(advantage.base),
        high=words.exact(abs(advantage.high)),
        per=words.per(value.per),
    )


def _chart(words: MoneyWords, value: EconomicValue, most: int) -> Chart | None:
    at = value.calculation
    reference = at.line(value.reference_price) if value.reference_price else None
    total = at.line(value.value) if value.value else None
    if not (reference and total):
        return None
    stairs = [
        Stair(words.t("page.reference"), reference.base, words.exact(reference.base), is_whole=True)
    ]
    shown = sorted(value.differences, key=lambda one: -_worth(value, one))[:most]
    stairs += [
        _stair(words, words.name(one.name), _signed(value, one))
        for one in value.differences
        if one in shown
    ]
    rest = [one for one in value.differences if one not in shown]
    if rest:
        name = words.t("page.other-differences", count=len(rest))
        stairs.append(_stair(words, name, sum((_signed(value, one) for one in rest), Decimal(0))))
    stairs.append(Stair(words.t("page.worth"), total.base, words.exact(total.base), is_whole=True))
    price = at.line(value.price) if value.price else None
    if price:
        stairs.append(
            Stair(
                words.t("page.our-price"),
                price.base,
                words.exact(price.base),
                is_whole=True,
                is_aside=True,
            )
        )
    rows, is_cut = bridge(stairs, [price.base] if price else [])
    note = words.t("page.bridge-note", per=words.per(value.per))
    if is_cut:
        note += " " + words.t("page.cut")
    return Chart(words.t("page.bridge-value"), rows, note)


def _worth(value: EconomicValue, one: Differentiation) -> Decimal:
    line = value.calculation.line(one.line)
    return line.base if line else Decimal(0)


def _signed(value: EconomicValue, one: Differentiation) -> Decimal:
    return _worth(value, one) * (1 if one.direction is Direction.MORE else -1)


def _stair(words: MoneyWords, name: str, amount: Decimal) -> Stair:
    sign = "+" if amount > 0 else ""
    return Stair(name, amount, sign + words.exact(amount))
