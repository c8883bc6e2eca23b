from __future__ import annotations

import pytest

from playbook.build.workshop import brief_account
from playbook.document.brief import compose_brief
from playbook.document.playbook import compose_playbook
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.locales import Locale
from tests.support import make_profile

OWN = {
    "proof_points": [{"claim": f"Claim {n}", "figure": f"{n}%"} for n in range(1, 3)]
    + [{"claim": "No figure"}],
    "objections": [{"objection": "Too dear"}],
    "stakeholders": [
        {"name": "First user", "role": "user"},
        {"name": "Second user", "role": "user"},
        {"name": "Buyer", "role": "procurement"},
        {"name": "Boss", "role": "decider"},
    ],
    "actions": [
        {"action": "Later", "owner": "A", "due": "2026-12-24"},
        {"action": "Sooner", "owner": "B", "due": "2026-12-01"},
    ],
}


@pytest.fixture(params=list(Locale))
def brief_for(request, workshop):
    def make(**parts):
        return brief_account(make_profile(**parts), request.param, workshop)

    return make


@pytest.mark.parametrize("quadrant", [quadrant.value for quadrant in Quadrant])
@pytest.mark.parametrize("sector", ["private", "public"])
def test_the_page_has_what_it_promises_for_every_quadrant_and_sector(brief_for, quadrant, sector):
    briefing = brief_for(
        account={"name": "Account", "sector": sector},
        placement={"quadrant": quadrant, "reason": "Their own file says so"},
    )
    brief = compose_brief(briefing)
    assert len(brief.questions) == 5
    assert sum(question.factor_id is not None for question in brief.questions) == 2
    assert len(brief.messages) == 3
    assert all(message.item.figure for message in brief.messages)
    assert len(brief.objections) == 2
    assert len(brief.trades) == 3
    assert len(brief.people) == len(brief.bring) == 3
    assert brief.floor is not None


@pytest.mark.parametrize(
    "stage",
    ["orientation", "specification", "tender", "negotiation", "running-contract", "renewal"],
)
@pytest.mark.parametrize("sector", ["private", "public"])
def test_every_stage_has_an_objective_of_its_own(brief_for, stage, sector):
    objectives = {
        compose_brief(
            brief_for(offering={"stage": one}, account={"name": "A", "sector": sector})
        ).objective.heading.source
        for one in (stage, "orientation" if stage != "orientation" else "renewal")
    }
    assert len(objectives) == 2


def test_own_proof_objections_and_people_come_before_ours(brief_for):
    brief = compose_brief(brief_for(**OWN))
    assert [message.proof.figure if message.proof else None for message in brief.messages] == [
        "1%",
        "2%",
        None,
    ]
    assert len(brief.own_objections) == 1
    assert len(brief.objections) == 1
    assert [person.name for person in brief.own_people] == ["First user", "Buyer", "Boss"]
    assert brief.people == ()


def test_the_two_testing_questions_are_the_most_telling_ones(brief_for):
    briefing = brief_for(answers={"alternatives": {"level": 3, "sure": "guess"}})
    brief = compose_brief(briefing)
    testing = [question.factor_id for question in brief.questions if question.factor_id]
    assert testing == [one.factor_id for one in briefing.agenda[:2]]


def test_actions_are_in_order_of_date(brief_for):
    actions = [mark.action for mark in compose_playbook(brief_for(**OWN)).people.timeline.marks]
    assert [action.action for action in actions] == ["Sooner", "Later"]


def test_the_second_plan_pairs_the_same_lines(brief_for):
    briefing = brief_for(placement={"quadrant": "routine", "reason": "Their own file says so"})
    page = compose_playbook(briefing).instead
    assert page.quadrant is briefing.placement.second is not Quadrant.ROUTINE
    for here, there in page.pairs:
        assert here.heading.source == there.heading.source


def test_every_answer_and_every_axis_is_on_the_placement_page(brief_for):
    briefing = brief_for(answers={"alternatives": 5, "cost_share": 1, "approval": "unknown"})
    page = compose_playbook(briefing).placement
    named = {one.factor_id for axis in Axis for one in page.contributions[axis]}
    assert named == {"alternatives", "cost_share"}
    assert set(page.missing) == set(briefing.model.missing) - named


def test_without_an_account_the_buyer_is_named_in_the_language_of_the_page(brief_for):
    briefing = brief_for()
    assert briefing.buyer == {"en": "this buyer", "nl": "deze klant"}[briefing.locale]
    assert briefing.variables["account"] == {"name": None, "industry": None}


def test_a_proof_point_backs_the_message_it_is_meant_for(brief_for):
    proofs = [{"claim": "Any", "figure": "1"}, {"claim": "Third", "figure": "3", "message": 3}]
    messages = compose_brief(brief_for(proof_points=proofs)).messages
    assert [message.proof.claim if message.proof else None for message in messages] == [
        "Any",
        None,
        "Third",
    ]
