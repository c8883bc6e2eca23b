"""Which decimal mark numbers typed as text have, by evidence over many cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from playbook.sources.sheets.sheet import Cell, CellKind, NumberStyle

_AMOUNT = re.compile(
    r"(?:[€$£]|[A-Z]{3})?\s*[-+(]?\s*(?:[€$£]\s*)?([0-9][0-9.,\s'’]*?)\s*(?:,-+|[.]-+|[%)€$£]|[A-Z]{3})?"
)
_CLEAR_SHARE = 0.95
_OF = {",": NumberStyle.COMMA, ".": NumberStyle.DOT}
_OTHER = {",": ".", ".": ","}


def number_style_of(cells: Iterable[Cell]) -> NumberStyle:
    """Return the decimal mark that the texts among *cells* show.

    A number with both marks, or with one of them twice (1.250.000), outweighs all with one (62.01), which may be a code.
    """
    strong: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for cell in cells:
        text = cell.text
        if cell.kind is CellKind.TEXT and len(text) < 30 and ("," in text or "." in text):
            found = _AMOUNT.fullmatch(text)
            if found:
                mark, is_strong = _evidence(re.sub(r"[\s'’]", "", found[1]))
                if mark:
                    (strong if is_strong else weak)[mark] += 1
    for votes in (strong, weak):
        if votes:
            mark, count = votes.most_common(1)[0]
            is_clear = count >= _CLEAR_SHARE * votes.total()
            return _OF[mark] if is_clear else NumberStyle.UNKNOWN
    return NumberStyle.UNKNOWN


def _evidence(digits: str) -> tuple[str | None, bool]:
    """Return the decimal mark that a number shows, and whether it can hardly be anything else."""
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return None, False
    groups = re.split(r"[.,]", digits)
    if len(marks) == 1:
        return (marks[0], False) if _is_decimal(*groups) else (None, False)
    last = marks[-1]
    thousands = groups[1:-1] if len(set(marks)) == 2 else groups[1:]
    if not groups[0] or len(groups[0]) > 3 or any(len(group) != 3 for group in thousands):
        return None, False
    if len(set(marks)) == 1:
        return _OTHER[last], True
    return (last, True) if marks.count(last) == 1 and groups[-1] else (None, False)


def _is_decimal(whole: str, fraction: str) -> bool:
    if not fraction:
        return False
    return len(fraction) != 3 or len(whole) > 3 or whole.startswith("0")


def amount_of(cell: Cell, style: NumberStyle) -> Decimal | None:
    """Return the number in a cell, for adding up; None where it is none, or can be read two ways."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return cell.value
    found = _AMOUNT.fullmatch(cell.text) if cell.kind is CellKind.TEXT else None
    if not found:
        return None
    digits = re.sub(r"[\s'’]", "", found[1])
    decimal_mark = {NumberStyle.COMMA: ",", NumberStyle.DOT: "."}.get(style)
    if decimal_mark:
        digits = digits.replace(_OTHER[decimal_mark], "").replace(decimal_mark, ".")
    # Without a known style, marks before three digits part thousands: that is what a sum is most often made of.
    digits = (
        re.sub(r"[.,](?=[0-9]{3}(?:[.,]|$))", "", digits).replace(",", ".")
        if not decimal_mark
        else digits
    )
    is_negative = "-" in cell.text[: cell.text.find(found[1])] or cell.text.startswith("(")
    try:
        return Decimal(digits) * (-1 if is_negative else 1)
    except ArithmeticError:
        return None
