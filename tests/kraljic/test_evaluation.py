from __future__ import annotations

import math

import pytest

from playbook.kraljic.cases import (
    FOUR_FACTORS,
    Case,
    Prediction,
    by_second_coder,
    equal_weights_model,
    four_factor_model,
    predict,
    predict_commonest,
)
from playbook.kraljic.evaluation import bootstrap, calibrate, evaluate, headline, measure
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.profile import Sure
from playbook.sources.placement import load_model

S, L, B, R = Quadrant
UNIFORM = dict.fromkeys(Quadrant, 0.25)


def case(case_id="one", truth=S, source=None, quality=None, evidence=(), second=None):
    return Case(case_id, truth, evidence, second, source, quality)


def prediction(truth, strategic, leverage, bottleneck, routine, **about):
    odds = dict(zip(Quadrant, (strategic, leverage, bottleneck, routine), strict=True))
    return Prediction(case(truth=truth, **about), odds)


def known(factor_id, level):
    return Evidence(factor_id, level, level, Sure.KNOWN)


@pytest.fixture(scope="module")
def model(project, bank):
    return load_model(project, bank)


# By hand: right, in the top two, missed; Brier 0.12 + 0.62 + 1.28.
THREE = (
    prediction(S, 0.7, 0.2, 0.1, 0.0, source="x", quality="a"),
    prediction(L, 0.5, 0.4, 0.1, 0.0, source="x", quality="b"),
    prediction(R, 0.6, 0.2, 0.2, 0.0, source="y"),
)


def test_headline_numbers_by_hand():
    scores = headline(THREE[:2])
    assert scores.n == 2
    assert (scores.accuracy, scores.top_two) == (0.5, 1.0)
    assert scores.brier == pytest.approx((0.14 + 0.62) / 2)
    assert scores.log_loss == pytest.approx(-(math.log(0.7) + math.log(0.4)) / 2)


def test_a_perfect_prediction():
    scores = headline([prediction(B, 0, 0, 1, 0)])
    assert (scores.accuracy, scores.top_two, scores.brier, scores.log_loss) == (1, 1, 0, 0)


def test_even_odds_are_worth_a_brier_of_three_quarters_and_go_to_the_humbler_two():
    scores = headline([Prediction(case(truth=truth), UNIFORM) for truth in Quadrant])
    assert scores.accuracy == 0.25  # routine
    assert scores.top_two == 0.5  # routine and bottleneck
    assert scores.brier == pytest.approx(0.75)
    assert scores.log_loss == pytest.approx(math.log(4))


def test_a_sure_miss_is_worst_and_still_finite():
    scores = headline([prediction(B, 1, 0, 0, 0)])
    assert scores.brier == 2
    assert scores.log_loss == pytest.approx(-math.log(1e-9))


def test_quadrants_are_counted_from_both_sides():
    quadrants = measure(THREE).quadrants
    assert (quadrants[S].n, quadrants[S].recall, quadrants[S].mean_probability) == (1, 1.0, 0.7)
    assert quadrants[S].precision == pytest.approx(1 / 3)
    assert (quadrants[L].recall, quadrants[L].precision) == (0.0, None)
    assert (quadrants[B].n, quadrants[B].recall, quadrants[B].mean_probability) == (0, None, None)


def test_an_axis_is_a_question_with_two_answers():
    axes = measure([prediction(S, 0.5, 0.3, 0.1, 0.1)]).axes
    financial, supply = axes[Axis.FINANCIAL_RISK], axes[Axis.SUPPLY_RISK]
    assert financial.accuracy == supply.accuracy == 1
    assert financial.brier == pytest.approx(0.2**2)
    assert supply.brier == pytest.approx(0.4**2)
    assert supply.log_loss == pytest.approx(-math.log(0.6))


def test_even_odds_on_an_axis_count_as_low():
    axes = measure([Prediction(case(truth=R), UNIFORM)]).axes
    assert axes[Axis.FINANCIAL_RISK].accuracy == axes[Axis.SUPPLY_RISK].accuracy == 1


def test_source_qualities_are_apart_and_a_missing_one_has_a_name():
    quality = measure(THREE).source_quality
    assert {key: scores.n for key, scores in quality.items()} == {"a": 1, "b": 1, "unknown": 1}


