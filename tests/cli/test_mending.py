"""Rows that cannot be used, mended and fed back: nothing is lost and nothing is done twice."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from tests.cli.running import Folder
from tests.support import MINIMAL

SHEET = """\
Klantnummer;Klantnaam;Contractwaarde per jaar;Alternatieven
0001;Alfa;€ 1.200,50;4 leveranciers
0002;Bravo;ongeveer een ton;6 leveranciers
0003;Charlie;€ 1.300,00;veel
0004;;€ 1.400,00;3 leveranciers
"""
BUILD = ("--offering", "offering.yaml", "--kind", "brief", "--format", "html", "--lang", "nl")


@pytest.fixture
def sheets(folder: Folder) -> Folder:
    folder.put("crm.csv", SHEET)
    folder.put("offering.yaml", MINIMAL)
    return folder


def mend(folder: Folder, name: str, to: str | None = None, **cells: tuple[str, str]) -> None:
    """Type into a workbook of rows: by id without its zeros, the column and the text."""
    book = openpyxl.load_workbook(folder.root / name)
    tab = book.active
    at = {cell.value: cell.column for cell in tab[1]}
    for row in tab.iter_rows(min_row=2):
        for key, (column, text) in cells.items():
            if row[0].value == f"000{key[1:]}":
                tab.cell(row[0].row, at[column]).value = text
    book.save(folder.root / (to or name))


def listed(folder: Folder) -> list[str]:
    text = (folder.root / "output/portfolio.csv").read_text(encoding="utf-8-sig")
    return sorted(row[0] for row in list(csv.reader(io.StringIO(text), delimiter=";"))[1:])


def workbooks(folder: Folder) -> list[str]:
    return sorted(path.name for path in (folder.root / "output").glob("problems*.xlsx"))


def test_bad_rows_stop_no_good_one_and_go_into_a_workbook_with_their_reasons(sheets):
    ran = sheets("build", "crm.csv", *BUILD)
    assert ran.code == 4
    assert listed(sheets) == ["0001"]
    tab = openpyxl.load_workbook(sheets.root / "output/problems.xlsx").active
    rows = list(tab.iter_rows(values_only=True))
    assert [row[:4] for row in rows[1:]] == [
        ("0002", "Bravo", "ongeveer een ton", "6 leveranciers"),
        ("0003", "Charlie", "€ 1.300,00", "veel"),
        ("0004", None, "€ 1.400,00", "3 leveranciers"),
    ]
    assert [row[-2] for row in rows[1:]] == [3, 4, 5]
    assert all(row[-1] for row in rows[1:])
    assert "crm.csv:3:3:" in ran.err
    assert "output/problems.xlsx" in ran.out.splitlines()


def test_rows_may_be_mended_in_steps_and_in_several_workbooks(sheets):
    sheets("build", "crm.csv", *BUILD)
    mend(sheets, "output/problems.xlsx", k2=("Contractwaarde per jaar", "100.000,00"))
    ran = sheets("build", "output/problems.xlsx", *BUILD)
    assert (ran.code, listed(sheets)) == (4, ["0001", "0002"])
    assert "1 document written, 1 up to date already." in ran.err
    assert workbooks(sheets) == ["problems-2.xlsx", "problems.xlsx"]
    mend(sheets, "output/problems-2.xlsx", to="elders.xlsx", k3=("Alternatieven", "9 leveranciers"))
    ran = sheets("build", "elders.xlsx", *BUILD)
    assert (ran.code, listed(sheets)) == (4, ["0001", "0002", "0003"])
    mend(sheets, "output/problems-2.xlsx", k4=("Klantnaam", "Delta"))
    ran = sheets("build", "output/problems-2.xlsx", *BUILD)
    assert (ran.code, listed(sheets)) == (0, ["0001", "0002", "0003", "0004"])
    assert "1 document written, 3 up to date already." in ran.err
    again = sheets("build", "crm.csv", *BUILD)
    assert (again.code, listed(sheets)) == (0, ["0001", "0002", "0003", "0004"])
    assert "0 documents written, 4 up to date already." in again.err
    assert len(list((sheets.root / "output/accounts").rglob("*.html"))) == 4


def test_a_workbook_that_somebody_is_mending_is_never_written_over(sheets):
    sheets("build", "crm.csv", *BUILD)
    mend(sheets, "output/problems.xlsx", k2=("Contractwaarde per jaar", "nog vragen"))
    mine = (sheets.root / "output/problems.xlsx").read_bytes()
    assert sheets("build", "crm.csv", *BUILD).code == 4
    assert (sheets.root / "output/problems.xlsx").read_bytes() == mine


def test_a_row_that_is_right_by_now_does_not_go_back_to_what_was_mended(sheets):
    sheets("build", "crm.csv", *BUILD)
    mend(sheets, "output/problems.xlsx", k2=("Contractwaarde per jaar", "100.000,00"))
    sheets("build", "output/problems.xlsx", *BUILD)
    sheets.put("crm.csv", SHEET.replace("ongeveer een ton", "€ 250.000,00"))
    sheets("build", "crm.csv", *BUILD)
    text = (sheets.root / "output/portfolio.csv").read_text(encoding="utf-8-sig")
    assert "250000" in text
    assert "100000" not in text


def test_when_the_sheet_is_right_our_workbook_goes(sheets):
    sheets("build", "crm.csv", *BUILD)
    good = SHEET.replace("ongeveer een ton", "€ 2,50").replace("veel", "3").replace("4;;", "4;D;")
    sheets.put("crm.csv", good)
    ran = sheets("build", "crm.csv", *BUILD)
    assert (ran.code, workbooks(sheets)) == (0, [])


def test_documents_of_a_row_that_went_wrong_are_kept(sheets):
    sheets("build", "crm.csv", *BUILD)
    before = sorted((sheets.root / "output/accounts").rglob("*.html"))
    sheets.put("crm.csv", SHEET.replace("€ 1.200,50", "veel geld"))
    ran = sheets("build", "crm.csv", *BUILD)
    assert sorted((sheets.root / "output/accounts").rglob("*.html")) == before
    assert ran.code == 1


def test_two_sheets_of_one_name_lose_no_row(sheets):
    sheets.put("noord/crm.csv", SHEET)
    sheets.put("zuid/crm.csv", SHEET.replace("000", "900"))
    build = ("build", "noord/crm.csv", "zuid/crm.csv", *BUILD)
    assert "6 rows could not be used" in sheets(*build).err
    mend(sheets, "output/problems.xlsx", k2=("Contractwaarde per jaar", "100.000,00"))
    ran = sheets(*build)
    assert ran.code == 4
    assert "5 rows could not be used" in ran.err
    assert listed(sheets) == ["0001", "0002", "9001"]
    record = json.loads((sheets.root / "output/.playbook/manifest.json").read_text())
    origins = {one["key"]: one["origin"] for one in record["documents"].values()}
    assert origins["0002"] == "noord/crm.csv"
