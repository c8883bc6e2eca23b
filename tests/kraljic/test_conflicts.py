from __future__ import annotations

from datetime import date

import pytest

from playbook.kraljic.conflicts import ConflictKind, find_conflicts
from playbook.kraljic.evidence import Evidence
from playbook.profile import Sure
from tests.kraljic.laws import place


def conflicts(model, *found):
    return find_conflicts(place(found, model))


def answer(factor_id, low, high=None, said_by=None, on=None):
    return Evidence(factor_id, low, high or low, Sure.INFORMED, said_by, on=on)


@pytest.mark.parametrize(
    ("spend", "impact", "kind"),
    [
        (1, 3, ConflictKind.IMPACT_ABOVE_SPEND),
        (1, 5, ConflictKind.IMPACT_ABOVE_SPEND),
        (4, 2, ConflictKind.SPEND_ABOVE_IMPACT),
        (2, 3, None),
        (4, 3, None),
    ],
)
def test_spend_and_impact_far_apart_are_told(model, spend, impact, kind):
    found = conflicts(model, answer("spend_share", spend), answer("outage_cost", impact))
    assert [one.kind for one in found] == ([kind] if kind else [])


def test_the_lower_view_stands_first(model):
    (low,) = conflicts(model, answer("cost_share", 1), answer("quality_reach", 5))
    assert low.factor_ids == ("cost_share", "quality_reach")
    (high,) = conflicts(model, answer("cost_share", 5), answer("quality_reach", 1))
    assert high.factor_ids == ("quality_reach", "cost_share")


def test_one_side_alone_is_no_conflict(model):
    assert conflicts(model, answer("spend_share", 1), answer("cost_share", 5)) == ()
    assert conflicts(model, answer("outage_cost", 5)) == ()
    assert conflicts(model) == ()


def test_two_voices_that_differ_are_named_the_lower_first(model):
    (found,) = conflicts(
        model, answer("approval", 4, 5, "user"), answer("approval", 1, 2, "procurement")
    )
    assert found.kind is ConflictKind.VOICES
    assert (found.factor_ids, found.voices) == (("approval",), ("procurement", "user"))


@pytest.mark.parametrize(
    "found",
    [
        [answer("approval", 1, said_by="user"), answer("approval", 2, said_by="procurement")],
        [answer("approval", 1, said_by="user"), answer("approval", 5, said_by="User")],
        [answer("approval", 1, said_by="user"), answer("approval", 5)],
    ],
)
def test_voices_close_together_or_the_same_are_no_conflict(model, found):
    assert conflicts(model, *found) == ()


@pytest.mark.parametrize("order", [1, -1])
def test_three_answers_of_two_voices_are_compared_whatever_their_order(model, order):
    found = [
        answer("approval", 5, said_by="Ann"),
        answer("approval", 5, said_by="Bob"),
        answer("approval", 1, said_by="Cas"),
    ][::order]
    (one,) = conflicts(model, *found)
    assert one.voices[0] == "Cas"


def test_whoever_changed_his_mind_is_held_to_his_latest_answer(model):
    earlier = answer("approval", 1, said_by="user", on=date(2026, 1, 1))
    later = answer("approval", 5, said_by="user", on=date(2026, 6, 1))
    other = answer("approval", 5, said_by="procurement", on=date(2026, 3, 1))
    assert conflicts(model, earlier, later, other) == ()
    assert conflicts(model, later, earlier, other) == ()
