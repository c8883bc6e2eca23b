"""Quantities as people type them: numbers, amounts of money, shares, durations, counts, and ranges of these.

Both languages are read, whatever the profile's own (`4,2 mln EUR`, `6 weken`). A text that could mean two things is
refused, never guessed: `1.250` is a thousand to one reader and one and a quarter to the next.
"""

from playbook.quantities.answers import (
    UNKNOWN_WORDS,
    Levels,
    Natural,
    Unit,
    parse_quantity,
    percent,
)
from playbook.quantities.money import (
    Amount,
    AmountRange,
    is_currency,
    names_currency,
    parse_amount,
    parse_amounts,
)
from playbook.quantities.numbers import parse_number
from playbook.quantities.ranges import Range, parse_count, parse_share

__all__ = [
    "UNKNOWN_WORDS",
    "Amount",
    "AmountRange",
    "Levels",
    "Natural",
    "Range",
    "Unit",
    "is_currency",
    "names_currency",
    "parse_amount",
    "parse_amounts",
    "parse_count",
    "parse_number",
    "parse_quantity",
    "parse_share",
    "percent",
]
