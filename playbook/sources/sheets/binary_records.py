"""What stands in the records of an xlsb beside its values; [MS-XLSB] 2.1.4 and 2.4."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from playbook.sources.sheets.excel_xml import part_names
from playbook.sources.sheets.grid import Merge
from playbook.sources.sheets.shape import Shape

_ROW, _MERGE, _COLUMN, _FILTER_COLUMN, _TAB = 0, 176, 60, 163, 156
_CELLS = range(2, 12)
_ERRORS = (3, 11)
_ERROR_WORDS: Mapping[int, str] = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_HIDDEN_ROW = 0x1000  # bit of the flags behind height and outline
_HIDDEN_COLUMN = 0x0001


def scan_records(data: bytes) -> Shape:
    """Gather the shape of one worksheet.

    Raises:
        ValueError: when the records do not fit together.
    """
    shape, row = Shape(), 0
    for kind, body in _records(data):
        try:
            if kind == _ROW:
                row = struct.unpack_from("<I", body)[0] + 1
                if struct.unpack_from("<H", body, 10)[0] & _HIDDEN_ROW:
                    shape.hidden_rows.append((row, row))
            elif kind in _CELLS:
                column = struct.unpack_from("<I", body)[0]
                shape.note(row, column)
                if kind in _ERRORS:
                    shape.errors[row, column] = _ERROR_WORDS.get(body[8], "#N/A")
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                shape.merges.append(Merge(top + 1, left, bottom + 1, right))
            elif kind == _COLUMN and struct.unpack_from("<H", body, 16)[0] & _HIDDEN_COLUMN:
                first, last = struct.unpack_from("<2I", body)
                shape.hidden_columns.append((first, last))
            elif kind == _FILTER_COLUMN:
                shape.is_filtered = True
        except (struct.error, IndexError):
            raise ValueError("a record is too short") from None
    return shape


def binary_tab_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return which part of the archive holds each tab, by the tab's name.

    Raises:
        ValueError: when the records do not fit together.
    """
    targets = part_names(parts["xl/_rels/workbook.bin.rels"])
    found = {}
    for kind, body in _records(parts["xl/workbook.bin"]):
        if kind == _TAB:
            relation, at = _text(body, 8)
            found[_text(body, at)[0]] = targets.get(relation, "")
    return found


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Read a text of UTF-16 with its length before it; return it with the place behind it."""
    length = int.from_bytes(body[at : at + 4], "little")
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _varied(data, at, 2)
        size, at = _varied(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _varied(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; of a record's kind the high bit stays in."""
    value = 0
    for shift in range(most):
        if at >= len(data):
            raise ValueError("a record is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * shift)
        if not byte & 0x80:
            break
    return value, at
