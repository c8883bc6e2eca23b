"""Answers as sheets hold them: levels, natural values, a choice of our own drop-downs, shares that Excel keeps as fractions."""

from __future__ import annotations

import re
from decimal import Decimal

from playbook.errors import RefusalError
from playbook.kraljic.factors import HIGHEST, LOWEST, Factor
from playbook.quantities import (
    UNKNOWN_WORDS,
    Natural,
    Unit,
    names_currency,
    parse_amounts,
    parse_quantity,
)
from playbook.sources.portfolios.amounts import read_amount
from playbook.sources.portfolios.choices import BARE, SINGLE, chosen_level, tidied
from playbook.sources.portfolios.evidence import ColumnEvidence
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.sheets.sheet import Cell, CellKind

UNKNOWN = "unknown"
_RANGE = re.compile(r"[0-9]\s*(?:\.\.|-|–|\bto\b|\btot\b)\s*\S*[0-9]")
_BARE_RANGE = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:\.\.|-|–)\s*[0-9]+(?:[.,][0-9]+)?")


def read_answer(cell: Cell, factor: Factor, evidence: ColumnEvidence) -> str:
    """Return an answer as a profile writes it: `3`, `2..4`, `6 weken`, `2.5%`, `50000 EUR`, `unknown`.

    Raises:
        CellFault: when it is none, belongs to another unit, or can mean two things.
    """
    if cell.kind is CellKind.DATE:
        raise CellFault("answer-date", {"text": cell.text})
    text = " ".join(cell.text.split())
    if text.casefold().replace("’", "'") in UNKNOWN_WORDS:
        return UNKNOWN
    level = None if SINGLE.fullmatch(text) else chosen_level(text, factor)
    if level is not None:
        return str(level)
    plain = tidied(text)
    if names_currency(plain):
        return _money(cell, plain, evidence)
    if BARE.fullmatch(plain):
        return _bare_number(plain, cell, factor, evidence)
    if evidence.unit and _BARE_RANGE.fullmatch(plain):
        return _in_words(_counted(plain, evidence.unit), text, factor)
    return _in_words(plain, text, factor)


def _money(cell: Cell, plain: str, evidence: ColumnEvidence) -> str:
    """Return an answer that is an amount, or a range of them."""
    if _RANGE.search(plain):
        try:
            parse_amounts(plain)
        except RefusalError:
            raise CellFault("amount", {"text": cell.text}) from None
        return plain
    found = read_amount(cell, evidence.style)
    if found is None or found.currency is None:
        raise CellFault("amount", {"text": cell.text})
    return f"{found.value:f} {found.currency}"


def _bare_number(plain: str, cell: Cell, factor: Factor, evidence: ColumnEvidence) -> str:
    """Read a number without a unit: by its header or column where those tell, else as a level."""
    number = Decimal(plain.replace(",", "."))
    unit = factor.scale.unit if factor.scale else None
    is_typed_number = cell.kind is CellKind.NUMBER
    if unit is Unit.PERCENT and is_typed_number and number < 1:
        if not evidence.are_fractions:
            options = {"text": cell.text, "one": f"{plain}%", "other": f"{number * 100:f}%"}
            raise CellFault("answer-fraction", options)
        return f"{(number * 100).normalize():f}%"
    if evidence.unit:
        return _in_words(_counted(plain, evidence.unit), cell.text, factor)
    if number % 1 or not LOWEST <= number <= HIGHEST:
        code = f"answer-bare-{unit}" if unit else "answer-level"
        raise CellFault(code, {"text": cell.text})
    if unit is Unit.PERCENT and is_typed_number and evidence.are_fractions:
        raise CellFault("answer-fraction", {"text": cell.text, "one": "1%", "other": "100%"})
    return str(int(number))


def _counted(number: str, unit: str) -> str:
    return f"{number}%" if unit == "%" else f"{number} {unit}"


def _in_words(value: str, text: str, factor: Factor) -> str:
    """Check a level, a natural value or an amount, and return it."""
    unit = factor.scale.unit if factor.scale else None
    code = f"answer-{unit}" if unit else "answer-level"
    try:
        read = parse_quantity(value)
    except RefusalError:
        raise CellFault(code, {"text": text}) from None
    if isinstance(read, Natural) and read.unit is not unit:
        raise CellFault(code, {"text": text})
    return value
