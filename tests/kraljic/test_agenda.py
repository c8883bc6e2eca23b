from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from playbook.kraljic.agenda import entropy, plan_agenda
from playbook.kraljic.evidence import Evidence
from playbook.profile import Sure
from tests.kraljic.laws import evidence, place


@given(evidence())
@settings(max_examples=30)
def test_gains_are_never_negative_and_stand_in_order(model, found):
    agenda = plan_agenda(place(found, model), model)
    gains = [question.gain for question in agenda]
    assert all(0 <= gain <= 2 for gain in gains)
    assert all(one >= other - 1e-4 for one, other in pairwise(gains))


@given(evidence())
@settings(max_examples=30)
def test_every_open_question_is_on_it_once(model, found):
    placement = place(found, model)
    asked = [question.factor_id for question in plan_agenda(placement, model)]
    assert len(asked) == len(set(asked))
    assert set(placement.missing) <= set(asked)
    unanswered = {one.factor_id for one in plan_agenda(placement, model) if one.is_unanswered}
    assert unanswered == set(placement.missing)


def test_what_is_known_for_sure_is_not_asked_again(model):
    known = [Evidence(factor_id, 3, 3, Sure.KNOWN) for factor_id in model.missing]
    assert plan_agenda(place(known, model), model) == ()


def test_with_nothing_known_the_heaviest_questions_tell_most(model):
    agenda = plan_agenda(place([], model), model)
    assert len(agenda) == len(model.missing)
    assert agenda[0].gain > 0.1
    assert agenda[0].factor_id in {"alternatives", "cost_share"}
    assert agenda[-1].gain < agenda[0].gain / 4


def test_a_guess_is_worth_asking_after_and_a_fact_is_not(model):
    guess = Evidence("alternatives", 4, 4, Sure.GUESS)
    fact = Evidence("alternatives", 4, 4, Sure.KNOWN)
    asked = {q.factor_id for q in plan_agenda(place([guess], model), model)}
    assert "alternatives" in asked
    asked = {q.factor_id for q in plan_agenda(place([fact], model), model)}
    assert "alternatives" not in asked


@pytest.mark.parametrize(
    ("chances", "bits"), [((1, 0, 0, 0), 0), ((0.25,) * 4, 2), ((0.5, 0.5, 0, 0), 1)]
)
def test_entropy_is_in_bits(chances, bits):
    assert entropy(chances) == pytest.approx(bits)
