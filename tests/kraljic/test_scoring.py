from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kraljic import scoring
from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.matrix import Axis
from playbook.kraljic.scoring import (
    AxisRule,
    Belief,
    Expectation,
    PlacementModel,
    Weight,
    axis_moments,
    axis_probability,
    discounted_levels,
    expected_belief,
    normal_cdf,
    read_axis,
)
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place

DRAWS, TOLERANCE = 20_000, 0.02


def readings(found, model):
    return place(found, model).axes


@given(evidence(), st.data())
def test_a_riskier_answer_never_lowers_a_score_or_its_probability(model, found, data):
    """Whatever the other answers, how sure they are, and what is missing."""
    found = list({one.factor_id: one for one in found}.values())
    if not found:
        return
    index = data.draw(st.integers(0, len(found) - 1))
    step = data.draw(st.integers(0, 5 - found[index].high))
    riskier = list(found)
    riskier[index] = replace(
        found[index], low=found[index].low + step, high=found[index].high + step
    )
    before, after = readings(found, model), readings(riskier, model)
    for axis in Axis:
        assert after[axis].score >= before[axis].score - 1e-12
        assert after[axis].probability >= before[axis].probability - 1e-12


@given(evidence(), st.data())
def test_a_riskier_answer_among_several_never_lowers_a_score(model, found, data):
    if not found:
        return
    index = data.draw(st.integers(0, len(found) - 1))
    step = data.draw(st.integers(0, 5 - found[index].high))
    riskier = list(found)
    riskier[index] = replace(
        found[index], low=found[index].low + step, high=found[index].high + step
    )
    before, after = readings(found, model), readings(riskier, model)
    assert all(after[axis].score >= before[axis].score - 1e-12 for axis in Axis)


@given(evidence(several=False))
def test_less_sure_answers_move_a_probability_towards_a_half_and_never_across(model, found):
    """Between known and informed; a seller's guess is lowered besides, on purpose."""
    known = readings([replace(one, sure=Sure.KNOWN) for one in found], model)
    informed = readings([replace(one, sure=Sure.INFORMED) for one in found], model)
    for axis in Axis:
        sure, unsure = known[axis].probability - 0.5, informed[axis].probability - 0.5
        assert abs(unsure) <= abs(sure) + 1e-12
        assert sure * unsure >= 0


@given(evidence(several=False))
def test_procurements_own_guess_only_widens(model, found):
    own = [replace(one, is_from_procurement=True, sure=Sure.KNOWN) for one in found]
    known = readings(own, model)
    guessed = readings([replace(one, sure=Sure.GUESS) for one in own], model)
    for axis in Axis:
        assert guessed[axis].score == pytest.approx(known[axis].score)
        assert abs(guessed[axis].probability - 0.5) <= abs(known[axis].probability - 0.5) + 1e-12


@given(evidence(several=False, ranges=False))
def test_a_sellers_guess_never_raises_a_score(model, found):
    ours = [replace(one, is_from_procurement=False, sure=Sure.INFORMED) for one in found]
    informed = readings(ours, model)
    guessed = readings([replace(one, sure=Sure.GUESS) for one in ours], model)
    assert all(guessed[axis].score <= informed[axis].score + 1e-12 for axis in Axis)


@given(evidence())
def test_scores_and_probabilities_stay_within_0_and_1(model, found):
    for reading in readings(found, model).values():
        assert 0 <= reading.score <= 1
        assert 0 <= reading.probability <= 1
        assert math.isfinite(reading.sd)
        assert reading.sd >= 0


@given(evidence(several=False))
def test_an_answer_left_out_widens_the_score(model, found):
    """Unless it was a guess spread wider than what silence leaves open."""
    for index, one in enumerate(found):
        if one.sure is Sure.GUESS or one.high > one.low:
            continue
        before = readings(found, model)
        after = readings(found[:index] + found[index + 1 :], model)
        assert all(after[axis].sd >= before[axis].sd - 1e-12 for axis in Axis)


def test_without_any_answer_a_score_lies_on_its_line(model):
    for axis, rule in model.axes.items():
        mean, variance = axis_moments(axis, {}, model)
        assert mean == pytest.approx(rule.line)
        assert axis_probability(mean, variance, rule) == pytest.approx(0.5)


def test_the_closed_form_agrees_with_draws(model):
    """Draw every answer's score and the buyer's line, and count how often the sum lies above."""
    random = Random(1983)
    for trial in range(6):
        chosen = random.sample(sorted(model.missing), k=3 + trial)
        beliefs = {
            factor_id: Belief(random.uniform(1, 5), random.choice((0.4, 0.7, 1.0)), Sure.INFORMED)
            for factor_id in chosen
        }
        for axis, rule in model.axes.items():
            reading = read_axis(axis, beliefs, model)
            if not 0 < reading.score < 1:
                continue
            drawn = share_above_line(axis, beliefs, model, random)
            assert drawn == pytest.approx(reading.probability, abs=TOLERANCE), (axis, rule)


