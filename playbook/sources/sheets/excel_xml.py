"""What stands in the XML of an xlsx beside its values; ECMA-376 part 1, chapter 18."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from playbook.sources.sheets.grid import Merge
from playbook.sources.sheets.shape import Shape
from playbook.sources.sheets.xml_events import (
    Attributes,
    attribute,
    elements,
    local,
    make_parser,
    parse,
)

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_SHARE_FORMATS = {"9", "10"}  # the built-in formats 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PADDED = re.compile(r"0{2,}")
_TRUE = ("1", "true")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


def tab_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return which part of the archive holds each tab, by the tab's name."""
    targets = part_names(parts[_RELATIONS])
    return {
        attributes.get("name", ""): targets.get(attribute(attributes, "id") or "", "")
        for name, attributes in elements(parts[WORKBOOK])
        if name == "sheet"
    }


def part_names(relations: bytes) -> dict[str, str]:
    """Return the names of the parts that a workbook refers to, by the id it uses for them."""
    return {
        attributes.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", unquote(attributes.get("Target", "")))
        ).lstrip("/")
        for name, attributes in elements(relations)
        if name == "Relationship"
    }


def is_to_calculate(parts: Mapping[str, bytes]) -> bool:
    """Tell whether the workbook says that its stored values are not to be trusted, as libraries write it."""
    return any(
        name == "calcPr" and attributes.get("fullCalcOnLoad") in _TRUE
        for name, attributes in elements(parts[WORKBOOK])
    )


def share_styles(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the numbers of the cell styles that show a percent sign."""
    return frozenset(
        style
        for style, (format_id, code) in _cell_formats(parts).items()
        if format_id in _SHARE_FORMATS or "%" in _QUOTED.sub("", code)
    )


def padded_styles(parts: Mapping[str, bytes]) -> dict[str, int]:
    """Return how many digits the cell styles show that fill up with zeros, as 00000 shows 42 as 00042."""
    formats = _cell_formats(parts).items()
    return {style: len(code) for style, (_, code) in formats if _PADDED.fullmatch(code)}


def _cell_formats(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Return id and code of the number format by the number of the cell style; no code where it is built in."""
    styles = parts.get(_STYLES)
    codes: dict[str, str] = {}
    found: dict[str, tuple[str, str]] = {}
    in_cells = False
    for name, attributes in elements(styles) if styles else ():
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            in_cells = name == "cellXfs"
        elif name == "xf" and in_cells:
            format_id = attributes.get("numFmtId", "")
            found[str(len(found))] = (format_id, codes.get(format_id, ""))
    return found


def position(reference: str) -> tuple[int, int] | None:
    """Return row (from 1) and column (from 0) of a reference such as C12."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


class TabScan:
    """Walks through one worksheet's XML and gathers its shape."""

    def __init__(
        self, shares: frozenset[str], padded: Mapping[str, int], is_to_calculate: bool
    ) -> None:
        self.shape = Shape()
        self._shares = shares
        self._padded = padded
        self._is_to_calculate = is_to_calculate
        self._row = 0
        self._column = -1
        self._kind = ""
        self._style = ""
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._has_value = False
        self._known_columns: dict[str, int] = {}
        self._parser = make_parser(self._start)
        self._actions: dict[str, Callable[[Attributes], None]] = {
            "c": self._on_cell,
            "v": lambda _: self._on_value(),
            "is": lambda _: self._on_inline(),
            "row": self._on_row,
            "f": self._on_formula,
            "col": self._on_column,
            "mergeCell": self._on_merge,
            "sheetData": self._on_data,
            "filterColumn": lambda _: self._on_filter(),
        }

    def run(self, xml: bytes) -> Shape:
        """Read the whole worksheet."""
        parse(self._parser, xml)
        self._finish()
        return self.shape

    def _start(self, name: str, attributes: Attributes) -> None:
        # Nearly every tag is one of these two, and hardly any file writes prefixes.
        if name == "c":
            self._on_cell(attributes)
        elif name == "v":
            self._on_value()
        else:
            self._on_other(local(name), attributes)

    def _on_other(self, name: str, attributes: Attributes) -> None:
        action = self._actions.get(name)
        if action:
            action(attributes)

    def _on_row(self, attributes: Attributes) -> None:
        self._finish()
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = -1
        if attributes.get("hidden") in _TRUE:
            self.shape.hidden_rows.append((self._row, self._row))

    def _on_data(self, _: Attributes) -> None:
        self._row, self._column = 0, -1

    def _on_inline(self) -> None:
        self._has_value = True

    def _on_filter(self) -> None:
        self.shape.is_filtered = True

    def _on_cell(self, attributes: Attributes) -> None:
        if self._has_value or self._formula is not None:
            self._finish()
        reference = attributes.get("r", "")
        letters = reference.rstrip("0123456789")
        column = self._known_columns.get(letters)
        self._column = self._column_of(reference, letters) if column is None else column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")

    def _column_of(self, reference: str, letters: str) -> int:
        """Return a cell's column from its reference; a cell without one follows the last."""
        place = position(reference)
        if place is None:
            return self._column + 1
        self._known_columns[letters] = place[1]
        return place[1]

    def _on_formula(self, _: Attributes) -> None:
        self._formula = []
        self._parser.CharacterDataHandler = self._formula.append

    def _on_value(self) -> None:
        self._has_value = True
        if self._formula is not None or self._kind == "e":
            self._value = []
            self._parser.CharacterDataHandler = self._value.append

    def _finish(self) -> None:
        """Note what the cell that just passed was."""
        if not self._has_value and self._formula is None:
            return
        place = (self._row, self._column)
        shape = self.shape
        if self._row > shape.last_row or self._column > shape.last_column:
            shape.note(*place)
        if self._formula is not None or self._value is not None:
            self._note_special(place)
        elif self._kind == "n":
            self._note_format(place)
        self._has_value = False

    def _note_special(self, place: tuple[int, int]) -> None:
        value = "".join(self._value or ()).strip()
        if self._kind == "e":
            self.shape.errors[place] = value or "#N/A"
        elif self._formula is not None:
            # A text formula may well give an empty text; a number always stands there once it is worked out.
            is_missing = not value and (self._kind != "str" or self._value is None)
            if is_missing or (self._is_to_calculate and value == "0"):
                formula = "".join(self._formula).strip()
                self.shape.uncalculated[place] = f"={formula}" if formula else ""
            elif self._kind == "n":
                self._note_format(place)
        self._formula = self._value = None
        self._parser.CharacterDataHandler = None

    def _note_format(self, place: tuple[int, int]) -> None:
        if self._style in self._shares:
            self.shape.shares.add(place)
        elif self._style in self._padded:
            self.shape.padded[place] = self._padded[self._style]

    def _on_column(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            self.shape.hidden_columns.append((int(first) - 1, int(last) - 1))

    def _on_merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = position(first), position(last)
        if start and end:
            self.shape.merges.append(Merge(start[0], start[1], end[0], end[1]))
