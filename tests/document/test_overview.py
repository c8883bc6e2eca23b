"""The overview as a whole: order, counts, currencies, classes of value and the age of the answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from playbook.document.overview import compose_portfolio
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from tests.holdings import BEFORE, TODAY, euros, make_holding, make_standing, many, unknown


@pytest.fixture
def compose(bank, model, content):
    def composed(holdings, **given):
        return compose_portfolio(holdings, bank, model, content, Locale.EN, TODAY, **given)

    return composed


def test_the_largest_value_comes_first_then_other_currencies_then_no_value(compose):
    holdings = [
        make_holding("none", value=None),
        make_holding("dollars", value=euros(9_000_000, "USD")),
        make_holding("small", value=euros(10)),
        make_holding("large", value=euros(1000)),
    ]
    overview = compose(holdings)
    assert [one.key for one in overview.holdings] == ["large", "small", "dollars", "none"]


def test_the_order_does_not_depend_on_the_order_given(compose):
    holdings = many(40)
    assert compose(holdings).holdings == compose(reversed(holdings)).holdings


def test_accounts_and_values_are_counted_by_quadrant(compose):
    holdings = [
        make_holding("1", make_standing(0.9, 0.1), value=euros(300)),
        make_holding("2", make_standing(0.9, 0.1), value=None),
        make_holding("3", make_standing(0.1, 0.1), value=euros(100)),
        make_holding("4", unknown(), value=euros(50)),
    ]
    overview = compose(holdings)
    counted = {one.place: (one.accounts, one.value) for one in overview.counts}
    assert counted == {
        Quadrant.LEVERAGE: (2, 300),
        Quadrant.STRATEGIC: (0, 0),
        Quadrant.ROUTINE: (1, 100),
        Quadrant.BOTTLENECK: (0, 0),
        None: (1, 50),
    }
    assert sum(one.share for one in overview.counts) == pytest.approx(1)
    assert dict(overview.certainty)[Confidence.UNKNOWN] == 1


def test_what_has_no_answer_is_not_counted_where_all_have_one(compose):
    assert None not in {one.place for one in compose([make_holding()]).counts}


def test_nothing_is_converted_and_the_commonest_currency_is_added_up(compose):
    holdings = [
        make_holding("1", value=euros(9_000_000, "USD")),
        make_holding("2", value=euros(10)),
        make_holding("3", value=euros(20)),
    ]
    overview = compose(holdings)
    assert (overview.currency, overview.value) == ("EUR", 30)
    assert overview.other_values == (euros(9_000_000, "USD"),)


def test_of_equally_common_currencies_the_code_decides(compose):
    holdings = [make_holding("1", value=euros(1, "USD")), make_holding("2", value=euros(2))]
    assert compose(holdings).currency == compose(reversed(holdings)).currency == "EUR"


def test_without_any_value_there_is_no_currency(compose):
    overview = compose([make_holding(value=None)])
    assert (overview.currency, overview.borders, overview.value) == (None, (), 0)


def test_the_borders_between_classes_of_value_are_round_and_make_thirds(compose):
    holdings = [make_holding(str(n), value=euros(n * 1130)) for n in range(1, 91)]
    low, high = compose(holdings).borders
    assert (low, high) == (30_000, 70_000)
    held = [
        sum(bottom <= one.value.value < top for one in holdings)
        for bottom, top in ((0, low), (low, high), (high, Decimal("Infinity")))
    ]
    assert min(held) >= 25


def test_the_age_of_the_answers_is_told(compose):
    holdings = [
        make_holding("1", dates=(date(2024, 1, 1), date(2025, 1, 1))),
        make_holding("2", dates=(date(2026, 1, 1), date(2026, 11, 1))),
        make_holding("3", dates=(), answers=2),
        make_holding("4", dates=(), answers=0),
    ]
    ages = compose(holdings).ages
    assert (ages.oldest, ages.newest) == (date(2024, 1, 1), date(2026, 11, 1))
    assert (ages.undated, ages.stale) == (1, 1)


def test_newcomers_are_told_only_where_there_was_a_build_before(compose):
    assert compose([make_holding("1"), make_holding("2")]).newcomers == ()
    old = make_holding("1", before=make_standing(on=BEFORE))
    overview = compose([old, make_holding("2", value=euros(5))], gone=["Gone"])
    assert [overview.holdings[one].key for one in overview.newcomers] == ["2"]
    assert (overview.since, overview.gone) == (BEFORE, ("Gone",))


def test_an_empty_portfolio_is_one_too(compose):
    overview = compose([])
    assert (overview.holdings, overview.asks, overview.value) == ((), (), 0)


def test_many_offerings_at_one_account_are_told_apart(compose):
    one = compose([make_holding("1"), make_holding("2")])
    two = compose([make_holding("1"), make_holding("2", offering="Charging")])
    none = compose([make_holding("1", account=None)])
    assert [one.has_offerings, two.has_offerings, none.has_offerings] == [False, True, True]
