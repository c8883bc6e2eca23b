"""One cell into the value of its field, whatever kind of field it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playbook.quantities import is_currency
from playbook.sources.portfolios.amounts import number_in, read_amount
from playbook.sources.portfolios.answer_cells import read_answer
from playbook.sources.portfolios.days import DayOrder, is_open, read_day
from playbook.sources.portfolios.evidence import ColumnEvidence
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.portfolios.field_files import WORD_LISTS
from playbook.sources.portfolios.fields import Field, FieldKind, Fields
from playbook.sources.sheets.sheet import Cell, CellKind

LONGEST_NAME, LONGEST_SENTENCE = 80, 240
_BAD_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MANY = re.compile(r"[0-9][0-9.,\s]*")
_BAND = re.compile(r"([0-9][0-9.,]*)\s*(?:-|–|tot|to)\s*([0-9][0-9.,]*)|([0-9][0-9.,]*)\s*\+")
_SHOUTED = re.compile(r"[A-Z]+(?:_[A-Z]+)*")


@dataclass(frozen=True, slots=True)
class Zero:
    """An amount of nothing: nobody filled it in."""


def read_cell(cell: Cell, field: Field, evidence: ColumnEvidence, fields: Fields) -> Any:
    """Return the value of a cell; None where it says nothing.

    Raises:
        CellFault: when it cannot be a value of the field.
    """
    if cell.kind is CellKind.ERROR:
        raise CellFault("error", {"text": cell.text})
    if cell.kind is CellKind.UNCALCULATED:
        raise CellFault("uncalculated")
    if cell.kind is CellKind.EMPTY or not cell.text:
        return None
    if field.kind is FieldKind.ANSWER and field.factor:
        if cell.text in _DASHES:
            return None
        return read_answer(cell, field.factor, evidence)
    if fields.is_nothing(cell.text) and field.kind is not FieldKind.ID:
        return None
    return _READERS[field.kind](cell, field, evidence, fields)


_DASHES = frozenset({"-", "–", "—", "n/a", "nvt", "n.v.t.", "N/A", "N.v.t.", "NVT"})


def _name(cell: Cell, field: Field, _evidence: ColumnEvidence, _fields: Fields) -> str:
    text = _clean(cell.text, LONGEST_NAME)
    if field.id == "account.industry" and _SHOUTED.fullmatch(text) and len(text) > 4:
        return text.replace("_", " ").capitalize()  # HubSpot: COMPUTER_SOFTWARE
    return text


def _sentence(cell: Cell, _field: Field, _evidence: ColumnEvidence, _fields: Fields) -> str:
    return _clean(cell.text, LONGEST_SENTENCE)


def _clean(text: str, most: int) -> str:
    line = " ".join(text.split())
    if any(unicodedata.category(one) in _BAD_CATEGORIES or one in _TURNING for one in line):
        raise CellFault("character")
    if len(line) > most:
        raise CellFault("too-long", {"length": str(len(line)), "most": str(most)})
    return line


def _word(cell: Cell, field: Field, _evidence: ColumnEvidence, fields: Fields) -> str:
    meant = fields.meant(field.words, cell.text)
    if meant is None and field.id == "account.sector":
        meant = _yes_or_no(cell, fields)
    if meant is None:
        known = ", ".join(WORD_LISTS[field.words])
        raise CellFault("word", {"text": cell.text, "known": known})
    return meant


def _yes_or_no(cell: Cell, fields: Fields) -> str | None:
    """Return the sector where the column asks whether the buyer is public."""
    if cell.value is True or fields.meant("yes", cell.text):
        return "public"
    return "private" if cell.value is False or fields.meant("no", cell.text) else None


def _amount(cell: Cell, _field: Field, evidence: ColumnEvidence, _fields: Fields) -> Any:
    found = read_amount(cell, evidence.style, evidence.hints.multiple)
    if found and found.value > _LARGEST:
        raise CellFault("amount-large", {"text": cell.text})
    return found or Zero()


_LARGEST = 10**15


def _count(cell: Cell, _field: Field, evidence: ColumnEvidence, _fields: Fields) -> Any:
    """Return a number of people, or a band of them as it was typed."""
    text = cell.text.strip()
    if _MANY.fullmatch(text):
        number = number_in(text, evidence.style)
        return int(number) if number >= 1 else None
    if _BAND.match(text):
        return text
    raise CellFault("count", {"text": cell.text})


def _answer_level(cell: Cell, _field: Field, _evidence: ColumnEvidence, _fields: Fields) -> int:
    found = re.match(r"([1-5])(?:\s*[-–—:.)]\s*\D.*)?$", cell.text, re.DOTALL)
    if not found:
        raise CellFault("level", {"text": cell.text})
    return int(found[1])


def _day(cell: Cell, _field: Field, evidence: ColumnEvidence, _fields: Fields) -> str:
    if evidence.order is DayOrder.UNKNOWN and is_open(cell):
        raise CellFault("day-open", {"text": cell.text})
    return read_day(cell, evidence.order).isoformat()


def _currency(cell: Cell, _field: Field, _evidence: ColumnEvidence, _fields: Fields) -> str:
    symbols = {"€": "EUR", "$": "USD", "£": "GBP", "EURO": "EUR"}
    code = cell.text.upper().strip()
    code = symbols.get(code, code)
    if not is_currency(code):
        raise CellFault("currency", {"text": cell.text})
    return code


def _voice(cell: Cell, field: Field, _evidence: ColumnEvidence, fields: Fields) -> str:
    return fields.meant(field.words, cell.text) or _clean(cell.text, LONGEST_NAME)


def _plain(cell: Cell, _field: Field, _evidence: ColumnEvidence, _fields: Fields) -> str:
    return " ".join(cell.text.split())


_READERS: Mapping[FieldKind, Callable[[Cell, Field, ColumnEvidence, Fields], Any]] = {
    FieldKind.NAME: _name,
    FieldKind.SENTENCE: _sentence,
    FieldKind.WORD: _word,
    FieldKind.AMOUNT: _amount,
    FieldKind.COUNT: _count,
    FieldKind.LEVEL: _answer_level,
    FieldKind.DAY: _day,
    FieldKind.CURRENCY: _currency,
    FieldKind.VOICE: _voice,
    FieldKind.ID: _plain,
    FieldKind.PLAIN: _plain,
    FieldKind.OFFERING: _name,
}
