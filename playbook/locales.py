"""The two languages: how each writes numbers, amounts, probabilities and dates.

Babel does the work. It is imported on first use, because placing an offering needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from playbook.quantities import Natural

K = TypeVar("K")

NO_BREAK_SPACE = "\u00a0"


class Locale(StrEnum):
    """A language we print in."""

    EN = "en"
    NL = "nl"


# English the European way: day before month, since every reader of these pages works with European buyers.
_CLDR = {Locale.EN: "en_GB", Locale.NL: "nl_NL"}
_DATE_PATTERN = "d MMMM y"
_SHORT_DATE_PATTERN = "d MMM y"


def format_number(value: Decimal | float | int, locale: Locale, decimals: int = 2) -> str:
    """Write a number with the locale's separators and at most *decimals* decimals."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=_CLDR[locale])


def format_amount(amount: Decimal, currency: str, locale: Locale) -> str:
    """Write an amount of money: `€1,250,000` or `€ 1.250.000`; cents only where there are any."""
    from babel.numbers import format_currency, get_currency_symbol

    # English writes €5 but CHF 5; Dutch keeps the space always.
    symbol = get_currency_symbol(currency, locale=_CLDR[locale])
    is_apart = locale is Locale.NL or symbol[-1].isalpha()
    whole = amount == amount.to_integral_value()
    pattern = f"¤{NO_BREAK_SPACE if is_apart else ''}#,##0{'' if whole else '.00'}"
    return format_currency(amount, currency, pattern, locale=_CLDR[locale], currency_digits=False)


_ROUGH_DIGITS = 3
_MULTIPLES = {
    Locale.EN: {6: ("{}m", "{}_million"), 9: ("{}bn", "{}_billion")},
    Locale.NL: {6: ("{}_mln", "{}_miljoen"), 9: ("{}_mld", "{}_miljard")},
}
"""By power of ten, short and spelled; the low line is a space that does not break."""
MINUS = "\u2212"


def format_rough(amount: Decimal, currency: str, locale: Locale, *, spelled: bool = False) -> str:
    """Write an amount in three significant digits: `€16.6m` or `€ 16,6 mln`; *spelled* for running text, `€16.6 million`.

    For pictures and sentences: an estimate in euros and cents would promise a precision it does not have.
    """
    from decimal import Decimal

    rounded = round_to_digits(amount, _ROUGH_DIGITS)
    power = 9 if abs(rounded) >= 10**9 else 6
    if abs(rounded) < 10**6:
        return format_exact(rounded, currency, locale)
    size = abs(rounded).scaleb(-power)
    number = _fixed(size, max(_ROUGH_DIGITS - 1 - size.adjusted(), 0), locale)
    short, long = _MULTIPLES[locale][power]
    written = (long if spelled else short).format(number).replace("_", NO_BREAK_SPACE)
    sign = MINUS if rounded < 0 else ""
    return sign + format_amount(Decimal(0), currency, locale).replace("0", written)


