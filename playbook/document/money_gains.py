"""Shared gains on the money page: the pool, what each side puts in, and who gets what of the rest."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.document.money_charts import Chart, Stair, bridge
from playbook.document.money_parts import (
    Named,
    Scenarios,
    Sums,
    Table,
    figure_rows,
    lines_table,
    scenarios_of,
    tornado_of,
)
from playbook.document.money_words import MoneyWords
from playbook.economics.gains import SharedGains

_LINES = (
    "baseline", "pool", "contributions.seller", "contributions.buyer", "net-pool", "shared", "seller-gain", "buyer-gain", "pilot.pool", "pilot.monthly", "pilot.payback",
)  # fmt: skip
"""The lines of the table, as far as they are there, in the order in which they can be worked out."""
_SUMS = ("pool", "net-pool", "seller-gain", "buyer-gain")


def gains_sums(words: MoneyWords, gains: SharedGains) -> Sums:
    """Return shared gains as they are printed."""
    calculation = gains.calculation
    return Sums(
        verdict=words.grounded(_verdict(words, gains), calculation, gains.pool),
        chart=_chart(words, gains),
        scenarios=_scenarios(words, gains),
        remarks=tuple(_remarks(words, gains)),
        hangs_on=tornado_of(words, calculation, calculation.result(gains.pool or "")),
        tables=tuple(_tables(words, gains)),
    )


def _verdict(words: MoneyWords, gains: SharedGains) -> str:
    pool = gains.calculation.result(gains.pool or "")
    if pool is None:
        return words.t("page.verdict.too-little")
    low, base, high = (words.rough(one, spelled=True) for one in (pool.low, pool.base, pool.high))
    text = words.t(
        "page.verdict.pool-firm" if low == high else "page.verdict.pool",
        low=low,
        base=base,
        high=high,
    )
    buyer = gains.calculation.result(gains.buyer_gain or "")
    seller = gains.calculation.result(gains.seller_gain or "")
    if buyer and seller:
        kind = "shares" if buyer.low >= 0 and seller.low >= 0 else "shares-at-risk"
        text += " " + words.t(
            f"page.verdict.{kind}",
            buyer=words.rough(buyer.base, spelled=True),
            seller=words.rough(seller.base, spelled=True),
        )
    return text


def _scenarios(words: MoneyWords, gains: SharedGains) -> tuple[Scenarios, ...]:
    return scenarios_of(
        words,
        gains.calculation,
        (
            (words.t("page.line.pool"), gains.pool, False),
            (words.t("page.line.net-pool"), gains.net_pool, False),
            (words.t("page.line.buyer-gain"), gains.buyer_gain, True),
            (words.t("page.line.seller-gain"), gains.seller_gain, False),
            (words.t("page.line.pilot-payback"), gains.payback_months, False),
        ),
    )


def _chart(words: MoneyWords, gains: SharedGains) -> Chart | None:
    """Draw the bridge from the pool over both contributions to what is shared, and from there to both shares."""
    at = gains.calculation
    stairs = []
    for line_id, sign, is_whole in (
        (gains.pool, 1, True),
        (gains.seller_puts_in, -1, False),
        (gains.buyer_puts_in, -1, False),
        (gains.net_pool, 1, True),
        (gains.seller_gain, -1, False),
        (gains.buyer_gain, 1, True),
    ):
        line = at.line(line_id) if line_id else None
        if line:
            name = words.t(f"page.line.{line.id.replace('.', '-')}")
            stairs.append(Stair(name, line.base * sign, words.rough(line.base * sign), is_whole))
    baseline = at.line(gains.baseline) if gains.baseline else None
    note = words.t("page.baseline-note", amount=words.rough(baseline.base)) if baseline else ""
    rows, _ = bridge(stairs)
    return Chart(words.t("page.bridge-gains"), rows, note) if rows else None


def _remarks(words: MoneyWords, gains: SharedGains) -> Iterator[Named]:
    """Yield what is to be reached and how it is measured, reviewed and shared."""
    for key, text in (
        ("outcome-name", gains.outcome),
        ("measurement", gains.measurement),
        ("review", gains.review),
    ):
        if text:
            yield Named(words.t(f"page.{key}"), words.text(text))
    share = gains.calculation.input("money.gains.share")
    if share and gains.shared:
        text = words.t("page.sharing", share=words.ends(share))
        limits = [
            words.t(f"page.{name}", amount=words.ends(one))
            for name in ("floor", "cap")
            if (one := gains.calculation.input(f"money.gains.{name}"))
        ]
        yield Named(words.t("page.sharing-name"), " ".join([text, *limits]))
    months = gains.calculation.input("money.gains.pilot.months")
    payback = gains.calculation.result(gains.payback_months or "")
    if months and payback:
        kind = "pilot-in-time" if payback.base <= months.base else "pilot-later"
        text = words.t(
            f"page.{kind}",
            months=words.ends(months),
            payback=words.measured(payback.base, payback.measure),
        )
        yield Named(words.t("page.pilot"), text)


def _tables(words: MoneyWords, gains: SharedGains) -> Iterator[Table]:
    at, t = gains.calculation, words.t
    if at.inputs:
        yield Table(
            t("page.figures"),
            (t("page.figure-name"), t("page.per"), t("page.given")),
            tuple(figure_rows(words, at.inputs)),
            "figures",
            2,
        )
    worked = lines_table(words, at, _LINES, _SUMS, gains.payback_months)
    if worked:
        yield worked
