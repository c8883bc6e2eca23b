"""The standstill on the money page: for each side every figure with who gave it, so that anybody works it out again."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.document.money_parts import Named
from playbook.document.money_words import MoneyWords
from playbook.economics.sheet import Input, Line
from playbook.economics.standstill import StandstillCost
from playbook.economics.total_cost import TotalCost
from playbook.profile import Side

AVOIDED = "money.total_cost.standstill.avoided"


def standstill_remarks(words: MoneyWords, cost: TotalCost) -> Iterator[Named]:
    """Say what a standstill costs on each side that is known: chance in a year × hours × cost of an hour."""
    told: list[str] = []
    ranges: set[str] = set()
    for side in (Side.CURRENT, Side.OFFER, Side.ALTERNATIVE):
        one = cost.standstill.get(side)
        text = _side(words, cost, one, ranges) if one else None
        if text:
            told.append(f"{words.t(f'page.short.{side}')}: {text}")
    if told:
        yield Named(words.t("standstill"), ". ".join(told) + ".")


def _side(words: MoneyWords, cost: TotalCost, one: StandstillCost, ranges: set[str]) -> str | None:
    at = cost.calculation
    probability, hours, hour = (
        at.input(part) or at.line(part) for part in (one.probability, one.hours, one.cost_per_hour)
    )
    yearly = at.line(one.yearly)
    if not (probability and hours and hour and yearly):
        return None
    avoided = at.input(AVOIDED)
    before = ""
    if avoided and isinstance(probability, Line):
        before = words.t(
            "page.standstill-avoided",
            share=_given(words, avoided, words.share(avoided.base), ranges),
        )
        before += " "
    return before + words.t(
        "page.standstill",
        probability=_given(words, probability, words.share(probability.base), ranges),
        hours=_given(words, hours, words.t("page.hours", count=words.number(hours.base)), ranges),
        hour=_given(words, hour, words.exact(hour.base), ranges),
        yearly=words.exact(yearly.base),
    )


def _given(words: MoneyWords, one: Input | Line, base: str, ranges: set[str]) -> str:
    """Write a figure at base with its range, where it has one, and the mark of who gave it; a step on the way has neither."""
    if isinstance(one, Line):
        return base
    # A range stands where the figure is named first; *ranges* has those that were.
    ends = [words.ends(one)] if one.is_uncertain and one.id not in ranges else []
    ranges.add(one.id)
    return f"{base} ({', '.join([*ends, words.mark(one)])})"
