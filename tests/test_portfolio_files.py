"""The messy variants and what is expected of them: written from the shipped portfolio, small, and in step with each other."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from ruamel.yaml import YAML

from tests.portfolios.books import dynamics, marketer, still
from tests.portfolios.make import TEXTS
from tests.support import ROOT

FOLDER = ROOT / "tests/portfolios"
NOT_SHEETS = {".py", ".md", ".yaml"}
EXPECTED = YAML(typ="safe").load(FOLDER / "expected.yaml")
LARGEST = 60 * 1024
"""Bytes; they are read often, and each fault needs only a few rows."""


def sheets() -> set[str]:
    return {path.name for path in FOLDER.iterdir() if path.suffix not in NOT_SHEETS | {""}}


def test_every_file_has_its_expectation_and_is_small():
    assert set(EXPECTED) == sheets()
    assert max((FOLDER / name).stat().st_size for name in EXPECTED) < LARGEST


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_text_files_are_what_the_shipped_portfolio_gives(name):
    assert (FOLDER / name).read_bytes() == TEXTS[name]()


@pytest.mark.parametrize(
    ("name", "make"), [("marketer.xlsx", marketer), ("dynamics.xlsx", dynamics)]
)
def test_workbooks_hold_what_the_shipped_portfolio_gives(name, make, tmp_path):
    still(tmp_path / name, make())
    cells = [
        [
            [cell.value for row in tab.iter_rows() for cell in row]
            for tab in load_workbook(folder / name)
        ]
        for folder in (tmp_path, FOLDER)
    ]
    assert cells[0] == cells[1]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expectations_add_up(name):
    expected = EXPECTED[name]
    if "refused" in expected:
        return
    bad_rows = [one["row"] for one in expected.get("bad", ())]
    assert expected["good"] + len(set(bad_rows)) == expected["rows"]
    assert not set(bad_rows) & set(expected.get("left_out", {}))


@pytest.mark.parametrize(
    ("name", "one"),
    [(name, one) for name in sorted(TEXTS) for one in EXPECTED[name].get("bad", ())],
)
def test_each_bad_row_stands_where_it_is_said_to(name, one):
    encoding = {"utf-16": "utf-16", "windows-1252": "cp1252"}.get(
        EXPECTED[name].get("encoding", ""), "utf-8-sig"
    )
    lines = (FOLDER / name).read_bytes().decode(encoding).splitlines()
    assert (one["id"] if "id" in one else one["name"].split()[0]) in lines[one["row"] - 1]
    assert one["column"] in lines[EXPECTED[name]["header_row"] - 1]


@pytest.mark.parametrize("name", ["marketer.xlsx", "dynamics.xlsx"])
def test_each_bad_row_of_a_workbook_stands_where_it_is_said_to(name):
    tab = load_workbook(FOLDER / name)[EXPECTED[name]["tab"]]
    header = [cell.value for cell in tab[EXPECTED[name]["header_row"]]]
    for one in EXPECTED[name]["bad"]:
        assert tab.cell(one["row"], 1).value == one["id"]
        assert one["column"] in header
