"""Which rows are sums of other rows, and which only look so because an account is called Total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from playbook.sources.sheets.headers import cell_at, is_filled
from playbook.sources.sheets.number_marks import amount_of
from playbook.sources.sheets.sheet import Cell, CellKind, Column, NumberStyle, Row

_SUM = re.compile(
    r"(?:(?:(?:grand|sub|eind|groot|algemeen|overall|generaal)[\s-]*)?tota(?:al|als|l|ls|len)"
    r"(?:[\s-]*(?:generaal|overall))?|som|sum)"
    r"(?:\s*[:=])?(?:\s*\([0-9.,]+[^)]*\))?(?:\s*[€$£])?",
    re.IGNORECASE,
)
"""Nothing but a word for a sum."""
_COMPANION = re.compile(
    r"(?:gemiddelde?|average|avg\.?|mean|count|aantal|mediaan|median|min(?:imum)?|max(?:imum)?)\s*:?\s*[0-9.,]*",
    re.IGNORECASE,
)
"""What stands beside a sum, and may be a name by itself."""
_COUNT = re.compile(r"[0-9.,]+ [^\W\d]+")
"""What a total counts, with its word: 15 klanten."""
_PART_SUM = re.compile(r"sub[\s-]*tota(?:al|l)s?\s*:?", re.IGNORECASE)
"""Stands anywhere in a table, and is nobody's name."""
_NAMED_SUM = re.compile(
    r"(?:(?:grand|sub|eind)[\s-]*)?tota(?:al|l)\b.*|.*\b(?:sub[\s-]*)?tota(?:al|l)", re.IGNORECASE
)
"""Totaal Bouw, Construction Total; also Totaal Techniek B.V., which is an account."""
_OF_GROUP = re.compile(
    r"(?:sub[\s-]*)?tota(?:al|l)s?\s*:?\s+(.+)|(.+?)\s+tota(?:al|l)", re.IGNORECASE
)
"""Totaal Jan, Jan Total: what was summed."""
_ID_NAME = re.compile(
    r"\b(?:id|nr|no|nummer|number|code|key|sleutel|guid|kvk|btw)\b|(?:nummer|nr|id|code)$",
    re.IGNORECASE,
)
_CLOSE = Decimal("0.0005")
_TELLING = 100
"""A lone smaller number may add up by chance, as answers from 1 to 5 do."""
_SUMMED = (CellKind.NUMBER, CellKind.UNCALCULATED, CellKind.ERROR)


def find_totals(
    rows: Sequence[Row], columns: Sequence[Column], style: NumberStyle
) -> frozenset[int]:
    """Return the indexes of the rows that are sums of others, told by their words, their place and whether they add up."""
    return _TotalFinder(rows, columns, style).found()


