from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kraljic.matrix import HUMBLEST_FIRST, Axis, Quadrant, ranked


@pytest.mark.parametrize(
    ("financial", "supply", "quadrant"),
    [
        (True, True, Quadrant.STRATEGIC),
        (True, False, Quadrant.LEVERAGE),
        (False, True, Quadrant.BOTTLENECK),
        (False, False, Quadrant.ROUTINE),
    ],
)
def test_a_quadrant_lies_above_the_line_of_its_axes(financial, supply, quadrant):
    assert quadrant.is_high(Axis.FINANCIAL_RISK) is financial
    assert quadrant.is_high(Axis.SUPPLY_RISK) is supply


def test_equal_probabilities_go_to_the_humbler_quadrant():
    assert ranked(dict.fromkeys(Quadrant, 0.25)) == HUMBLEST_FIRST
    nearly = {**dict.fromkeys(Quadrant, 0.25), Quadrant.STRATEGIC: 0.25 + 1e-12}
    assert ranked(nearly) == HUMBLEST_FIRST


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_ranking_keeps_every_quadrant_likeliest_first(chances):
    probabilities = dict(zip(Quadrant, chances, strict=True))
    order = ranked(probabilities)
    assert set(order) == set(Quadrant)
    assert all(probabilities[one] >= probabilities[other] - 1e-8 for one, other in pairwise(order))
