"""Shares and counts, and ranges of them, exact to the last digit: what amounts of money are multiplied by."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from playbook.errors import RefusalError, quoted
from playbook.quantities.numbers import BACKWARDS, JOINT, NUMBER, parse_number

_END = re.compile(rf"(?P<number>{NUMBER}?)\s*(?P<word>[^0-9\s.,].*)?")
_PERCENT = frozenset({"%", "percent", "procent"})
_LIKE_SHARE = "Write it with its percent sign, such as 6% or 10..20%."
_LIKE_COUNT = "Write a number or a range, such as 600 or 20..25."
_LARGEST = Decimal(10**12)


@dataclass(frozen=True, slots=True)
class Range:
    """A number from *low* to *high*; equal ends when one number was given. Shares are 0 to 1."""

    low: Decimal
    high: Decimal


def parse_share(text: str) -> Range:
    """Read a share of a whole: `6%`, `10..20%`, `6 to 10 percent`, `6,5 procent`.

    Raises:
        RefusalError: when it has no percent sign, is negative, over 100%, or runs backwards.
    """
    low, high = _ends(text, _PERCENT, _LIKE_SHARE, is_needed=True)
    if high > 100:
        raise RefusalError(
            f"{quoted(text)} is over 100%: more than all there is", "Write at most 100%."
        )
    return Range(low / 100, high / 100)


def parse_count(text: str, words: Collection[str] = ()) -> Range:
    """Read a number of things: `600`, `20..25`, and with *words* also `8 hours`.

    Raises:
        RefusalError: when it is no number, negative, or runs backwards.
    """
    low, high = _ends(text, words, _LIKE_COUNT, is_needed=False)
    if high > _LARGEST:
        raise RefusalError(f"{quoted(text)} is larger than anything counted", "Check the digits.")
    return Range(low, high)


def _ends(
    text: str, words: Collection[str], hint: str, *, is_needed: bool
) -> tuple[Decimal, Decimal]:
    stripped = " ".join(text.split())
    if re.match(r"^[-−–]\s*[0-9]", stripped):
        raise RefusalError(f"{quoted(text)} is negative", hint)
    ends = [_END.fullmatch(end) for end in JOINT.split(stripped, maxsplit=1)]
    low, high = ends[0], ends[-1]
    if not (low and high):
        raise RefusalError(f"{quoted(text)} is not a number", hint)
    said = [end["word"].strip().casefold() for end in (low, high) if end["word"]]
    unknown = next((word for word in said if word not in words), None)
    if unknown is not None:
        raise RefusalError(f"{quoted(unknown)} in {quoted(text)} does not belong here", hint)
    if is_needed and not said:
        raise RefusalError(f"{quoted(text)} has no percent sign", hint)
    lower, higher = parse_number(low["number"]), parse_number(high["number"])
    if lower > higher:
        raise RefusalError(f"{quoted(text)} runs backwards", BACKWARDS)
    return lower, higher
