"""What to ask first, where effort is misplaced, and what moved."""

from __future__ import annotations

import pytest

from playbook.document.portfolio import NextQuestion
from playbook.document.portfolio_findings import (
    Effort,
    find_mismatches,
    find_moves,
    rank_asks,
)
from playbook.kraljic.agenda import entropy
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.windmill import AccountView
from tests.holdings import BEFORE, make_holding, make_standing, unknown


def asked(key, factor_id, gain):
    return make_holding(key, question=NextQuestion(factor_id, gain))


def test_questions_are_ranked_by_what_they_settle_over_all_accounts():
    holdings = [asked("1", "a", 0.5), asked("2", "b", 0.3), asked("3", "b", 0.3)]
    asks = rank_asks(holdings)
    assert [(one.factor_id, one.accounts) for one in asks] == [("b", (1, 2)), ("a", (0,))]
    assert asks[0].gain == pytest.approx(0.6)


def test_the_share_is_of_all_doubt_in_the_portfolio():
    holdings = [asked("1", "a", 0.5), make_holding("2", question=None)]
    doubt = sum(entropy(one.standing.probabilities.values()) for one in holdings)
    (ask,) = rank_asks(holdings)
    assert ask.share == pytest.approx(0.5 / doubt)


CELLS = [
    (0.95, 0.95, AccountView.NUISANCE, Effort.TOO_LITTLE),
    (0.95, 0.95, AccountView.EXPLOITABLE, Effort.TOO_LITTLE),
    (0.95, 0.95, AccountView.CORE, None),
    (0.05, 0.95, AccountView.NUISANCE, Effort.TOO_LITTLE),
    (0.05, 0.95, AccountView.DEVELOPMENT, None),
    (0.05, 0.05, AccountView.CORE, Effort.TOO_MUCH),
    (0.05, 0.05, AccountView.DEVELOPMENT, Effort.TOO_MUCH),
    (0.05, 0.05, AccountView.NUISANCE, None),
    (0.95, 0.05, AccountView.CORE, Effort.TOO_MUCH),
    (0.95, 0.05, AccountView.EXPLOITABLE, None),
]


@pytest.mark.parametrize(("financial", "supply", "view", "effort"), CELLS)
def test_effort_and_quadrant_disagree_in_half_of_the_windmill(financial, supply, view, effort):
    found = find_mismatches([make_holding("1", make_standing(financial, supply), view=view)])
    assert [one.effort for one in found] == ([effort] if effort else [])


def test_where_the_profile_does_not_say_enough_nothing_is_said():
    nuisance = AccountView.NUISANCE
    open_one = make_standing(0.6, 0.6)
    assert open_one.confidence is Confidence.OPEN
    assert find_mismatches([make_holding("1", open_one, view=nuisance)]) == ()
    assert find_mismatches([make_holding("1", unknown(), view=AccountView.CORE)]) == ()
    assert find_mismatches([make_holding("1", view=None)]) == ()


def test_a_place_given_by_hand_is_firm_enough():
    by_hand = make_standing(0.6, 0.6, is_by_hand=True, quadrant=Quadrant.STRATEGIC)
    assert find_mismatches([make_holding("1", by_hand, view=AccountView.NUISANCE)])


def test_every_cell_that_disagrees_has_its_advice_in_both_languages(content):
    for labels in content.labels.values():
        for financial, supply in ((0.95, 0.95), (0.95, 0.05), (0.05, 0.95), (0.05, 0.05)):
            for view in AccountView:
                holding = make_holding("1", make_standing(financial, supply), view=view)
                for one in find_mismatches([holding]):
                    assert labels(f"portfolio.advice.{one.quadrant}-{one.view}").endswith(".")


def test_changes_of_quadrant_come_first_and_what_stood_still_is_left_out():
    still = make_holding("1", before=make_standing(on=BEFORE))
    nudged = make_holding("2", before=make_standing(0.72, 0.25, BEFORE))
    changed = make_holding("3", before=make_standing(0.2, 0.8, BEFORE))
    first = make_holding("4", before=unknown())
    moves = find_moves([still, nudged, changed, first])
    assert [(one.index, one.has_changed) for one in moves] == [(2, True), (3, True), (1, False)]
