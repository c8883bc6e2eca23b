"""Amounts of money as sheets hold them: numbers, `€ 1.250.000`, `1,2 mln`, `k€ 50`, in the number style of their column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from playbook.errors import RefusalError
from playbook.quantities import is_currency, parse_number
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.sheets.sheet import Cell, CellKind, NumberStyle

_MULTIPLES = {
    "k": 10**3, "thousand": 10**3, "duizend": 10**3, "dzd": 10**3,
    "m": 10**6, "mln": 10**6, "mio": 10**6, "mn": 10**6, "million": 10**6, "miljoen": 10**6,
    "bn": 10**9, "mld": 10**9, "mrd": 10**9, "billion": 10**9, "miljard": 10**9,
}  # fmt: skip
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "euro": "EUR", "euros": "EUR"}
_A_YEAR = {"per", "a", "jaar", "year", "jr", "yr", "pj", "pa", "p", "j", "y", "annum", "annually", "jaarlijks"}  # fmt: skip
_A_MONTH = {"maand", "month", "mnd", "pm", "maandelijks", "monthly"}
_PER_MONTH = re.compile(r"\bp\s*[./]\s*m\b|/\s*m\b", re.IGNORECASE)
"""In which m is a month and no million."""
_NUMBER = re.compile(r"[0-9][0-9.,'’\s\u00a0\u202f]*")
_WORD = re.compile(r"[€$£]|[^\W\d_]+")
_ROUGHLY = re.compile(
    r"^(?:ca\.?|circa|±|~|ongeveer|about|approx\.?|approximately)\s*", re.IGNORECASE
)
_RANGE = re.compile(
    r"[0-9]\s*(?:k|m|mln)?\s*(?:-|–|\.\.|\btot\b|\bto\b)\s*[€$£]?\s*[0-9]", re.IGNORECASE
)
_OPEN_END = re.compile(r"[<>≤≥]|\+\s*$|[0-9]\s*\+")
"""More than, or less than: no amount by itself."""
_LONE_MARK = re.compile(r"([0-9]{1,3})([.,])([0-9]{3})")
_COMMA_EVIDENCE = re.compile(r"[0-9](?:\.[0-9]{3}){2,}(?![0-9])|,[0-9]{1,2}(?![0-9])|\.[0-9]{3},|,[-–]{1,2}")  # fmt: skip
_DOT_EVIDENCE = re.compile(r"[0-9](?:,[0-9]{3}){2,}(?![0-9])|\.[0-9]{1,2}(?![0-9.])|,[0-9]{3}\.")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount as it stands in a cell."""

    value: Decimal
    currency: str | None
    """None where the cell names none."""


def without_about(text: str) -> str:
    """Return a text without the words for roughly."""
    return _ROUGHLY.sub("", text)


def style_shown(text: str) -> NumberStyle:
    """Return which decimal mark a text proves; a lone separator before three digits proves nothing."""
    comma, dot = _COMMA_EVIDENCE.search(text), _DOT_EVIDENCE.search(text)
    if bool(comma) is bool(dot):
        return NumberStyle.UNKNOWN
    return NumberStyle.COMMA if comma else NumberStyle.DOT


def read_amount(cell: Cell, style: NumberStyle, multiple: int = 1) -> ReadAmount | None:
    """Read an amount; None for zero, which in a CRM means that nobody filled it in.

    Args:
        cell: a number or a text.
        style: what a lone separator before three digits means.
        multiple: what the header says all its amounts are to be multiplied by.

    Raises:
        CellFault: when it is no amount, is negative, a range, a month's, or can mean two things.
    """
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        if cell.value < 0:
            raise CellFault("amount-negative", {"text": cell.text})
        return _found(cell.value * multiple, None)
    if cell.kind is not CellKind.TEXT:
        raise CellFault("amount", {"text": cell.text})
    text = re.sub(r"(?<=[0-9])[,.][-–]{1,2}(?![0-9])", "", cell.text)
    if re.match(r"^\(.*\)$|^[^0-9]*[-−–]\s*[0-9€$£]", text):
        raise CellFault("amount-negative", {"text": cell.text})
    if _RANGE.search(text) or _OPEN_END.search(text):
        raise CellFault("amount-range", {"text": cell.text})
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        raise CellFault("amount", {"text": cell.text})
    shown = style_shown(cell.text)
    style = style if shown is NumberStyle.UNKNOWN else shown
    currency, own = _words(_NUMBER.sub(" ", text), cell.text)
    return _found(number_in(numbers[0], style, text) * (own or multiple), currency)


def _found(value: Decimal, currency: str | None) -> ReadAmount | None:
    rounded = value.quantize(_CENT) if value % 1 else Decimal(int(value))
    return ReadAmount(rounded, currency) if rounded else None


def _words(rest: str, text: str) -> tuple[str | None, int | None]:
    """Return the currency and the multiple among the words beside a number."""
    if _PER_MONTH.search(rest):
        raise CellFault("amount-monthly", {"text": text})
    currency, multiple = None, None
    for word in _WORD.findall(rest):
        bare = word.casefold()
        if bare in _A_MONTH:
            raise CellFault("amount-monthly", {"text": text})
        if bare in _MULTIPLES and multiple is None:
            multiple = _MULTIPLES[bare]
        elif bare in _SYMBOLS:
            currency = _SYMBOLS[bare]
        elif is_currency(word.upper()) and len(word) == 3:
            currency = word.upper()
        elif bare not in _A_YEAR:
            raise CellFault("amount", {"text": text})
    return currency, multiple


def is_open_number(text: str) -> bool:
    """Tell whether a text has a lone separator before three digits, which can part thousands or decimals."""
    return any(_lone_mark(typed) for typed in _NUMBER.findall(text))


def _lone_mark(typed: str) -> re.Match[str] | None:
    digits = re.sub(r"[\s\u00a0\u202f'’]", "", typed.strip().rstrip(".,"))
    found = _LONE_MARK.fullmatch(digits)
    return None if found and found[1].startswith("0") else found


def number_in(typed: str, style: NumberStyle, cell: str = "") -> Decimal:
    """Read a number's digits in a number style.

    Args:
        typed: the digits and their separators.
        style: what a lone separator before three digits means.
        cell: the text around them, so that what to write instead keeps its currency and its multiple.

    Raises:
        CellFault: when they make no number, or one that can mean two things.
    """
    digits = typed.strip().rstrip(".,")
    lone = _lone_mark(digits)
    if lone:
        if style is NumberStyle.UNKNOWN:
            whole = cell.strip() or digits
            one, other = (whole.replace(digits, way) for way in _ways(lone))
            raise CellFault("amount-ambiguous", {"text": whole, "one": one, "other": other})
        is_decimal = (lone[2] == ",") is (style is NumberStyle.COMMA)
        return Decimal(f"{lone[1]}{'.' if is_decimal else ''}{lone[3]}")
    try:
        return parse_number(digits)
    except RefusalError:
        raise CellFault("amount", {"text": typed.strip()}) from None


def _ways(lone: re.Match[str]) -> tuple[str, str]:
    """Return both readings of a lone separator so that no doubt is left: 1250 and 1.25."""
    decimals = lone[3].rstrip("0")
    if len(decimals) == len(lone[3]):
        decimals += "0"
    small = f"{lone[1]}{lone[2]}{decimals}" if decimals else lone[1]
    return f"{lone[1]}{lone[3]}", small
