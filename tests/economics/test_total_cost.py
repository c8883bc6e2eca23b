from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.economics.sheet import Party
from playbook.profile import Phase, Side
from tests.economics.money import amount, case_of, codes_of, costs


def base(cost, line):
    return cost.calculation.line(line).base


def element(phase, offer, current=None, **more):
    sides = {"offer": offer} | ({"current": current} if current else {})
    return {"name": "Own", "phase": phase, **sides, **more}


def test_without_discount_it_is_the_life_cycle_cost_of_the_trade_magazine():
    """LCC = I + L x (O&M + R) + D - S (Efficient Plant 2010; domain 4.1 [89]): 1000 + 5 x (200 + 50) + 100 - 150 = 2200."""
    cost = case_of(
        **costs(
            5,
            price=element("acquisition", amount(1000, "once")),
            running=element("use", amount(200)),
            repair=element("use", amount(50)),
            disposal=element("end-of-life", amount(100, "once")),
            sale=element("end-of-life", amount(150, "once"), minus=True),
        )
    ).total_cost
    assert base(cost, cost.totals[Side.OFFER]) == 2200
    assert {phase: base(cost, line) for (_, phase), line in cost.phases.items()} == {
        Phase.ACQUISITION: 1000,
        Phase.USE: 1250,
        Phase.END_OF_LIFE: -50,
    }
    assert not cost.is_discounted


@pytest.mark.parametrize(
    ("phase", "per", "more", "worth"),
    [
        ("before-purchase", "once", {}, "1000.00"),
        ("acquisition", "once", {}, "1000.00"),
        ("use", "once", {}, "943.40"),
        ("use", "once", {"in_year": 3}, "839.62"),
        ("end-of-life", "once", {}, "792.09"),
        ("use", "year", {}, "3465.11"),
        ("use", "month", {}, "41581.27"),
        ("use", "unit per year", {}, "346510.56"),
        ("use", "unit per month", {}, "4158126.74"),
        ("acquisition", "unit", {}, "100000.00"),
        ("use", "use", {}, "17325528.06"),
    ],
)
def test_what_an_amount_is_per_decides_what_it_costs_over_the_years(phase, per, more, worth):
    """At 6% over 4 years: factors 0.9434, 0.8396 and 0.7921, annuity 3.4651 (any table of present values)."""
    money = costs(4, "6%", own=element(phase, amount(1000, per), **more))
    money["total_cost"] |= {"units": 100, "uses": 50}
    cost = case_of(**money).total_cost
    assert round(base(cost, "cost.own.offer.total"), 2) == Decimal(worth)


def test_the_company_car_shares_of_the_leasing_company():
    """Midpoints of LeasePlan 2017 [91]: 3% off depreciation is about 1% of the total, 5% off fuel about 2%."""
    shares = {"fuel": 38, "insurance": 9, "maintenance": 8, "accidents": 7, "fees": 5}
    rest = {key: (value, value) for key, value in shares.items()}
    cheaper = case_of(
        **costs(4, price=element("acquisition", amount("32.01"), amount(33)), **rest)
    ).total_cost
    assert round(base(cheaper, "saving.current.share"), 2) == Decimal("0.01")
    assert round(base(cheaper, cheaper.price_share), 2) == Decimal("0.32")
    frugal = case_of(
        **costs(
            4, price=element("acquisition", amount(33), amount(33)), **rest | {"fuel": ("36.1", 38)}
        )
    ).total_cost
    assert round(base(frugal, "saving.current.share"), 2) == Decimal("0.02")
    percent = frugal.one_percent
    assert percent.element == "fuel"
    assert (base(frugal, percent.price), base(frugal, percent.other)) == (
        Decimal("1.32"),
        Decimal("1.444"),
    )


def test_a_saving_leaves_out_what_is_known_for_the_other_side_only():
    money = costs(2, price=(100, 110), fuel=(50, 70))
    damage = {"name": "Damage", "phase": "use", "current": amount(40)}
    money["total_cost"]["elements"]["damage"] = damage
    cost = case_of(**money).total_cost
    one = cost.comparisons[Side.CURRENT]
    assert (one.compared, one.left_out) == (("price", "fuel"), ("damage",))
    assert one.counted_alone == ()
    assert (base(cost, one.saving), base(cost, one.saving_a_year)) == (60, 30)
    assert base(cost, one.share) == Decimal(60) / 360
    assert {key: base(cost, line) for key, line in one.by_element.items()} == {
        "price": 20,
        "fuel": 40,
    }
    assert "money.total_cost.elements.damage.offer" in [open.id for open in cost.open_inputs]
    assert Side.ALTERNATIVE not in cost.comparisons


