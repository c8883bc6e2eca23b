"""What stands in the content of an ods beside its values; OpenDocument 1.3 part 3, chapter 9."""

from __future__ import annotations

from playbook.sources.sheets.grid import Merge
from playbook.sources.sheets.shape import Shape
from playbook.sources.sheets.xml_events import Attributes, attribute, local, make_parser, parse

CONTENT = "content.xml"
_TRUTHS = ("TRUE", "FALSE", "WAAR", "ONWAAR")
"""How a number is shown whose style makes it yes or no."""
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")


class ContentScan:
    """Walks through the content and gathers the shape of one tab."""

    def __init__(self, tab: str) -> None:
        self.shape = Shape()
        self._tab = tab
        self._is_inside = False
        self._rows = (0, 0)  # the row, or the run of equal rows, at hand: first and last
        self._columns = (-1, -1)
        self._next_column = 0
        self._cell: Attributes | None = None
        self._text: list[str] = []
        self._parser = make_parser(self._start)

    def run(self, xml: bytes) -> Shape:
        """Read the whole content."""
        parse(self._parser, xml)
        self._finish()
        return self.shape

    def _start(self, prefixed: str, attributes: Attributes) -> None:
        name = local(prefixed)
        if name == "table":
            self._finish()
            self._is_inside = attribute(attributes, "name") == self._tab
        elif not self._is_inside:
            return
        elif name == "table-column":
            self._on_column(attributes)
        elif name == "table-row":
            self._on_row(attributes)
        elif name in _CELLS:
            self._on_cell(attributes)
        elif name == "p" and self._cell is not None:
            self._parser.CharacterDataHandler = self._text.append

    def _on_column(self, attributes: Attributes) -> None:
        first, count = self._next_column, _count(attributes, "number-columns-repeated")
        self._next_column += count
        if attribute(attributes, "visibility") in _HIDDEN:
            self.shape.hidden_columns.append((first, first + count - 1))

    def _on_row(self, attributes: Attributes) -> None:
        self._finish()
        first = self._rows[1] + 1
        self._rows = (first, first + _count(attributes, "number-rows-repeated") - 1)
        self._columns = (-1, -1)
        visibility = attribute(attributes, "visibility")
        if visibility in _HIDDEN:
            self.shape.hidden_rows.append(self._rows)
            self.shape.is_filtered |= visibility == "filter"

    def _on_cell(self, attributes: Attributes) -> None:
        self._finish()
        first = self._columns[1] + 1
        self._columns = (first, first + _count(attributes, "number-columns-repeated") - 1)
        self._cell = attributes

    def _finish(self) -> None:
        """Note what the cell that just passed was."""
        cell, text = self._cell, "".join(self._text).strip()
        self._cell, self._text, self._parser.CharacterDataHandler = None, [], None
        if cell is None:
            return
        self._note_merge(cell)
        kinds = [value for key, value in cell.items() if key.endswith("value-type")]
        formula = attribute(cell, "formula")
        if not kinds and formula is None and not text:
            return
        self.shape.note(self._rows[1], self._columns[1])
        place = (self._rows[0], self._columns[0])
        if "error" in kinds:
            self.shape.errors[place] = text or "#N/A"
        elif formula is not None and not kinds and not text:
            self.shape.uncalculated[place] = f"={formula.partition(':=')[2] or formula.lstrip('=')}"
        elif "percentage" in kinds:
            self.shape.shares.add(place)
        elif "boolean" in kinds or text in _TRUTHS:
            self.shape.flags.add(place)

    def _note_merge(self, cell: Attributes) -> None:
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            top, left = self._rows[0], self._columns[0]
            self.shape.merges.append(Merge(top, left, top + down - 1, left + across - 1))


def _count(attributes: Attributes, name: str) -> int:
    value = attribute(attributes, name) or "1"
    return max(1, int(value)) if value.isdecimal() else 1
