from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.economics.sheet import Input, Measure, Operation, Party
from playbook.economics.solving import Sheet, annuity_factor, discount_factor

INFINITY = Decimal("Infinity")


def uncertain(name, low, high):
    low, high = Decimal(low), Decimal(high)
    return Input(name, (name,), Measure.NUMBER, low, (low + high) / 2, high, Party.BUYER)


@pytest.mark.parametrize(
    ("rate", "year", "factor"), [("0.08", 3, "0.7938"), ("0.05", 10, "0.6139"), ("0", 7, "1.0000")]
)
def test_discount_factors_are_those_of_the_tables(rate, year, factor):
    """Present value of 1, as in the appendix of any textbook on corporate finance."""
    assert round(discount_factor(Decimal(rate), year), 4) == Decimal(factor)


@pytest.mark.parametrize(
    ("rate", "years", "factor"),
    [("0.06", 4, "3.4651"), ("0.10", 5, "3.7908"), ("0.08", 20, "9.8181"), ("0", 4, "4.0000")],
)
def test_annuity_factors_are_those_of_the_tables(rate, years, factor):
    """Present value of an annuity of 1."""
    assert round(annuity_factor(Decimal(rate), years), 4) == Decimal(factor)


@pytest.mark.parametrize(
    ("operation", "terms", "outcome"),
    [
        (Operation.SUM, (), 0),
        (Operation.SUM, (1, 2, 3), 6),
        (Operation.DIFFERENCE, (7,), 7),
        (Operation.DIFFERENCE, (7, 2, 1), 4),
        (Operation.PRODUCT, (7, 2, 3), 42),
        (Operation.QUOTIENT, (7, 2), "3.5"),
        (Operation.QUOTIENT, (0, 0), 0),
        (Operation.QUOTIENT, (7, 0), INFINITY),
        (Operation.QUOTIENT, (-7, 0), -INFINITY),
        (Operation.SMALLEST, (7, 2), 2),
        (Operation.LARGEST, (7, 2), 7),
        (Operation.DISCOUNT, ("0.25", 1), "0.8"),
        (Operation.ANNUITY, ("0.25", 1), "0.8"),
    ],
)
def test_each_operation_is_what_it_says(operation, terms, outcome):
    sheet = Sheet()
    sheet.line("x", operation, *map(Decimal, terms))
    assert sheet.base()["x"] == Decimal(outcome)


def test_a_result_is_worked_out_at_both_ends_and_by_each_input_alone():
    sheet = Sheet()
    a, b = sheet.take(uncertain("a", 10, 20)), sheet.take(uncertain("b", 1, 5))
    sheet.line("x", Operation.DIFFERENCE, a, b)
    calculation = sheet.solve(["x", "not there"])
    result = calculation.results["x"]
    assert (result.low, result.base, result.high) == (5, 12, 19)
    assert [(one.input_id, one.at_low, one.at_high, one.swing) for one in result.tornado] == [
        ("a", 7, 17, 10),
        ("b", 14, 10, 4),
    ]
    assert (result.at_low, result.at_high) == ({"a": 10, "b": 5}, {"a": 20, "b": 1})
    assert list(calculation.results) == ["x"]
    line = calculation.line("x")
    assert (line.low, line.base, line.high) == (5, 12, 19)
    assert calculation.input("a").base == 15
    assert calculation.line("z") is calculation.input("z") is calculation.result("z") is None


def test_where_two_ends_only_help_together_the_extremes_still_are_in_order():
    """(a - b) x c: which end of c is worst depends on the sign of the difference."""
    sheet = Sheet()
    for name, low, high in (("a", 1, 5), ("b", 2, 4), ("c", 1, 100)):
        sheet.take(uncertain(name, low, high))
    sheet.line("d", Operation.DIFFERENCE, "a", "b")
    sheet.line("x", Operation.PRODUCT, "d", "c")
    result = sheet.solve(["x"]).results["x"]
    assert (result.low, result.base, result.high) == (-300, 0, 300)


def test_equal_infinite_ends_swing_nothing():
    sheet = Sheet()
    sheet.take(uncertain("a", 1, 2))
    sheet.line("x", Operation.QUOTIENT, "a", Decimal(0))
    (swing,) = sheet.solve(["x"]).results["x"].tornado
    assert swing.swing == 0


NUMBERS = st.integers(-50, 50)


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 40)), min_size=3, max_size=5), st.data())
def test_whatever_the_sheet_low_is_never_above_base_nor_base_above_high(spans, data):
    sheet = Sheet()
    known = [
        sheet.take(uncertain(f"i{n}", low, low + width)) for n, (low, width) in enumerate(spans)
    ]
    operations = st.sampled_from(
        [
            Operation.SUM,
            Operation.DIFFERENCE,
            Operation.PRODUCT,
            Operation.SMALLEST,
            Operation.LARGEST,
        ]
    )
    for n in range(4):
        terms = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=3))
        known.append(sheet.line(f"l{n}", data.draw(operations), *terms))
    result = sheet.solve(["l3"]).results["l3"]
    assert result.low <= result.base <= result.high
    for swing in result.tornado:
        assert swing.input_id.startswith("i")
    assert [one.swing for one in result.tornado] == sorted(
        (one.swing for one in result.tornado), reverse=True
    )
