from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.profile import Per
from tests.economics.money import amount, case_of, codes_of


def value(price=667, more="20..40", less=5, **others):
    return {
        "alternative": "Lindewaard",
        "reference_price": amount(640, "unit per month"),
        "price": amount(price, "unit per month"),
        "differences": [
            {"name": "Damage", "worth": amount(more, "unit per month"), "direction": "more"},
            {"name": "Brand", "worth": amount(less, "unit per month"), "direction": "less"},
        ],
        **others,
    }


def base(found, line):
    return found.calculation.line(line).base


def test_economic_value_is_the_reference_price_plus_what_is_better_less_what_is_worse():
    """Forbis & Mehta; Nagle: 640 + 30 - 5 = 665, which is 2 under our price of 667."""
    found = case_of(value=value()).value
    assert (base(found, found.better), base(found, found.worse)) == (30, 5)
    assert base(found, found.value) == 665
    assert base(found, found.surplus) == -2
    assert base(found, found.alternative_surplus) == 0
    result = found.calculation.result(found.advantage)
    assert (result.low, result.base, result.high) == (-12, -2, 8)
    assert (found.per, found.alternative) == (Per.UNIT_MONTH, "Lindewaard")


@pytest.mark.parametrize(("price", "wins"), [(654, True), (655, None), (667, None), (675, False)])
def test_the_offer_wins_where_value_less_price_is_larger_in_every_scenario(price, wins):
    """(Value_f - Price_f) > (Value_a - Price_a) (Anderson 2013); the value lies between 655 and 675."""
    assert case_of(value=value(price)).value.wins is wins


def test_amounts_stated_differently_are_compared_by_the_year():
    given = value()
    given["differences"][0]["worth"] = amount(6000, "once")
    found = case_of(years=5, total_cost={"units": 10}, value=given).value
    assert found.per is Per.YEAR
    assert base(found, found.reference_price) == 640 * 12 * 10
    assert base(found, found.better) == 1200


def test_what_is_worse_and_cannot_be_counted_yet_leaves_no_value():
    given = value()
    given["differences"][1]["worth"] = amount(6000, "once")
    case = case_of(total_cost={"units": 10}, value=given)
    assert (case.value.value, case.value.advantage) == (None, None)
    assert "money.years" in {one.id for one in case.value.open_inputs}


def test_parity_and_contention_are_kept_with_how_to_settle():
    given = value(
        parity=["Delivery time"],
        contention=[{"point": "Residual value", "settle": "Appraise ten cars"}],
    )
    found = case_of(value=given).value
    assert found.parity == ("Delivery time",)
    assert found.contention[0].settle == "Appraise ten cars"


def test_what_is_missing_is_open():
    found = case_of(value={"parity": ["Delivery time"]}).value
    assert (found.value, found.advantage, found.wins) == (None, None, None)
    assert [one.id for one in found.open_inputs] == [
        "money.value.alternative",
        "money.value.reference_price",
        "money.value.price",
        "money.value.differences",
    ]
    assert case_of().value is None
    assert len(case_of().open_for("value")) == 4


def test_differences_of_more_than_half_the_price_are_doubted():
    codes = codes_of(value=value(more=321))
    assert codes == [("money.value.differences", "large-saving")]
    assert codes_of(value=value()) == []


AMOUNTS = st.integers(0, 10**6)


@given(AMOUNTS, st.tuples(AMOUNTS, AMOUNTS).map(sorted), AMOUNTS)
def test_the_advantage_does_not_depend_on_what_the_alternative_is_worth(price, more, less):
    """Only the differences and the two prices decide: advantage = better - worse + reference price - price."""
    found = case_of(value=value(price, "{}..{}".format(*more), less)).value
    result = found.calculation.result(found.advantage)
    assert result.low == more[0] - less + 640 - price
    assert result.high == more[1] - less + 640 - price
    assert result.low <= result.base <= result.high
