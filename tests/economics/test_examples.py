"""The money cases of the example profiles: sound, modest, and in line with what the same profile says elsewhere."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from playbook.economics.case import MoneyCase, resolve_money
from playbook.economics.justifier import Offer
from playbook.economics.sheet import Party
from playbook.locales import Locale
from playbook.profile import Side
from playbook.sources.costs import load_costs
from playbook.sources.profiles import load_profile
from playbook.sources.project import find_project
from playbook.sources.questions import load_bank
from tests.support import ROOT

PROFILES = ROOT / "content" / "profiles"
EXAMPLES = sorted(path.stem for path in PROFILES.glob("*.yaml"))
DOUBTS = {"car-lease-consultancy": [("money.process", "large-saving")]}
"""One invoice a month instead of thirty, and a desk in place of the buyer's own mail, take away nearly all the handling."""


@cache
def case_of(name: str) -> MoneyCase:
    """Return the money case of an example; it must have no errors, and no warnings but those named here."""
    project = find_project(ROOT)
    profile = load_profile(PROFILES / f"{name}.yaml", load_bank(project), Locale.EN)
    case, faults = resolve_money(profile, load_costs(project))
    assert [(".".join(map(str, one.path)), one.code) for one in faults] == DOUBTS.get(name, [])
    return case


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_says_who_gave_it(name):
    inputs = case_of(name).inputs
    assert inputs
    assert all(one.said_by or one.party is Party.BENCHMARK for one in inputs)
    assert case_of(name).of_party(Party.BUYER)


def test_the_installers_saving_is_modest_and_the_cheapest_alternative_can_win():
    cost = case_of("car-lease-installer").total_cost
    now, other = (cost.comparisons[side] for side in (Side.CURRENT, Side.ALTERNATIVE))
    share = cost.calculation.line(now.share)
    assert 0 <= share.low < Decimal("0.01") < share.base < Decimal("0.03")
    against = cost.calculation.result(other.saving_a_year)
    assert against.low < 0 < against.base
    # The profile says that lifetime cost is 1.6 to 1.8 times the price.
    assert Decimal("1.6") <= 1 / cost.calculation.result(cost.price_share).base <= Decimal("1.8")


def test_the_installers_objection_leaves_one_percent():
    value = case_of("car-lease-installer").value
    sheet = value.calculation
    gap = sheet.line(value.price).base / sheet.line(value.reference_price).base - 1
    assert Decimal("0.009") < gap < Decimal("0.011")
    assert value.wins is None


def test_the_value_of_the_lease_agrees_with_its_total_cost():
    """What the alternative charges at hand-in and early return nobody knows: the total cost counts it as nothing."""
    case = case_of("car-lease-installer")
    yearly = case.value.calculation.result(case.value.advantage).base * 12 * 600
    against = case.total_cost.comparisons[Side.ALTERNATIVE]
    sheet = case.total_cost.calculation
    assert against.counted_alone == ("early_return", "hand_in")
    alone = sum(sheet.line(against.by_element[one]).base for one in against.counted_alone)
    like_for_like = sheet.result(against.saving_a_year).base - alone / sheet.line("annuity").base
    assert alone < 0 < sheet.result(against.saving_a_year).base < like_for_like
    assert abs(yearly / like_for_like - 1) < Decimal("0.02")


def test_the_consultancys_hours_are_worth_about_the_gap_of_15_euros():
    process = case_of("car-lease-consultancy").process
    saving = process.calculation.result(process.saving)
    assert saving.low < 14 * 15 * 12 < saving.base
    assert process.is_default_share


def test_the_office_supplies_are_worth_six_to_eleven_percent():
    process = case_of("office-supplies").process
    even = process.calculation.result(process.break_even)
    assert [round(end * 100) for end in (even.low, even.high)] == [6, 11]
    assert process.justifier.offer is Offer.CONSOLIDATED_INVOICE


def test_the_weighbridge_stop_costs_what_the_profile_says():
    cost = case_of("weighbridge-software").total_cost
    one = cost.standstill[Side.CURRENT]
    hours, rate = (cost.calculation.input(key) for key in (one.hours, one.cost_per_hour))
    assert 2300 <= hours.low * rate.low < hours.high * rate.high <= 3400
    saving = cost.calculation.result(cost.comparisons[Side.ALTERNATIVE].saving)
    assert saving.low < 0 < saving.base


def test_floor_and_cap_of_the_platform_each_bind_at_their_end():
    gains = case_of("production-platform").gains
    seller = gains.calculation.result(gains.seller_gain)
    assert seller.low == gains.calculation.input("money.gains.floor").base
    assert seller.high == gains.calculation.input("money.gains.cap").base
    assert seller.low < gains.calculation.line(gains.shared).base < seller.high
    assert gains.calculation.result(gains.buyer_gain).low > 0
