from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from playbook.build.problem_book import problems_workbook
from playbook.locales import Locale
from playbook.sources.costs import load_costs
from playbook.sources.portfolios.carried import carried_mapping
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.offerings import Ground
from playbook.sources.portfolios.portfolio import SheetGround
from playbook.sources.sheets.sheet import CellKind, NumberStyle
from tests.sources.portfolios.making import read, sheet, sheet_of, told

DAY = date(2026, 11, 24)
HEADERS = [
    "Klantnr",
    "Klant",
    "Jaarwaarde",
    "Alternatieven",
    "Overstaptijd",
    "Rest",
    "Dag",
    "Reden",
]
ROWS = [
    ["0012", "Acme", "€ 50.000", "3", "6 weken", "", date(2026, 1, 2), "x"],
    ["0013", "Beta", "1.250", "9", "6", "=1+1", date(2026, 1, 2), "y"],
    ["0012", "Gamma", 5000, "3", "2 weken", "@SUM(A1)", None, "z"],
    ["0014", "Delta", "veel", "3", "2 weken", (CellKind.UNCALCULATED, "=B2*2"), None, "+31"],
]


@pytest.fixture(scope="module")
def dutch(project, bank, content):
    costs = load_costs(project)
    fields = load_fields(project, bank)
    return SheetGround(fields, content.labels, Ground(bank, lambda: costs), Locale.NL)


@pytest.fixture(scope="module")
def portfolio(dutch):
    return read(sheet(HEADERS, *ROWS, style=NumberStyle.COMMA, file="in/klanten.csv"), dutch)


@pytest.fixture(scope="module")
def made(portfolio, dutch):
    return problems_workbook(portfolio, dutch.labels[Locale.NL], DAY)


@pytest.fixture
def kept(made, tmp_path):
    path = tmp_path / "problems.xlsx"
    path.write_bytes(made)
    return path


def tab_of(data):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def test_every_column_comes_back_with_where_it_came_from_and_why(made):
    tab = tab_of(made)
    values = [[one.value for one in row] for row in tab.iter_rows()]
    assert values[0] == [*HEADERS, "Bronblad", "Bronrij", "Reden"]
    assert values[1][:6] == ["0013", "Beta", "1.250", "9", "6", "=1+1"]
    assert values[2][2] == 5000
    assert values[1][6].date() == date(2026, 1, 2)
    assert values[1][8:10] == ["klanten.csv", 3]
    assert values[1][10].startswith("Cel E2 (Overstaptijd): bij 6 staat geen eenheid")
    assert [row[8:10] for row in values[2:]] == [["klanten.csv", 4], ["klanten.csv", 5]]


def test_no_text_can_become_a_formula(made):
    cells = [one for row in tab_of(made).iter_rows() for one in row if isinstance(one.value, str)]
    assert {"=1+1", "@SUM(A1)", "+31", "=B2*2"} <= {one.value for one in cells}
    assert {one.data_type for one in cells} == {"s"}


def test_what_is_wrong_is_coloured_and_says_why(made):
    tab = tab_of(made)
    flawed = {one.coordinate for row in tab.iter_rows(min_row=2) for one in row if one.comment}
    assert flawed == {"E2", "A3", "C4"}
    assert "“veel” is geen bedrag" in tab["C4"].comment.text
    plain = tab["B2"].fill.fgColor.rgb
    assert all(tab[one].fill.fgColor.rgb != plain for one in flawed)


def test_fed_back_as_it_is_every_row_comes_out_again(kept, made, dutch):
    carried = carried_mapping(kept, dutch.fields)
    again = read(sheet_of(made), dutch, mapping=carried)
    assert again.entries == ()
    assert [one.row for one in again.bad_rows] == [2, 3, 4]
    # The second workbook still names where each row first came from.
    second = tab_of(problems_workbook(again, dutch.labels[Locale.NL], DAY))
    assert [[one.value for one in row][8:10] for row in second.iter_rows(min_row=2)] == [["klanten.csv", 3], ["klanten.csv", 4], ["klanten.csv", 5]]  # fmt: skip
    assert [one.value for one in second[1]] == [*HEADERS, "Bronblad", "Bronrij", "Reden"]


