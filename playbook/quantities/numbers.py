"""A number as people type it, with either decimal mark."""

from __future__ import annotations

import re
from decimal import Decimal

from playbook.errors import RefusalError, quoted

SPACES = " \u00a0\u202f'’"
"""What may stand between thousands."""
NUMBER = rf"[0-9][0-9.,{SPACES}]*"
"""Pattern of anything that looks like a number."""
JOINT = re.compile(r"\s*(?:\.\.|–|-|\bto\b|\btot\b)\s*(?=[0-9A-Z€$£])")
"""What stands between the two ends of a range."""
BACKWARDS = "Write the lower end first."

_MOST_DIGITS = 18


def parse_number(text: str) -> Decimal:
    """Read a number with either decimal mark, without sign.

    Raises:
        RefusalError: when it is none, or when one lone separator before three digits leaves its size open.
    """
    digits = re.sub(rf"(?<=[0-9])[{SPACES}](?=[0-9]{{3}}(?![0-9]))", "", text.strip())
    if not re.fullmatch(r"[0-9]+(?:[.,][0-9]+)*", digits):
        raise RefusalError(
            f"{quoted(text)} is not a number", "Write digits only, such as 1250 or 0.8."
        )
    if len(re.sub(r"[.,]", "", digits)) > _MOST_DIGITS:
        raise RefusalError(f"{quoted(text)} has too many digits", "Round it.")
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    whole, _, fraction = digits.rpartition(marks[-1])
    if len(marks) == 1:
        if len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0"):
            raise _ambiguous(text, whole, marks[0], fraction)
        return Decimal(f"{whole}.{fraction}")
    if marks.count(marks[-1]) == len(marks):  # 1.250.000
        whole, fraction = digits, ""
    elif marks.count(marks[-1]) > 1:
        raise RefusalError(f"{quoted(text)} mixes its separators", "Write it without them.")
    groups = re.split(r"[.,]", whole)
    if len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
        raise RefusalError(
            f"{quoted(text)} has a thousands separator in the wrong place", "Write it without them."
        )
    return Decimal("".join(groups) + (f".{fraction}" if fraction else ""))


def _ambiguous(text: str, whole: str, mark: str, fraction: str) -> RefusalError:
    """Offer both readings in a form that leaves no doubt: 1250 or 1.25."""
    decimals = fraction.rstrip("0")
    if len(decimals) == 3:
        decimals += "0"
    small = f"{whole}{mark}{decimals}" if decimals else whole
    return RefusalError(
        f"{quoted(text)} can mean two things", f"Write {whole}{fraction} or {small}."
    )
