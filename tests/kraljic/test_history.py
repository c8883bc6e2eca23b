from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.history import trace_history
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place

EARLY, LATE = date(2026, 9, 1), date(2026, 11, 5)


def answer(factor_id, level, on=None, sure=Sure.INFORMED):
    return Evidence(factor_id, level, level, sure, on=on)


def test_one_step_for_each_day_and_the_undated_first(model):
    steps = trace_history(
        (answer("alternatives", 2, LATE), answer("approval", 3), answer("cost_share", 4, EARLY)),
        model,
    )
    assert [step.on for step in steps] == [None, EARLY, LATE]
    assert [[one.factor_id for one in step.arrived] for step in steps] == [
        ["approval"],
        ["cost_share"],
        ["alternatives"],
    ]


def test_nothing_known_gives_no_history(model):
    assert trace_history((), model) == ()


def test_a_later_answer_outweighs_an_earlier_one_and_both_stay_in_the_record(model):
    given = (answer("alternatives", 1, date(2024, 1, 10)), answer("alternatives", 5, LATE))
    first, last = trace_history(given, model)
    supply = [step.probabilities for step in (first, last)]
    high = [
        sum(p for q, p in one.items() if q.value in ("strategic", "bottleneck")) for one in supply
    ]
    assert high[0] < 0.5 < high[1]
    assert place(given, model).beliefs["alternatives"].level > 3


def test_a_surer_answer_counts_for_more(model):
    unsure = (answer("cost_share", 5, LATE, Sure.GUESS), answer("cost_share", 1, LATE, Sure.KNOWN))
    assert place(unsure, model).beliefs["cost_share"].level < 2


@given(given_evidence=evidence(least=1))
def test_the_last_step_is_the_placement_of_today(model, given_evidence):
    last = trace_history(tuple(given_evidence), model)[-1]
    now = place(given_evidence, model)
    for quadrant, probability in now.probabilities.items():
        assert last.probabilities[quadrant] == pytest.approx(probability)
    assert last.quadrant is now.likeliest
    for axis, reading in now.axes.items():
        assert last.scores[axis] == pytest.approx(reading.score)
