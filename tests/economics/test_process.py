from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.economics.sheet import Party
from tests.economics.money import amount, case_of, codes_of

HALF = Decimal("0.5")
RATES = [{"from": "USD", "to": "EUR", "rate": "0.92", "on": "2026-10-30", "source": "ECB"}]


def process(**more):
    return {
        "now": {"orders": 600, "invoices": 720},
        "after": {"orders": 48, "invoices": 12},
        "cost_per_order": amount("50..150", "order"),
        "cost_per_invoice": amount(10, "invoice"),
        **more,
    }


def base(cost, line):
    return cost.calculation.line(line).base


def test_the_example_of_the_domain_research():
    """Domain 4.5: 600 orders at 50 to 150 cost 30,000 to 90,000; from 720 to 12 invoices at 10 shows 7,080."""
    cost = case_of({"yearly_value": "138000 EUR"}, process=process()).process
    orders = cost.calculation.line("orders.cost-now")
    assert (orders.low, orders.base, orders.high) == (30000, 60000, 90000)
    assert base(cost, "invoices.saved") == 7080
    assert base(cost, "orders.saved") == 552 * 100
    saving = cost.calculation.result("saving")
    assert (saving.low, saving.base, saving.high) == (17340, 31140, 44940)
    share = cost.calculation.result("break-even")
    assert [round(end, 3) for end in (share.low, share.base, share.high)] == [
        Decimal("0.126"), Decimal("0.226"), Decimal("0.326"),
    ]  # fmt: skip
    assert (cost.counted_share, cost.is_default_share) == (HALF, True)
    assert (base(cost, cost.cost_now), base(cost, cost.cost_after)) == (67200, 4920)
    assert (cost.cash, cost.risk) == (None, None)


def test_the_break_even_formula_with_realisation():
    """Break-even % = (orders removed x cost + invoices removed x cost) x realisation / annual value (domain 4.5)."""
    cost = case_of({"yearly_value": "100000 EUR"}, process=process(counted="40%")).process
    expected = (552 * 100 + 708 * 10) * Decimal("0.4") / 100000
    assert base(cost, cost.break_even) == expected


def test_a_saving_is_split_into_cash_capacity_and_risk():
    cost = case_of(
        process=process(
            now={"orders": 600, "invoices": 720, "emergency_orders": 30, "error_rate": "5%"},
            after={"orders": 100, "invoices": 120, "emergency_orders": 10, "error_rate": "2%"},
            cost_per_order=amount(100, "order"),
            cash_per_order=amount(20, "order"),
            cash_per_invoice=amount(1, "invoice"),
            cost_per_error=amount(40, "error"),
            cost_per_emergency_order=amount(60, "order"),
        )
    ).process
    assert base(cost, cost.handling) == 500 * 100 + 600 * 10
    assert base(cost, cost.cash) == 500 * 20 + 600
    assert base(cost, cost.capacity) == 56000 - 10600
    assert base(cost, cost.capacity_counted) == 22700
    assert base(cost, cost.saving) == 10600 + 22700
    assert base(cost, "errors.saved") == (36 - Decimal("2.4")) * 40
    assert base(cost, cost.risk) == 1344 + 20 * 60
    assert base(cost, cost.saving_with_risk) == 33300 + 2544


@pytest.mark.parametrize(
    ("more", "share", "is_default"),
    [
        ({}, "0.5", True),
        ({"counted": "30%"}, "0.3", False),
        ({"use_of_hours": {"text": "Contracts", "said_by": "buyer"}}, "1", False),
        ({"use_of_hours": {"text": "Contracts", "said_by": "buyer"}, "counted": "80%"}, "0.8", False),
    ],
)  # fmt: skip
def test_half_of_the_freed_hours_counts_unless_their_use_is_named(more, share, is_default):
    cost = case_of(process=process(**more)).process
    assert (cost.counted_share, cost.is_default_share) == (Decimal(share), is_default)
    assert base(cost, cost.capacity_counted) == base(cost, cost.capacity) * Decimal(share)


def test_a_benchmark_counts_at_its_low_end_and_is_known_as_one():
    case = case_of(
        process=process(cost_per_order={"benchmark": "orders"}), rates=RATES, currency="EUR"
    )
    found = case.process.calculation.input("money.process.cost_per_order")
    assert (found.low, found.base, found.high) == (46, 46, 138)
    assert (found.party, found.benchmark.id, found.rate.source) == (
        Party.BENCHMARK,
        "orders",
        "ECB",
    )
    assert [one.id for one in case.benchmarks] == ["orders"]
    assert [one.id for one in case.of_party(Party.BENCHMARK)] == [found.id]


def test_counts_are_said_by_whom_the_section_names():
    given = process(
        said_by="user",
        on="2026-10-20",
        now={"orders": 600, "invoices": {"value": 720, "said_by": "seller"}},
    )
    sheet = case_of(process=given).process.calculation
    orders, invoices = (sheet.input(f"money.process.now.{one}") for one in ("orders", "invoices"))
    assert (orders.party, orders.said_by, str(orders.on)) == (Party.BUYER, "user", "2026-10-20")
    assert (invoices.party, invoices.said_by, invoices.on) == (Party.SELLER, "seller", None)


