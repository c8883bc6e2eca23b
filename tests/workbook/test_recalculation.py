"""The workbook says what we say: recalculated by another program, and after somebody changed its figures."""

from __future__ import annotations

import pytest

from playbook.locales import Locale
from playbook.workbook.scenarios import End
from tests.workbook.cases import (
    CASES,
    FULL,
    PROCESS,
    changed,
    with_money,
)
from tests.workbook.office import book_of, case_of, choosing, differences, recalculated
from tests.workbook.office import changed as changed_book

ELEMENT = "money.total_cost.elements.price.offer"
CHANGES = {
    "price": (
        FULL,
        {(ELEMENT, End.LOW): 700},
        ("total_cost.elements.price.offer.value", "700 EUR"),
    ),
    "range": (
        FULL,
        {(ELEMENT, End.LOW): 660, (ELEMENT, End.HIGH): 680},
        ("total_cost.elements.price.offer.value", "660..680 EUR"),
    ),
    "rate-of-zero": (
        FULL,
        {("money.discount_rate", End.LOW): 0},
        ("discount_rate", "0%"),
    ),
    "orders": (
        PROCESS,
        {("money.process.now.orders", End.LOW): 400, ("money.process.now.orders", End.HIGH): 800},
        ("process.now.orders", "400..800"),
    ),
    "gain": (FULL, {("money.gains.improvement", End.LOW): 0.05}, ("gains.improvement.value", "5..10%")),
}  # fmt: skip
"""A case, what is typed into the workbook, and the same in the profile."""


def name_of(money) -> str:
    """Return the name of a case."""
    return next(name for name, one in CASES.items() if one is money)


@pytest.fixture(scope="module")
def books(costs, content):
    made = {name: book_of(with_money(money), costs, content) for name, money in CASES.items()}
    return made | {"full-nl": book_of(with_money(FULL), costs, content, Locale.NL)}


@pytest.fixture(scope="module")
def opened(books, tmp_path_factory):
    """Every workbook as it is and as it is after a change, from one run of the program."""
    files = {name: made.data for name, made in books.items()}
    for name, (money, values, _) in CHANGES.items():
        files[name] = changed_book(books[name_of(money)], values)
    files["chosen-high"] = choosing(books["full-nl"], "Hoog")
    return recalculated(tmp_path_factory.mktemp("office"), files)


@pytest.mark.parametrize("name", [*CASES, "full-nl"])
def test_every_line_result_and_swing_recalculates_to_ours(books, opened, costs, name):
    case = case_of(with_money(CASES[name.removesuffix("-nl")]), costs)
    assert list(differences(opened[name], books[name], case)) == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_figure_leads_to_what_the_changed_profile_does(books, opened, costs, name):
    money, _, (path, value) = CHANGES[name]
    made = books[name_of(money)]
    case = case_of(with_money(changed(money, path, value)), costs)
    assert list(differences(opened[name], made, case)) == []


def test_the_scenario_chosen_is_followed_by_every_line_and_result(books, opened):
    book = opened["chosen-high"]
    for sheet, cell in (
        place
        for places in (books["full-nl"].lines, books["full-nl"].results)
        for (_, _, end), place in places.items()
        if end is End.HIGH
    ):
        high = book[sheet][cell]
        assert high.offset(column=-3).value == pytest.approx(high.value, rel=1e-9), (sheet, cell)


@pytest.mark.parametrize("name", [*CASES, "full-nl", *CHANGES, "chosen-high"])
def test_every_check_holds_and_no_cell_is_an_error_but_where_nothing_pays(opened, name):
    wrong = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in opened[name]
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("Look", "Kijk na") or str(cell.value).startswith("#")
    ]
    assert [one for one in wrong if not (name == "never-pays" and "#DIV/0!" in one)] == []
