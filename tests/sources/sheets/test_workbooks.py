from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from playbook.sources.sheets.cells import number_cell
from playbook.sources.sheets.loading import load_sheet, split_tab
from playbook.sources.sheets.sheet import CellKind
from tests.sources.sheets.written import (
    by_library,
    names,
    read,
    set_aside,
    tabs,
    texts,
    told,
    with_part,
    workbook,
)
from tests.support import problems_if_any, problems_of

FILES = Path(__file__).parent / "files"
SHEET = "xl/worksheets/sheet1.xml"
TABLE = [["Naam", "Omzet"], ["A", 1], ["B", 2]]


def rich(book):
    """Fill a workbook with one of everything that a cell can be."""
    tab = book.add_worksheet("Klanten")
    day = book.add_format({"num_format": "d-m-yyyy"})
    share = book.add_format({"num_format": "0.0%"})
    euro = book.add_format({"num_format": '"%" #,##0.00'})
    tab.write_row(0, 0, ["Nr", "Naam", "Klant sinds", "Aandeel", "Omzet", "Actief", "Fout", "Som"])
    tab.write_row(1, 0, ["00042", "Bakkerij Jansen"])
    tab.write_number(1, 2, 46350.545, day)
    tab.write_number(1, 3, 0.07, share)
    tab.write_number(1, 4, 0.1 + 0.2, euro)
    tab.write_boolean(1, 5, True)
    tab.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    tab.write_formula(1, 7, "=E2*2", None, 0.6)
    tab.write_row(2, 0, [1042.0, "De Zon"])
    tab.write_number(2, 4, 1.5e7, euro)
    tab.write_formula(2, 7, '=IF(A1="","","")', None, "")
    tab.set_column(5, 5, None, None, {"hidden": True})
    tab.set_row(2, None, None, {"hidden": True})


def test_cells_have_types():
    sheet = read(workbook(rich), "a.xlsx")
    first, second = sheet.rows
    assert [(cell.kind.value, cell.text) for cell in first.cells] == [
        ("text", "00042"), ("text", "Bakkerij Jansen"), ("date", "2026-11-24"), ("number", "7%"), ("number", "0.3"),
        ("flag", "TRUE"), ("error", "#DIV/0!"), ("number", "0.6"),
    ]  # fmt: skip
    assert first.cells[2].value == date(2026, 11, 24)
    assert first.cells[3].value == Decimal("0.07")
    assert first.cells[5].value is True
    assert [second.cells[0].text, second.cells[4].text] == ["1042", "15000000"]
    assert second.cells[7].kind in (CellKind.UNCALCULATED, CellKind.EMPTY)
    assert told(sheet, "error-cells")[0].column == 7
    assert "F “Actief”" in told(sheet, "hidden-columns")[0].message
    assert told(sheet, "hidden-rows")[0].line == 3
    assert [column.hidden for column in sheet.columns].index(True) == 5


def test_formulas_that_were_never_calculated_are_told():
    sheet = read(
        by_library([["Naam", "Omzet", "Dubbel"], ["A", 1, "=B2*2"], ["B", 2, "=B3*2"]]), "a.xlsx"
    )
    assert [row.cells[2].kind for row in sheet.rows] == [CellKind.UNCALCULATED] * 2
    assert sheet.rows[0].cells[2].text == "=B2*2"
    problem = told(sheet, "uncalculated")[0]
    assert "C2–3" in problem.message
    assert "save" in problem.hint


def test_the_zero_that_a_library_writes_beside_a_formula_is_no_value():
    def fill(book):
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Naam", "Omzet"])
        tab.write(1, 0, "A")
        tab.write_formula(1, 1, "=1+1")

    assert read(workbook(fill), "a.xlsx").rows[0].cells[1].kind is CellKind.UNCALCULATED


def test_a_total_that_is_a_formula_nobody_calculated_is_set_aside():
    sheet = read(
        by_library([["Naam", "Omzet"], ["A", 1], ["B", 2], [None, "=SUM(B2:B3)"]]), "a.xlsx"
    )
    assert set_aside(sheet) == [(4, "total")]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1042.0, "1042"), (1e21, "1" + "0" * 21), (1.5e-7, "0.00000015"), (-0.0, "0"), (2 / 3, "0.666666666666667")],
)  # fmt: skip
def test_numbers_have_no_noise(value, text):
    assert number_cell(value).text == text
    assert str(number_cell(value).value) in (text, "1.5E-7")


@pytest.mark.parametrize(
    ("value", "text"), [(0.07, "7%"), (0.145, "14.5%"), (1.0, "100%"), (0.1, "10%"), (0.0, "0%")]
)
def test_shares_are_shown_as_such(value, text):
    assert number_cell(value, is_share=True).text == text


def test_long_numbers_have_lost_digits():
    sheet = read(tabs({"T": [["Naam", "Nr"], ["A", 123456789012345678], ["B", 12345]]}), "a.xlsx")
    assert "B2" in told(sheet, "digits-lost")[0].message
    assert "E" not in sheet.rows[0].cells[1].text


