"""What kind of answer stands in a cell, before it is read: a choice of our lists, a figure with its unit, or a bare number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.errors import RefusalError
from playbook.kraljic.factors import Factor
from playbook.quantities import UNKNOWN_WORDS, Natural, parse_quantity
from playbook.sources.portfolios.amounts import without_about
from playbook.sources.sheets.sheet import Cell, CellKind

_CHOICE = re.compile(r"([1-5])\s*[-–—:.)]\s*(.+)", re.DOTALL)
_UP_TO = re.compile(r"(?<=[0-9])\s*(?:à|a|t/m|to|tot)\s*(?=[0-9])", re.IGNORECASE)
SINGLE = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:%|[a-z]+)", re.IGNORECASE)
"""A figure with its unit says more than the level whose words it equals: `3 suppliers`."""
BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def chosen_level(text: str, factor: Factor) -> int | None:
    """Return the level of a choice of our drop-downs, with or without its number, in either language."""
    found = _CHOICE.fullmatch(text)
    for words in factor.texts.values():
        anchors = [_plain(anchor) for anchor in words.anchors]
        if found and _plain(found[2]) == anchors[int(found[1]) - 1]:
            return int(found[1])
        if _plain(text) in anchors and not BARE.fullmatch(text):
            return anchors.index(_plain(text)) + 1
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def tidied(text: str) -> str:
    """Return an answer without words for roughly, a range with two points, and no space before a percent sign."""
    return _UP_TO.sub("..", without_about(text)).replace(" %", "%")


def are_mostly_figures(cells: Iterable[Cell], factor: Factor) -> bool:
    """Tell whether at least as many answers are figures with their unit as levels, so that a bare number is neither by itself."""
    figures = others = 0
    for cell in cells:
        text = " ".join(cell.text.split())
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or text.casefold() in UNKNOWN_WORDS:
            continue
        if _is_figure(text, factor):
            figures += 1
        else:
            others += 1
    return figures >= max(others, 1)


def _is_figure(text: str, factor: Factor) -> bool:
    if not SINGLE.fullmatch(text) and chosen_level(text, factor) is not None:
        return False
    try:
        read = parse_quantity(tidied(text))
    except RefusalError:
        return False
    return isinstance(read, Natural) and factor.scale is not None and read.unit is factor.scale.unit
