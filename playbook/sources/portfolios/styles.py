"""How the figures of whole sheets were read, for rows that are read again apart from the others."""

from __future__ import annotations

from collections.abc import Sequence

from playbook.sources.portfolios.days import DayOrder
from playbook.sources.portfolios.evidence import FRACTION, NAMED, weigh_column
from playbook.sources.portfolios.fields import FieldKind
from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.sheets.sheet import NumberStyle


def settled_mapping(matches: Sequence[SheetMatch], taken: dict[str, str]) -> SavedMapping:
    """Return what the columns of sheets are and how they were read: the mark and the order that all columns agree on."""
    columns: dict[str, str] = {}
    styles: set[NumberStyle] = set()
    orders: set[DayOrder] = set()
    units: dict[str, str] = {}
    for match in matches:
        columns = {**match.as_mapping("").columns, **columns}
        for one in match.columns:
            if one.field is None:
                continue
            evidence = weigh_column(match.sheet, one.column, one.field, match.mapping)
            if one.field.kind in (FieldKind.AMOUNT, FieldKind.COUNT):
                styles.add(evidence.style)
            if one.field.kind is FieldKind.DAY:
                orders.add(evidence.order)
            unit = FRACTION if evidence.are_fractions else evidence.unit
            unit = NAMED if evidence.needs_units else unit
            units |= {one.field.id: unit} if unit else {}
    styles -= {NumberStyle.UNKNOWN}
    orders -= {DayOrder.UNKNOWN}
    decimal = styles.pop() if len(styles) == 1 else None
    dates = orders.pop() if len(orders) == 1 else None
    return SavedMapping("", columns, decimal, dates, units, taken)
