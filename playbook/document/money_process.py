"""The process cost on the money page: the steps before and after, what they save, and what that is worth of the price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook.document.money_parts import (
    Cell,
    Named,
    Row,
    Scenarios,
    StepView,
    Sums,
    Table,
    figure_rows,
    lines_table,
    scenarios_of,
    tornado_of,
)
from playbook.document.money_words import MoneyWords
from playbook.economics.process import ProcessCost
from playbook.locales import format_share

STEPS = (24, 12, 8, 6)
"""Steps of the process map, from all to the first few."""
LOADS = (10, 10, 6, 3)
"""Counts of the load in the table."""
_LINES = (
    "orders.saved", "invoices.saved", "handling", "cash", "capacity", "capacity.counted", "saving", "errors.saved",
    "emergency_orders.saved", "risk", "break-even",
)  # fmt: skip
"""The lines of the table, as far as they are there, in the order in which they can be worked out."""
_SUMS = ("handling", "saving", "risk")


def process_sums(words: MoneyWords, process: ProcessCost, lean: int) -> Sums:
    """Return the process cost as it is printed."""
    calculation = process.calculation
    first = process.break_even or process.saving
    result = calculation.result(first) if first else None
    return Sums(
        verdict=words.grounded(_verdict(words, process), calculation, process.saving),
        chart=None,
        scenarios=_scenarios(words, process),
        remarks=tuple(_remarks(words, process)),
        hangs_on=tornado_of(words, calculation, calculation.result(process.saving or "") or result),
        tables=tuple(_tables(words, process, lean)),
        steps=_steps(words, process, STEPS[lean]),
    )


def _verdict(words: MoneyWords, process: ProcessCost) -> str:
    worth = process.calculation.result(process.break_even or "")
    saving = process.calculation.result(process.saving or "")
    if worth and worth.base.is_finite() and worth.high > 0:
        ends = [
            format_share(max(end, Decimal(0)), words.b.locale) for end in (worth.low, worth.high)
        ]
        low, high = ends
        kind = "worth" if low == high else "worth-range"
        return words.t(f"page.verdict.{kind}", low=low.removesuffix("%"), high=high)
    if saving:
        low, base, high = (
            words.rough(one, spelled=True) for one in (saving.low, saving.base, saving.high)
        )
        kind = "handling-firm" if low == high else "handling"
        return words.t(f"page.verdict.{kind}", low=low, base=base, high=high)
    return words.t("page.verdict.too-little")


def _scenarios(words: MoneyWords, process: ProcessCost) -> tuple[Scenarios, ...]:
    share = format_share(process.counted_share, words.b.locale)
    return scenarios_of(
        words,
        process.calculation,
        (
            (words.t("saving.cash"), process.cash, False),
            (words.t("page.capacity-counted", share=share), process.capacity_counted, False),
            (words.t("page.saving-of-both"), process.saving, True),
            (words.t("page.risk-beside"), process.risk, False),
            (words.t("page.break-even"), process.break_even, True),
        ),
    )


def _remarks(words: MoneyWords, process: ProcessCost) -> Iterator[Named]:
    """Yield the one thing to offer with its reason, and what the freed hours are for."""
    if process.justifier:
        one = process.justifier.chosen
        figures = {
            figure.name: words.measured(figure.value, figure.measure) for figure in one.figures
        }
        key = f"justifier.{one.offer}.reason"
        if figures.get("sites") == "1" and f"money.{key}-one" in words.b.labels.texts:
            key += "-one"
        text = words.t(key, **figures)
        if not process.justifier.is_pressing:
            text += " " + words.t("justifier-quiet")
        yield Named(words.t("page.offer", name=words.t(f"justifier.{one.offer}.name")), text)
    hours = process.use_of_hours
    if hours:
        yield Named(
            words.t("page.hours-for"), f"{words.text(hours.text)} ({words.b.voice(hours.said_by)})"
        )
    elif process.is_default_share and process.capacity:
        yield Named(words.t("page.hours-for"), words.t("page.half-counts"))


def _steps(words: MoneyWords, process: ProcessCost, most: int) -> tuple[StepView, ...]:
    steps = process.steps[:most]
    largest = max(
        [one for step in steps for one in (step.now, step.after)], default=Decimal(0)
    ) or Decimal(1)
    found = []
    for step in steps:
        now, after = words.number(step.now), words.number(step.after)
        key = (
            "page.step-gone"
            if step.is_removed
            else "page.step-kept"
            if now == after
            else "page.step"
        )
        unit = f" {words.name(step.unit)}" if step.unit else ""
        counts = words.t(key, now=now, after=after, unit=unit)
        found.append(
            StepView(
                words.name(step.name),
                counts,
                float(step.now / largest),
                float(step.after / largest),
                step.is_removed,
            )
        )
    return tuple(found)


def _tables(words: MoneyWords, process: ProcessCost, lean: int) -> Iterator[Table]:
    """Yield the load now and after, the other figures, and the lines that follow from them."""
    at = process.calculation
    rows = []
    for change in process.changes:
        now, after = (at.input(one) if one else None for one in (change.now, change.after))
        removed = at.line(change.removed) if change.removed else None
        if now or after:
            cells = [
                Cell(words.ends(one), words.mark(one)) if one else Cell() for one in (now, after)
            ]
            less = Cell(words.measured(removed.base, removed.measure) if removed else "")
            rows.append(Row((Cell(words.t(f"volume.{change.name}")), *cells, less)))
    t = words.t
    if rows:
        yield Table(
            t("page.load"),
            (t("page.a-year"), t("page.now"), t("page.then"), t("page.less")),
            tuple(rows[: LOADS[lean]]),
            "load",
        )
    used = [
        one
        for one in at.inputs
        if not one.id.startswith(("money.process.now.", "money.process.after."))
    ]
    if used:
        yield Table(
            t("page.figures"),
            (t("page.figure-name"), t("page.per"), t("page.given")),
            tuple(figure_rows(words, used)),
            "figures",
            2,
        )
    worked = lines_table(words, at, _LINES, _SUMS, process.break_even)
    if worked:
        yield worked
