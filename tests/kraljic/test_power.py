from __future__ import annotations

import pytest
from hypothesis import given

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.power import Side, weigh_power
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place


def answers(**levels):
    return [Evidence(factor, level, level, Sure.KNOWN) for factor, level in levels.items()]


MUCH = {"cost_share": 5, "board_goal": 5, "spend_share": 5, "quality_reach": 5, "lifetime_cost": 5}
LITTLE = dict.fromkeys(MUCH, 1)
EASY = {"specification": 1, "approval": 1, "availability": 1, "make_or_buy": 1, "outage_cost": 1}
HARD = dict.fromkeys(EASY, 5)


def steps(power):
    return {share.quadrant: share.steps for share in power.shares}


def test_nothing_known_says_nothing_about_power(model):
    assert weigh_power(place([], model), 5) is None


@pytest.mark.parametrize(
    ("levels", "side"),
    [
        (MUCH | EASY | {"alternatives": 1}, Side.BUYER),
        (MUCH | HARD | {"alternatives": 5}, Side.SUPPLIER),
        (LITTLE | HARD | {"alternatives": 5}, Side.SUPPLIER),
        (LITTLE | EASY | {"alternatives": 1}, Side.BALANCED),
        ({"cost_share": 3, "alternatives": 3}, Side.OPEN),
    ],
)
def test_the_likeliest_side_follows_the_placement(model, levels, side):
    assert weigh_power(place(answers(**levels), model)).side is side


def test_without_answers_on_need_the_distance_stays_open(model):
    power = weigh_power(place(answers(**MUCH), model))
    assert (power.pull, power.told_by) == (0, ())
    assert steps(power) == {
        Quadrant.STRATEGIC: (1, 2),
        Quadrant.LEVERAGE: (-2, -1),
        Quadrant.BOTTLENECK: (1, 2),
        Quadrant.ROUTINE: (0,),
    }


@pytest.mark.parametrize(
    ("alternatives", "revenue_share", "pull"),
    [(5, None, 1), (1, None, -1), (3, None, 0), (5, 5, 0), (3, 5, -1), (3, 1, 1), (5, 1, 1)],
)
def test_who_needs_whom_pulls_the_scale(model, alternatives, revenue_share, pull):
    power = weigh_power(place(answers(alternatives=alternatives), model), revenue_share)
    assert power.pull == pull
    found = steps(power)
    if pull:
        assert found[Quadrant.STRATEGIC] == ((2,) if pull > 0 else (1,))
        assert found[Quadrant.LEVERAGE] == ((-1,) if pull > 0 else (-2,))
    assert found[Quadrant.ROUTINE] == (0,)


@given(evidence(least=1))
def test_shares_are_the_probabilities_and_stay_on_their_side(model, found):
    placement = place(found, model)
    power = weigh_power(placement)
    assert sum(share.probability for share in power.shares) == pytest.approx(1)
    for share in power.shares:
        sign = {Side.BUYER: -1, Side.BALANCED: 0, Side.SUPPLIER: 1}[share.side]
        assert all(step * sign > 0 or step == sign == 0 for step in share.steps)
        assert all(abs(step) <= 2 for step in share.steps)


def test_the_most_telling_answer_comes_first(model):
    far = weigh_power(place(answers(alternatives=3, switching_time=5), model))
    near = weigh_power(place(answers(alternatives=3, lock_in=1), model))
    assert (far.pull, far.told_by[0]) == (1, "switching_time")
    assert (near.pull, near.told_by[0]) == (-1, "lock_in")
