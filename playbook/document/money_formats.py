"""How the pages about money write what is to be recomputed: shares to their last digit, and amounts that were converted."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from playbook.economics.sheet import Input
from playbook.library.library import Labels
from playbook.locales import Locale, format_date, format_number, format_share

_DECIMALS = 2
"""Decimals of a percentage that is printed to its last digit."""


def written_share(share: Decimal, locale: Locale) -> str:
    """Write a share (0 to 1) in percent: to its last digit where that takes two decimals at most (22.5%), else rounded."""
    percent = share * 100
    if percent.is_finite() and percent >= 0 and percent == round(percent, _DECIMALS):
        return f"{format_number(percent, locale, _DECIMALS)}%"
    return format_share(share, locale)


def years_in_words(labels: Labels, years: object) -> str:
    """Write a number of years: one is a year, more are years."""
    return labels("money.page.one-year" if years == 1 else "money.page.more-years", count=years)


def conversions(inputs: Iterable[Input], locale: Locale) -> tuple[str, ...]:
    """Return each conversion once, with the rate and who published it when: `59 USD × 0.9 (ECB, 30 Oct 2026)`."""
    found: dict[str, None] = {}
    for one in inputs:
        if one.rate and one.stated:
            ends = dict.fromkeys((one.stated.low, one.stated.high))
            amount = "–".join(format_number(end, locale) for end in ends)
            rate = format_number(one.rate.rate, locale, decimals=6)
            said = f"{one.rate.source}, {format_date(one.rate.on, locale, short=True)}"
            found[f"{amount} {one.stated.currency} × {rate} ({said})"] = None
    return tuple(found)
