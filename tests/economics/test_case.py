from __future__ import annotations

import pickle

import pytest

from playbook.economics.case import SECTIONS, compute_case
from playbook.economics.sheet import Party
from playbook.errors import ProfileError
from tests.economics.money import BOOK, amount, case_of, codes_of, costs
from tests.support import make_profile


def test_a_profile_without_money_has_an_empty_case_with_everything_open():
    case = compute_case(make_profile(), {}, {})
    parts = [getattr(case, section) for section in SECTIONS]
    assert (case.currency, case.inputs, parts) == (None, (), [None] * 4)
    assert all(case.open_for(section) for section in SECTIONS)
    assert sum(len(case.open_for(section)) for section in SECTIONS) == len(case.open_inputs)


def test_what_cannot_be_right_is_refused_and_what_hardly_is_is_not():
    with pytest.raises(ProfileError, match="is no template"):
        compute_case(make_profile(money={"years": 4, "total_cost": {"template": "x"}}), {}, {})
    profile = make_profile(money={"years": 16, "total_cost": {"template": "cars"}})
    assert compute_case(profile, BOOK.benchmarks, BOOK.templates).years == 16


def test_a_case_can_be_handed_to_another_process():
    case = case_of(**costs(4, "6%", price=(667, "655..670")))
    assert pickle.loads(pickle.dumps(case)) == case


def test_who_supplied_what_can_be_told_apart():
    money = costs(4, price=(667, 655))
    money["total_cost"]["elements"]["price"]["offer"]["said_by"] = "seller"
    case = case_of(**money)
    assert [one.path[-1] for one in case.of_party(Party.SELLER)] == ["offer"]
    assert [one.path[-1] for one in case.of_party(Party.BUYER)] == ["current"]
    assert case.benchmarks == ()


RATE = {"from": "USD", "to": "EUR", "rate": "0.92", "on": "2026-10-30", "source": "ECB"}


@pytest.mark.parametrize(
    ("money", "currency"),
    [
        ({"yearly_price": amount("5 USD")}, "USD"),
        ({"currency": "eur", "rates": [RATE], "yearly_price": amount("5 USD")}, "EUR"),
        ({"rates": [RATE], **costs(1, price=("5 USD", "5 EUR"))}, "EUR"),
        ({"rates": [RATE], **costs(1, price=("5 USD", "5 USD"))}, "USD"),
        ({}, None),
    ],
)
def test_a_case_is_counted_in_one_currency(money, currency):
    assert case_of(**money).currency == currency


def test_a_benchmark_from_abroad_does_not_change_the_currency():
    given = {"now": {}, "cost_per_order": {"benchmark": "orders"}}
    assert case_of({"yearly_value": "5 EUR"}, process=given, rates=[RATE]).currency == "EUR"
    assert case_of(process=given).currency == "USD"


@pytest.mark.parametrize(
    ("money", "fault"),
    [
        ({"rates": [RATE, RATE]}, ("money.rates.1", "RATE")),
        ({"rates": [RATE | {"to": "USD"}]}, ("money.rates.0", "RATE")),
        ({"years": 16}, ("money.years", "implausible-years")),
        ({"discount_rate": "15..16%"}, ("money.discount_rate", "implausible-rate")),
        ({"yearly_price": {"value": "5 EUR", "per": "year", "said_by": "buyer"}}, ("money.yearly_price", "undated")),
        ({"yearly_price": amount(5, said_by="nobody")}, ("money.yearly_price.said_by", "UNKNOWN-VOICE")),
        ({"total_cost": {"units": 0}}, ("money.total_cost.units", "NONE-COUNTED")),
        (costs(1, price=(49, 100)), ("money.total_cost", "large-saving")),
        ({"total_cost": {"standstill": {"current": {"hours": "721"}}}}, ("money.total_cost.standstill.current.hours", "implausible-hours")),
        ({"total_cost": {"standstill": {"current": {"probability": "81%"}}}}, ("money.total_cost.standstill.current.probability", "implausible-probability")),
    ],
)  # fmt: skip
def test_what_is_impossible_or_implausible_is_told(money, fault):
    assert codes_of(**money) == [fault]


@pytest.mark.parametrize(
    "money",
    [
        {"years": 15, "discount_rate": "15%"},
        {"yearly_price": amount(5)},
        costs(1, price=(50, 100)),
        {"total_cost": {"standstill": {"current": {"hours": "720", "probability": "80%"}}}},
    ],
)
def test_what_is_plausible_is_not_doubted(money):
    assert codes_of(**money) == []


def test_a_cost_that_brings_money_in_is_doubted():
    sale = {"name": "Sale", "phase": "end-of-life", "minus": True, "offer": amount(1, "once")}
    assert codes_of(**costs(1, sale=sale)) == [("money.total_cost", "negative-cost")]


def test_a_standstill_that_gets_worse_is_doubted():
    money = costs(1, price=(1, 1))
    now = {"probability": "10%", "hours": 8, "cost_per_hour": amount(1, "hour")}
    money["total_cost"]["standstill"] = {"current": now, "offer": {"probability": "11%"}}
    assert codes_of(**money) == [("money.total_cost.standstill.offer", "more-after")]


@pytest.mark.parametrize(
    ("said_by", "party"),
    [
        ("seller", Party.SELLER),
        ("Meridian Lease", Party.SELLER),
        ("buyer", Party.BUYER),
        ("procurement", Party.BUYER),
        ("karin postma", Party.BUYER),
    ],
)
def test_a_name_counts_with_its_side(said_by, party):
    profile = make_profile(
        stakeholders=[{"name": "Karin Postma"}],
        money={"process": {}, "yearly_price": amount(5, said_by=said_by)},
    )
    case = compute_case(profile, {}, {})
    assert [one.party for one in case.inputs] == [party]


def test_who_gave_the_yearly_value_is_kept_and_checked():
    given = {"value": "5 EUR", "said_by": "buyer", "on": "2026-10-14", "note": "Ledger"}
    case = case_of({"yearly_value": given}, process={})
    (price,) = case.inputs
    assert (price.party, price.said_by, price.note) == (Party.BUYER, "buyer", "Ledger")
    codes = codes_of({"yearly_value": given | {"said_by": "nobody"}})
    assert codes == [("offering.yearly_value.said_by", "UNKNOWN-VOICE")]


def test_only_what_was_begun_is_asked_on_and_all_of_it_where_nothing_was():
    nothing = compute_case(make_profile(), {}, {})
    assert nothing.questions == nothing.open_inputs
    begun = case_of(**costs(4, "6%", price=(667, "655..670")))
    assert {one.section for one in begun.questions} == {"total_cost"}
    assert {one.section for one in begun.open_inputs} > {"total_cost"}
