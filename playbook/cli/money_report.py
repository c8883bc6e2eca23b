"""The money case as text for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from playbook.economics.sheet import Calculation, Measure, Party, Result
from playbook.locales import format_amount, format_date, format_number
from playbook.workbook.scenarios import End
from playbook.workbook.wording import MoneyWording

WIDTH = 80
_LABEL, _COLUMN = 38, 13
_SWINGS = 3
_QUESTIONS = 8
_CENTS_BELOW = Decimal(100)


def report_lines(words: MoneyWording, today: date) -> Iterator[str]:
    """Return the report, line by line."""
    cover = words.cover
    at = f" · {cover.buyer}" if cover.buyer else ""
    yield from _wrapped(f"{cover.offering}{at}")
    yield f"{words.t('title')}, {format_date(today, words.locale)}"
    yield ""
    found = words.case.calculations
    if not any(one.results for one in found.values()):
        yield words.t("report.nothing")
        yield ""
    for section, calculation in found.items():
        yield from _calculation(words, section, calculation)
    if found:
        yield from _wrapped(_given(words))
        yield ""
    yield from _questions(words)


def _wrapped(text: str, indent: str = "", following: str | None = None) -> list[str]:
    after = indent if following is None else following
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=after)


def _calculation(words: MoneyWording, section: str, calculation: Calculation) -> Iterator[str]:
    if not calculation.results:
        return
    heads = "".join(f"{words.t(f'scenario.{end}'):>{_COLUMN}}" for end in End)
    yield f"{words.t(f'sheet.{section}'):<{WIDTH - 3 * _COLUMN}}{heads}"
    for result in calculation.results.values():
        yield from _result(words, section, result)
    for remark in _remarks(words, section):
        yield from _wrapped(remark, "  ")
    first = next(iter(calculation.results.values()))
    if first.tornado:
        yield f"  {words.t('report.hangs')}"
    for swing in first.tornado[:_SWINGS]:
        low, high = (_shown(words, first.measure, one) for one in (swing.at_low, swing.at_high))
        name = words.figure(swing.input_id)
        yield from _wrapped(words.t("report.swing", figure=name, low=low, high=high), "    ")
    yield ""


def _result(words: MoneyWording, section: str, result: Result) -> Iterator[str]:
    numbers = [_shown(words, result.measure, one) for one in (result.low, result.base, result.high)]
    shown = "".join(f"{one:>{_COLUMN}}" for one in numbers)
    *before, last = textwrap.wrap(words.line(section, result.id), _LABEL) or [""]
    for line in before:
        yield f"  {line}"
    if len(shown) <= 3 * _COLUMN and all(len(one) < _COLUMN for one in numbers):
        yield f"  {last:<{_LABEL + 1}}{shown}"
    else:
        yield f"  {last}"
        yield "  ".join(numbers).rjust(WIDTH)


def _shown(words: MoneyWording, measure: Measure, value: Decimal) -> str:
    if not value.is_finite():
        return words.t("never")
    if measure is Measure.MONEY:
        # Minus before the sign of the currency, and nothing of a cent that rounds to none.
        cents = Decimal("0.01") if abs(value) < _CENTS_BELOW else Decimal(1)
        rounded = value.quantize(cents) + 0
        minus = "-" if rounded < 0 else ""
        if words.case.currency is None:
            return minus + format_number(abs(rounded), words.locale)
        return minus + format_amount(abs(rounded), words.case.currency, words.locale)
    if measure is Measure.SHARE:
        return f"{format_number(value * 100, words.locale, decimals=1)}%"
    return format_number(value, words.locale, decimals=1)


def _remarks(words: MoneyWording, section: str) -> Iterator[str]:
    case = words.case
    if section == "total_cost" and case.total_cost:
        for side, one in case.total_cost.comparisons.items():
            left = ", ".join(words.element(key) for key in one.left_out)
            against = words.t(f"against.{side}")
            if left:
                yield words.t("report.left-out", against=against, elements=left)
    if section == "process" and case.process and case.process.justifier:
        chosen = case.process.justifier.chosen
        figures = ", ".join(
            f"{words.t(f'justified-by.{one.name}')}: {_shown(words, one.measure, one.value)}"
            for one in chosen.figures
        )
        offer = words.t(f"justifier.{chosen.offer.value}")
        yield words.t("report.justifier", offer=offer, figures=figures)
    if section == "value" and case.value and case.value.advantage:
        wins = case.value.wins
        yield words.t(f"report.{'depends' if wins is None else 'wins' if wins else 'loses'}")


def _given(words: MoneyWording) -> str:
    counts = {party.value: len(words.case.of_party(party)) for party in Party}
    return words.t("report.given", **counts)


def _questions(words: MoneyWording) -> Iterator[str]:
    asked = words.case.questions
    if not asked:
        return
    yield words.t("report.ask")
    for number, one in enumerate(asked[:_QUESTIONS], start=1):
        text = f"{number}. {words.question(one)} ({words.holder(one)})"
        yield from _wrapped(text, "  ", "     ")
    if len(asked) > _QUESTIONS:
        yield f"  {words.t('report.more', count=len(asked) - _QUESTIONS)}"