def test_mended_rows_are_built_with_the_keys_and_figures_they_would_have_had(kept, dutch):
    book = openpyxl.load_workbook(kept)
    book.worksheets[0]["E2"] = "6 weken"
    book.worksheets[0]["C4"] = 75000
    out = io.BytesIO()
    book.save(out)
    kept.write_bytes(out.getvalue())
    again = read(sheet_of(out.getvalue()), dutch, mapping=carried_mapping(kept, dutch.fields))
    assert [one.key for one in again.entries] == ["0013", "0014"]
    beta = again.entries[0]
    # Alone among its rows this could be 1.25, or a level: the whole sheet said what it is.
    assert beta.profile.offering.yearly_value.value == 1250
    assert beta.data["answers"]["alternatives"] == "9 suppliers"
    assert [one.row for one in again.bad_rows] == [3]
    assert "staat ook in rij 2 van klanten.csv" in told(again)[0]


def test_a_row_given_its_own_id_is_no_double_any_more(kept, dutch):
    book = openpyxl.load_workbook(kept)
    book.worksheets[0]["A3"] = "0015"
    out = io.BytesIO()
    book.save(out)
    kept.write_bytes(out.getvalue())
    again = read(sheet_of(out.getvalue()), dutch, mapping=carried_mapping(kept, dutch.fields))
    assert [one.key for one in again.entries] == ["0015"]


def test_the_first_of_two_that_was_wrong_itself_is_not_kept_out_by_its_double(dutch, tmp_path):
    table = sheet(
        ["Klantnr", "Klant", "Overstaptijd"], ["1", "Acme", "6"], ["1", "Acme", "6 weken"]
    )
    data = problems_workbook(read(table, dutch), dutch.labels[Locale.NL], DAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.worksheets[0]["C2"] = "6 weken"
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / "problems.xlsx"
    path.write_bytes(out.getvalue())
    again = read(sheet_of(out.getvalue()), dutch, mapping=carried_mapping(path, dutch.fields))
    assert [one.row for one in again.entries] == [2]
    assert [one.row for one in again.bad_rows] == [3]


def test_columns_given_by_hand_travel_with_the_rows(dutch, tmp_path):
    from playbook.sources.portfolios.matching import match_columns
    from playbook.sources.portfolios.portfolio import read_portfolio
    from tests.sources.portfolios.making import offering

    table = sheet(["Wie", "Hoelang"], ["Acme", "6"])
    match = match_columns(
        table, dutch.fields, None, {0: "account.name", 1: "answers.switching_time"}
    )
    portfolio = read_portfolio([match], [offering()], dutch, None)
    path = tmp_path / "problems.xlsx"
    path.write_bytes(problems_workbook(portfolio, dutch.labels[Locale.NL], DAY))
    carried = carried_mapping(path, dutch.fields)
    assert carried.columns == {"Wie": "account.name", "Hoelang": "answers.switching_time"}


def test_where_all_rows_are_right_there_is_no_workbook(dutch):
    right = read(sheet(["Klant"], ["Acme"]), dutch)
    assert problems_workbook(right, dutch.labels[Locale.NL], DAY) is None


def test_equal_rows_make_equal_bytes(portfolio, dutch, made):
    assert problems_workbook(portfolio, dutch.labels[Locale.NL], DAY) == made


@pytest.mark.parametrize("content_of", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_carries_nothing_carries_no_mapping(tmp_path, dutch, content_of):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content_of)
    assert carried_mapping(path, dutch.fields) is None
    assert carried_mapping(tmp_path / "none.xlsx", dutch.fields) is None