def test_misses_come_worst_first():
    misses = measure(THREE).misses
    assert [one.case.quadrant for one in misses] == [R, L]


def test_the_calibration_table_has_the_bounds_of_the_words_on_the_page():
    table = calibrate(
        [
            prediction(S, 0.9, 0.1, 0, 0),
            prediction(L, 0.85, 0.15, 0, 0),
            prediction(S, 0.5, 0.5, 0, 0),  # a tie goes to the humbler: leverage, which is wrong
            prediction(S, 0.0, 1.0, 0, 0),
        ]
    )
    assert [(one.low, one.high) for one in table] == [
        (0.25, 0.45),
        (0.45, 0.65),
        (0.65, 0.85),
        (0.85, 1.0),
    ]
    assert [one.n for one in table] == [0, 1, 0, 3]
    assert (table[0].mean_predicted, table[0].hit_rate) == (None, None)
    assert table[1].hit_rate == 0
    assert table[3].mean_predicted == pytest.approx(2.75 / 3)
    assert table[3].hit_rate == pytest.approx(1 / 3)


def test_calibration_takes_any_rounding():
    nearly = dict.fromkeys(Quadrant, 0.25 - 1e-12)
    assert calibrate([Prediction(case(), nearly)])[0].n == 1


def test_intervals_draw_whole_sources():
    right, wrong = {"source": "x"}, {"source": "y"}
    predictions = [prediction(S, 1, 0, 0, 0, **right)] * 3 + [prediction(S, 0, 1, 0, 0, **wrong)]
    intervals = bootstrap(predictions)
    assert intervals["accuracy"] == (0, 1)  # both draws of one source happen often
    assert intervals == bootstrap(predictions)
    assert bootstrap(predictions[:3]) is None


def test_cases_without_a_source_stand_for_themselves():
    predictions = [prediction(S, 1, 0, 0, 0, case_id=str(index)) for index in range(4)]
    assert bootstrap(predictions)["brier"] == (0, 0)


def test_the_commonest_knows_the_shares():
    cases = [case("1", S), case("2", S), case("3", S), case("4", R)]
    scores = headline(predict_commonest(cases))
    assert (scores.accuracy, scores.top_two) == (0.75, 1.0)
    assert scores.brier == pytest.approx((3 * 0.125 + 1.125) / 4)


def test_the_second_coder_stands_beside_the_first(model):
    high, low = (known("cost_share", 5), known("alternatives", 1)), (known("cost_share", 1),)
    cases = [case("1", L, evidence=high, second=low), case("2", L, evidence=high)]
    assert [one.evidence for one in by_second_coder(cases)] == [low]
    evaluation = evaluate(cases, model)
    assert (evaluation.ours.scores.n, evaluation.second_coder.scores.n) == (2, 1)
    assert evaluation.ours.scores.accuracy == 1
    assert evaluation.second_coder.scores.accuracy == 0
    assert evaluate(cases[1:], model).second_coder is None


def test_the_four_factors_are_equal_and_linear_with_the_line_in_the_middle(model):
    four = four_factor_model(model)
    for axis, names in FOUR_FACTORS.items():
        assert {key: one.value(3) for key, one in four.axes[axis].weights.items()} == dict.fromkeys(
            names, 0.5
        )
        assert four.axes[axis].line == 0.5
        assert four.axes[axis].line_sd == model.axes[axis].line_sd
    (one,) = predict(
        [case(evidence=[known(n, 3) for names in FOUR_FACTORS.values() for n in names])], four
    )
    assert one.probabilities == pytest.approx(UNIFORM)


def test_equal_weights_change_nothing_but_the_weights(model):
    equal = equal_weights_model(model)
    for axis, rule in equal.axes.items():
        assert sum(one.weight for one in rule.weights.values()) == pytest.approx(1)
        assert len({one.weight for one in rule.weights.values()}) == 1
        assert rule.line == model.axes[axis].line
        assert rule.weights[
            "cost_share" if "cost_share" in rule.weights else "alternatives"
        ].is_progressive


def test_baselines_work_where_nothing_is_answered(model):
    evaluation = evaluate([case("1", R), case("2", R)], model)
    for scores in (evaluation.ours.scores, evaluation.four_factors, evaluation.equal_weights):
        assert scores.brier == pytest.approx(0.75)
