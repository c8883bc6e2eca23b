from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kraljic.factors import HIGHEST, LOWEST, Scale
from playbook.quantities import Unit
from tests.support import FALLING, RISING, make_bank


@pytest.mark.parametrize(
    ("value", "level"), [(0, 1), (1, 1), (1.01, 2), (2, 2), (3, 3), (3.5, 4), (4, 4), (4.01, 5)]
)
def test_on_a_rising_scale_a_border_belongs_to_the_lower_level(value, level):
    assert RISING.level(value) == level


@pytest.mark.parametrize(
    ("value", "level"), [(1, 5), (2, 4), (3, 3), (4, 2), (7, 2), (8, 1), (100, 1)]
)
def test_on_a_falling_scale_more_means_less_risk(value, level):
    assert FALLING.level(value) == level


BOUNDS = st.lists(st.floats(0, 1e6), min_size=4, max_size=4, unique=True).map(sorted)


@given(BOUNDS, st.floats(0, 1e7), st.floats(0, 1e7))
def test_levels_never_turn_back(bounds, one, other):
    low, high = sorted((one, other))
    rising = Scale(Unit.PERCENT, tuple(bounds), is_rising=True)
    falling = Scale(Unit.SUPPLIERS, tuple(reversed(bounds)), is_rising=False)
    assert LOWEST <= rising.level(low) <= rising.level(high) <= HIGHEST
    assert HIGHEST >= falling.level(low) >= falling.level(high) >= LOWEST


@given(BOUNDS)
def test_every_level_can_be_reached(bounds):
    rising = Scale(Unit.PERCENT, tuple(bounds), is_rising=True)
    values = [*bounds, math.nextafter(bounds[-1], math.inf)]
    assert [rising.level(value) for value in values] == [1, 2, 3, 4, 5]


def test_a_bank_finds_its_factors_in_order():
    bank = make_bank()
    assert bank.ids == tuple(factor.id for factor in bank)
    assert bank["approval"].id == "approval"
    assert "approval" in bank
    assert "approvals" not in bank
    with pytest.raises(KeyError):
        bank["approvals"]


def test_every_shipped_scale_uses_all_five_levels(bank):
    for factor in bank:
        if factor.scale:
            beyond = (min(factor.scale.bounds) - 1, *factor.scale.bounds)
            beyond += (max(factor.scale.bounds) + 1,)
            assert {factor.scale.level(value) for value in beyond} == {1, 2, 3, 4, 5}, factor.id