def merged(book):
    tab = book.add_worksheet()
    tab.merge_range(0, 0, 0, 3, "Accounts van Els")
    tab.merge_range(1, 0, 2, 0, "Naam")
    tab.merge_range(1, 1, 1, 2, "Omzet")
    tab.write_row(2, 1, ["2025", "2026"])
    tab.write(1, 3, "Sector")
    for row, name in enumerate(["A", "B", "C", "D"], 3):
        tab.write_row(row, 0, [name] if name == "D" else [name, 1, 2])
    tab.merge_range(3, 3, 5, 3, "Bouw")
    tab.write(6, 3, "Zorg")
    tab.merge_range(6, 1, 6, 2, 7)


def test_merged_cells():
    sheet = read(workbook(merged), "a.xlsx")
    assert names(sheet) == ["Naam", "Omzet 2025", "Omzet 2026", "Sector"]
    assert [row[3] for row in texts(sheet)] == ["Bouw", "Bouw", "Bouw", "Zorg"]
    down, across = told(sheet, "merged-cells")
    assert "D4:D6" in down.message
    assert "B7:C7" in across.message
    assert texts(sheet)[3][1:3] == ["7", ""]


def test_a_filter_is_told():
    def fill(book):
        tab = book.add_worksheet()
        for row, line in enumerate(TABLE):
            tab.write_row(row, 0, line)
        tab.autofilter(0, 0, 2, 1)
        tab.filter_column(0, "x == B")
        tab.set_row(1, options={"hidden": True})

    sheet = read(workbook(fill), "a.xlsx")
    assert "hidden by a filter" in told(sheet, "hidden-rows")[0].message
    assert len(sheet.rows) == 2


def test_the_visible_tab_with_the_table_is_read():
    content = {"Uitleg": [["Vul dit in"]], "Verborgen": TABLE, "Klanten": [["Naam", "Omzet", "Plaats"], ["A", 1, "Urk"]]}  # fmt: skip
    sheet = read(tabs(content, hidden=["Verborgen"]), "a.xlsx")
    assert sheet.tab == "Klanten"
    assert "“Uitleg”" in told(sheet, "tab-chosen")[0].message
    assert read(tabs(content, hidden=["Verborgen"]), "a.xlsx", "verborgen").tab == "Verborgen"


def test_a_hidden_first_tab_is_passed_over():
    sheet = read(tabs({"hiddenSheet": [["x"]], "Klanten": TABLE}, hidden=["hiddenSheet"]), "a.xlsx")
    assert sheet.tab == "Klanten"
    assert told(sheet, "tab-chosen")


def test_tabs_with_the_same_columns_are_asked_about():
    content = {"Els": TABLE, "Jan": TABLE, "Uitleg": [["Hoe"], ["Zo"]]}
    (problem,) = problems_of(lambda: read(tabs(content), "a.xlsx"))
    assert problem.code == "several-tabs"
    assert "“Els”, “Jan”" in problem.message
    assert "a.xlsx#Els" in problem.hint
    assert read(tabs(content), "a.xlsx", "Jan").tab == "Jan"


def test_a_tab_that_is_not_there():
    (problem,) = problems_of(lambda: read(tabs({"Els": TABLE}), "a.xlsx", "Piet"))
    assert (problem.code, problem.hint) == ("no-such-tab", "Its tabs are “Els”.")
    assert problems_of(lambda: read("a;b\n1;2\n", "a.csv", "Piet"))[0].code == "no-such-tab"


