"""No free program writes an xlsb, so its records are made by hand here, after [MS-XLSB] 2.4."""

from __future__ import annotations

import struct

import pytest

from playbook.sources.sheets.binary_records import binary_tab_parts, scan_records
from playbook.sources.sheets.grid import Merge


def record(kind, body):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def row(number, is_hidden=False):
    return record(
        0, struct.pack("<IIHH", number - 1, 0, 300, 0x1000 if is_hidden else 0) + bytes(5)
    )


def cell(kind, column, value=b""):
    return record(kind, struct.pack("<II", column, 0) + value)


def text(value):
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def test_records():
    shape = scan_records(
        record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
        + record(60, struct.pack("<IIIIH", 3, 4, 0, 0, 0))
        + row(1) + cell(7, 0, bytes(4)) + row(5, is_hidden=True) + cell(3, 2, b"\x17") + cell(11, 3, b"\x2a") + cell(1, 9)
        + record(163, bytes(8)) + record(176, struct.pack("<IIII", 4, 5, 0, 0))
    )  # fmt: skip
    assert (shape.last_row, shape.last_column) == (5, 3)
    assert shape.errors == {(5, 2): "#REF!", (5, 3): "#N/A"}
    assert shape.hidden_rows == [(5, 5)]
    assert shape.hidden_columns == [(1, 2)]
    assert shape.merges == [Merge(5, 0, 6, 0)]
    assert shape.is_filtered


def test_tabs():
    parts = {
        "xl/workbook.bin": record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Klanten")),
        "xl/_rels/workbook.bin.rels": b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet7.bin"/></Relationships>',
    }
    assert binary_tab_parts(parts) == {"Klanten": "xl/worksheets/sheet7.bin"}


@pytest.mark.parametrize("data", [b"\x00", b"\x80", record(0, b"\x01"), record(3, bytes(8))])
def test_records_that_are_cut_off(data):
    with pytest.raises(ValueError, match="record"):
        scan_records(data)