def _fixed(value: Decimal, decimals: int, locale: Locale) -> str:
    """Write a number with all its decimals, also where they are zero: 29.0 says more than 29."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=_CLDR[locale])


def format_exact(amount: Decimal, currency: str, locale: Locale) -> str:
    """Write an amount of either sign in whole units, below a thousand with cents where there are any."""
    from decimal import Decimal

    size = abs(amount)
    shown = round(size, 2) if size < _CENTS_BELOW else round(size)
    written = format_amount(Decimal(shown), currency, locale)
    return (MINUS if amount < 0 and shown else "") + written


_CENTS_BELOW = 1000


def round_to_digits(value: Decimal, digits: int) -> Decimal:
    """Round to a number of significant digits; zero stays zero."""
    return round(value, digits - 1 - value.adjusted()) if value else value


def format_share(share: Decimal, locale: Locale) -> str:
    """Write a share (0 to 1, or of either sign) in percent: whole from ten percent, below with one decimal."""
    percent = share * 100
    size = abs(percent)
    shown = round(size, 1 if size < _WHOLE_FROM else 0)
    return f"{MINUS if percent < 0 and shown else ''}{format_number(shown, locale, decimals=1)}%"


_WHOLE_FROM = 10


_UNIT_WORDS = {
    "times": {Locale.EN: ("times", "times"), Locale.NL: ("keer", "keer")},
    "supplier": {Locale.EN: ("supplier", "suppliers"), Locale.NL: ("leverancier", "leveranciers")},
    "day": {Locale.EN: ("day", "days"), Locale.NL: ("dag", "dagen")},
    "week": {Locale.EN: ("week", "weeks"), Locale.NL: ("week", "weken")},
    "month": {Locale.EN: ("month", "months"), Locale.NL: ("maand", "maanden")},
    "year": {Locale.EN: ("year", "years"), Locale.NL: ("jaar", "jaar")},
}


_FROM_STOCK = {Locale.EN: "from stock", Locale.NL: "uit voorraad"}


def format_natural(value: Natural, locale: Locale) -> str:
    """Write a natural value: `3 to 6 suppliers`, `0,8%`, `6 weken`; no time at all is `from stock`."""
    if value.word == "day" and not any(value.count):
        return _FROM_STOCK[locale]
    low, high = (format_number(end, locale, decimals=6) for end in value.count)
    joint = {Locale.EN: " to ", Locale.NL: " tot "}[locale]
    number = low if low == high else f"{low}{joint}{high}"
    if value.word == "percent":
        return f"{number}%"
    singular, plural = _UNIT_WORDS[value.word][locale]
    return f"{number}{NO_BREAK_SPACE}{singular if high == '1' else plural}"


def format_date(day: date, locale: Locale, short: bool = False) -> str:
    """Write a date: `24 November 2026` or `24 november 2026`; with *short* the month is cut."""
    from babel.dates import format_date as babel_format_date

    return babel_format_date(
        day, _SHORT_DATE_PATTERN if short else _DATE_PATTERN, locale=_CLDR[locale]
    )


def format_month(day: date, locale: Locale) -> str:
    """Write a month short: `Dec` or `dec`, and with its year where one begins: `Jan 2027`."""
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, "MMM y" if day.month == 1 else "MMM", locale=_CLDR[locale])


def format_probability(probability: float) -> str:
    """Write a probability (0 to 1) in whole percents; certainty is never claimed.

    Decimals would promise a precision the model does not have.
    """
    return _percent(round(probability * 100))


def format_odds(probabilities: Mapping[K, float]) -> dict[K, str]:
    """Write probabilities that sum to 1 in whole percents that add up to 100, by the largest remainder.

    Two things come before the sum: what is equal is printed as equal, and what a probability on its own would print as
    `<1%` or `99%` stays so. Three equal sixths beside a half print 17, 17, 17 and 50; beside `<1%` the rest may make 99.
    """
    exact = {key: round(probability * 100, 7) for key, probability in probabilities.items()}
    whole = {key: int(percent) for key, percent in exact.items()}
    left = 100 - sum(whole.values())
    rising = sorted(
        (
            key
            for key, percent in exact.items()
            if percent >= _HALF and not 99 <= percent < 99 + _HALF
        ),
        key=lambda key: (whole[key] - exact[key], -exact[key]),
    )
    for _, equals in groupby(rising, key=lambda key: exact[key]):
        tied = list(equals)
        # Equal ones go up together, where that brings the sum nearer to 100 than leaving them does.
        if abs(left - len(tied)) >= left:
            break
        left -= len(tied)
        whole |= {key: whole[key] + 1 for key in tied}
    return {key: _percent(whole[key]) for key in probabilities}


_HALF = 0.5


def _percent(whole: int) -> str:
    if whole < 1:
        return "<1%"
    if whole > 99:
        return ">99%"
    return f"{whole}%"