def test_steps_tell_whether_anything_is_left():
    steps = [{"name": "Retype", "now": 720, "after": 0}, {"name": "Check", "now": 720, "after": 12}]
    cost = case_of(process=process(steps=steps)).process
    assert [(one.name, one.is_removed) for one in cost.steps] == [
        ("Retype", True),
        ("Check", False),
    ]


@pytest.mark.parametrize(
    "price",
    [amount(120, "year"), amount(10, "month"), amount(1, "unit per month"), amount(12, "unit per year")],
)  # fmt: skip
def test_the_price_a_year_may_stand_in_the_money_section(price):
    given = {"process": process(), "yearly_price": price, "total_cost": {"units": 10}}
    cost = case_of({"yearly_value": "7 EUR"}, **given).process
    found = cost.calculation.line(cost.price) or cost.calculation.input(cost.price)
    assert found.base == 120


def test_what_is_missing_is_open_and_the_rest_is_worked_out():
    case = case_of(process={"now": {"orders": 10}, "after": {"orders": 4}})
    assert case.process.saving is None
    assert base(case.process, "orders.removed") == 6
    assert [one.id for one in case.process.open_inputs] == [
        "money.yearly_price",
        "money.process.cost_per_order",
        "money.process.now.invoices",
        "money.process.after.invoices",
        "money.process.cost_per_invoice",
    ]
    assert case_of().process is None
    assert len(case_of().open_for("process")) == 7


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"cost_per_order": {"benchmark": "none"}}, ("money.process.cost_per_order.benchmark", "UNKNOWN-BENCHMARK")),
        ({"cost_per_order": {"benchmark": "savings"}}, ("money.process.cost_per_order", "WRONG-BENCHMARK")),
        ({"cost_per_order": {"benchmark": "orders"}}, ("money.process.cost_per_order", "MIXED-CURRENCIES")),
        ({"cost_per_order": amount(10, "invoice")}, ("money.process.cost_per_order", "WRONG-UNIT")),
        ({"cost_per_order": amount(10, "order", "nobody")}, ("money.process.cost_per_order.said_by", "UNKNOWN-VOICE")),
        ({"cost_per_order": amount(10, "order", "published")}, ("money.process.cost_per_order", "MISSING-SOURCE")),
        ({"cost_per_order": amount(151, "order")}, ("money.process.cost_per_order", "above-benchmark")),
        ({"cost_per_invoice": amount("5..21", "invoice")}, ("money.process.cost_per_invoice", "above-benchmark")),
        ({"cash_per_order": amount(60, "order")}, ("money.process.cash_per_order", "PART-ABOVE-WHOLE")),
        ({"now": {"orders": 10, "emergency_orders": 11}}, ("money.process.now.emergency_orders", "PART-ABOVE-WHOLE")),
        ({"steps": [{"name": "S", "now": "1..3", "after": 3}]}, ("money.process.steps.0.after", "more-after")),
        ({"after": {"orders": 601}}, ("money.process.after.orders", "more-after")),
        ({"now": {"error_rate": "15..21%"}}, ("money.process.now.error_rate", "implausible-error-rate")),
        ({"counted": "51%"}, ("money.process.counted", "hours-counted")),
        ({"use_of_hours": {"text": "T", "said_by": "nobody"}}, ("money.process.use_of_hours.said_by", "UNKNOWN-VOICE")),
    ],
)  # fmt: skip
def test_what_is_impossible_or_implausible_is_told(change, fault):
    assert fault in codes_of(process=process(**change))
    assert fault not in codes_of(process=process())


@pytest.mark.parametrize(
    ("orders", "invoices", "is_large"),
    [(48, 12, True), (299, 359, True), (300, 360, False), (400, 500, False)],
)
def test_a_saving_over_half_of_the_handling_is_doubted_before_hours_are_left_uncounted(
    orders, invoices, is_large
):
    """600 orders and 720 invoices to 48 and 12 save 93% of the handling, of which half counts."""
    found = codes_of(process=process(after={"orders": orders, "invoices": invoices}))
    assert (("money.process", "large-saving") in found) is is_large


@pytest.mark.parametrize(("price", "is_large"), [(62000, True), (62280, False)])
def test_a_break_even_over_half_of_the_price_is_doubted(price, is_large):
    """The process saves 31,140 a year."""
    found = codes_of({"yearly_value": f"{price} EUR"}, process=process())
    assert (("money.process", "large-break-even") in found) is is_large


COUNTS = st.tuples(st.integers(0, 5000), st.integers(0, 500)).map(
    lambda one: f"{one[0]}..{one[0] + one[1]}"
)
LOADS = st.fixed_dictionaries({"orders": COUNTS, "invoices": COUNTS})


@given(LOADS, LOADS, st.integers(0, 100), st.integers(1, 10**7))
def test_parts_add_up_and_scenarios_are_in_order(now, after, counted, price):
    cost = case_of(
        {"yearly_value": f"{price} EUR"},
        process=process(
            now=now,
            after=after,
            counted=f"{counted}%",
            cash_per_order=amount("2..9", "order"),
        ),
    ).process
    for end in ("low", "base", "high"):
        value = {line.id: getattr(line, end) for line in cost.calculation.lines}
        assert value["handling"] == value["capacity"] + value["cash"]
        assert value["handling"] == value["cost-now"] - value["cost-after"]
        assert value["saving"] == value["cash"] + value["capacity.counted"]
    for result in cost.calculation.results.values():
        assert result.low <= result.base <= result.high