def test_a_tab_behind_a_hash(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(tabs({"Els": TABLE, "Jan": TABLE}))
    assert load_sheet(Path(f"{tmp_path}/a.xlsx#Jan")).tab == "Jan"
    (tmp_path / "a#1.csv").write_text("Naam;Plaats\nA;Urk\n")
    assert load_sheet(tmp_path / "a#1.csv", "a#1.csv").tab is None
    assert split_tab("C#/a.csv") == ("C#/a.csv", None)


@pytest.mark.parametrize("name", ["accounts.xls", "accounts.ods"])
def test_other_formats(name):
    sheet = load_sheet(FILES / name, name)
    assert names(sheet)[:5] == ["Nr", "Naam", "Klant sinds", "Aandeel", "Omzet"]
    assert [row.cells[1].text for row in sheet.rows] == ["Bakkerij Jansen", "De Zon"]
    assert sheet.rows[0].cells[0].text == "00042"
    assert sheet.rows[0].cells[2].text == "2026-11-24"
    assert [bool(told(sheet, "old-format")), bool(told(sheet, "hidden-columns"))] == [
        name.endswith("xls"), name.endswith("ods")
    ]  # fmt: skip


def test_what_an_ods_holds_beside_its_values():
    sheet = load_sheet(FILES / "accounts.ods", "accounts.ods")
    first = sheet.rows[0]
    assert [first.cells[3].text, first.cells[5].text, first.cells[6].text] == ["7%", "TRUE", "#DIV/0!"]  # fmt: skip
    assert told(sheet, "hidden-rows")[0].line == 3


def test_an_ods_formula_without_a_value():
    data = with_part((FILES / "accounts.ods").read_bytes(), "content.xml", _without_value)
    cell = read(data, "a.ods").rows[0].cells[7]
    assert cell.kind is CellKind.UNCALCULATED
    assert cell.text.startswith("=")


def _without_value(content: bytes) -> bytes:
    start = content.index(b"<table:table-cell", content.index(b"#DIV/0!"))
    end = content.index(b"</table:table-cell>", start)
    assert b"E2" in content[start:end]
    return content[:start] + b'<table:table-cell table:formula="of:=[.E2]*2">' + content[end:]


def test_the_limits():
    def stray(book):
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Naam", "Plaats"])
        tab.write_row(1, 0, ["A", "Urk"])
        tab.write(1_048_575, 16_383, "x")

    (problem,) = problems_of(lambda: read(workbook(stray), "a.xlsx"))
    assert (problem.code, problem.line) == ("too-large", 1_048_576)
    assert "XFD1048576" in problem.message

    def low(book):
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Naam", "Plaats"])
        tab.write(100_000, 0, "x")

    assert problems_of(lambda: read(workbook(low), "a.xlsx"))[0].line == 100_001
    wide = ";".join(f"K{number}" for number in range(501))
    assert problems_of(lambda: read(f"{wide}\n{wide}\n"))[0].code == "too-large"


def test_a_swollen_archive_is_refused_before_it_is_opened():
    def swell(content):
        return content.replace(b"<sheetData>", b"<!--" + b" " * 60_000_000 + b"--><sheetData>")

    data = with_part(tabs({"T": TABLE}), SHEET, swell)
    assert len(data) < 200_000
    assert problems_of(lambda: read(data, "a.xlsx"))[0].code == "too-large"


def test_a_size_that_lies_is_noticed():
    data = tabs({"T": TABLE})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    lied = data.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    assert lied != data
    assert problems_of(lambda: read(lied, "a.xlsx"))[0].code == "damaged"


@pytest.mark.parametrize("declaration", [b'<!DOCTYPE x [<!ENTITY a "b">]>', b"<!DOCTYPE x>"])
def test_a_document_type_is_refused(declaration):
    def declare(content):
        return content.replace(b"<worksheet", declaration + b"<worksheet", 1)

    data = with_part(tabs({"T": TABLE}), SHEET, declare)
    assert problems_of(lambda: read(data, "a.xlsx"))[0].code == "damaged"


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize(
    "change",
    [lambda part: part[: len(part) // 2], lambda _: b"", lambda part: part.replace(b">", b"", 3)],
    ids=["cut", "empty", "broken"],
)
def test_damaged_parts_are_refused(part, change):
    data = with_part(tabs({"T": TABLE}), part, change)
    assert problems_of(lambda: read(data, "a.xlsx"))[0].code in ("damaged", "no-table")


def test_no_cut_brings_it_down():
    for data in (
        workbook(rich),
        *((FILES / name).read_bytes() for name in ("accounts.xls", "accounts.ods")),
    ):
        for end in range(8, len(data), max(1, len(data) // 20)):
            problems_of(lambda data=data, end=end: read(data[:end], "a.xlsx"))


def test_an_xls_whose_extent_lies_is_refused_and_not_the_end_of_us():
    data = bytearray((FILES / "accounts.xls").read_bytes())
    # The record of a tab's extent: kind, size, first row, row behind the last.
    extent = data.index(b"\x00\x02\x0e\x00")
    data[extent + 8 : extent + 12] = b"\xff\xff\xff\xff"
    (problem,) = problems_of(lambda: read(bytes(data), "a.xls"))
    assert problem.code == "damaged"


def test_a_panic_prints_nothing(capfd):
    data = (FILES / "accounts.xls").read_bytes()
    for end in range(600, len(data), 300):
        problems_if_any(lambda end=end: read(data[:end], "a.xls"))
    assert capfd.readouterr().err == ""


def test_a_number_that_shows_zeros_before_it_keeps_them():
    def fill(book):
        tab = book.add_worksheet()
        five, other = (book.add_format({"num_format": code}) for code in ("00000", "0.00"))
        tab.write_row(0, 0, ["Klantnummer", "Naam", "Omzet"])
        for row, (number, shown) in enumerate(
            ((42, five), (123456, five), (1.5, five), (42, other)), 1
        ):
            tab.write(row, 0, number, shown)
            tab.write(row, 1, f"Klant {row}")
            tab.write_formula(row, 2, "=6*7", five, 42)

    sheet = read(workbook(fill), "a.xlsx")
    assert [row[0] for row in texts(sheet)] == ["00042", "123456", "1.5", "42"]
    assert [row.cells[0].value for row in sheet.rows[:2]] == [42, 123456]
    assert [row[2] for row in texts(sheet)] == ["00042"] * 4