def share_above_line(axis, beliefs, model, random):
    """Count draws above the line, from the definition.

    Each factor errs on its own; those that nobody answered err together too, as far as they follow the common
    deviation; and the buyer draws a line of his own.
    """
    rule = model.axes[axis]
    levels = discounted_levels(rule, beliefs)
    usual = sum(
        one.weight * one.value(model.missing[key].mean) for key, one in rule.weights.items()
    )
    seen = sum(rule.weights[key].weight for key in levels)
    mean = shared = 0.0
    spreads = []
    for factor_id, weight in rule.weights.items():
        if factor_id in levels:
            mean += weight.weight * weight.value(levels[factor_id])
            spreads.append(weight.weight * beliefs[factor_id].sd / 4)
        else:
            told = expected_belief(factor_id, axis, beliefs, model)
            mean += weight.weight * (weight.value(told.level) + rule.line - usual)
            spreads.append(weight.weight * told.sd / 4)
            shared += weight.weight * model.missing[factor_id].slope / 4
    common = math.sqrt(scoring._COMMON_VARIANCE * scoring._CAUTION / (seen + scoring._CAUTION))
    above = 0
    for _ in range(DRAWS):
        score = mean + shared * random.gauss(0, common)
        score += sum(random.gauss(0, spread) for spread in spreads)
        above += score > random.gauss(rule.line, rule.line_sd)
    return above / DRAWS


def test_a_score_exactly_on_the_line_is_a_coin_toss():
    rule = AxisRule({"approval": Weight(1.0)}, line=0.5, line_sd=0.1)
    model = PlacementModel(
        dict.fromkeys(Axis, rule),
        {"approval": Expectation(3, 0.5, 1)},
        dict.fromkeys(Sure, 0.5),
        1.0,
        365,
        {},
    )
    reading = read_axis(Axis.SUPPLY_RISK, {"approval": Belief(3, 0.5, Sure.KNOWN)}, model)
    assert (reading.score, reading.probability) == (0.5, 0.5)
    assert reading.contributions[0].effect == 0


def test_a_progressive_weight_counts_little_in_the_middle_and_all_at_the_top():
    even, progressive = Weight(1.0), Weight(1.0, is_progressive=True)
    assert [progressive.value(level) for level in (1, 3, 5)] == [0, 0.25, 1]
    assert [even.value(level) for level in (1, 3, 5)] == [0, 0.5, 1]


def test_weights_of_an_axis_sum_to_one_and_every_factor_weighs_somewhere(model, bank):
    for rule in model.axes.values():
        assert sum(weight.weight for weight in rule.weights.values()) == pytest.approx(1)
    weighed = {factor_id for rule in model.axes.values() for factor_id in rule.weights}
    assert weighed == set(bank.ids) == set(model.missing)


def test_every_weight_has_a_reason_in_both_languages_and_a_source(model):
    weights = [weight for rule in model.axes.values() for weight in rule.weights.values()]
    assert weights
    for weight in weights:
        assert len(weight.reasons) == 2
        assert all(weight.reasons.values())
        assert weight.sources


@given(evidence(least=1))
def test_contributions_add_up_to_the_distance_from_the_line_where_all_is_answered(model, found):
    every = {one.factor_id: one for one in found}
    base = next(iter(every.values()))
    full = [replace(every.get(key, base), factor_id=key) for key in model.missing]
    for axis, reading in readings(full, model).items():
        pushed = sum(one.effect for one in reading.contributions)
        assert pushed == pytest.approx(reading.score - model.axes[axis].line)


@given(evidence())
def test_contributions_stand_largest_first(model, found):
    for reading in readings(found, model).values():
        pushes = [abs(one.effect) for one in reading.contributions]
        assert pushes == sorted(pushes, reverse=True)


@pytest.mark.parametrize(("x", "p"), [(0, 0.5), (1.96, 0.975), (-1.96, 0.025), (40, 1), (-40, 0)])
def test_normal_probabilities(x, p):
    assert normal_cdf(x) == pytest.approx(p, abs=1e-4)


def test_a_guess_of_the_lowest_level_is_not_discounted_below_it(model):
    beliefs = form_beliefs([], model)
    beliefs["cost_share"] = Belief(1, 1, Sure.GUESS, guessed=1)
    assert discounted_levels(model.axes[Axis.FINANCIAL_RISK], beliefs) == {"cost_share": 1}
