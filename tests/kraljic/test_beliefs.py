from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import Evidence
from playbook.profile import Sure

DAY = date(2026, 6, 1)


def answer(low, high=None, sure=Sure.INFORMED, *, procurement=False, on=None):
    return Evidence("approval", low, high or low, sure, None, procurement, False, on)


@pytest.fixture(scope="module")
def weigh(model):
    return lambda *answers: form_beliefs(answers, model)["approval"]


def test_one_answer_is_believed_as_it_stands(weigh, model):
    belief = weigh(answer(4))
    assert (belief.level, belief.sd, belief.sure) == (
        4,
        model.sureness[Sure.INFORMED],
        Sure.INFORMED,
    )


def test_no_evidence_gives_no_belief(model):
    assert form_beliefs((), model) == {}


def test_less_sure_and_wider_answers_are_believed_less(weigh):
    spreads = [weigh(answer(3, sure=sure)).sd for sure in (Sure.KNOWN, Sure.INFORMED, Sure.GUESS)]
    spreads += [weigh(answer(2, 4, Sure.GUESS)).sd, weigh(answer(1, 5, Sure.GUESS)).sd]
    assert spreads == sorted(set(spreads))


def test_procurement_is_believed_more_than_others(weigh):
    assert weigh(answer(3, procurement=True)).sd < weigh(answer(3)).sd


def test_answers_that_agree_strengthen_each_other(weigh):
    assert weigh(answer(3), answer(3)).sd < weigh(answer(3)).sd


def test_answers_that_contradict_leave_less_certain_than_either(weigh):
    belief = weigh(answer(1), answer(5))
    assert belief.level == pytest.approx(3)
    assert belief.sd > weigh(answer(1)).sd


def test_the_surer_answer_counts_for_more(weigh):
    belief = weigh(answer(1, sure=Sure.GUESS), answer(5, sure=Sure.KNOWN))
    assert belief.level > 4
    assert belief.sure is Sure.KNOWN


def test_evidence_a_half_life_older_counts_half(weigh, model):
    old = answer(1, on=DAY - timedelta(days=model.half_life))
    assert weigh(old, answer(4, on=DAY)).level == pytest.approx(3)


def test_age_counts_between_answers_and_not_by_the_calendar(weigh):
    now = weigh(answer(1, on=DAY), answer(4, on=DAY))
    long_ago = date(1990, 1, 1)
    assert weigh(answer(1, on=long_ago), answer(4, on=long_ago)) == now


def test_an_undated_answer_counts_as_the_oldest(weigh):
    dated = (answer(1, on=DAY - timedelta(days=100)), answer(4, on=DAY))
    undated = weigh(answer(2), *dated)
    assert undated == weigh(answer(2, on=DAY - timedelta(days=100)), *dated)


def test_guesses_are_counted_unless_procurement_makes_them(weigh):
    guess = answer(3, sure=Sure.GUESS)
    assert weigh(guess).guessed == 1
    assert weigh(replace(guess, is_from_procurement=True)).guessed == 0
    assert 0 < weigh(guess, answer(3, sure=Sure.KNOWN)).guessed < 0.5