def test_a_cost_known_for_the_offer_only_counts_in_full_against_it():
    """By hand: 2 x (110 + 70) = 360 today against 2 x (100 + 50 + 40) = 380: 20 dearer, not 60 cheaper."""
    money = costs(2, price=(100, 110), fuel=(50, 70))
    money["total_cost"]["elements"]["damage"] = element("use", amount("30..50"))
    cost = case_of(**money).total_cost
    one = cost.comparisons[Side.CURRENT]
    assert (one.compared, one.left_out) == (("price", "fuel", "damage"), ())
    assert one.counted_alone == ("damage",)
    assert base(cost, one.by_element["damage"]) == -80
    assert (base(cost, one.saving), base(cost, one.share)) == (-20, Decimal(-20) / 360)
    assert base(cost, "saving.current.compared") - base(cost, one.saving) == base(
        cost, cost.totals[Side.OFFER]
    )
    saving = cost.calculation.result(one.saving)
    assert (saving.low, saving.high) == (-40, 0)
    assert "money.total_cost.elements.damage.current" in [open.id for open in cost.open_inputs]


def test_what_comes_in_for_the_offer_only_makes_no_saving():
    money = costs(2, price=(100, 110))
    money["total_cost"]["elements"]["sale"] = element("end-of-life", amount(500), minus=True)
    cost = case_of(**money).total_cost
    one = cost.comparisons[Side.CURRENT]
    assert (one.counted_alone, one.left_out) == ((), ("sale",))
    assert base(cost, one.saving) == 20


def test_every_figure_is_taken_against_us_in_the_low_scenario():
    cost = case_of(**costs(1, price=("90..110", "120..140"))).total_cost
    saving = cost.calculation.result("saving.current")
    assert (saving.low, saving.base, saving.high) == (10, 30, 50)
    line = cost.calculation.line("cost.price.offer.total")
    assert (line.low, line.base, line.high) == (110, 100, 90)
    assert [one.swing for one in saving.tornado] == [20, 20]


def test_a_template_names_what_is_known_and_asks_for_the_rest():
    money = {
        "years": 4,
        "total_cost": {
            "template": "cars",
            "units": 10,
            "elements": {"price": {"offer": amount(1, "unit per month")}},
        },
    }
    cost = case_of(**money).total_cost
    assert [(one.id, one.phase, one.minus) for one in cost.elements] == [
        ("price", Phase.ACQUISITION, False),
        ("fuel", Phase.USE, False),
        ("sale", Phase.END_OF_LIFE, True),
    ]
    assert base(cost, "offer.total") == 480
    missing = {one.id: one.element for one in cost.open_inputs}
    assert missing["money.total_cost.elements.fuel.current"] == "fuel"
    assert cost.template.element(missing["money.total_cost.elements.fuel.offer"]).ask
    assert "money.discount_rate" in missing


@pytest.mark.parametrize(
    ("standstill", "one", "yearly"),
    [
        ({"offer": {"probability": "5%"}}, 16000, 800),
        ({"offer": {"hours": "2 hours"}}, 4000, 600),
        ({"avoided": "60%"}, 16000, 960),
        ({"offer": {"cost_per_hour": amount(1000, "hour")}}, 8000, 1200),
    ],
)
def test_a_standstill_is_probability_times_hours_times_cost(standstill, one, yearly):
    money = costs(2, price=(1, 1))
    now = {"probability": "10..20%", "hours": 8, "cost_per_hour": amount(2000, "hour")}
    money["total_cost"]["standstill"] = {"current": now} | standstill
    cost = case_of(**money).total_cost
    current, offer = cost.standstill[Side.CURRENT], cost.standstill[Side.OFFER]
    assert (base(cost, current.one), base(cost, current.yearly)) == (16000, 2400)
    assert (base(cost, offer.one), base(cost, offer.yearly)) == (one, yearly)
    assert base(cost, "saving.current.of.standstill") == 2 * (2400 - yearly)
    assert cost.calculation.input(current.hours).base == 8


def test_what_both_sides_share_makes_no_saving_by_its_uncertainty():
    money = costs(1, price=(1, 1))
    now = {"probability": "10%", "hours": "1..9", "cost_per_hour": amount(100, "hour")}
    money["total_cost"]["standstill"] = {"current": now, "offer": {"probability": "10%"}}
    saving = case_of(**money).total_cost.calculation.result("saving.current")
    assert (saving.low, saving.high) == (0, 0)


def test_every_input_can_be_traced():
    money = costs(4, price=(667, "655..670"))
    money["total_cost"]["elements"]["price"]["current"] |= {"note": "Ledger", "said_by": "user"}
    cost = case_of(**money).total_cost
    found = cost.calculation.input("money.total_cost.elements.price.current")
    assert (found.party, found.said_by, found.note) == (Party.BUYER, "user", "Ledger")
    assert (str(found.on), found.stated.currency, found.rate) == ("2026-10-14", "EUR", None)


