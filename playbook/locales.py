"""The two languages: how each writes numbers, amounts, probabilities and dates.

Babel does the work. It is imported on first use, because placing an offering needs none of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from playbook.quantities import Natural

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


def format_probability(probability: float) -> str:
    """Write a probability (0 to 1) in whole percents; certainty is never claimed.

    Decimals would promise a precision the model does not have.
    """
    percent = round(probability * 100)
    if percent < 1:
        return "<1%"
    if percent > 99:
        return ">99%"
    return f"{percent}%"
