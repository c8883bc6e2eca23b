"""What the cells of a column look like, to confirm or to veto what its header seems to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from playbook.sources.portfolios.answer_cells import read_answer
from playbook.sources.portfolios.days import DayOrder, read_day
from playbook.sources.portfolios.evidence import ColumnEvidence
from playbook.sources.portfolios.faults import CellFault
from playbook.sources.portfolios.fields import Field, FieldKind, Fields
from playbook.sources.sheets.sheet import Cell, CellKind, Column, Sheet

_LOOKED_AT = 50
"""Cells of a column that are looked at."""
_ENOUGH = 0.5
"""Share of them that must look right."""
_NEARLY_ALL = 0.9
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|org|net|be|de)(?:/\S*)?", re.IGNORECASE)  # fmt: skip
_ID = re.compile(r"(?=\S*[0-9])[0-9A-Za-z_{}./-]{3,40}")
_BARE_RANGE = re.compile(r"[0-9.,]+\s*(?:\.\.|-|–|tot|to)\s*[0-9.,]+")
_LETTERS = re.compile(r"[^\W\d_]")


def looked_at(sheet: Sheet, column: Column) -> tuple[Cell, ...]:
    """Return the first cells of a column that hold something."""
    filled = (row.cells[column.index] for row in sheet.rows)
    found = [cell for cell in filled if cell.kind is not CellKind.EMPTY]
    return tuple(found[:_LOOKED_AT])


def share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    """Return the share of cells that pass; 1 where there are none."""
    return sum(map(test, cells)) / len(cells) if cells else 1.0


def is_mostly(cells: Sequence[Cell], test: Callable[[Cell], bool], least: float = _ENOUGH) -> bool:
    """Tell whether enough cells pass; no cells are not enough."""
    return bool(cells) and share(cells, test) >= least


def fits(field: Field, cells: Sequence[Cell], fields: Fields) -> bool:
    """Tell whether cells can be those of a field; empty columns fit anything."""
    test = _TESTS.get(field.kind)
    if field.kind is FieldKind.ANSWER:
        return share(cells, lambda cell: _is_answer(cell, field)) >= _ENOUGH
    if field.kind is FieldKind.WORD:
        return share(cells, lambda cell: _is_word(cell, field, fields)) >= _ENOUGH
    return test is None or share(cells, test) >= _ENOUGH


def looks_like_ids(cells: Sequence[Cell]) -> bool:
    """Tell whether nearly all cells are numbers or codes, each another."""
    texts = [cell.text for cell in cells]
    return is_mostly(cells, lambda cell: bool(_ID.fullmatch(cell.text)), _NEARLY_ALL) and len(
        set(texts)
    ) > _NEARLY_ALL * len(texts)


def looks_like_words(cells: Sequence[Cell], field: Field, fields: Fields) -> bool:
    """Tell whether cells hold words of a field's list, or yes and no."""
    return is_mostly(cells, lambda cell: _is_word(cell, field, fields))


def _is_word(cell: Cell, field: Field, fields: Fields) -> bool:
    text = cell.text
    return (
        cell.kind is CellKind.FLAG
        or fields.is_nothing(text)
        or any(fields.meant(key, text) for key in (field.words, "yes", "no"))
    )


def _is_answer(cell: Cell, field: Field) -> bool:
    if field.factor is None or cell.kind in _NO_VALUE:
        return True
    try:
        read_answer(cell, field.factor, ColumnEvidence(are_fractions=True))
    except CellFault as fault:
        is_bare = fault.code.startswith("answer-bare") or _BARE_RANGE.fullmatch(cell.text)
        return bool(is_bare) or fault.code == "answer-date"
    return True


def _is_day(cell: Cell) -> bool:
    try:
        read_day(cell, DayOrder.DAY_FIRST)
    except CellFault:
        return False
    return True


def _is_amount(cell: Cell) -> bool:
    has_digit = any(character.isdigit() for character in cell.text)
    return cell.kind in _NO_VALUE or (cell.kind is not CellKind.DATE and has_digit and not _MAIL.search(cell.text))  # fmt: skip


def _is_name(cell: Cell) -> bool:
    text = cell.text
    is_text = cell.kind is CellKind.TEXT and _LETTERS.search(text)
    return bool(is_text) and not _MAIL.fullmatch(text) and not _WEB.fullmatch(text)


def _is_level(cell: Cell) -> bool:
    return cell.text[:1] in set("12345") or cell.kind in _NO_VALUE


_NO_VALUE = (CellKind.ERROR, CellKind.UNCALCULATED)
_TESTS: Mapping[FieldKind, Callable[[Cell], bool]] = {
    FieldKind.AMOUNT: _is_amount,
    FieldKind.COUNT: _is_amount,
    FieldKind.DAY: _is_day,
    FieldKind.NAME: _is_name,
    FieldKind.SENTENCE: _is_name,
    FieldKind.LEVEL: _is_level,
    FieldKind.CURRENCY: lambda cell: len(cell.text) <= 5,
    FieldKind.ID: lambda cell: cell.kind is not CellKind.DATE and not _MAIL.fullmatch(cell.text),
}
