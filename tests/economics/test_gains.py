from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economics.money import amount, case_of, codes_of


def gains(**more):
    return {
        "baseline": amount(300000),
        "improvement": {"value": "6..10%", "said_by": "buyer"},
        "contributions": {"seller": amount(12000, "once"), "buyer": amount(2000)},
        "share": "40%",
        **more,
    }


def ends(calculation, result):
    found = calculation.result(result)
    return found.low, found.base, found.high


def test_a_pool_is_shared_after_each_side_took_back_what_it_put_in():
    """By hand: 300000 x 8% = 24000; less 12000 / 4 and 2000 = 19000; 40% = 7600; the buyer keeps 11400."""
    found = case_of(years=4, gains=gains()).gains
    sheet = found.calculation
    assert ends(sheet, found.pool) == (18000, 24000, 30000)
    assert ends(sheet, found.net_pool) == (13000, 19000, 25000)
    assert ends(sheet, found.seller_gain) == (5200, 7600, 10000)
    assert ends(sheet, found.buyer_gain) == (7800, 11400, 15000)
    assert (found.has_floor, found.has_cap) == (False, False)


@pytest.mark.parametrize(
    ("more", "seller"),
    [
        ({"cap": amount(9000)}, (5200, 7600, 9000)),
        ({"cap": amount(750, "month")}, (5200, 7600, 9000)),
        ({"floor": amount(6000)}, (6000, 7600, 10000)),
        ({"floor": amount(6000), "cap": amount(7000)}, (6000, 7000, 7000)),
    ],
)
def test_floor_and_cap_bound_what_the_seller_gets(more, seller):
    found = case_of(years=4, gains=gains(**more)).gains
    assert ends(found.calculation, found.seller_gain) == seller
    assert (found.has_floor, found.has_cap) == ("floor" in more, "cap" in more)


def test_a_pilot_pays_itself_back_sooner_the_larger_the_gain():
    """By hand: a quarter of 24000 is 500 a month; 3000 is back in 6 months, in 8 at worst and 4.8 at best."""
    pilot = {"cost": amount(3000, "once"), "months": "6 months", "share_of_pool": "25%"}
    found = case_of(years=4, gains=gains(pilot=pilot)).gains
    assert ends(found.calculation, found.payback_months) == (Decimal("4.8"), 6, 8)
    assert found.calculation.input(found.pilot_months).base == 6


def test_without_a_gain_a_pilot_never_pays_itself_back():
    pilot = {"cost": amount(3000, "once"), "share_of_pool": "25%"}
    found = case_of(years=4, gains=gains(improvement="0..10%", pilot=pilot)).gains
    assert ends(found.calculation, found.payback_months)[2] == Decimal("Infinity")


def test_what_is_not_settled_is_open():
    case = case_of(years=4, gains={"baseline": amount(1)})
    assert case.gains.pool is None
    ids = {one.id for one in case.gains.open_inputs}
    wanted = ("improvement", "share", "floor", "cap", "measurement", "review", "outcome")
    assert {f"money.gains.{one}" for one in wanted} <= ids
    assert "money.gains.contributions.seller" in ids
    assert case_of().gains is None
    assert "money.gains.baseline" in {one.id for one in case_of().open_for("gains")}


def test_what_is_paid_once_needs_years_to_be_spread_over():
    case = case_of(gains=gains())
    assert "money.years" in {one.id for one in case.gains.open_inputs}
    assert case.gains.seller_puts_in is None


def test_a_contribution_that_cannot_be_counted_is_not_left_out_of_the_sharing():
    found = case_of(gains=gains()).gains
    assert ends(found.calculation, found.pool) == (18000, 24000, 30000)
    assert (found.net_pool, found.shared, found.seller_gain, found.buyer_gain) == (None,) * 4
    yearly = {"seller": amount(3000), "buyer": amount(2000)}
    found = case_of(gains=gains(contributions=yearly)).gains
    assert ends(found.calculation, found.net_pool) == (13000, 19000, 25000)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"floor": amount(10), "cap": amount(9)}, ("money.gains.floor", "FLOOR-ABOVE-CAP")),
        ({"floor": amount(1, "month"), "cap": amount(9)}, ("money.gains.floor", "FLOOR-ABOVE-CAP")),
        ({"floor": amount("5..10"), "cap": amount("9..20")}, ("money.gains.floor", "FLOOR-ABOVE-CAP")),
        ({"floor": amount(20000)}, ("money.gains.floor", "floor-above-pool")),
        ({"contributions": {"buyer": amount(30000)}}, ("money.gains.contributions", "no-gain")),
        ({"pilot": {"months": 0}}, ("money.gains.pilot.months", "NONE-COUNTED")),
        ({"pilot": {"months": "0..6 months"}}, ("money.gains.pilot.months", "NONE-COUNTED")),
        ({"improvement": "40..51%"}, ("money.gains.improvement", "large-saving")),
        ({"baseline": amount(1, "once")}, ("money.gains.baseline", "WRONG-UNIT")),
    ],
)  # fmt: skip
def test_what_is_impossible_or_implausible_is_told(change, fault):
    assert fault in codes_of(years=4, gains=gains(**change))
    assert fault not in codes_of(years=4, gains=gains())


SHARES = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)


@given(SHARES, SHARES, st.integers(0, 10**6), st.integers(0, 10**6))
def test_both_sides_together_get_the_net_pool_in_every_scenario(improvement, share, put_in, floor):
    found = case_of(
        years=3,
        gains=gains(
            improvement="{}..{}%".format(*improvement),
            share="{}..{}%".format(*share),
            contributions={"seller": amount(put_in, "once")},
            floor=amount(floor),
        ),
    ).gains
    for end in ("low", "base", "high"):
        value = {line.id: getattr(line, end) for line in found.calculation.lines}
        assert value["seller-gain"] >= floor
        total = value["seller-gain"] + value["buyer-gain"]
        assert abs(total - value["net-pool"]) < Decimal("1e-15")
    for result in found.calculation.results.values():
        assert result.low <= result.base <= result.high
