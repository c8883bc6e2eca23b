"""What nobody answered: it widens the result, and is neither good nor bad news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.kraljic.matrix import Axis
from playbook.kraljic.scoring import Belief, axis_moments
from playbook.profile import Sure
from playbook.sources.placement import load_model


@pytest.fixture(scope="module")
def model(project, bank):
    return load_model(project, bank)


def usual(axis, model):
    """Return the answers that are usual on an axis."""
    return {
        name: Belief(model.missing[name].mean, 0.7, Sure.INFORMED)
        for name in model.axes[axis].weights
    }


@pytest.mark.parametrize("axis", Axis)
def test_nothing_known_lies_on_the_line(axis, model):
    mean, _ = axis_moments(axis, {}, model)
    assert mean == pytest.approx(model.axes[axis].line)


@pytest.mark.parametrize("axis", Axis)
def test_leaving_a_usual_answer_out_says_next_to_nothing(axis, model):
    every = usual(axis, model)
    mean, variance = axis_moments(axis, every, model)
    for name in every:
        fewer = {key: belief for key, belief in every.items() if key != name}
        without, wider = axis_moments(axis, fewer, model)
        assert without == pytest.approx(mean, abs=0.01)
        assert wider > variance


@pytest.mark.parametrize("axis", Axis)
def test_every_answer_narrows_the_result(axis, model):
    known: dict[str, Belief] = {}
    before = axis_moments(axis, known, model)[1]
    for name, belief in usual(axis, model).items():
        known[name] = belief
        after = axis_moments(axis, known, model)[1]
        assert after < before
        before = after


@pytest.mark.parametrize("axis", Axis)
def test_silence_follows_the_answers_and_never_against_them(axis, model):
    every = usual(axis, model)
    for name in every:
        scores = [
            axis_moments(axis, {name: replace(every[name], level=float(level))}, model)[0]
            for level in range(1, 6)
        ]
        assert scores == sorted(scores)
        assert scores[0] < scores[-1]
