from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from playbook.kraljic import sensitivity as module
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import probabilities_of
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.sensitivity import Change, Flip, measure_sensitivity
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    monkeypatch.setattr(module, "DRAWS", 20)


def likeliest_with(placement, model, levels):
    beliefs = dict(placement.beliefs)
    for factor_id, level in levels.items():
        beliefs[factor_id] = replace(beliefs[factor_id], level=float(level))
    return ranked(probabilities_of(beliefs, model))[0]


def levels_of(flip):
    return {change.factor_id: change.after for change in flip.changes}


@given(found=evidence(least=1))
@settings(max_examples=40)
def flips_hold(model, found):
    placement = place(found, model)
    result = measure_sensitivity(placement, model)
    flips = [*result.single, *([result.smallest] if result.smallest else [])]
    for flip in flips:
        moved = likeliest_with(placement, model, levels_of(flip))
        assert moved is flip.quadrant
        assert moved is not placement.likeliest
        for change in flip.changes:
            assert 1 <= change.after <= 5
            assert change.after != change.before
            assert change.before == placement.beliefs[change.factor_id].level
    assert 0 <= result.agreement <= 1


def test_every_flip_really_flips(model):
    flips_hold(model)


def test_no_milder_answer_would_flip_it(model):
    @given(found=evidence(least=1))
    @settings(max_examples=40)
    def hold(found):
        placement = place(found, model)
        singles = {
            flip.changes[0].factor_id: flip for flip in measure_sensitivity(placement, model).single
        }
        for factor_id, belief in placement.beliefs.items():
            flipping = [
                abs(level - belief.level)
                for level in range(1, 6)
                if likeliest_with(placement, model, {factor_id: level}) is not placement.likeliest
            ]
            assert bool(flipping) == (factor_id in singles)
            if flipping:
                change = singles[factor_id].changes[0]
                assert abs(change.after - change.before) == min(flipping)

    hold()


def test_no_smaller_set_would_flip_it(model):
    @given(found=evidence(least=1))
    @settings(max_examples=25)
    def hold(found):
        placement = place(found, model)
        smallest = measure_sensitivity(placement, model).smallest
        size = len(smallest.changes) if smallest else len(placement.beliefs) + 1
        for axis in Axis:
            end = 1 if placement.likeliest.is_high(axis) else 5
            weighed = [one for one in placement.beliefs if one in model.axes[axis].weights]
            for few in combinations(weighed, min(size, len(weighed) + 1) - 1):
                moved = likeliest_with(placement, model, dict.fromkeys(few, end))
                assert moved is placement.likeliest

    hold()


def test_each_change_of_the_smallest_set_is_needed_as_far_as_it_goes(model):
    found = [Evidence(factor_id, 5, 5, Sure.KNOWN) for factor_id in model.missing]
    placement = place(found, model)
    smallest = measure_sensitivity(placement, model).smallest
    assert smallest is not None
    assert len(smallest.changes) > 1
    for change in smallest.changes:
        milder = levels_of(smallest) | {change.factor_id: change.after + 1}
        if milder[change.factor_id] <= 5:
            assert likeliest_with(placement, model, milder) is placement.likeliest


def test_without_answers_nothing_can_flip_and_weights_do_not_matter(model):
    result = measure_sensitivity(place([], model), model)
    assert (result.single, result.smallest, result.agreement) == ((), None, 1.0)


def test_the_least_change_stands_first(model):
    found = [Evidence("alternatives", 3, 3, Sure.KNOWN), Evidence("cost_share", 5, 5, Sure.KNOWN)]
    single = measure_sensitivity(place(found, model), model).single
    distances = [abs(flip.changes[0].after - flip.changes[0].before) for flip in single]
    assert len(distances) > 1
    assert distances == sorted(distances)


def test_a_clear_placement_stands_under_other_weights_and_twice_the_same(model):
    found = [Evidence(factor_id, 5, 5, Sure.KNOWN) for factor_id in model.missing]
    first = measure_sensitivity(place(found, model), model)
    assert first.agreement == 1
    assert first == measure_sensitivity(place(found, model), model)


def test_a_flip_is_about_the_models_own_choice_also_when_overruled(model, bank):
    from playbook.kraljic.inference import infer_placement
    from tests.support import make_profile

    profile = make_profile(
        answers=dict.fromkeys(bank.ids, 1),
        placement={"quadrant": "strategic", "reason": "They said so."},
    )
    result = measure_sensitivity(infer_placement(profile, bank, model), model)
    assert result.smallest is not None
    assert result.smallest.quadrant is not Quadrant.ROUTINE
    assert isinstance(result.smallest, Flip)
    assert isinstance(result.smallest.changes[0], Change)