def test_without_years_or_amounts_there_is_no_total_cost_but_questions():
    assert case_of(total_cost={"elements": {"price": {"offer": amount(1)}}}).total_cost is None
    assert case_of(years=4, total_cost={}).total_cost is None
    unpriced = case_of(**costs(4, fuel=(1, 1))).open_for("total_cost")
    assert "money.total_cost.elements.price.current" in [one.id for one in unpriced]
    empty = case_of()
    assert empty.total_cost is None
    ids = [one.id for one in empty.open_for("total_cost")]
    assert {"money.years", "money.total_cost.elements.price.offer"} <= set(ids)


@pytest.mark.parametrize(
    ("elements", "fault"),
    [
        ({"x": {"offer": amount(1)}}, ("money.total_cost.elements.x", "UNKNOWN-ELEMENT")),
        ({"standstill": element("use", amount(1))}, ("money.total_cost.elements.standstill", "RESERVED-ID")),
        ({"a b": element("use", amount(1))}, ("money.total_cost.elements.a b", "BAD-ID")),
        ({"x": element("use", amount(1, "order"))}, ("money.total_cost.elements.x.offer", "WRONG-UNIT")),
        ({"x": element("use", amount(1), in_year=2)}, ("money.total_cost.elements.x", "IN-YEAR")),
        ({"x": element("use", amount(1, "once"), in_year=5)}, ("money.total_cost.elements.x.in_year", "IN-YEAR")),
        ({"x": element("use", amount("1 USD"), amount("1 EUR"))}, ("money.total_cost.elements.x.current", "MIXED-CURRENCIES")),
    ],
)  # fmt: skip
def test_elements_that_cannot_be_counted_are_refused(elements, fault):
    assert codes_of(years=4, total_cost={"elements": elements}) == [fault]


def test_the_standstill_is_not_said_twice():
    given = {"avoided": "10%", "offer": {"probability": "5%"}}
    codes = codes_of(years=4, total_cost={"standstill": given})
    assert ("money.total_cost.standstill.avoided", "SAID-TWICE") in codes


AMOUNTS = st.decimals(0, 10**9, places=2)
RANGES = st.tuples(AMOUNTS, AMOUNTS).map(sorted).map(lambda ends: f"{ends[0]}..{ends[1]}")
RATES = st.integers(0, 30).map(lambda rate: f"{rate}%")
CASES = st.builds(
    costs,
    st.integers(1, 20),
    RATES,
    price=st.tuples(RANGES, RANGES),
    fuel=st.tuples(RANGES, RANGES),
    damage=st.tuples(RANGES, RANGES),
)


def is_close(one, other):
    return abs(one - other) <= abs(other) * Decimal("1e-20")


@given(CASES)
def test_sums_add_up_and_scenarios_are_in_order(money):
    cost = case_of(**money).total_cost
    for end in ("low", "base", "high"):
        value = {line.id: getattr(line, end) for line in cost.calculation.lines}
        for side in (Side.OFFER, Side.CURRENT):
            total = sum(value[one.totals[side]] for one in cost.elements)
            assert is_close(value[cost.totals[side]], total)
        assert is_close(value["saving.current"], value["current.total"] - value["offer.total"])
    for result in cost.calculation.results.values():
        assert result.low <= result.base <= result.high


@given(CASES)
def test_a_rate_of_zero_is_the_plain_sum(money):
    money["discount_rate"] = "0%"
    cost = case_of(**money).total_cost
    yearly = sum(base(cost, f"cost.{one.id}.offer.yearly") for one in cost.elements)
    assert base(cost, "offer.total") == yearly * cost.years
    del money["discount_rate"]
    assert base(case_of(**money).total_cost, "offer.total") == yearly * cost.years


@given(RANGES, RANGES, st.integers(1, 1000), RATES)
def test_ten_times_the_units_save_ten_times_as_much(offer, current, units, rate):
    def saving(number):
        money = costs(
            4, rate, price=element("acquisition", amount(offer, "unit"), amount(current, "unit"))
        )
        money["total_cost"]["units"] = number
        return case_of(**money).total_cost.calculation.result("saving.current")

    one, ten = saving(units), saving(units * 10)
    assert all(
        is_close(getattr(ten, end), 10 * getattr(one, end)) for end in ("low", "base", "high")
    )


@given(RANGES, RANGES, st.decimals("0.01", 5, places=2))
def test_another_currency_changes_the_outcome_by_its_rate_and_nothing_else(offer, current, rate):
    plain = case_of(**costs(4, price=(offer, current))).total_cost.calculation
    rates = [{"from": "USD", "to": "EUR", "rate": str(rate), "on": "2026-10-30", "source": "ECB"}]
    money = costs(4, price=(f"{offer} USD", f"{current} USD")) | {
        "rates": rates,
        "currency": "EUR",
    }
    converted = case_of(**money)
    found = converted.total_cost.calculation
    assert converted.currency == "EUR"
    for end in ("low", "base", "high"):
        expected = getattr(plain.result("saving.current"), end) * rate
        assert is_close(getattr(found.result("saving.current"), end), expected)
    price = found.input("money.total_cost.elements.price.offer")
    assert (price.rate.rate, price.stated.currency) == (rate, "USD")