class _TotalFinder:
    def __init__(self, rows: Sequence[Row], columns: Sequence[Column], style: NumberStyle) -> None:
        self._rows = rows
        self._style = style
        self._ids = {column.index for column in columns if _ID_NAME.search(column.name)}
        self._filled = [index for index, row in enumerate(rows) if is_filled(row)]
        self._with_id = sum(map(self._has_id, self._filled))
        self._totals: list[int] = []

    def found(self) -> frozenset[int]:
        for index in self._filled:
            label, others = self._parts(index)
            if self._is_sum_without_id(index) or (
                label and others and self._is_total_anywhere(index, label, others)
            ):
                self._totals.append(index)
        for index in reversed(self._filled):
            if index in self._totals:
                continue
            label, others = self._parts(index)
            if not self._is_last_total(index, label, others):
                break
            self._totals.append(index)
        self._totals += self._companions()
        return frozenset(self._totals)

    def _companions(self) -> list[int]:
        """Return the rows right below a total that count or average what it adds up."""
        found: list[int] = []
        for above, index in pairwise(self._filled):
            label, _ = self._parts(index)
            is_below_total = above in self._totals or above in found
            if (
                label
                and index not in self._totals
                and is_below_total
                and _COMPANION.fullmatch(label.text)
            ):
                found.append(index)
        return found

    def _parts(self, index: int) -> tuple[Cell | None, dict[int, Cell]]:
        """Return a row's label and the other filled cells; no cells where one of them cannot belong to a total."""
        cells = self._rows[index].cells
        first = next(i for i, cell in enumerate(cells) if cell.kind is not CellKind.EMPTY)
        is_label = (
            cells[first].kind is CellKind.TEXT and amount_of(cells[first], self._style) is None
        )
        label = cells[first] if is_label else None
        if label and not _may_be_total(label.text):
            return None, {}
        others = {
            i: cell
            for i, cell in enumerate(cells)
            if cell.kind is not CellKind.EMPTY and (i > first or label is None)
        }
        is_sure = label is not None and _SUM.fullmatch(label.text) is not None
        if any(
            i in self._ids
            or not (self._is_summed(cell) or (is_sure and _COUNT.fullmatch(cell.text)))
            for i, cell in others.items()
        ):
            return None, {}
        if label is None and first == 0:
            return None, {}
        return label, others

    def _is_summed(self, cell: Cell) -> bool:
        if cell.kind in _SUMMED or amount_of(cell, self._style) is not None:
            return True
        return cell.kind is CellKind.TEXT and _is_word(cell.text)

    def _is_total_anywhere(self, index: int, label: Cell, others: dict[int, Cell]) -> bool:
        if _PART_SUM.fullmatch(label.text):
            return True
        if not _NAMED_SUM.fullmatch(label.text):
            return False
        if self._sums_its_group(index, label, others):
            return True
        return self._adds_up(index, others, is_certain=_SUM.fullmatch(label.text) is not None)

    def _is_sum_without_id(self, index: int) -> bool:
        """Tell whether a row begins with nothing but a word for a sum and lacks the id that most other rows have."""
        cells = self._rows[index].cells
        first = next(cell for cell in cells if cell.kind is not CellKind.EMPTY)
        if not _SUM.fullmatch(first.text) or self._has_id(index):
            return False
        return 2 * self._with_id > len(self._filled)

    def _has_id(self, index: int) -> bool:
        cells = self._rows[index].cells
        return any(
            cell.kind is not CellKind.EMPTY for i, cell in enumerate(cells) if i in self._ids
        )

    def _sums_its_group(self, index: int, label: Cell, others: dict[int, Cell]) -> bool:
        """Tell whether a label names what rows above have in a column, as Totaal Jan does, and the numbers are their sums."""
        named = _OF_GROUP.fullmatch(label.text)
        if not named:
            return False
        group = (named[1] or named[2]).casefold()
        above = [self._rows[i] for i in self._filled if i < index and i not in self._totals]
        amounts = {i: amount_of(cell, self._style) for i, cell in others.items()}
        wanted = {i: amount for i, amount in amounts.items() if amount}
        for column, cell in enumerate(above[-1].cells if above and wanted else ()):
            if column in others or cell.text.casefold() != group:
                continue
            if self._are_sums(
                [row for row in above if cell_at(row, column).text == cell.text], wanted
            ):
                return True
        return False

    def _are_sums(self, members: Sequence[Row], wanted: dict[int, Decimal]) -> bool:
        return all(
            sum(amount_of(cell_at(row, i), self._style) or 0 for row in members) == amount
            for i, amount in wanted.items()
        )

    def _is_last_total(self, index: int, label: Cell | None, others: dict[int, Cell]) -> bool:
        """Tell whether a row with nothing but totals below it is one."""
        if label is None:
            is_formula = bool(others) and all(
                cell.kind is CellKind.UNCALCULATED for cell in others.values()
            )
            return is_formula or (bool(others) and self._adds_up(index, others, is_certain=False))
        if _SUM.fullmatch(label.text):
            return True
        place = self._filled.index(index)
        above = self._parts(self._filled[place - 1])[0] if place else None
        has_sum_beside = (above is not None and _SUM.fullmatch(above.text) is not None) or bool(
            set(self._filled[place + 1 : place + 2]) & set(self._totals)
        )
        return _COMPANION.fullmatch(label.text) is not None and has_sum_beside

    def _adds_up(self, index: int, others: dict[int, Cell], is_certain: bool) -> bool:
        """Tell whether the numbers of a row are sums of the rows since the last total, or of all above.

        Where the label alone does not make it certain, every number must be one, and a lone one must be telling.
        """
        amounts = {i: amount_of(cell, self._style) for i, cell in others.items()}
        known = {i: amount for i, amount in amounts.items() if amount}
        if not known:
            return False
        sums = [self._is_sum(index, i, amount) for i, amount in known.items()]
        if is_certain:
            return any(sums)
        return all(sums) and (len(known) > 1 or abs(next(iter(known.values()))) >= _TELLING)

    def _is_sum(self, index: int, column: int, wanted: Decimal) -> bool:
        above = [i for i in self._filled if i < index and i not in self._totals]
        since = max((i for i in self._totals if i < index), default=-1)
        for chosen in (above, [i for i in above if i > since]):
            amounts = [amount_of(cell_at(self._rows[i], column), self._style) for i in chosen]
            known = [amount for amount in amounts if amount is not None]
            if len(known) > 1 and abs(sum(known) - wanted) <= abs(wanted) * _CLOSE:
                return True
        return False


def _is_word(text: str) -> bool:
    return bool(_SUM.fullmatch(text) or _COMPANION.fullmatch(text))


def _may_be_total(text: str) -> bool:
    return _is_word(text) or _NAMED_SUM.fullmatch(text) is not None
