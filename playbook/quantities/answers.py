"""Answers: a level, or a natural value with its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.errors import RefusalError, quoted
from playbook.quantities.numbers import BACKWARDS, JOINT, NUMBER, parse_number

_DAYS = {"day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_DURATION_WORDS = {
    "day": "day", "days": "day", "dag": "day", "dagen": "day", "dgn": "day",
    "week": "week", "weeks": "week", "weken": "week", "wk": "week", "wks": "week", "wkn": "week",
    "month": "month", "months": "month", "maand": "month", "maanden": "month", "mnd": "month", "mo": "month", "mos": "month",
    "year": "year", "years": "year", "jaar": "year", "jaren": "year", "yr": "year", "yrs": "year", "jr": "year",
}  # fmt: skip
_UNITS = {
    **dict.fromkeys(("%", "percent", "procent"), "percent"),
    **dict.fromkeys(("supplier", "suppliers", "leverancier", "leveranciers"), "supplier"),
    **dict.fromkeys(
        ("times", "x", "×", "maal", "keer", "times the price", "keer de prijs"), "times"
    ),
    **_DURATION_WORDS,
}
_STOCK_WORDS = {"from stock", "uit voorraad"}
UNKNOWN_WORDS = frozenset({"unknown", "onbekend", "don't know", "weet ik niet", "?"})

_QUANTITY = re.compile(rf"(?P<number>{NUMBER}?)\s*(?P<unit>[^0-9\s.,].*)?")
_LIKE_ANSWER = (
    "Write a level from 1 to 5, or a value with its unit, such as 3 suppliers, 6 weeks or 0.8%."
)


class Unit(StrEnum):
    """What a natural value is counted in."""

    PERCENT = "percent"
    TIMES = "times"
    SUPPLIERS = "suppliers"
    DURATION = "duration"
    """Days; a month is a twelfth of 365.25 days."""


@dataclass(frozen=True, slots=True)
class Levels:
    """An answer as a level 1 (low) to 5 (high), or as a range of levels."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Natural:
    """An answer in its own unit, or a range of it."""

    low: float
    high: float
    """Equal to *low* unless it is a range. Durations in days."""
    unit: Unit
    word: str
    """What *count* is counted in: `percent`, `times`, `supplier`, `day`, `week`, `month` or `year`."""
    count: tuple[Decimal, Decimal]
    """Both ends as they were typed, before conversion to *unit*."""

    def __str__(self) -> str:
        """Return the value as a profile would write it."""
        low, high = (f"{end.normalize():f}" for end in self.count)
        number = low if low == high else f"{low}..{high}"
        return f"{number}%" if self.word == "percent" else f"{number} {self.word}"


def parse_quantity(text: str) -> Levels | Natural:
    """Read an answer: a level (`3`, `2..4`) or a natural value with its unit (`3 suppliers`, `2..6 weeks`, `0.8%`).

    Raises:
        RefusalError: when it is neither, or when the value is impossible.
    """
    stripped = " ".join(text.split())
    if stripped.casefold() in _STOCK_WORDS:
        return Natural(0.0, 0.0, Unit.DURATION, "day", (Decimal(0), Decimal(0)))
    if re.match(r"^[-−–]\s*[0-9]", stripped):
        raise RefusalError(f"{quoted(text)} is negative", _LIKE_ANSWER)
    if re.search(r"[0-9]\s*\+|\.\.\s*$", stripped):
        raise RefusalError(
            f"{quoted(text)} is open at the top", "Write both ends, as in 3..6 suppliers."
        )
    ends = [_QUANTITY.fullmatch(end) for end in JOINT.split(stripped, maxsplit=1)]
    low, high = ends[0], ends[-1]
    if not (low and high):
        raise RefusalError(
            f"{quoted(text)} is neither a level nor a value with its unit", _LIKE_ANSWER
        )
    words = {_unit(end["unit"], text) for end in (low, high) if end["unit"]}
    if len(words) > 1:
        raise RefusalError(f"{quoted(text)} has two units", "Write both ends in one: 6..12 weeks.")
    if not words:
        return _levels(text, low["number"], high["number"])
    return _natural(text, parse_number(low["number"]), parse_number(high["number"]), words.pop())


def percent(low: Decimal, high: Decimal) -> Natural:
    """Return a share in percent."""
    return Natural(float(low), float(high), Unit.PERCENT, "percent", (low, high))


def _unit(typed: str, text: str) -> str:
    word = _UNITS.get(typed.strip().casefold().removesuffix("."))
    if word is None:
        raise RefusalError(
            f"{quoted(typed)} in {quoted(text)} is not a unit we know",
            "Use %, suppliers, times, days, weeks, months or years.",
        )
    return word


def _levels(text: str, low: str, high: str) -> Levels:
    if not (low.isdigit() and high.isdigit()):
        raise RefusalError(f"{quoted(text)} is not a whole level", _LIKE_ANSWER)
    lower, higher = Decimal(low), Decimal(high)
    if not all(1 <= level <= 5 for level in (lower, higher)):
        raise RefusalError(f"{quoted(text)} is outside the levels 1 to 5", _LIKE_ANSWER)
    if lower > higher:
        raise RefusalError(f"{quoted(text)} runs backwards", BACKWARDS)
    return Levels(int(lower), int(higher))


def _natural(text: str, low: Decimal, high: Decimal, word: str) -> Natural:
    if low > high:
        raise RefusalError(f"{quoted(text)} runs backwards", BACKWARDS)
    if word == "percent":
        return percent(low, high)
    if word == "supplier":
        _check_suppliers(text, low, high)
        return Natural(float(low), float(high), Unit.SUPPLIERS, word, (low, high))
    if word == "times":
        if low < 1:
            raise RefusalError(
                f"{quoted(text)} is impossible: what it costs over its life includes the price",
                "Write 1 times or more.",
            )
        return Natural(float(low), float(high), Unit.TIMES, word, (low, high))
    days = _DAYS[word]
    return Natural(float(low) * days, float(high) * days, Unit.DURATION, word, (low, high))


def _check_suppliers(text: str, low: Decimal, high: Decimal) -> None:
    if low < 1:
        raise RefusalError(
            f"{quoted(text)} is impossible: you are one supplier yourself",
            "Write 1 supplier or more.",
        )
    if low % 1 or high % 1:
        raise RefusalError(f"{quoted(text)} is not a whole number of suppliers", "Round it.")
